internal import Foundations
public import TextProcessing
internal import Vectors

/// A handful of labeled texts, grown on unlabeled ones.
///
/// ```swift
/// let grown = try FewExamples(labeled, labels: labels).grown(on: unlabeled, threads: 2)
/// grown.heldOutAccuracy                 // on examples whose label was hidden
/// ```
///
/// The names of the labels count as one more example each. What comes out is a label for every unlabeled text, from which an
/// ordinary classifier learns (see ``NamedTopics``).
public struct FewExamples: Sendable {
    /// The texts with the places of their labels.
    public let examples: [(text: String, label: Int)]
    /// The labels.
    public let labels: [TopicLabel]
    /// The language of the texts; identified where absent.
    public let language: Language?

    /// Creates a collection of examples; a label's place is one in `labels`.
    public init(_ examples: [(text: String, label: Int)], labels: [TopicLabel], language: Language? = nil) {
        precondition(examples.allSatisfy { labels.indices.contains($0.label) }, "a label's place is one of the labels")
        self.examples = examples
        self.labels = labels
        self.language = language
    }

    /// What unlabeled texts were given.
    public struct Grown: Sendable {
        /// The likeliest label of each unlabeled text with its probability; nil where no word is known.
        public var answers: [(label: Int, probability: Double)?]
        /// The share of examples that were answered rightly while their label was hidden.
        public var heldOutAccuracy: Double
        /// The topics as they were learned.
        public var topics: NamedTopics
    }

    /// More parts than this say little more.
    private static let mostFolds = 4

    /// Learns from the examples and from unlabeled texts.
    ///
    /// The examples are cut into up to four parts of equal shares of each label; each part's labels are hidden once.
    ///
    /// - Throws: ``TopicError``.
    /// - Complexity: five times that of ``NamedTopics``.
    public func grown(on unlabeled: [String], threads: Int = 1) throws(TopicError) -> Grown {
        let texts = examples.map(\.text) + unlabeled
        var seen = [Int](repeating: 0, count: labels.count)
        let turns = examples.map { example in
            defer { seen[example.label] += 1 }
            return seen[example.label]
        }
        let folds = max(1, min(Self.mostFolds, seen.min() ?? 0))
        var right = 0
        if folds > 1 {
            for fold in 0..<folds {
                let topics = try learned(texts, threads: threads) { turns[$0] % folds != fold }
                let answers = topics.answersOfLearned
                for place in examples.indices where turns[place] % folds == fold {
                    if answers[place]?.label == examples[place].label { right += 1 }
                }
            }
        }
        let topics = try learned(texts, threads: threads) { _ in true }
        return Grown(
            answers: Array(topics.answersOfLearned.dropFirst(examples.count)),
            heldOutAccuracy: folds > 1 ? Double(right) / Double(max(1, examples.count)) : 0, topics: topics)
    }

    private func learned(
        _ texts: [String], threads: Int, _ isShown: (Int) -> Bool
    ) throws(TopicError) -> NamedTopics {
        var shown: [Int: Int] = [:]
        for place in examples.indices where isShown(place) { shown[place] = examples[place].label }
        return try NamedTopics(labels, learningFrom: texts, examples: shown, language: language, threads: threads)
    }
}
