internal import ArticleExtraction
internal import TextProcessing

/// Reads a mail (RFC 5322 with MIME, RFC 2045 to 2049) or a page saved as MHTML (RFC 2557).
///
/// Of alternatives the plain text is taken if it says anything, else the page; forwarded mails follow; attachments are listed.
/// What the mail answers, its signature and its disclaimer are told apart from what it says.
struct MailReader {
    /// Parts nest so deep at most, and there are so many.
    private static let maximum = (depth: 24, parts: 2_000)

    private let bytes: [UInt8]
    private var parts = 0
    private var attachments: [Article.DroppedBlock] = []

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// A mail, and the identifier that it states.
    static func mail(_ bytes: [UInt8]) throws(DocumentError) -> (article: Article, id: String?) {
        var reader = MailReader(bytes)
        var start = 0
        let headers = MailHeaders(bytes, 0..<bytes.count, end: &start)
        guard !headers.isEmpty else { throw .damaged("the file does not begin with the fields of a mail") }
        let isPage = headers.has("snapshot-content-location") || headers["from"]?.contains("Saved by") == true
        if isPage { return (try reader.page(headers, start..<bytes.count), headers["snapshot-content-location"]) }
        var builder = ArticleBuilder()
        var dropped: [Article.DroppedBlock] = []
        try reader.read(headers, start..<bytes.count, depth: 0, into: &builder, &dropped)
        var article = builder.article
        article.dropped = dropped + reader.attachments
        article.title = headers["subject"]
        article.author = headers["from"].map(name)
        article.date = InternetDate.iso(headers["date"])
        article.language = headers["content-language"].map { Language(rawValue: $0) }
        let id = headers["message-id"].map { $0.filter { $0 != "<" && $0 != ">" && $0 != " " } }
        return (article, id)
    }

    /// The name in `Ann Weir <ann@example.org>`, or the address where there is no name.
    private static func name(_ address: String) -> String {
        let name = TextGatherer.trimmed(String(address.prefix { $0 != "<" })).filter { $0 != "\"" }
        return name.isEmpty ? address.filter { $0 != "<" && $0 != ">" } : name
    }

    // MARK: Parts

    private mutating func read(
        _ headers: MailHeaders, _ range: Range<Int>, depth: Int, into builder: inout ArticleBuilder,
        _ dropped: inout [Article.DroppedBlock]
    ) throws(DocumentError) {
        parts += 1
        guard depth <= Self.maximum.depth, parts <= Self.maximum.parts else {
            throw DocumentError(.tooLarge, "the mail's parts nest too deep or are too many: refused")
        }
        let (type, parameters) = headers.parameters(of: "content-type") ?? ("text/plain", [:])
        let (disposition, names) = headers.parameters(of: "content-disposition") ?? ("inline", [:])
        if type.hasPrefix("multipart/") {
            let found = entities(range, boundary: parameters["boundary"])
            switch type {
            case "multipart/alternative": try readAlternative(found, depth, into: &builder, &dropped)
            case "multipart/related":
                if let first = found.first { try read(first.0, first.1, depth: depth + 1, into: &builder, &dropped) }
            default:
                for (headers, range) in found { try read(headers, range, depth: depth + 1, into: &builder, &dropped) }
            }
        } else if disposition == "attachment" || !(type.hasPrefix("text/") || type == "message/rfc822") {
            let name = names["filename"] ?? parameters["name"] ?? "a part without a name"
            attachments.append(Article.DroppedBlock(text: "\(name) (\(type))", reason: .attachment, probability: 0))
        } else if type == "message/rfc822" {
            var start = range.lowerBound
            let inner = MailHeaders(bytes, range, end: &start)
            if let subject = inner["subject"] { builder.append(.heading(level: 2), subject) }
            try read(inner, start..<range.upperBound, depth: depth + 1, into: &builder, &dropped)
        } else {
            let content = decoded(headers, range)
            if type == "text/html" {
                add(ArticleExtractor().wholePage(html: content, encoding: charset(parameters)), to: &builder, &dropped)
            } else if type == "text/plain" || type == "text/enriched" {
                let text = String(decoding: MailText.utf8(content, charset: parameters["charset"]), as: UTF8.self)
                MailBody(text, isFlowed: parameters["format"]?.lowercased() == "flowed").add(to: &builder, &dropped)
            }
        }
    }

