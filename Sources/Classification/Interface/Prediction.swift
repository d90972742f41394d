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

    /// The labels assigned: the likeliest one, or every one above the model's threshold if labels are not exclusive;
    /// empty for ``isUnknown``.
    public var labels: [String]
    /// Every label the model knows, the likeliest first; equal ones in the model's order.
    public var candidates: [Candidate]
    /// Whether there is no answer: the text has no term that the model knows, or far fewer known words than the texts it
    /// was trained on (it may be in another language), or no label is probable enough.
    public var isUnknown: Bool

    /// The likeliest assigned label.
    public var label: String? { labels.first }
    /// The probability of the likeliest label.
    public var probability: Double { candidates.first?.probability ?? 0 }
}
