internal import Vectorization
internal import Vectors

/// LexRank: eigenvector centrality on tf-idf cosines.
///
/// ```swift
/// LexRank().scores(sentences)                  // continuous
/// LexRank(threshold: 0.1).scores(sentences)    // as sumy has it
/// ```
///
/// G. Erkan and D. Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization" (JAIR 22, 2004),
/// equation 4 (idf-modified cosine) and 6 (the walk). Term frequencies are divided by the largest of the sentence, idf =
/// log(n / (1 + sentences with the word)) within the text, as sumy has it; the paper takes idf from a collection. With a
/// threshold, edges are 0 or 1 and the walk never jumps; without one ("continuous"), cosines are the weights and the walk
/// jumps with probability 0.15. Ranks sum to 1; sentences without terms get what a jump gives.
///
/// - Complexity: without a threshold O(tokens) for a step, for no edge is ever made; with one O(tokens · sentences with a
///   word) and 8 bytes for each edge.
public struct LexRank: SentenceRanker, Hashable {
    /// Cosines above it are edges of weight 1, others none; nil keeps cosines as weights.
    public var threshold: Double?
    /// The probability of following an edge, used without a threshold.
    public var damping: Double

    /// Creates the ranker.
    public init(threshold: Double? = nil, damping: Double = 0.85) {
        self.threshold = threshold
        self.damping = damping
    }

    /// The rank of each sentence.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        let weights = TfidfWeighting(termFrequency: .relative, inverseDocumentFrequency: .lexRank)
            .weighted(sentences.counts, documentCounts: sentences.sentenceFrequencies)
        guard let threshold else { return PowerIteration(damping: damping).ranks(of: RowSimilarityGraph(weights)) }
        let edges = weights.products(with: weights, above: Float(threshold)).binary()
        return PowerIteration(damping: 1).ranks(of: edges)
    }
}
