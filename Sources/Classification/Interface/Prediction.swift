/// What a classifier says about a text.
public struct Prediction: Sendable, Hashable {
    /// A label with the probability that it belongs to the text.
    public struct Candidate: Sendable, Hashable {
        /// The label.
        public var label: String
        /// Between 0 and 1; calibrated on texts held out in training.
        public var probability: Double

        /// Creates a candidate.
        public init(label: String, probability: Double) {
            self.label = label
            self.probability = probability
        }
    }

    /// Why a text has no label.
    public enum Reason: Sendable, Hashable, CustomStringConvertible {
        /// Too few of the text's words are known to the model: it may be of another language or kind.
        case unknownText(knownWords: Int, words: Int)
        /// No label is as probable as was asked for.
        case belowThreshold(Double)
        /// None of the model's labels, of which a text may have several or none, applies.
        case noLabelApplies

        /// The reason in a few words, such as `too few known words (3 of 41)`.
        public var description: String {
            switch self {
            case .unknownText(let known, let words):
                known == 0 ? "no known word" : "too few known words (\(known) of \(words))"
            case .belowThreshold(let threshold): "no label reaches the threshold of \(threshold)"
            case .noLabelApplies: "no label applies"
            }
        }
    }

    /// The labels assigned: the likeliest one, or every one above the model's threshold if labels are not exclusive;
    /// empty where there is a ``reason`` why.
    public var labels: [String]
    /// Labels the model knows, the likeliest first; equal ones in the model's order.
    public var candidates: [Candidate]
    /// Why no label is assigned; `nil` if one is.
    public var reason: Reason?

    /// Creates an answer.
    package init(labels: [String], candidates: [Candidate], reason: Reason? = nil) {
        self.labels = labels
        self.candidates = candidates
        self.reason = reason
    }

    /// The likeliest assigned label.
    public var label: String? { labels.first }
    /// The probability of ``label``; 0 without one.
    public var probability: Double { labels.isEmpty ? 0 : candidates.first?.probability ?? 0 }
    /// Whether there is no answer: the model does not know enough of the text's words, or no label is probable enough.
    public var isUnknown: Bool { reason != nil && reason != .noLabelApplies }
}
