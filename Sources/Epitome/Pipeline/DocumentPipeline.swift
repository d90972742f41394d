import ArticleExtraction
import Boilerplate
import Documents
public import Summarization
public import TextProcessing
internal import Vectorization

/// Takes a document from its source form to judged sentences: extract, identify the language, cut, judge.
///
/// ```swift
/// let document = Document(id: "harbour", content: .text(text))
/// let prepared = DocumentPipeline().prepare(document)
/// let summary = Summarizer().summarize(prepared.summarizationInput)
/// print(summary.texts(in: prepared.text).joined(separator: "\n"))
/// ```
///
/// - Complexity: O(n) in the bytes of the document.
public struct DocumentPipeline: Sendable {
    /// The language of all documents, or nil to take what the document says, or else to identify it.
    public var language: Language?
    /// Whether to judge sentences, so that appeals, notices and captions are excluded; otherwise only headings are.
    public var removesBoilerplate: Bool

    /// Creates a pipeline.
    public init(language: Language? = nil, removesBoilerplate: Bool = true) {
        self.language = language
        self.removesBoilerplate = removesBoilerplate
    }

    /// Reads, cuts and judges one document.
    public func prepare(_ document: Document) -> PreparedDocument {
        SummarizationWorkspace.withIdle { prepare(document, workspace: &$0) }
    }

    /// Reads, cuts and judges one document; whoever summarizes it with the same workspace next need not read it again.
    ///
    /// ```swift
    /// var workspace = SummarizationWorkspace()
    /// for document in documents {
    ///     let prepared = DocumentPipeline().prepare(document, workspace: &workspace)
    ///     let summary = Summarizer().summarize(prepared.summarizationInput, workspace: &workspace)
    ///     print(summary.texts(in: prepared.text))
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - document: The document in its source form.
    ///   - workspace: What a worker keeps from text to text; it changes the speed, never the result.
    /// - Returns: The document's text, its sentences and what they are.
    /// - Complexity: O(n) in the bytes of the document.
    public func prepare(_ document: Document, workspace: inout SummarizationWorkspace) -> PreparedDocument {
        var prepared = read(document, workspace.own)
        prepared.emptiness = EmptyText.reason(prepared.text, of: document.content)
        return prepared
    }

    private func read(_ document: Document, _ session: ReadingSession) -> PreparedDocument {
        switch document.content {
        case .text(let text):
            if let speech = SpeechReader.article(text) {
                // Without names it is one paragraph of running text.
                if speech.blocks.contains(where: { $0.speaker != nil }) {
                    prepare(speech, of: document, session)
                } else {
                    prepare(speech.text, of: document, session)
                }
            } else {
                prepare(text, of: document, session)
            }
        case .sentences(let sentences): prepare(sentences: sentences, of: document, session)
        case .markdown(let text): prepare(MarkdownReader().read(text), of: document, session)
        case .html(let bytes): prepare(ArticleExtractor().extract(html: bytes), of: document, session)
        case .article(let article): prepare(article, of: document, session)
        }
    }

    /// The text of one document without the rest of the pipeline.
    public func text(of document: Document) -> String { titledText(of: document).text }

    /// The title, where the document or its page gives one, and the text: all that a classifier of topics needs.
    public func titledText(of document: Document) -> (title: String?, text: String) {
        switch document.content {
        case .text(let text): return (document.title, SpeechReader.article(text)?.text ?? text)
        case .sentences(let sentences): return (document.title, sentences.joined(separator: "\n"))
        case .markdown(let text): return titledText(of: MarkdownReader().read(text), document)
        case .html(let bytes): return titledText(of: ArticleExtractor().extract(html: bytes), document)
        case .article(let article): return titledText(of: article, document)
        }
    }

    private func titledText(of article: Article, _ document: Document) -> (title: String?, text: String) {
        (document.title ?? article.title, article.text)
    }

    /// The language of a document's text: what was set for all, or what the document states, or what it looks like.
    public func language(of text: String, in document: Document) -> Language {
        language ?? document.language ?? Self.identified(text)
    }

    private func prepare(_ text: String, of document: Document, _ session: ReadingSession) -> PreparedDocument {
        let language = language(of: text, in: document)
        let sentences = SentenceSegmenter(language: language).sentences(in: text)
        let exclusions = exclusions(sentences, in: text, session)
        var title = document.title
        // The heading of a notice above the article is not the article's.
        if title == nil, let first = exclusions.firstIndex(where: { $0?.isForeign != true }),
            sentences[first].kind == .heading
        {
            title = Self.title(sentences[first].range, in: text)
        }
        return PreparedDocument(
            id: document.id, title: title, text: text, language: language, sentences: sentences, exclusions: exclusions)
    }

