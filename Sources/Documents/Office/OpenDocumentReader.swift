internal import ArticleExtraction
internal import TextProcessing

/// Reads an OpenDocument text: `content.xml` with the names of its styles, and `meta.xml`.
///
/// Tracked deletions, comments, contents lists, headers and footers are left out; text boxes stand behind the paragraph that
/// holds them. ISO/IEC 26300-1:2015.
struct OpenDocumentReader {
    static let prefixes: [String: String] = {
        var prefixes: [String: String] = [:]
        for name in ["office", "text", "table", "draw", "style"] {
            let space =
                name == "draw"
                ? "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
                : "urn:oasis:names:tc:opendocument:xmlns:\(name):1.0"
            prefixes[space] = name
        }
        return prefixes
    }()

    private let archive: ZipArchive

    init(_ archive: ZipArchive) { self.archive = archive }

    func article() throws(DocumentError) -> Article {
        if let manifest = try archive.content("META-INF/manifest.xml"), Self.isEncrypted(manifest) {
            throw DocumentError(.encrypted, "is locked by a password; save it without one")
        }
        guard let content = try archive.content("content.xml") else {
            throw .damaged("the document's text is missing", in: "content.xml")
        }
        let receiver = OpenDocumentReceiver()
        if let styles = try archive.content("styles.xml") {
            _ = XMLEvents.parse(styles, prefixes: Self.prefixes, recovers: true, to: receiver)
        }
        if let line = XMLEvents.parse(content, prefixes: Self.prefixes, to: receiver) {
            throw .damaged("the document's XML is not well-formed at line \(line)", in: "content.xml")
        }
        guard receiver.hasText else {
            throw DocumentError(.unsupported, "is no text document (a table or a drawing); save it as text, CSV or PDF")
        }
        var article = receiver.article()
        let properties = OfficeProperties(try archive.content("meta.xml"))
        article.title = article.title ?? properties.statedTitle
        article.author = properties.author
        article.date = properties.date
        article.language = properties.language.map { Language(rawValue: $0) }
        return article
    }

    private static func isEncrypted(_ manifest: [UInt8]) -> Bool {
        String(decoding: manifest, as: UTF8.self).contains("encryption-data")
    }
}

/// Turns the elements of OpenDocument text into paragraphs.
private final class OpenDocumentReceiver: XMLEventReceiver {
    private struct OpenDocumentParagraph {
        var text = TextGatherer()
        var role: OfficeBody.Role
    }

    private struct OpenDocumentStyle {
        var display: String?
        var parent: String?
    }

    private(set) var hasText = false
    private var body = OfficeBody()
    private var isInBody = false
    private var styles: [String: OpenDocumentStyle] = [:]
    private var orderedLists: Set<String> = []
    private var listStyle: String?
    private var open: [OpenDocumentParagraph] = []
    private var waiting: [(OfficeBody.Role, String)] = []
    private var skipped = 0
    /// The styles of the open lists; nil where the outer one counts.
    private var lists: [Bool?] = []
    /// Notes begin inside a paragraph, and hold some.
    private var noteDepth = 0
    private var noteText: [String] = []

    func start(_ name: String, _ attributes: XMLAttributes) {
        if skipped > 0 || isLeftOut(name) {
            skipped += 1
            return
        }
        switch name {
        case "office:text": (isInBody, hasText) = (true, true)
        case "style:style":
            if let id = attributes["style:name"] {
                styles[id] = OpenDocumentStyle(
                    display: attributes["style:display-name"], parent: attributes["style:parent-style-name"])
            }
        case "text:list-style": listStyle = attributes["style:name"]
        case "text:list-level-style-number":
            if attributes["text:level"] == "1", let listStyle { orderedLists.insert(listStyle) }
        default: if isInBody { startText(name, attributes) }
        }
    }

    private func startText(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "text:p": open.append(OpenDocumentParagraph(role: role(ofStyle: attributes["text:style-name"])))
        case "text:h":
            let level = attributes["text:outline-level"].flatMap { Int($0) } ?? 1
            let role = role(ofStyle: attributes["text:style-name"])
            open.append(OpenDocumentParagraph(role: role == .title ? .title : .heading(level: level)))
        case "text:s":
            let count = attributes["text:c"].flatMap { Int($0) } ?? 1
            append(String(repeating: " ", count: max(1, min(count, 16))))
        case "text:tab": append(" ")
        case "text:line-break": append("\n")
        case "text:list": lists.append(attributes["text:style-name"].map { orderedLists.contains($0) })
        case "text:note": noteDepth += 1
        case "table:table": body.startTable()
        default: break
        }
    }

    func end(_ name: String) {
        if skipped > 0 {
            skipped -= 1
            return
        }
        switch name {
        case "office:text": isInBody = false
        case "text:p", "text:h": endParagraph()
        case "text:list": if isInBody { _ = lists.popLast() }
        case "text:note":
            noteDepth -= 1
            if noteDepth == 0 {
                body.add(note: noteText.joined(separator: "\n"))
                noteText = []
            }
        case "table:table-cell", "table:covered-table-cell": body.endCell()
        case "table:table-row": body.endRow()
        case "table:table": body.endTable()
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard skipped == 0, let last = open.indices.last else { return }
        open[last].text.appendFolded(bytes)
    }

    func article() -> Article {
        while !open.isEmpty { endParagraph() }
        return body.article()
    }

    private func append(_ text: String) { if let last = open.indices.last { open[last].text.append(text) } }

    private func isLeftOut(_ name: String) -> Bool {
        switch name {
        case "text:tracked-changes", "office:annotation", "office:annotation-end", "text:table-of-content",
            "text:illustration-index", "text:table-index", "text:alphabetical-index", "text:user-index",
            "office:forms", "text:note-citation", "text:ruby-text", "style:header", "style:footer", "office:scripts",
            "?:title", "?:desc", "text:hidden-text", "text:hidden-paragraph", "text:sequence-decls",
            "text:variable-decls", "office:settings", "office:event-listeners":
            true
        default: false
        }
    }

    private func endParagraph() {
        guard var paragraph = open.popLast() else { return }
        let text = paragraph.text.take()
        var role = paragraph.role
        if !lists.isEmpty, role == .body {
            role = .listItem(depth: lists.count, ordered: lists.last(where: { $0 != nil }).flatMap { $0 } ?? false)
        }
        if noteDepth > 0 {
            if !text.isEmpty { noteText.append(text) }
        } else if !open.isEmpty {
            waiting.append((role, text))
        } else {
            body.add(role, text)
            for (role, text) in waiting { body.add(role, text) }
            waiting = []
        }
    }

    /// What a paragraph is by its style or those that this one stands on; each is looked at by the name people see, too.
    private func role(ofStyle style: String?) -> OfficeBody.Role {
        var name = style
        for _ in 0..<12 {
            guard let id = name else { break }
            let plain = id.split(separator: "_20_").joined(separator: " ")
            for candidate in [styles[id]?.display, plain] {
                if let candidate, let role = OfficeBody.Role(styleName: candidate) { return role }
            }
            name = styles[id]?.parent
        }
        return .body
    }
}
