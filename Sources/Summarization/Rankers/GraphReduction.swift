internal import Vectors

/// Reduction: a sentence scores the sum of its similarities with all others.
///
/// ```swift
/// GraphReduction().scores(sentences)
/// ```
///
/// After the Reduction project of A. Fabish, which sumy took over: the similarity is TextRank's with every pair of equal
/// occurrences counted, and there is no walk. The sums are what leaves each vertex of TextRank's graph, without its edge to
/// itself.
///
/// - Complexity: O(tokens · different sentence lengths) at worst, O(n²) never.
public struct GraphReduction: SentenceRanker, Hashable {
    /// Creates the ranker.
    public init() {}

    /// The summed similarity of each sentence.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        SharedTermGraph(sentences.counts, lengths: sentences.lengths, linksItself: false).outgoingWeights()
    }
}
