internal import Serialization
internal import TextProcessing

/// What a page says about its article: `meta` elements (OpenGraph, Dublin Core, Parsely, schema.org), JSON-LD, `time`
/// elements, `title` and `lang`.
struct PageMetadata {
    private(set) var title: String?
    private(set) var author: String?
    private(set) var date: String?
    private(set) var language: Language?
    private(set) var site: String?
    private(set) var description: String?
    /// The whole text, where JSON-LD has it.
    private(set) var body: String?

    init(page: HTMLPage, linkedData: [ArraySlice<UInt8>]) {
        var stated: [String: String] = [:]
        for statement in page.statements where stated[statement.name] == nil {
            stated[statement.name] = PageMetadata.folded(statement.value)
        }
        func first(_ names: String...) -> String? {
            for name in names { if let value = stated[name], !value.isEmpty { return value } }
            return nil
        }
        let linked = LinkedData(linkedData)
        body = linked.body
        site = first("og:site_name", "application-name", "al:android:app_name") ?? linked.publisher
        let headline = first("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "headline")
        let found = PageMetadata.headline(
            heading: PageMetadata.soleHeading(page), stated: linked.headline ?? headline,
            pageTitle: PageMetadata.folded(page.title), site: site ?? PageMetadata.shownSite(page))
        title = found.map(PageMetadata.unescaped)
        author =
            PageMetadata.authorName(
                linked.authors.isEmpty ? nil : linked.authors.joined(separator: ", "))
            ?? PageMetadata.authorName(
                first(
                    "author", "article:author_name", "dc.creator", "dcterms.creator", "parsely-author",
                    "sailthru.author",
                    "byl", "twitter:creator:name", "citation_author", "article:author"))
        let dates = [
            "article:published_time", "datepublished", "date", "dc.date", "dcterms.date", "dcterms.created",
            "dc.date.issued", "parsely-pub-date", "sailthru.date", "publish-date", "pubdate", "publication_date",
            "og:article:published_time", "og:published_time", "citation_publication_date", "time:datepublished",
            "time:pubdate", "time", "article:modified_time", "datemodified",
        ]
        let candidates = [linked.published] + dates.map { stated[$0] } + [linked.modified]
        date =
            candidates.lazy.compactMap { $0.flatMap(PageDate.iso8601) }.first
            ?? ["og:url", "canonical", "twitter:url"].lazy.compactMap { stated[$0].flatMap(PageDate.day(inAddress:)) }
            .first
            ?? PageMetadata.shownDate(page)
        let languageCode =
            page.language.isEmpty
            ? linked.language ?? first("og:locale", "content-language", "dc.language", "language") : page.language
        language = languageCode.flatMap { PageMetadata.language($0) }
        description =
            linked.description ?? first("og:description", "description", "twitter:description", "dc.description")
    }

    /// A text whose character references were escaped once too often: `&#8216;` and `&quot;` become characters.
    static func unescaped(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[start...]
            guard let end = rest.prefix(12).firstIndex(of: ";"),
                let scalar = character(rest[rest.index(after: start)..<end])
            else {
                result += "&"
                rest = rest.dropFirst()
                continue
            }
            result.unicodeScalars.append(scalar)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    /// The character that a reference without its `&` and `;` names.
    private static func character(_ name: Substring) -> Unicode.Scalar? {
        if name.hasPrefix("#x") || name.hasPrefix("#X") {
            return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init).flatMap {
                $0.value < 0x20 ? nil : $0
            }
        }
        if name.hasPrefix("#") {
            return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init).flatMap { $0.value < 0x20 ? nil : $0 }
        }
        return switch name {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        case "apos": "'"
        case "nbsp": " "
        case "lsquo": "\u{2018}"
        case "rsquo": "\u{2019}"
        case "ldquo": "\u{201C}"
        case "rdquo": "\u{201D}"
        case "ndash": "\u{2013}"
        case "mdash": "\u{2014}"
        case "hellip": "\u{2026}"
        default: nil
        }
    }

