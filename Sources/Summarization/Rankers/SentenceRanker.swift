/// A formula that scores the candidates of one text.
///
/// A ranker is an immutable value whose parameters default to its paper's; it sees stems only, never text, so that it
/// can be compared with other implementations on the same sentences and words.
package protocol SentenceRanker: Sendable {
    /// One score for each candidate; a higher score is better.
    ///
    /// - Parameters:
    ///   - analysis: The candidates.
    ///   - wanted: How many sentences will be chosen at most; methods that choose one after another stop there.
    /// - Returns: The scores in the order of the candidates.
    func scores(_ analysis: DocumentAnalysis, wanted: Int) -> [Double]
}

/// The first sentences, in their order: the baseline that news demands.
///
/// - Complexity: O(n).
package struct Lead: SentenceRanker {
    /// Creates the ranker.
    package init() {}

    package func scores(_ analysis: DocumentAnalysis, wanted: Int) -> [Double] {
        (0..<analysis.count).map { 1 / Double(1 + $0) }
    }
}
