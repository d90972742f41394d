/// The first sentences, in their order: the baseline that news demands.
///
/// ```swift
/// Lead().scores(sentences)   // [1, 0.5, 0.333…, …]
/// ```
///
/// - Complexity: O(sentences).
public struct Lead: SentenceRanker {
    /// Creates the ranker.
    public init() {}

    /// The reciprocal of each sentence's place, counted from 1.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        (0..<sentences.count).map { 1 / Double(1 + $0) }
    }
}