    /// The charset that is stated, where it can be relied on.
    private func charset(_ parameters: [String: String]) -> String? {
        guard let name = parameters["charset"]?.lowercased(), !["us-ascii", "ascii", "utf-8", "utf8"].contains(name)
        else {
            return nil
        }
        return name
    }

    /// The plain text of several forms of one content, if it has as much as two words; else the last that can be read.
    private mutating func readAlternative(
        _ found: [(MailHeaders, Range<Int>)], _ depth: Int, into builder: inout ArticleBuilder,
        _ dropped: inout [Article.DroppedBlock]
    ) throws(DocumentError) {
        let plain = found.filter { ($0.0.parameters(of: "content-type")?.value ?? "text/plain") == "text/plain" }
        for (headers, range) in plain + found.reversed() {
            var own = ArticleBuilder()
            var left: [Article.DroppedBlock] = []
            try read(headers, range, depth: depth + 1, into: &own, &left)
            let article = own.article
            guard article.text.split(separator: " ", maxSplits: 2).count >= 2 else { continue }
            builder.append(article)
            dropped += left
            return
        }
    }

    /// A page with its blockquotes, which are what it answers, apart, unless there is nothing else.
    private func add(_ page: Article, to builder: inout ArticleBuilder, _ dropped: inout [Article.DroppedBlock]) {
        guard page.blocks.contains(where: { $0.kind == .quote }), page.blocks.contains(where: { $0.kind != .quote })
        else {
            builder.append(page)
            return
        }
        let utf8 = Array(page.text.utf8)
        for block in page.blocks {
            let text = String(decoding: utf8[block.range], as: UTF8.self)
            if block.kind == .quote {
                dropped.append(Article.DroppedBlock(text: text, reason: .quoted, probability: 0))
            } else if MailBody.isAttribution(text) {
                dropped.append(Article.DroppedBlock(text: text, reason: .quoted, probability: 0))
            } else {
                builder.append(block.kind, text)
            }
        }
    }

    private func decoded(_ headers: MailHeaders, _ range: Range<Int>) -> [UInt8] {
        switch headers["content-transfer-encoding"]?.lowercased() {
        case "base64": MailText.base64(bytes[range])
        case "quoted-printable": MailText.quotedPrintable(bytes[range])
        default: Array(bytes[range])
        }
    }

    /// The parts between the lines of a boundary; a last part that is cut short counts.
    private func entities(_ range: Range<Int>, boundary: String?) -> [(MailHeaders, Range<Int>)] {
        guard let boundary, !boundary.isEmpty else { return [] }
        let mark = Array("--\(boundary)".utf8)
        var starts: [(line: Int, body: Int)] = []
        var place = range.lowerBound
        var closed: Int?
        while place < range.upperBound, closed == nil, starts.count <= Self.maximum.parts {
            var end = place
            while end < range.upperBound, bytes[end] != 0x0A { end += 1 }
            if bytes[place..<end].starts(with: mark) {
                // One boundary may begin as another one does.
                let rest = bytes[place..<end].dropFirst(mark.count)
                if rest.starts(with: [0x2D, 0x2D]) {
                    closed = place
                } else if rest.allSatisfy({ $0 <= 0x20 }) {
                    starts.append((place, min(end + 1, range.upperBound)))
                }
            }
            place = end + 1
        }
        return starts.indices.map { number in
            let end = number + 1 < starts.count ? starts[number + 1].line : closed ?? range.upperBound
            var start = starts[number].body
            let headers = MailHeaders(bytes, start..<max(start, end), end: &start)
            return (headers, start..<max(start, end))
        }
    }

    // MARK: Pages

    /// The page that a browser has saved with all its parts: the first part that is HTML.
    private mutating func page(_ headers: MailHeaders, _ range: Range<Int>) throws(DocumentError) -> Article {
        let boundary = headers.parameters(of: "content-type")?.parameters["boundary"]
        let found = boundary == nil ? [(headers, range)] : entities(range, boundary: boundary)
        for (headers, range) in found {
            guard let (type, parameters) = headers.parameters(of: "content-type"), type.contains("html") else {
                continue
            }
            return ArticleExtractor().extract(html: decoded(headers, range), encoding: charset(parameters))
        }
        throw DocumentError(.damaged, "the saved page holds no HTML; save it again")
    }
}
