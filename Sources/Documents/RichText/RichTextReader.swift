internal import ArticleExtraction
internal import Foundations
internal import TextProcessing

/// Reads Rich Text Format, version 1.9.1: control words, code pages by font, Unicode escapes, tables, notes, lists.
///
/// Pictures, objects, headers, footers, comments, deleted and hidden text are left out. Text that is cut short gives what is
/// there, if its groups do not show that more was to come.
struct RichTextReader {
    /// What a group's text is for.
    private enum Destination: Equatable {
        case body, skipped, fonts, styles, note, boxText
        case property(String)
        /// A text box: its frame, of which only the text counts.
        case box
    }

    private struct State {
        var destination = Destination.body
        /// How many bytes stand for a Unicode escape, for readers that do not know it.
        var substitutes = 1
        var font: Int?
        var isHidden = false
    }

    private struct RichTextParagraph: Equatable {
        var style: Int?
        var outline: Int?
        var listLevel: Int?
        var isNumbered = false
        var isInTable = false
    }

    /// Groups nest so deep at most; those of honest files reach a few dozen.
    private static let maximumDepth = 2_000

    private var scanner: RichTextScanner
    private var body = OfficeBody()
    private var states: [State] = []
    private var state = State()
    private var paragraph = RichTextParagraph()
    private var text = TextGatherer()
    /// Bytes in a code page, until it is known where they end.
    private var pending: [UInt8] = []
    private var highSurrogate: UInt32?
    private var codePage = "windows-1252"
    private var fontPages: [Int: String] = [:]
    private var defaultFont = 0
    private var currentFont = 0
    private var styleNames: [Int: String] = [:]
    private var properties = OfficeProperties()
    private var date: (year: Int, month: Int, day: Int)?
    private var isTableOpen = false
    /// Text of the paragraph around a note or a box.
    private var outer: [(TextGatherer, RichTextParagraph)] = []
    private var noteText: [String] = []
    private var isStarred = false

    static func article(_ bytes: [UInt8]) throws(DocumentError) -> Article {
        var reader = RichTextReader(scanner: RichTextScanner(bytes))
        return try reader.read()
    }

    private init(scanner: RichTextScanner) { self.scanner = scanner }

    private mutating func read() throws(DocumentError) -> Article {
        var substitutes = 0
        loop: while true {
            let piece = scanner.next()
            switch piece {
            case .byte, .symbol, .word: if substitutes > 0, isSubstitute(piece) { substitutes -= 1; continue loop }
            default: substitutes = 0
            }
            if case .byte = piece {} else { flushBytes() }
            switch piece {
            case .open:
                guard states.count < Self.maximumDepth else {
                    throw DocumentError(.tooLarge, "groups nest deeper than \(Self.maximumDepth) levels: refused")
                }
                states.append(state)
                isStarred = false
                if state.destination == .styles { paragraph.style = nil }
            case .close: close()
            case .symbol(let symbol): self.symbol(symbol)
            case .byte(let byte): pending.append(byte)
            case .word("u", let number):
                unicode(number ?? 0)
                substitutes = state.substitutes
            case .word("bin", let count): scanner.skip(count ?? 0)
            case .word(let name, let number): word(name, number)
            case .end: break loop
            }
        }
        guard states.isEmpty || !text.bytes.isEmpty || scanner.place > 0 else { throw .damaged("the file is empty") }
        if states.count > 0, body.isEmpty, text.bytes.isEmpty { throw .damaged("the file ends before its text begins") }
        endParagraph()
        if isTableOpen { body.endTable() }
        return article()
    }

    private mutating func article() -> Article {
        var article = body.article()
        article.title = article.title ?? properties.statedTitle
        article.author = properties.author
        if let date, date.year > 1900 {
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            article.date = "\(date.year)-\(two(max(1, min(12, date.month))))-\(two(max(1, min(31, date.day))))"
        }
        return article
    }

    /// Whether a piece is one of those that stand for a Unicode escape.
    private func isSubstitute(_ piece: RichTextScanner.RichTextPiece) -> Bool {
        if case .word = piece { return false }
        return true
    }

    // MARK: Groups

    private mutating func close() {
        guard let before = states.popLast() else { return }
        let ended = state.destination
        defer { state = before }
        guard ended != before.destination else { return }
        switch ended {
        case .note:
            endParagraph()
            body.add(note: noteText.joined(separator: "\n"))
            noteText = []
            if let (text, paragraph) = outer.popLast() { (self.text, self.paragraph) = (text, paragraph) }
        case .property(let name):
            properties.take(name, TextGatherer.line(text.take()))
            if let (text, paragraph) = outer.popLast() { (self.text, self.paragraph) = (text, paragraph) }
        case .boxText, .styles:
            endParagraph()
            if let (text, paragraph) = outer.popLast() { (self.text, self.paragraph) = (text, paragraph) }
        default: break
        }
    }

