internal import ArticleExtraction
internal import TextProcessing

/// What the readers of word processors' files put their paragraphs into: blocks, the rows of tables, text boxes behind the
/// paragraph that holds them, notes at the end.
struct OfficeBody {
    /// What a paragraph is by its style.
    enum Role: Hashable {
        case body, quote, code, caption, title
        case heading(level: Int)
        case listItem(depth: Int, ordered: Bool)
    }

    private struct OpenTable {
        var cells: [String] = []
        var cell: [String] = []
        var rows: [[String]] = []
    }

    /// Cells longer than this lay out a page and are read as paragraphs, like those of pages.
    private static let longestCell = 600

    private var blocks: [(role: Role, text: String)] = []
    private var rows: Set<Int> = []
    private var tables: [OpenTable] = []
    private var notes: [String] = []

    /// Whether nothing was added yet.
    var isEmpty: Bool { blocks.isEmpty && notes.isEmpty && tables.isEmpty }

    /// Adds a paragraph, to the innermost cell if there is one.
    mutating func add(_ role: Role, _ text: String) {
        guard !text.isEmpty else { return }
        if tables.isEmpty {
            blocks.append((role, text))
        } else {
            tables[tables.count - 1].cell.append(text)
        }
    }

    /// Adds a note.
    mutating func add(note: String) { if !note.isEmpty { notes.append(note) } }

    mutating func startTable() { tables.append(OpenTable()) }

    mutating func endCell() {
        guard let last = tables.indices.last else { return }
        tables[last].cells.append(tables[last].cell.joined(separator: "\n"))
        tables[last].cell = []
    }

    mutating func endRow() {
        guard let last = tables.indices.last else { return }
        if !tables[last].cell.isEmpty { endCell() }
        tables[last].rows.append(tables[last].cells)
        tables[last].cells = []
    }

    mutating func endTable() {
        guard !tables.isEmpty else { return }
        endRow()
        guard let table = tables.popLast() else { return }
        let isLayout = table.rows.contains { $0.contains { $0.utf8.count > Self.longestCell } }
        for row in table.rows {
            if isLayout || !tables.isEmpty {
                for cell in row { for line in cell.split(separator: "\n") { add(.body, String(line)) } }
            } else {
                let line = row.map(TextGatherer.line).joined(separator: " | ")
                guard row.contains(where: { !$0.isEmpty }) else { continue }
                rows.insert(blocks.count)
                blocks.append((.body, line))
            }
        }
    }

    /// The document: a paragraph in the style of titles at its top is the title, and so is a lone first heading of the first
    /// level, as in Markdown.
    mutating func article() -> Article {
        while !tables.isEmpty { endTable() }
        var start = 0
        var title: String?
        if let first = blocks.first, !rows.contains(0) {
            let tops = blocks.lazy.filter { $0.role == .heading(level: 1) }.prefix(2).count
            if first.role == .title || first.role == .heading(level: 1) && tops == 1 {
                title = TextGatherer.line(first.text)
                start = 1
            }
        }
        var builder = ArticleBuilder()
        for (number, block) in blocks.enumerated() where number >= start {
            builder.append(rows.contains(number) ? .tableRow : block.role.kind, block.text)
        }
        for note in notes { builder.append(.footnote, note) }
        var article = builder.article
        article.title = title
        return article
    }
}

extension OfficeBody.Role {
    var kind: Article.Block.Kind {
        switch self {
        case .body: .paragraph
        case .quote: .quote
        case .code: .code
        case .caption: .caption
        case .title: .heading(level: 1)
        case .heading(let level): .heading(level: max(1, min(6, level)))
        case .listItem(let depth, let ordered): .listItem(depth: depth, ordered: ordered)
        }
    }

    /// What a style is by its name, in English as word processors keep it inside their files.
    init?(styleName: String) {
        let name = styleName.lowercased().filter { $0 != "_" && $0 != " " && $0 != "-" }
        if name.hasPrefix("heading") || name.hasPrefix("berschrift") || name.hasPrefix("überschrift") {
            self = .heading(level: name.last?.wholeNumberValue ?? 1)
            return
        }
        switch name {
        case "title": self = .title
        case "subtitle": self = .heading(level: 2)
        case "caption", "imagecaption", "tablecaption", "figure", "illustration", "captionedfigure": self = .caption
        case "quote", "intensequote", "blocktext", "quotations", "blockquote": self = .quote
        case "sourcecode", "htmlpreformatted", "preformattedtext", "plaintext", "code", "macrotext": self = .code
        default:
            guard name.hasPrefix("listbullet") || name.hasPrefix("listnumber") else { return nil }
            self = .listItem(depth: name.last?.wholeNumberValue ?? 1, ordered: name.hasPrefix("listnumber"))
        }
    }
}
