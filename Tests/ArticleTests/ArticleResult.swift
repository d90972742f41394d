internal import Epitome

/// What the whole pipeline makes of an article.
struct ArticleResult {
    /// The article as it was read.
    var document: PreparedDocument
    /// The sentences of the summary.
    var sentences: [String]
    /// The topic of the clean text.
    var topic: String

    /// Reads, summarizes and classifies an article as the command does by default.
    init(of article: ShippedArticle) throws {
        let text = try ShippedArticle.read(article.path)
        let content: Document.Content =
            if article.isHTML {
                .html(Array(text.utf8))
            } else if article.path.hasSuffix(".md") {
                .markdown(text)
            } else {
                .text(text)
            }
        document = DocumentPipeline().prepare(Document(id: article.name, content: content))
        sentences = Summarizer().summarize(document.summarizationInput).texts(in: document.text)
        topic = Classifier.newsTopics.classify(document.cleanText).label ?? "none"
    }

    /// The ISO 639-1 code of the language that was identified.
    var language: String { document.language.rawValue }

    /// The summary and every sentence with its verdict, for the message of a failure.
    var listing: String {
        let utf8 = Array(document.text.utf8)
        var lines = ["the summary:"] + sentences.map { "  * " + $0 } + ["the sentences:"]
        for (index, sentence) in document.sentences.enumerated() {
            let exclusion = index < document.exclusions.count ? document.exclusions[index]?.reason : nil
            let text = PlainText(String(decoding: utf8[sentence.range], as: UTF8.self))
            let verdict = exclusion.map { " [\($0)]" } ?? ""
            lines.append("  \(index)\(verdict) " + String(decoding: text.bytes.prefix(160), as: UTF8.self))
        }
        return lines.joined(separator: "\n")
    }
}