    private mutating func enter(_ destination: Destination) {
        if state.destination == .skipped { return }
        switch destination {
        case .note, .property, .styles, .boxText:
            outer.append((text, paragraph))
            (text, paragraph) = (TextGatherer(), RichTextParagraph())
        default: break
        }
        state.destination = destination
    }

    // MARK: Text

    private mutating func append(_ string: String) {
        guard !state.isHidden else { return }
        switch state.destination {
        case .skipped, .box, .fonts: return
        case .styles, .body, .boxText, .note, .property: text.append(string)
        }
    }

    private mutating func flushBytes() {
        highSurrogate = pending.isEmpty ? highSurrogate : nil
        guard !pending.isEmpty else { return }
        let bytes = pending
        pending.removeAll(keepingCapacity: true)
        if state.destination == .skipped || state.destination == .box { return }
        if state.destination == .styles, bytes.contains(UInt8(ascii: ";")) {
            let name = bytes.prefix { $0 != UInt8(ascii: ";") }
            append(String(decoding: name, as: UTF8.self))
            if let style = paragraph.style {
                styleNames[style] = TextGatherer.trimmed(text.take())
            } else {
                _ = text.take()
            }
            return
        }
        append(decoded(bytes))
    }

    private func decoded(_ bytes: [UInt8]) -> String {
        if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
        let page = fontPages[state.font ?? defaultFont] ?? codePage
        let text =
            EncodingGuess.decode(bytes.span, from: page)?.text
            ?? EncodingGuess.decode(bytes.span, from: "windows-1252")?.text
        return String(decoding: text ?? bytes, as: UTF8.self)
    }

    private mutating func unicode(_ number: Int) {
        let unit = UInt32(truncatingIfNeeded: number < 0 ? number + 0x10000 : number)
        if (0xD800...0xDBFF).contains(unit) {
            highSurrogate = unit
            return
        }
        var value = unit
        if (0xDC00...0xDFFF).contains(unit) {
            value = highSurrogate.map { 0x10000 + ($0 - 0xD800) << 10 + (unit - 0xDC00) } ?? 0xFFFD
        }
        highSurrogate = nil
        // The private area that symbol fonts use has the letters of the font behind it: bullets and pictures.
        if (0xF000...0xF0FF).contains(value) { return }
        append(String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")))
    }

    private mutating func symbol(_ symbol: UInt8) {
        switch symbol {
        case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): append(String(Character(Unicode.Scalar(symbol))))
        case UInt8(ascii: "~"): append(" ")
        case UInt8(ascii: "_"): append("-")
        case UInt8(ascii: "*"): isStarred = true
        default: break
        }
    }

    // MARK: Paragraphs

    private mutating func endParagraph() {
        guard [.note, .body, .boxText].contains(state.destination) else { return }
        let content = text.take()
        switch state.destination {
        case .note: if !content.isEmpty { noteText.append(content) }
        case .body, .boxText:
            if isTableOpen, !paragraph.isInTable {
                body.endTable()
                isTableOpen = false
            }
            body.add(role, content)
        default: break
        }
    }

    private mutating func openTable() {
        if !isTableOpen { body.startTable() }
        isTableOpen = true
        paragraph.isInTable = true
    }

    private var role: OfficeBody.Role {
        if let name = paragraph.style.flatMap({ styleNames[$0] }), let role = OfficeBody.Role(styleName: name) {
            return role
        }
        if let outline = paragraph.outline, (0..<6).contains(outline) { return .heading(level: outline + 1) }
        if let level = paragraph.listLevel { return .listItem(depth: level + 1, ordered: paragraph.isNumbered) }
        return .body
    }

    // MARK: Control words

    private mutating func word(_ name: String, _ number: Int?) {
        let starred = isStarred
        isStarred = false
        if let destination = Self.destinations[name] { return enter(destination) }
        if name == "ud" {
            // The same text once more, for readers that know Unicode.
            state.destination = .body
            return
        }
        if let string = Self.characters[name] { return append(string) }
        if setting(name, number) { return }
        switch name {
        case "par", "sect": endParagraph()
        case "line", "lbr": append("\n")
        case "tab", "page", "column": append(" ")
        case "cell", "nestcell":
            openTable()
            endParagraph()
            body.endCell()
        case "row", "nestrow":
            openTable()
            body.endRow()
        case "trowd": openTable()
        case "pard":
            paragraph = RichTextParagraph()
        case "intbl": openTable()
        case "plain": state.isHidden = false
        default: if starred { enter(.skipped) }
        }
    }

