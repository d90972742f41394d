package import Boilerplate
public import TextProcessing

/// Finds the article in a web page.
///
/// The page is parsed once by libxml2; every block of text between element boundaries is judged from its own words, the
/// elements and class names around it, and the blocks beside it, by one model for all sites. There are no rules for
/// single sites.
///
/// ```swift
/// let article = ArticleExtractor().extract(html: bytes)
/// print(article.text)
/// ```
///
/// Limits: input beyond ``Options/maximumBytes`` is not read, nesting beyond 400 elements is flattened, attribute values
/// are cut at 2 KB. No input fails: bytes without an article give an empty ``Article/text``. Nothing is fetched.
///
/// - Complexity: linear in the size of the page.
public struct ArticleExtractor: Sendable {
    /// What to keep, and limits.
    public struct Options: Sendable, Hashable {
        /// How sure the model must be of a block that it belongs to the article, 0 to 1, on a page that is plainly one.
        ///
        /// On a page of which little is sure less will do, so that none with text is empty. Lower keeps more.
        public var threshold: Double
        /// Bytes beyond this many are not read (default 64 MB).
        public var maximumBytes: Int

        /// Creates options.
        public init(threshold: Double = 0.5, maximumBytes: Int = 64 << 20) {
            self.threshold = threshold
            self.maximumBytes = maximumBytes
        }
    }

    /// What to keep, and limits.
    public var options: Options

    private var model = TwoStageModel.article

    /// Creates an extractor.
    public init(options: Options = Options()) { self.options = options }

    /// Creates an extractor with other weights than the shipped ones, to measure them.
    package init(options: Options = Options(), model: TwoStageModel) {
        self.options = options
        self.model = model
    }

    /// Finds the article in a page.
    ///
    /// - Parameters:
    ///   - html: the bytes of the page, in any encoding.
    ///   - encoding: the encoding that the transport states, for example in an HTTP header; nil where it does not.
    /// - Returns: the article; its text is empty where there is none.
    public func extract(html: [UInt8], encoding: String? = nil) -> Article {
        let isTruncated = html.count > options.maximumBytes
        let decoded = HTMLDecoder(isTruncated ? Array(html[..<options.maximumBytes]) : html, stated: encoding)
        let pruned = HTMLPruner(decoded.bytes)
        let page = HTMLPageBuilder.parse(pruned.output)
        let metadata = PageMetadata(page: page, linkedData: pruned.linkedData.map { decoded.bytes[$0] })
        let verdicts = BlockJudge(page).verdicts(threshold: Float(options.threshold), model: model)
        let decisions = Headline(metadata.title).leftOut(of: verdicts, in: page)
        var article = ArticleWriter(page: page, verdicts: decisions).article()
        if let body = HiddenBody(metadata.body), body.isBetter(than: article.text.utf8.count) {
            let stated = body.article()
            (article.text, article.blocks, article.markdown) = (stated.text, stated.blocks, stated.markdown)
        }
        article.title = metadata.title ?? article.title
        article.author = metadata.author
        article.date = metadata.date
        article.language = metadata.language
        article.site = metadata.site
        if article.standfirst == nil { article.standfirst = metadata.description }
        article.encoding = decoded.encoding
        article.guessedEncoding = decoded.guess
        article.isTruncated = isTruncated
        return article
    }

    /// All text of a page: a chapter of a book, the HTML part of a mail, an item of a feed, in which nothing stands around
    /// the article.
    ///
    /// - Parameters:
    ///   - html: the bytes of the page, in any encoding.
    ///   - encoding: the encoding that the transport states; nil where it does not.
    /// - Returns: every block of the page, in order.
    package func wholePage(html: [UInt8], encoding: String? = nil) -> Article {
        let decoded = HTMLDecoder(html, stated: encoding)
        let page = HTMLPageBuilder.parse(HTMLPruner(decoded.bytes).output)
        let kept = BlockJudge.Decision(probability: 1, isKept: true)
        let verdicts = [BlockJudge.Decision](repeating: kept, count: page.blocks.count)
        var article = ArticleWriter(page: page, verdicts: verdicts).article()
        article.title = page.title.isEmpty ? nil : page.title
        if !page.language.isEmpty { article.language = Language(rawValue: page.language) }
        return article
    }

    /// Finds the article in a page that is already text.
    public func extract(html: String) -> Article { extract(html: Array(html.utf8), encoding: "utf-8") }
}
