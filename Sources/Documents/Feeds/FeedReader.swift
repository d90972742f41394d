internal import ArticleExtraction
internal import Serialization
package import TextProcessing

/// One item of a feed.
package struct FeedItem: Sendable {
    /// The item's link, or what names it where it has none.
    package var id: String?
    /// Title, author, date, language, and the text in blocks.
    package var article: Article
}

/// Reads feeds: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom (RFC 4287), JSON Feed 1.
///
/// Of several forms of an item's content the longest is taken; feeds with small faults are read as far as they go.
package enum FeedReader {
    /// So many items are read; a feed has some dozens.
    private static let maximumItems = 100_000

    /// Whether a file begins as a feed does.
    package static func recognizes(_ head: some Collection<UInt8>) -> Bool {
        let text = String(decoding: head.prefix(2048), as: UTF8.self)
        if head.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "{") {
            return text[...].range(of: "https://jsonfeed.org/version/") != nil
        }
        // The first element, behind declarations, comments and instructions.
        var rest = text[...]
        while let open = rest.firstIndex(of: "<") {
            let tag = rest[open...].dropFirst()
            if tag.hasPrefix("!--") {
                guard let end = tag.range(of: "-->") else { return false }
                rest = tag[end.upperBound...]
            } else if tag.hasPrefix("?") || tag.hasPrefix("!") {
                guard let end = tag.firstIndex(of: ">") else { return false }
                rest = tag[end...]
            } else {
                return tag.hasPrefix("rss") || tag.hasPrefix("rdf:RDF") || tag.hasPrefix("feed")
            }
        }
        return false
    }

    /// The items of a feed, in its order.
    ///
    /// - Throws: A ``DocumentError`` if there is none and the feed is damaged.
    package static func items(_ bytes: [UInt8]) throws(DocumentError) -> [FeedItem] {
        if bytes.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "{") { return try json(bytes) }
        let receiver = FeedReceiver(maximumItems: maximumItems)
        let fault = XMLEvents.parse(bytes, prefixes: FeedReceiver.prefixes, recovers: true, to: receiver)
        if let fault, receiver.items.isEmpty { throw .damaged("the feed's XML is not well-formed at line \(fault)") }
        return receiver.items
    }

    private static func json(_ bytes: [UInt8]) throws(DocumentError) -> [FeedItem] {
        guard let feed = try? JSONValue(parsing: String(decoding: bytes, as: UTF8.self)),
            let items = feed["items"]?.array
        else { throw .damaged("the feed's JSON cannot be read") }
        let language = feed["language"]?.string
        return items.prefix(maximumItems).map { item in
            var content = FeedContent()
            content.add(item["content_html"]?.string ?? "", isHTML: true)
            if content.isEmpty {
                content.add(item["content_text"]?.string ?? item["summary"]?.string ?? "", isHTML: false)
            }
            var article = content.article
            article.title = item["title"]?.string
            article.date = item["date_published"]?.string ?? item["date_modified"]?.string
            article.author = item["authors"]?.array?.first?["name"]?.string ?? item["author"]?["name"]?.string
            article.language = (item["language"]?.string ?? language).map { Language(rawValue: $0) }
            return FeedItem(id: item["url"]?.string ?? item["id"]?.string, article: article)
        }
    }
}

/// The content of an item in the form that says most.
struct FeedContent {
    private var text = ""
    private var isHTML = false

    var isEmpty: Bool { text.utf8.allSatisfy { $0 <= 0x20 } }

    mutating func add(_ text: String, isHTML: Bool) {
        if text.utf8.count > self.text.utf8.count { (self.text, self.isHTML) = (text, isHTML) }
    }

    /// The content in blocks; what looks like mark-up is read as a page, whatever the feed says.
    var article: Article {
        if isHTML || ["</", "/>", "<p>"].contains(where: { text[...].range(of: $0) != nil }) {
            return ArticleExtractor().wholePage(html: Array(text.utf8), encoding: "utf-8")
        }
        var builder = ArticleBuilder()
        for paragraph in text.split(separator: "\n\n") {
            builder.append(.paragraph, TextGatherer.line(String(paragraph)))
        }
        return builder.article
    }
}

