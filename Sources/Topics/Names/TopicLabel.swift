/// A topic by its name, and in more words if there are any.
///
/// ```swift
/// let label = TopicLabel("sport", description: "football, rugby, tennis, matches")
/// ```
public struct TopicLabel: Sendable, Hashable {
    /// What answers call it.
    public var name: String
    /// What it is about: a sentence or keywords; empty where the name says it.
    public var description: String

    /// Creates a label.
    public init(_ name: String, description: String = "") {
        self.name = name
        self.description = description
    }

    /// The words that stand for the label.
    var text: String { description.isEmpty ? name : "\(name): \(description)" }
}

/// Why topics cannot be found by their names.
public struct TopicError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of fault it is.
    public enum Code: String, Sendable, Hashable {
        /// No label, or just one.
        case tooFewLabels
        /// A label without a letter or digit.
        case emptyLabel
        /// Two labels have the same name.
        case equalLabels
        /// No word of a label is known.
        case unknownLabel
        /// There are no texts to learn from.
        case noTexts
    }

    /// What kind of fault it is.
    public let code: Code
    /// What is wrong and what to do.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