    private func prepare(
        sentences: [String], of document: Document, _ session: ReadingSession
    ) -> PreparedDocument {
        let input = SummarizationInput(sentences: sentences)
        let language = language ?? document.language ?? Self.identified(input.text)
        return PreparedDocument(
            id: document.id, title: document.title, text: input.text, language: language, sentences: input.sentences,
            exclusions: exclusions(input.sentences, in: input.text, session))
    }

    private func prepare(_ article: Article, of document: Document, _ session: ReadingSession) -> PreparedDocument {
        let language = language ?? document.language ?? Self.identified(article.text, declared: article.language)
        let segmenter = SentenceSegmenter(language: language)
        let utf8 = article.text.utf8.span
        var sentences: [Sentence] = []
        var exclusions: [PreparedDocument.Exclusion?] = []
        for (paragraph, block) in article.blocks.enumerated() {
            let unsuited = Self.unsuited(block.kind)
            for var sentence in segmenter.sentences(in: utf8.extracting(block.range)) {
                let start = block.range.lowerBound
                sentence.range = (sentence.range.lowerBound + start)..<(sentence.range.upperBound + start)
                sentence.paragraph = paragraph
                sentence.kind = Self.kind(of: block.kind, otherwise: sentence.kind)
                sentences.append(sentence)
                exclusions.append(unsuited)
            }
        }
        let names = article.blocks.compactMap(\.speaker)
        // What is said is judged as speech: turns are as unlike running text as notices are.
        let judged =
            names.isEmpty
            ? self.exclusions(sentences, in: article.text, session, isExtracted: true)
            : SmallTalk(names: names).exclusions(sentences, in: article.text)
        for (index, judged) in judged.enumerated() where exclusions[index] == nil { exclusions[index] = judged }
        return PreparedDocument(
            id: document.id, title: document.title ?? article.title, text: article.text, language: language,
            sentences: sentences, exclusions: exclusions, article: article)
    }

    /// Why each sentence is not running text of the article, or nil.
    private func exclusions(
        _ sentences: [Sentence], in text: String, _ session: ReadingSession, isExtracted: Bool = false
    ) -> [PreparedDocument.Exclusion?] {
        guard removesBoilerplate else {
            return sentences.map { $0.kind == .heading ? .init(reason: "is a heading", isForeign: false) : nil }
        }
        let verdicts = BoilerplateFilter().verdicts(for: sentences, in: text, session)
        // The blocks of a page have been judged by their mark-up before, so that doubt counts for less.
        let hasEnough = !isExtracted && Self.hasEnoughBesideDoubtful(verdicts)
        return verdicts.map { verdict in
            switch verdict.kind {
            case .keep:
                hasEnough && verdict.isDoubtful ? .init(reason: "may be boilerplate", isForeign: false) : nil
            case .heading: .init(reason: "is a heading", isForeign: false)
            case .caption: .init(reason: "is a caption", isForeign: true)
            case .dateline: .init(reason: "is a line about the article", isForeign: true)
            case .reference: .init(reason: "is an entry of the references", isForeign: false)
            case .boilerplate(let reason): .init(reason: "is boilerplate: \(reason.rawValue)", isForeign: true)
            }
        }
    }

    /// Whether most of what is kept is beyond doubt, and enough for a short summary; else the text is of the doubtful kind.
    private static func hasEnoughBesideDoubtful(_ verdicts: [BoilerplateFilter.Verdict]) -> Bool {
        let kept = verdicts.count { $0.isKept }
        let sure = verdicts.count { $0.isKept && !$0.isDoubtful }
        return sure >= 3 && 2 * sure >= kept
    }

    private static func unsuited(_ kind: Article.Block.Kind) -> PreparedDocument.Exclusion? {
        switch kind {
        case .code: .init(reason: "is code", isForeign: false)
        case .tableRow: .init(reason: "is part of a table", isForeign: false)
        case .heading: .init(reason: "is a heading", isForeign: false)
        case .caption: .init(reason: "is a caption", isForeign: true)
        case .footnote: .init(reason: "is a note", isForeign: false)
        case .paragraph, .listItem, .quote: nil
        }
    }

    private static func kind(of block: Article.Block.Kind, otherwise kind: Sentence.Kind) -> Sentence.Kind {
        switch block {
        case .heading: .heading
        case .listItem: .listItem
        case .paragraph, .quote, .code, .tableRow, .caption, .footnote: kind
        }
    }

    private static func title(_ range: Range<Int>, in text: String) -> String {
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
        return String(text[start..<utf8.index(start, offsetBy: range.count)])
    }

    private static func identified(_ text: String, declared: Language? = nil) -> Language {
        if let declared { return declared }
        let found = LanguageIdentifier.shared.identify(text)
        return found.probability >= 0.5 ? found.language : .undetermined
    }
}
