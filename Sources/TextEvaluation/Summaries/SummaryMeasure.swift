/// One of the four figures of ``ROUGE/Scores``.
public enum SummaryMeasure: String, CaseIterable, Sendable {
    /// Overlap of words.
    case rouge1
    /// Overlap of pairs of neighbouring words.
    case rouge2
    /// The longest common subsequence of the whole texts.
    case rougeL
    /// The union of the longest common subsequences of sentences.
    case rougeLsum

    /// The name as papers write it: `"ROUGE-Lsum"`.
    public var title: String {
        switch self {
        case .rouge1: "ROUGE-1"
        case .rouge2: "ROUGE-2"
        case .rougeL: "ROUGE-L"
        case .rougeLsum: "ROUGE-Lsum"
        }
    }

    /// This measure among the scores of a pair.
    public func score(in scores: ROUGE.Scores) -> ROUGE.Score {
        switch self {
        case .rouge1: scores.rouge1
        case .rouge2: scores.rouge2
        case .rougeL: scores.rougeL
        case .rougeLsum: scores.rougeLsum
        }
    }
}
