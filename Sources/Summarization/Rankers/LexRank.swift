/// LexRank: eigenvector centrality on tf-idf cosines.
///
/// G. Erkan and D. Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization" (JAIR 22, 2004).
/// Term frequencies are divided by the largest of the sentence, idf = log(n / (1 + sentences with the word)) within the
/// text, as sumy has it; the paper takes idf from a collection. With a threshold, edges are 0 or 1 and the walk never
/// jumps; without one ("continuous"), cosines are the weights and the walk jumps with probability 0.15.
///
/// - Complexity: O(n² · words of a sentence).
package struct LexRank: SentenceRanker {
    /// Cosines above it are edges of weight 1, others none; nil keeps cosines as weights.
    package var threshold: Double?
    /// The probability of following an edge, used without a threshold.
    package var damping: Double

    /// Creates the ranker.
    package init(threshold: Double? = nil, damping: Double = 0.85) {
        self.threshold = threshold
        self.damping = damping
    }

    package func scores(_ analysis: DocumentAnalysis, wanted: Int) -> [Double] {
        var graph = SentenceGraph(analysis)
        let n = Double(analysis.count)
        let idf = analysis.sentenceFrequencies.map { Elementary.log(n / (1 + Double($0))) }
        var values = [Float](repeating: 0, count: analysis.terms.count)
        for position in graph.nodes {
            var largest: Int32 = 1
            for k in analysis.entries(position) { largest = max(largest, analysis.counts[k]) }
            var squares = 0.0
            for k in analysis.entries(position) {
                let value = Double(analysis.counts[k]) / Double(largest) * idf[Int(analysis.terms[k])]
                squares += value * value
                values[k] = Float(value)
            }
            let norm = Float(squares.squareRoot())
            if norm > 0 { for k in analysis.entries(position) { values[k] /= norm } }
        }
        graph.addProducts(analysis, includesSelf: true) { _, entry in values[entry] }
        guard let threshold else {
            graph.mapWeights { _, _, weight in max(0, weight) }
            return graph.spread(graph.walk(damping: damping), over: analysis.count)
        }
        graph.mapWeights { _, _, weight in Double(weight) > threshold ? 1 : 0 }
        return graph.spread(graph.walk(damping: 1), over: analysis.count)
    }
}
