internal import Vectors

/// TextRank: a random walk over sentences that share words.
///
/// ```swift
/// TextRank().scores(sentences)
/// ```
///
/// R. Mihalcea and P. Tarau, "TextRank: Bringing Order into Texts" (EMNLP 2004), section 4.1. The weight of an edge is the
/// number of distinct content words both sentences have over the sum of the logarithms of their lengths; the walk follows
/// edges with probability 0.85. Sentences without any edge get the score 0, as in summa.
///
/// - Complexity: see ``SharedTermGraph``: O(sentences²) for a step up to 200 sentences, O(tokens · different lengths)
///   above, where no edge is ever made.
public struct TextRank: SentenceRanker, Hashable {
    /// How shared words are counted.
    public enum Counting: Sendable, Hashable {
        /// Each shared word once, as in the paper and in summa.
        case distinct
        /// Every pair of equal occurrences, and each sentence also linked with itself, as in sumy.
        case everyOccurrence
    }

    /// The probability of following an edge.
    public var damping: Double
    /// How shared words are counted.
    public var counting: Counting

    /// Creates the ranker.
    public init(damping: Double = 0.85, counting: Counting = .distinct) {
        self.damping = damping
        self.counting = counting
    }

    /// The rank of each sentence.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        let rows = counting == .distinct ? sentences.counts.binary() : sentences.counts
        let graph = SharedTermGraph(rows, lengths: sentences.lengths, linksItself: counting == .everyOccurrence)
        // Up to some length the edges are fewer than what is done in their place.
        return sentences.count <= SharedTermGraph.storedSentences ? ranks(of: graph.edges()) : ranks(of: graph)
    }

    private func ranks(of graph: some WeightedGraph) -> [Double] {
        let ranks = PowerIteration(damping: damping).ranks(of: graph)
        guard counting == .distinct else { return ranks }
        let weights = graph.outgoingWeights()
        return weights.contains { $0 > 0 } ? zip(ranks, weights).map { $1 > 0 ? $0 : 0 } : ranks
    }
}