    /// White space folded; entities were decoded by the parser.
    static func folded(_ text: String) -> String {
        var output = [UInt8]()
        for byte in text.utf8 {
            if byte <= 0x20 {
                if let last = output.last, last != 0x20 { output.append(0x20) }
            } else {
                output.append(byte)
            }
        }
        if output.last == 0x20 { output.removeLast() }
        return String(decoding: output, as: UTF8.self)
    }

    /// The text of the page's only `h1`, where there is just one.
    private static func soleHeading(_ page: HTMLPage) -> String? {
        var found: String?
        for block in page.blocks where page.nodes[Int(block.node)].tag == .h1 {
            guard found == nil else { return nil }
            found = String(decoding: page.text[block.range], as: UTF8.self)
        }
        return found.map(folded)
    }

    /// Chooses the headline: what JSON-LD or OpenGraph state, else the only `h1`, else `title`; the site's name is cut
    /// off where it follows or precedes a separator.
    private static func headline(heading: String?, stated: String?, pageTitle: String, site: String?) -> String? {
        if let heading, heading.utf8.count >= 8 {
            // The heading is the headline where the page's title repeats it.
            if let stated, stated.contains(heading) || heading.contains(stated) { return heading }
            if pageTitle.contains(heading) { return heading }
        }
        if let stated, !stated.isEmpty { return withoutSite(stated, site) }
        if let heading, heading.utf8.count >= 8 { return heading }
        return pageTitle.isEmpty ? heading : withoutSite(pageTitle, site)
    }

    /// The part after the page title's last separator, where it and the title before it both stand on the page as blocks:
    /// the name of a site that states none.
    private static func shownSite(_ page: HTMLPage) -> String? {
        let title = folded(page.title)
        for separator in separators {
            var parts = Self.parts(of: title, separator)
            guard parts.count > 1, let last = parts.popLast() else { continue }
            let headline = Array(parts.joined(separator: separator).utf8)
            let name = Array(last.utf8)
            var (showsHeadline, showsName) = (false, false)
            for block in page.blocks {
                let text = page.text[block.range]
                if text.elementsEqual(headline) { showsHeadline = true }
                if text.elementsEqual(name) { showsName = true }
            }
            if showsHeadline && showsName { return last }
        }
        return nil
    }

    private static let separators = [" | ", " – ", " — ", " - ", " · ", " • ", " :: ", " » ", " « "]

