internal import Vectorization
internal import Vectors

/// Centroid: a sentence scores its cosine with the sum of all sentences' tf-idf vectors, times that sum's length.
///
/// ```swift
/// TfidfCentroid().scores(sentences)
/// ```
///
/// D. Radev, H. Jing, M. Styś and D. Tam, "Centroid-based summarization of multiple documents" (2004). idf counts the
/// sentences of this text; the paper takes it from a collection.
///
/// - Complexity: O(tokens).
public struct TfidfCentroid: SentenceRanker, Hashable {
    /// Creates the ranker.
    public init() {}

    /// The product of each sentence's vector of length 1 with the sum.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        var weights = TfidfWeighting(inverseDocumentFrequency: .probabilistic, norm: .none)
            .weighted(sentences.counts, documentCounts: sentences.sentenceFrequencies)
        let centroid = weights.columnSums()
        weights.normalizeRows()
        return weights.times(centroid).map { Double($0) }
    }
}
