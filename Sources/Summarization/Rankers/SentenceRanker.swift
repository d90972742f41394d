/// A formula that scores the sentences of one text.
///
/// ```swift
/// /// The longest sentences.
/// struct Longest: SentenceRanker {
///     func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
///         sentences.lengths.map { Double($0.contentWords) }
///     }
/// }
/// let summary = Summarizer(SummaryOptions(length: .sentences(2)), ranker: Longest()).summarize(input)
/// ```
///
/// A ranker is an immutable value whose parameters default to its paper's, and a pure function of the sentences: equal
/// sentences give equal scores, on any thread.
public protocol SentenceRanker: Sendable {
    /// One score for each sentence; a higher score is better, and sentences with equal scores are taken in the order of
    /// the text.
    ///
    /// Scores must be finite; what is not a number comes last.
    ///
    /// - Parameters:
    ///   - sentences: The sentences; there may be none, and some may have no terms.
    ///   - wanted: How many sentences will be chosen at most; methods that choose one after another stop there.
    /// - Returns: The scores in the order of the sentences.
    func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double]
}

extension SentenceRanker {
    /// The scores of all sentences where any number of them may be chosen.
    public func scores(_ sentences: SentenceMatrix) -> [Double] { scores(sentences, wanted: sentences.count) }
}
