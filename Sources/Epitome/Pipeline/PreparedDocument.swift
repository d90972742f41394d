public import Summarization
public import TextProcessing

/// A document after reading: extracted, cut into sentences, each sentence judged.
///
/// All ranges are UTF-8 byte offsets into ``text``: the document's own text, or, for HTML and Markdown, the text that
/// was extracted from it.
public struct PreparedDocument: Sendable {
    /// Why a sentence is no candidate for a summary.
    public struct Exclusion: Sendable, Hashable {
        /// A clause about the sentence, such as `"is a heading"`.
        public var reason: String
        /// Whether the sentence is not part of the article at all, so that the clean text leaves it out, too.
        public var isForeign: Bool

        /// Creates an exclusion.
        public init(reason: String, isForeign: Bool) {
            self.reason = reason
            self.isForeign = isForeign
        }
    }

    /// The identifier of the document.
    public var id: String
    /// The title, where the source or the page gives one.
    public var title: String?
    /// The text that all ranges point into.
    public var text: String
    /// The language that was given, or declared by the page, or identified.
    public var language: Language
    /// The sentences of ``text``.
    public var sentences: [Sentence]
    /// One entry for each sentence: why it is not part of the article's running text, or nil.
    public var exclusions: [Exclusion?]
    /// What the extractor found and dropped, for HTML and Markdown.
    public var article: Article?
    /// Why there is no text, and what to do about it; nil where there is one.
    public var emptiness: String?

    /// Creates a prepared document.
    public init(
        id: String, title: String? = nil, text: String, language: Language, sentences: [Sentence],
        exclusions: [Exclusion?] = [], article: Article? = nil
    ) {
        self.id = id
        self.title = title
        self.text = text
        self.language = language
        self.sentences = sentences
        self.exclusions = exclusions
        self.article = article
    }

    /// What the summarizer takes.
    public var summarizationInput: SummarizationInput {
        SummarizationInput(
            text: text, sentences: sentences,
            exclusions: exclusions.map { $0.map { SummarizationInput.Exclusion(reason: $0.reason) } },
            title: title, language: language, speakers: speakers)
    }

    /// Who says each sentence; empty where nobody is named.
    private var speakers: [String?] {
        guard let article, article.blocks.contains(where: { $0.speaker != nil }) else { return [] }
        return sentences.map { article.blocks[$0.paragraph].speaker }
    }

    /// The block that a sentence stands in; nil for a text without blocks.
    public func block(of sentence: Int) -> Article.Block? {
        guard let article, sentences.indices.contains(sentence) else { return nil }
        let paragraph = sentences[sentence].paragraph
        return article.blocks.indices.contains(paragraph) ? article.blocks[paragraph] : nil
    }

    /// The sentences of a summary as they are printed, each on one line; what somebody says begins with the name.
    ///
    /// ```swift
    /// prepared.texts(of: summary)  // ["REYES: The county had three reports."]
    /// ```
    public func texts(of summary: Summary) -> [String] {
        zip(summary.sentences, summary.texts(in: text)).map { sentence, text in
            block(of: sentence.index)?.speaker.map { "\($0): \(text)" } ?? text
        }
    }

    /// What keywords are looked for in: the article's own sentences, headings included.
    public var keywordInput: SummarizationInput {
        SummarizationInput(
            text: text, sentences: sentences,
            exclusions: exclusions.map { exclusion in
                exclusion.flatMap { $0.isForeign ? SummarizationInput.Exclusion(reason: $0.reason) : nil }
            },
            title: title, language: language)
    }

    /// The sentences that are not part of the article, with the reason for each.
    var foreignSentences: [(range: Range<Int>, reason: String)] {
        zip(sentences, exclusions).compactMap { sentence, exclusion in
            guard let exclusion, exclusion.isForeign else { return nil }
            return (sentence.range, exclusion.reason)
        }
    }

    /// The text without the sentences that are not part of the article, white space as in the source.
    ///
    /// - Complexity: O(n) in the bytes of the text.
    public var cleanText: String {
        guard exclusions.contains(where: { $0?.isForeign == true }) else { return text }
        let utf8 = text.utf8.span
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        var gap = 0
        for (sentence, exclusion) in zip(sentences, exclusions) {
            // The white space before a sentence goes with it.
            if exclusion?.isForeign != true {
                let start = bytes.isEmpty ? sentence.range.lowerBound : gap
                for offset in start..<sentence.range.upperBound { bytes.append(utf8[offset]) }
            }
            gap = sentence.range.upperBound
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
