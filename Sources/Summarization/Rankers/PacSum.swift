internal import Vectorization
internal import Vectors

/// PacSum: centrality in which what follows a sentence counts for it and what precedes it against it.
///
/// ```swift
/// PacSum(backwardWeight: -0.3).scores(sentences)
/// ```
///
/// H. Zheng and M. Lapata, "Sentence Centrality Revisited for Unsupervised Summarization" (ACL 2019), equation 5, with
/// tf-idf vectors and without the paper's similarity threshold: λ₁ = -0.3 for earlier, 1 for later sentences. Running sums
/// give all degrees in linear time where the paper compares all pairs.
///
/// - Complexity: O(tokens).
public struct PacSum: SentenceRanker, Hashable {
    /// The weight of similarity to earlier sentences.
    public var backwardWeight: Double

    /// Creates the ranker.
    public init(backwardWeight: Double = -0.3) { self.backwardWeight = backwardWeight }

    /// The weighted degree of each sentence.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        let weights = TfidfWeighting(inverseDocumentFrequency: .probabilistic)
            .weighted(sentences.counts, documentCounts: sentences.sentenceFrequencies)
        let earlier = weights.runningProducts(.above).products
        let later = weights.runningProducts(.below).products
        return zip(earlier, later).map { backwardWeight * $0 + $1 }
    }
}