    /// Takes what a control word says of the text to come; false for another word.
    private mutating func setting(_ name: String, _ number: Int?) -> Bool {
        switch name {
        case "s", "cs", "ts", "ds":
            if name == "s" || state.destination == .styles { paragraph.style = name == "s" ? number : nil }
        case "outlinelevel": paragraph.outline = number
        case "ls": if paragraph.listLevel == nil, number != 0 { paragraph.listLevel = 0 }
        case "ilvl": paragraph.listLevel = max(0, min(8, number ?? 0))
        case "pnlvlblt": paragraph.listLevel = paragraph.listLevel ?? 0
        case "pnlvlbody": (paragraph.listLevel, paragraph.isNumbered) = (paragraph.listLevel ?? 0, true)
        case "uc": state.substitutes = max(0, min(8, number ?? 1))
        case "v", "deleted": state.isHidden = number != 0
        case "ansicpg": codePage = Self.codePage(number ?? 1252)
        case "mac": codePage = "macintosh"
        case "pc": codePage = "cp437"
        case "pca": codePage = "cp850"
        case "deff": defaultFont = number ?? 0
        case "f":
            if state.destination == .fonts { currentFont = number ?? 0 } else { state.font = number }
        case "fcharset":
            if state.destination == .fonts, let page = Self.charsets[number ?? 0] { fontPages[currentFont] = page }
        case "cpg": if state.destination == .fonts { fontPages[currentFont] = Self.codePage(number ?? 1252) }
        case "yr", "mo", "dy":
            guard state.destination == .property("created"), let number else { return true }
            var found = date ?? (0, 1, 1)
            if name == "yr" {
                found.year = number
            } else if name == "mo" {
                found.month = number
            } else {
                found.day = number
            }
            date = found
        default: return false
        }
        return true
    }

    private static func codePage(_ number: Int) -> String {
        switch number {
        case 437, 850, 852, 866: "cp\(number)"
        case 932: "cp932"
        case 936: "gbk"
        case 949: "cp949"
        case 950: "big5"
        case 10000: "macintosh"
        case 65001: "utf-8"
        default: (1250...1258).contains(number) || number == 874 ? "windows-\(number)" : "windows-1252"
        }
    }

    /// The code page of each character set that a font may state (0 is that of the document).
    private static let charsets: [Int: String] = [
        77: "macintosh", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "windows-1253", 162: "windows-1254",
        163: "windows-1258", 177: "windows-1255", 178: "windows-1256", 186: "windows-1257", 204: "windows-1251",
        222: "windows-874", 238: "windows-1250",
    ]

    private static let characters: [String: String] = [
        "emdash": "\u{2014}", "endash": "\u{2013}", "lquote": "\u{2018}", "rquote": "\u{2019}",
        "ldblquote": "\u{201C}", "rdblquote": "\u{201D}", "bullet": "\u{2022}", "emspace": " ", "enspace": " ",
        "qmspace": " ",
    ]

    private static let destinations: [String: Destination] = {
        var found: [String: Destination] = [
            "fonttbl": .fonts, "stylesheet": .styles, "footnote": .note, "shpinst": .box, "shptxt": .boxText,
            "title": .property("dc:title"), "author": .property("dc:creator"), "creatim": .property("created"),
        ]
        for name in [
            "colortbl", "pict", "object", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr",
            "footerf", "fldinst", "listtext", "pntext", "pntxta", "pntxtb", "shprslt", "nonshppict", "annotation",
            "atnid", "atnauthor", "atntime", "atndate", "atnicn", "atnref", "atrfstart", "atrfend", "xe", "tc",
            "bkmkstart", "bkmkend", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "xmlnstbl",
            "themedata", "colorschememapping", "latentstyles", "datastore", "datafield", "subject", "operator",
            "keywords", "comment", "doccomm", "hlinkbase", "company", "manager", "category", "revtim", "printim",
            "buptim", "sp", "filetbl", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "do", "formfield", "private",
            "upr", "template", "passwordhash", "mmathPr", "falt", "panose", "blipuid",
        ] { found[name] = .skipped }
        return found
    }()
}
