/// How long a summary may be.
public enum SummaryLength: Sendable, Hashable {
    /// At most this many sentences.
    case sentences(Int)
    /// At most this share of the candidate sentences, between 0 and 1, and at least one sentence.
    case ratio(Double)
    /// At most this many words, counted as runs without white space.
    case words(Int)
    /// At most this many Unicode scalars, with one between two sentences.
    case characters(Int)
    /// As many sentences, one to three, as the profile thinks right; three where no profile is in use.
    case free
}

/// What a summary is for: this cannot be read off the text, so it is the caller's to say.
public enum SummaryStyle: String, Sendable, Hashable, CaseIterable {
    /// Whatever can be recognised safely, and otherwise the untrained default.
    case auto
    /// Highlights of a news article.
    case news
    /// The central sentences wherever they stand; no weight on the beginning.
    case extract
    /// A research paper.
    case science
    /// An encyclopedia article.
    case encyclopedia
}

/// The order in which chosen sentences are given.
public enum SummaryOrder: String, Sendable, Hashable, CaseIterable {
    /// As they stand in the text.
    case document
    /// The best first.
    case rank
}

/// What a summary should be like.
public struct SummaryOptions: Sendable, Hashable {
    /// How long the summary may be; three sentences by default.
    public var length: SummaryLength
    /// The formula; `auto` by default.
    public var method: SummaryMethod
    /// What the summary is for; `auto` by default.
    public var style: SummaryStyle
    /// The order of the sentences; that of the document by default.
    public var order: SummaryOrder
    /// What the summary should answer; nil for a summary of the whole.
    public var query: String?
    /// How different the sentences should be, from 0 to 1 (maximal marginal relevance); nil only keeps duplicates out.
    public var diversity: Double?
    /// Whether the summary carries an explanation for every sentence of the text; not by default.
    public var explains: Bool

    /// Creates options.
    public init(
        length: SummaryLength = .sentences(3), method: SummaryMethod = .auto, style: SummaryStyle = .auto,
        order: SummaryOrder = .document, query: String? = nil, diversity: Double? = nil, explains: Bool = false
    ) {
        self.length = length
        self.method = method
        self.style = style
        self.order = order
        self.query = query
        self.diversity = diversity
        self.explains = explains
    }
}
