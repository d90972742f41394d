/// A text with its topics: what a classifier is trained and evaluated on.
public struct LabeledText: Sendable, Hashable {
    /// The name used in reports.
    public var id: String
    /// The text.
    public var text: String
    /// The title, where it is kept apart from the text.
    public var title: String?
    /// The topics: one, or several where a text may belong to several; empty where they are not known.
    public var labels: [String]
    /// Whether it is known that no label applies, which makes labels independent of each other.
    public var statesNoLabel = false
    /// How much the text counts in training beside the others, above 0.
    public var weight: Double

    /// Creates a labelled text.
    public init(_ text: String, title: String? = nil, labels: [String], id: String = "", weight: Double = 1) {
        self.weight = weight
        self.text = text
        self.title = title
        self.labels = labels
        self.id = id
    }

    /// The beginning, for reports.
    var excerpt: String { (title.map { $0 + " — " } ?? "") + text.prefix(200) }

    /// Creates a text with one label.
    public init(_ text: String, label: String) { self.init(text, labels: [label]) }
}