    private static func parts(of title: String, _ separator: String) -> [String] {
        var parts: [String] = []
        var rest = title[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        parts.append(String(rest))
        return parts
    }

    private static func withoutSite(_ title: String, _ site: String?) -> String {
        for separator in separators {
            let parts = parts(of: title, separator)
            guard parts.count > 1 else { continue }
            if let site, let last = parts.last, matches(last, site) {
                return parts.dropLast().joined(separator: separator)
            }
            if let site, let first = parts.first, matches(first, site) {
                return parts.dropFirst().joined(separator: separator)
            }
            // Without a stated name: a short last part after a long first one is the site's.
            if site == nil, let first = parts.first, let last = parts.last, first.utf8.count >= 20,
                last.utf8.count <= 30, last.utf8.count * 2 < first.utf8.count
            {
                return parts.dropLast().joined(separator: separator)
            }
        }
        return title
    }

    private static func matches(_ part: String, _ site: String) -> Bool {
        let (left, right) = (part.lowercased(), site.lowercased())
        return left == right || left.contains(right) || right.contains(left) && left.utf8.count >= 3
    }

    /// An author's name without "by"; nil for addresses and for what is no name.
    private static func authorName(_ text: String?) -> String? {
        guard var name = text.map(folded), !name.isEmpty else { return nil }
        for prefix in ["By ", "by ", "BY ", "Von ", "Par ", "Por ", "Di "] where name.hasPrefix(prefix) {
            name.removeFirst(prefix.count)
            break
        }
        guard name.utf8.count <= 200, !name.hasPrefix("http"), !name.hasPrefix("@"), !name.contains("://") else {
            return nil
        }
        return name
    }

    /// The date in a short block that is marked as one, by its class or as `time`; nil if no block states one.
    private static func shownDate(_ page: HTMLPage) -> String? {
        for block in page.blocks.prefix(400) where block.text.count <= 96 {
            let node = page.nodes[Int(block.node)]
            guard node.words & PageWords.Group.date.bit != 0 || node.tag == .time else { continue }
            if let found = PageDate.iso8601(String(decoding: page.text[block.range], as: UTF8.self)) { return found }
        }
        return nil
    }

    private static func language(_ code: String) -> Language? {
        let letters = code.utf8.prefix { HTMLPruner.isLetter($0) }
        guard letters.count == 2 || letters.count == 3 else { return nil }
        return Language(rawValue: code.trimmingSpaces)
    }
}

extension String {
    fileprivate var trimmingSpaces: String { String(drop { $0 == " " }.prefix { $0 != " " && $0 != "," }) }
}

/// What the page's JSON-LD says about an article.
private struct LinkedData {
    var headline: String?
    var authors: [String] = []
    var published: String?
    var modified: String?
    var language: String?
    var publisher: String?
    var description: String?
    var body: String?

    /// JSON beyond this many bytes is not read: it holds lists of products, not an article's facts.
    private static let maximumBytes = 512 << 10

    init(_ parts: [ArraySlice<UInt8>]) {
        for part in parts.prefix(16) where part.count <= LinkedData.maximumBytes {
            guard let value = try? JSONValue(parsing: part.span) else { continue }
            visit(value, depth: 0)
        }
    }

    private mutating func visit(_ value: JSONValue, depth: Int) {
        guard depth < 6 else { return }
        if let array = value.array {
            for element in array.prefix(64) { visit(element, depth: depth + 1) }
            return
        }
        guard value.object != nil else { return }
        if let graph = value["@graph"] { visit(graph, depth: depth + 1) }
        if LinkedData.isArticle(value["@type"]) {
            if headline == nil { headline = LinkedData.text(value["headline"] ?? value["name"]) }
            if authors.isEmpty { authors = LinkedData.names(value["author"]) }
            if modified == nil { modified = LinkedData.text(value["dateModified"]) }
            if published == nil { published = LinkedData.text(value["datePublished"] ?? value["dateCreated"]) }
            if language == nil { language = LinkedData.text(value["inLanguage"]) }
            if publisher == nil { publisher = LinkedData.names(value["publisher"]).first }
            if description == nil { description = LinkedData.text(value["description"]) }
            if body == nil { body = value["articleBody"]?.string.map(PageMetadata.unescaped) }
        }
        if let main = value["mainEntity"] ?? value["mainEntityOfPage"] { visit(main, depth: depth + 1) }
    }

    private static func isArticle(_ type: JSONValue?) -> Bool {
        if let array = type?.array { return array.contains { isArticle($0) } }
        guard let name = type?.string else { return false }
        return name.hasSuffix("Article") || name.hasSuffix("Posting") || name == "Report" || name == "Recipe"
            || name == "Review" || name == "LiveBlogPosting" || name == "NewsItem"
    }

    private static func text(_ value: JSONValue?) -> String? {
        guard let text = value?.string ?? value?[0]?.string else { return nil }
        let folded = PageMetadata.folded(text)
        return folded.isEmpty ? nil : folded
    }

    private static func names(_ value: JSONValue?) -> [String] {
        guard let value else { return [] }
        if let array = value.array { return array.prefix(8).flatMap { names($0) } }
        if let name = text(value["name"]) ?? value.string.map(PageMetadata.folded), !name.isEmpty { return [name] }
        return []
    }
}
