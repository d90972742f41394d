internal import ArticleExtraction
internal import TextProcessing

/// Reads a Word document: `word/document.xml` with its styles, lists, notes and properties.
///
/// Deleted text, comments, field codes, headers and footers are left out; text boxes stand behind the paragraph that holds
/// them. ECMA-376 (5th edition), part 1.
struct WordReader {
    private let archive: ZipArchive

    init(_ archive: ZipArchive) { self.archive = archive }

    func article() throws(DocumentError) -> Article {
        let main = try mainPart()
        let folder = main.split(separator: "/").dropLast().map { $0 + "/" }.joined()
        guard let body = try archive.content(main) else {
            throw .damaged("the document's text is missing", in: main)
        }
        let styles = WordStyles(
            styles: try archive.content(folder + "styles.xml"), numbering: try archive.content(folder + "numbering.xml")
        )
        var notes: [String: String] = [:]
        for kind in ["footnote", "endnote"] {
            guard let bytes = try archive.content("\(folder)\(kind)s.xml") else { continue }
            let receiver = WordReceiver(styles: styles)
            _ = XMLEvents.parse(bytes, prefixes: WordStyles.prefixes, recovers: true, to: receiver)
            for (id, text) in receiver.notes { notes[kind + id] = text }
        }
        let receiver = WordReceiver(styles: styles)
        if let line = XMLEvents.parse(body, prefixes: WordStyles.prefixes, to: receiver) {
            throw .damaged("the document's XML is not well-formed at line \(line)", in: main)
        }
        receiver.finish()
        for reference in receiver.references { if let note = notes[reference] { receiver.body.add(note: note) } }
        var article = receiver.body.article()
        let properties = OfficeProperties(try archive.content("docProps/core.xml"))
        article.title = article.title ?? properties.statedTitle
        article.author = properties.author
        article.date = properties.date
        article.language = properties.language.map { Language(rawValue: $0) }
        return article
    }

    /// The part that holds the text, which is nearly always `word/document.xml`.
    private func mainPart() throws(DocumentError) -> String {
        let usual = "word/document.xml"
        if archive.has(usual) { return usual }
        let receiver = RelationReceiver()
        if let bytes = try archive.content("_rels/.rels") {
            _ = XMLEvents.parse(
                bytes, prefixes: ["http://schemas.openxmlformats.org/package/2006/relationships": ""], recovers: true,
                to: receiver)
        }
        if let target = receiver.target { return target.hasPrefix("/") ? String(target.dropFirst()) : target }
        let kind =
            if archive.has("xl/workbook.xml") {
                "is a workbook, not a text document; save its sheets as CSV"
            } else if archive.has("ppt/presentation.xml") {
                "is a presentation, not a text document; save it as PDF or text"
            } else {
                "holds no word/document.xml: it is no Word document; check what it is"
            }
        throw DocumentError(.unsupported, kind)
    }
}

/// Finds the main part among the relations of a package.
private final class RelationReceiver: XMLEventReceiver {
    var target: String?

