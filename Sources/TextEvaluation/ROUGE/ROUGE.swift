/// Scores summaries against references: ROUGE-1, ROUGE-2, ROUGE-L and ROUGE-Lsum.
///
/// ```swift
/// var rouge = ROUGE()
/// let scores = rouge.scores(reference: "The river rose by two metres.", candidate: "The river rose fast.")
/// print(scores.rouge1.f1)  // 0.6
/// ```
///
/// C.-Y. Lin, "ROUGE: A Package for Automatic Evaluation of Summaries" (2004), in the reading of the Python package
/// rouge-score 0.1.2, which most papers report: words are runs of `a-z0-9` after lower-casing, words of more than three
/// letters are stemmed, a line break separates sentences for ROUGE-Lsum. With several references each measure takes the
/// one with the best F1.
///
/// A scorer remembers the stems of words, so score many pairs with one scorer, and use one for each task.
///
/// - Complexity: O(tokens) for ROUGE-1 and ROUGE-2, O(m · n / 64) for the longest common subsequences of m and n tokens.
public struct ROUGE: Sendable {
    /// Precision, recall and their harmonic mean, each between 0 and 1.
    public struct Score: Sendable, Hashable {
        /// The share of the candidate that the reference has.
        public var precision: Double
        /// The share of the reference that the candidate has.
        public var recall: Double
        /// The harmonic mean of both, 0 if both are 0.
        public var f1: Double

        /// Creates a score from a number of hits and what they are out of; an empty side gives 0.
        package init(hits: Int, candidate: Int, reference: Int) {
            precision = candidate > 0 ? Double(hits) / Double(candidate) : 0
            recall = reference > 0 ? Double(hits) / Double(reference) : 0
            f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
        }
    }

    /// The four measures of one pair.
    public struct Scores: Sendable, Hashable {
        /// Overlap of words.
        public var rouge1: Score
        /// Overlap of pairs of neighbouring words.
        public var rouge2: Score
        /// The longest common subsequence of the whole texts.
        public var rougeL: Score
        /// The union of the longest common subsequences of each pair of sentences; line breaks separate sentences.
        public var rougeLsum: Score
    }

    /// What a word is.
    public enum Tokenization: Sendable, Hashable {
        /// Runs of `a-z0-9`, as in rouge-score: right for English, and the only one that published figures use.
        case latin
        /// Runs of letters and digits of any alphabet, without stemming, and each character of Chinese and Japanese: for other
        /// languages.
        case unicode
    }

    /// A text that is ready to be scored against several others.
    public struct PreparedText: Sendable {
        /// The words as numbers.
        package var tokens: [Int32]
        /// Where each line ends in `tokens`.
        package var lineEnds: [Int]
    }

    private var tokenizer: ROUGETokenizer
    private var workspace = ROUGEWorkspace()

    /// Creates a scorer.
    ///
    /// - Parameters:
    ///   - stemming: Whether English words of more than three letters are stemmed; not used for `.unicode`.
    ///   - tokenization: What a word is.
    public init(stemming: Bool = true, tokenization: Tokenization = .latin) {
        tokenizer = ROUGETokenizer(stemming: stemming, tokenization: tokenization)
    }

    /// Cuts a text into words; the result can only be used with this scorer.
    public mutating func prepare(_ text: String) -> PreparedText { tokenizer.prepare(text) }

    /// Scores one candidate against one reference.
    public mutating func scores(reference: String, candidate: String) -> Scores {
        let reference = prepare(reference)
        let candidate = prepare(candidate)
        return scores(reference: reference, candidate: candidate)
    }

    /// Scores one candidate against several references; each measure takes the reference with the best F1.
    ///
    /// Without references all measures are 0.
    public mutating func scores(references: [String], candidate: String) -> Scores {
        let prepared = references.map { prepare($0) }
        let candidate = prepare(candidate)
        return scores(references: prepared, candidate: candidate)
    }

    /// Scores prepared texts; each measure takes the reference with the best F1.
    public mutating func scores(references: [PreparedText], candidate: PreparedText) -> Scores {
        var best: Scores?
        for reference in references {
            let scores = scores(reference: reference, candidate: candidate)
            guard var current = best else {
                best = scores
                continue
            }
            if scores.rouge1.f1 > current.rouge1.f1 { current.rouge1 = scores.rouge1 }
            if scores.rouge2.f1 > current.rouge2.f1 { current.rouge2 = scores.rouge2 }
            if scores.rougeL.f1 > current.rougeL.f1 { current.rougeL = scores.rougeL }
            if scores.rougeLsum.f1 > current.rougeLsum.f1 { current.rougeLsum = scores.rougeLsum }
            best = current
        }
        let none = Score(hits: 0, candidate: 0, reference: 0)
        return best ?? Scores(rouge1: none, rouge2: none, rougeL: none, rougeLsum: none)
    }

    /// Scores two prepared texts.
    public mutating func scores(reference: PreparedText, candidate: PreparedText) -> Scores {
        workspace.reserve(vocabulary: tokenizer.vocabularyCount)
        let r = reference.tokens.count
        let c = candidate.tokens.count
        return Scores(
            rouge1: Score(
                hits: workspace.commonWords(reference.tokens, candidate.tokens), candidate: c, reference: r),
            rouge2: Score(
                hits: workspace.commonPairs(reference.tokens, candidate.tokens), candidate: max(0, c - 1),
                reference: max(0, r - 1)),
            rougeL: Score(
                hits: workspace.longestCommonSubsequence(reference.tokens, candidate.tokens), candidate: c,
                reference: r),
            rougeLsum: Score(hits: workspace.unionHits(reference, candidate), candidate: c, reference: r))
    }
}
