internal import Vectors

/// LexRank: eigenvector centrality on tf-idf cosines.
///
/// G. Erkan and D. Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization" (JAIR 22, 2004).
/// Term frequencies are divided by the largest of the sentence, idf = log(n / (1 + sentences with the word)) within the
/// text, as sumy has it; the paper takes idf from a collection. With a threshold, edges are 0 or 1 and the walk never
/// jumps; without one ("continuous"), cosines are the weights and the walk jumps with probability 0.15.
///
/// - Complexity: O(n² · words of a sentence).
public struct LexRank: SentenceRanker {
    /// Cosines above it are edges of weight 1, others none; nil keeps cosines as weights.
    public var threshold: Double?
    /// The probability of following an edge, used without a threshold.
    public var damping: Double

    /// Creates the ranker.
    public init(threshold: Double? = nil, damping: Double = 0.85) {
        self.threshold = threshold
        self.damping = damping
    }

    /// The scores of all sentences.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        var graph = SentenceGraph(sentences)
        let n = Double(sentences.count)
        let idf = sentences.sentenceFrequencies.map { Elementary.log(n / (1 + Double($0))) }
        var values = [Float](repeating: 0, count: sentences.counts.columnIndices.count)
        for position in graph.nodes {
            var largest: Float = 1
            for k in sentences.entries(position) { largest = max(largest, sentences.counts.values[k]) }
            var squares = 0.0
            for k in sentences.entries(position) {
                let value =
                    Double(sentences.counts.values[k]) / Double(largest) * idf[Int(sentences.counts.columnIndices[k])]
                squares += value * value
                values[k] = Float(value)
            }
            let norm = Float(squares.squareRoot())
            if norm > 0 { for k in sentences.entries(position) { values[k] /= norm } }
        }
        graph.addProducts(sentences, includesSelf: true) { _, entry in values[entry] }
        guard let threshold else {
            graph.mapWeights { _, _, weight in max(0, weight) }
            return graph.spread(graph.walk(damping: damping), over: sentences.count)
        }
        graph.mapWeights { _, _, weight in Double(weight) > threshold ? 1 : 0 }
        return graph.spread(graph.walk(damping: 1), over: sentences.count)
    }
}
