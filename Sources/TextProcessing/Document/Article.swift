/// A text with its structure and what its source says about it: the article found in a page, a Markdown file, or what a
/// document's file (DOCX, EPUB, PDF, mail …) holds.
///
/// ```swift
/// let article = ArticleExtractor().extract(html: bytes)
/// print(article.title ?? "", article.text)
/// ```
public struct Article: Sendable, Hashable {
    /// The headline, without the name of the site; it is not part of ``text``.
    public var title: String?
    /// The sentence or two under the headline, where the page has them; they are part of ``text`` too when they stand
    /// in the page's text.
    public var standfirst: String?
    /// The authors' names, separated by commas.
    public var author: String?
    /// The date of publication as the page states it, in ISO 8601 where the page does.
    public var date: String?
    /// The language that the page states.
    public var language: Language?
    /// The name of the site.
    public var site: String?
    /// The body as plain text: paragraphs are separated by an empty line, list items, table rows and lines of verse or
    /// code by a line break.
    public var text: String
    /// The blocks of the body in order; their ranges lie in ``text``.
    public var blocks: [Block]
    /// What was left out, in the order of the page, with the reason.
    public var dropped: [DroppedBlock]
    /// The body as Markdown.
    public var markdown: String
    /// The encoding the page was read in.
    public var encoding: String
    /// The same with how sure it is, where neither the page nor its bytes state an encoding.
    public var guessedEncoding: GuessedEncoding?
    /// Whether a limit on size cut the page.
    public var isTruncated: Bool

    /// Creates an article from plain parts; ``blocks`` are one paragraph when they are not given.
    public init(
        title: String? = nil, standfirst: String? = nil, author: String? = nil, date: String? = nil,
        language: Language? = nil, site: String? = nil, text: String = "", blocks: [Block]? = nil,
        dropped: [DroppedBlock] = [], markdown: String? = nil, encoding: String = "utf-8", isTruncated: Bool = false
    ) {
        self.title = title
        self.standfirst = standfirst
        self.author = author
        self.date = date
        self.language = language
        self.site = site
        self.text = text
        self.blocks = blocks ?? (text.isEmpty ? [] : [Block(kind: .paragraph, range: 0..<text.utf8.count)])
        self.dropped = dropped
        self.markdown = markdown ?? text
        self.encoding = encoding
        self.isTruncated = isTruncated
    }
}

extension Article {
    /// A block of the body.
    public struct Block: Sendable, Hashable {
        /// What the block is.
        public enum Kind: Sendable, Hashable {
            /// Running text.
            case paragraph
            /// A heading inside the body; the level is 1 to 6.
            case heading(level: Int)
            /// An item of a list; the depth counts enclosing lists from 1.
            case listItem(depth: Int, ordered: Bool)
            /// Quoted text set apart.
            case quote
            /// Code or preformatted text.
            case code
            /// One row of a table; cells are separated by ` | `.
            case tableRow
            /// A caption that was kept on demand.
            case caption
            /// A footnote or endnote, set behind the text it belongs to.
            case footnote
        }

        /// What the block is.
        public var kind: Kind
        /// UTF-8 byte offsets into ``Article/text``.
        public var range: Range<Int>
        /// Who says it, in subtitles, transcripts and chats; the name is not part of the text.
        public var speaker: String?
        /// When it is said, as the source writes it: `00:01:04` or `10:02 AM`.
        public var time: String?

        /// Creates a block.
        public init(kind: Kind, range: Range<Int>, speaker: String? = nil, time: String? = nil) {
            self.kind = kind
            self.range = range
            self.speaker = speaker
            self.time = time
        }
    }

    /// A block that was left out of the body.
    public struct DroppedBlock: Sendable, Hashable {
        /// Why a block was left out.
        public enum Reason: String, Sendable, Hashable, CaseIterable {
            /// Menus, breadcrumbs, page numbers, tools.
            case navigation
            /// Related, recommended or most read items, teasers.
            case related
            /// A caption or picture credit.
            case caption
            /// The headline, which ``Article/title`` holds.
            case title
            /// The author's name or biography.
            case author
            /// A date or another line about the article.
            case date
            /// Readers' comments.
            case comments
            /// Buttons and invitations to share or follow.
            case share
            /// Newsletter, subscription, membership or donation.
            case appeal
            /// A cookie or privacy notice.
            case cookies
            /// Advertising and offers.
            case advert
            /// Imprint, copyright, footer.
            case footer
            /// Topics and tags.
            case topics
            /// Text that is not shown.
            case hidden
            /// In a mail: what it answers.
            case quoted
            /// In a mail: how it is signed, and the notice below.
            case signature
            /// In a mail: a file that came with it.
            case attachment
            /// Outside the article, for no reason with a name.
            case outside
        }

        /// The text of the block.
        public var text: String
        /// Why it was left out.
        public var reason: Reason
        /// The probability, 0 to 1, that the block belongs to the article.
        public var probability: Double

        /// Creates a dropped block.
        public init(text: String, reason: Reason, probability: Double) {
            self.text = text
            self.reason = reason
            self.probability = probability
        }
    }
}