    func start(_ name: String, _ attributes: XMLAttributes) {
        if attributes["Type"]?.hasSuffix("/officeDocument") == true, target == nil { target = attributes["Target"] }
    }
    func end(_ name: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Turns the elements of WordprocessingML into paragraphs.
private final class WordReceiver: XMLEventReceiver {
    var body = OfficeBody()
    /// The notes in the order in which the text refers to them: kind and identifier.
    private(set) var references: [String] = []
    /// The notes of a part that holds some: identifier and text.
    private(set) var notes: [(String, String)] = []

    private struct WordParagraph {
        var text = TextGatherer()
        var style: String?
        var outline: Int?
        var list: (id: String, level: Int)?
        var listID: String?
        var isDeleted = false
    }

    private let styles: WordStyles
    /// Open paragraphs: that of a text box inside the one that holds the box.
    private var open: [WordParagraph] = []
    /// Paragraphs of text boxes, until the paragraph that holds the box has ended.
    private var waiting: [(OfficeBody.Role, String)] = []
    /// How many elements are open whose content is left out.
    private var skipped = 0
    private var isInText = false
    private var note: (id: String, isText: Bool)?
    private var noteText: [String] = []

    init(styles: WordStyles) { self.styles = styles }

    func start(_ name: String, _ attributes: XMLAttributes) {
        if skipped > 0 || Self.isLeftOut(name) {
            skipped += 1
            return
        }
        switch name {
        case "w:p": open.append(WordParagraph())
        case "w:pStyle": change { $0.style = attributes["w:val"] }
        case "w:outlineLvl": change { $0.outline = attributes["w:val"].flatMap { Int($0) } }
        case "w:numId": change { $0.list = (attributes["w:val"] ?? "0", $0.list?.level ?? 0) }
        case "w:ilvl":
            change { $0.list = ($0.list?.id ?? "", min(8, max(0, attributes["w:val"].flatMap { Int($0) } ?? 0))) }
        case "w:t", "m:t": isInText = true
        case "w:tab", "w:ptab": change { $0.text.append(" ") }
        case "w:br": change { $0.text.append(attributes["w:type"] == nil ? "\n" : " ") }
        case "w:cr": change { $0.text.append("\n") }
        case "w:noBreakHyphen": change { $0.text.append("-") }
        case "w:sym":
            // A character of a symbol font says nothing without it.
            break
        case "w:footnoteReference", "w:endnoteReference":
            let kind = name == "w:footnoteReference" ? "footnote" : "endnote"
            if let id = attributes["w:id"] { references.append(kind + id) }
        case "w:footnote", "w:endnote": note = (attributes["w:id"] ?? "", attributes["w:type"] == nil)
        case "w:tbl": body.startTable()
        default: break
        }
    }

    func end(_ name: String) {
        if skipped > 0 {
            skipped -= 1
            return
        }
        switch name {
        case "w:t", "m:t": isInText = false
        case "w:p": endParagraph()
        case "w:tc": body.endCell()
        case "w:tr": body.endRow()
        case "w:tbl": body.endTable()
        case "w:footnote", "w:endnote":
            if let note, note.isText { notes.append((note.id, noteText.joined(separator: "\n"))) }
            (note, noteText) = (nil, [])
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isInText, skipped == 0, !open.isEmpty else { return }
        open[open.count - 1].text.append(bytes)
    }

    /// Ends what a document that is cut short has left open.
    func finish() { while !open.isEmpty { endParagraph() } }

    /// Deleted and moved text, the old way of saying the same, codes of fields, and properties with text of their own.
    ///
    /// Of a
    /// paragraph's mark (`w:rPr`) nothing is wanted, but `w:pPr` holds style and list.
    private static func isLeftOut(_ name: String) -> Bool {
        switch name {
        case "w:del", "w:moveFrom", "w:instrText", "w:delText", "mc:Fallback", "w:rPr", "w:sectPr", "w:pPrChange",
            "w:tblPrChange", "w:rubyPr", "w:rt", "w:fldData", "w:sdtPr":
            true
        default: false
        }
    }

    private func change(_ body: (inout WordParagraph) -> Void) {
        guard let last = open.indices.last else { return }
        body(&open[last])
    }

    private func endParagraph() {
        guard var paragraph = open.popLast() else { return }
        let text = paragraph.text.take()
        let role = styles.role(style: paragraph.style, outline: paragraph.outline, list: paragraph.list)
        if note != nil {
            if !text.isEmpty { noteText.append(text) }
        } else if !open.isEmpty {
            waiting.append((role, text))
        } else {
            if !isContents(paragraph.style) { body.add(role, text) }
            for (role, text) in waiting { body.add(role, text) }
            waiting = []
        }
    }

    /// Whether a style is that of an entry in a table of contents or figures.
    private func isContents(_ style: String?) -> Bool {
        guard let style = style?.lowercased() else { return false }
        return style.hasPrefix("toc") && style.dropFirst(3).allSatisfy(\.isNumber) && style.count > 3
            || style == "tableoffigures"
    }
}