/// Turns the elements of RSS and Atom into items.
private final class FeedReceiver: XMLEventReceiver {
    static let prefixes = [
        "http://www.w3.org/2005/Atom": "", "http://purl.org/atom/ns#": "", "http://purl.org/rss/1.0/": "",
        "http://my.netscape.com/rdf/simple/0.9/": "", "http://backend.userland.com/rss2": "",
        "http://purl.org/rss/1.0/modules/content/": "content", "http://purl.org/dc/elements/1.1/": "dc",
        "http://www.w3.org/1999/xhtml": "h", "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
        "http://www.w3.org/XML/1998/namespace": "xml",
    ]

    private(set) var items: [FeedItem] = []
    private let maximumItems: Int
    private var content: FeedContent?
    private var article = Article()
    private var link: String?
    private var id: String?
    private var text: [UInt8] = []
    private var language: String?
    private var path: [String] = []
    /// The depth of the element whose elements are its content (Atom's `type="xhtml"`).
    private var markupDepth: Int?
    private var contentIsHTML = false

    init(maximumItems: Int) { self.maximumItems = maximumItems }

    func start(_ name: String, _ attributes: XMLAttributes) {
        if path.isEmpty || name == "channel" { language = attributes["xml:lang"] ?? language }
        path.append(name)
        if markupDepth != nil {
            text += Array("<\(name.hasPrefix("h:") ? String(name.dropFirst(2)) : name)>".utf8)
            return
        }
        text = []
        switch name {
        case "item", "entry":
            (content, article, link, id) = (FeedContent(), Article(), nil, attributes["rdf:about"])
        case "link":
            if content != nil, let target = attributes["href"],
                attributes["rel"] == nil || attributes["rel"] == "alternate"
            {
                link = link ?? target
            }
        case "content", "summary":
            contentIsHTML = attributes["type"]?.contains("html") == true
            if attributes["type"] == "xhtml" { markupDepth = path.count }
        default: break
        }
    }

    func end(_ name: String) {
        defer { _ = path.popLast() }
        if let depth = markupDepth {
            if path.count > depth {
                text += Array("</\(name.hasPrefix("h:") ? String(name.dropFirst(2)) : name)>".utf8)
                return
            }
            markupDepth = nil
        }
        let raw = String(decoding: text, as: UTF8.self)
        let said = TextGatherer.trimmed(raw)
        text = []
        guard content != nil else {
            if name == "language" || name == "dc:language", !said.isEmpty { language = said }
            return
        }
        switch name {
        case "item", "entry": finish()
        case "title" where path.dropLast().last == "item" || path.dropLast().last == "entry":
            article.title = Self.plain(said)
        case "link": if link == nil, !said.isEmpty { link = said }
        case "guid", "id": id = said
        case "pubDate", "published", "dc:date": article.date = InternetDate.iso(said)
        case "updated", "modified": if article.date == nil { article.date = InternetDate.iso(said) }
        case "author", "dc:creator", "name":
            if !said.isEmpty, name != "author" || article.author == nil { article.author = TextGatherer.line(said) }
        case "description", "content:encoded": content?.add(said, isHTML: true)
        case "content", "summary": content?.add(said, isHTML: contentIsHTML)
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard markupDepth != nil else { return text.append(contentsOf: bytes) }
        // What was resolved is mark-up again.
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "<"): text += Array("&lt;".utf8)
            case UInt8(ascii: "&"): text += Array("&amp;".utf8)
            default: text.append(byte)
            }
        }
    }

    private func finish() {
        defer { content = nil }
        guard let content, items.count < maximumItems else { return }
        var found = content.article
        (found.title, found.author, found.date) = (article.title, article.author, article.date)
        found.language = language.map { Language(rawValue: $0) }
        items.append(FeedItem(id: link ?? id, article: found))
    }

    /// A title without the mark-up and the entities that feeds leave in it.
    private static func plain(_ title: String) -> String? {
        guard title.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C }) else {
            return title.isEmpty ? nil : TextGatherer.line(title)
        }
        let page = ArticleExtractor().wholePage(html: Array("<p>\(title)</p>".utf8), encoding: "utf-8")
        return TextGatherer.line(page.text)
    }
}
