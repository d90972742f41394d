/// One input document as a reader delivers it: content in its source form, and what the source says about it.
public struct Document: Sendable {
    /// The content in its source form.
    public enum Content: Sendable {
        /// Plain text.
        case text(String)
        /// Markdown.
        case markdown(String)
        /// HTML as bytes in any encoding; the extractor decodes them.
        case html([UInt8])
        /// Text that was cut into sentences by its source.
        case sentences([String])
        /// A text with its structure, as a reader of documents' files has found it.
        case article(Article)
    }

    /// The identifier that output records carry: from the id field, or the path, or the line number.
    public var id: String
    /// The content in its source form.
    public var content: Content
    /// The title, where the source gives one apart from the text.
    public var title: String?
    /// The language, where the source states one.
    public var language: Language?
    /// The topic labels, where the source gives them.
    public var labels: [String]
    /// Whether the source says that no label applies, by an empty list, rather than not naming any.
    public var statesNoLabel: Bool = false
    /// The names of the source's fields, where labels were looked for in vain.
    public var fieldNames: [String] = []
    /// Reference summaries, where the source gives them.
    public var summaries: [String]
    /// The encoding that the text was read in, where it was guessed; nil for UTF-8 and for what was stated.
    public var guessedEncoding: GuessedEncoding?

    /// Creates a document.
    public init(
        id: String, content: Content, title: String? = nil, language: Language? = nil, labels: [String] = [],
        summaries: [String] = []
    ) {
        self.id = id
        self.content = content
        self.title = title
        self.language = language
        self.labels = labels
        self.summaries = summaries
    }
}
