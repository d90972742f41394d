public import TextProcessing

/// Reads Markdown into an article: plain text in blocks, without marks, images, comments and front matter.
///
/// ```swift
/// let article = MarkdownReader().read("# Rain\n\nIt *rained* on [Monday](a.html).")
/// print(article.title ?? "", article.text)  // Rain It rained on Monday.
/// ```
///
/// The rules are those of CommonMark 0.31 as far as they decide what is text: headings of both kinds, fenced and
/// indented code, quotes, nested lists, emphasis, links, references, HTML; and pipe tables, strike-through, footnotes
/// and front matter as most sites write them. Deviations: a code span or a tag ends within 2,000 bytes or is taken
/// as text, tags are dropped wherever they stand, and the first heading of level 1 becomes the title when nothing but
/// front matter is above it.
///
/// - Complexity: O(n) in the bytes of the text. Every input has a result.
public struct MarkdownReader: Sendable {
    /// Creates a reader.
    public init() {}

    /// Reads a text.
    ///
    /// - Parameter markdown: The source; any text is valid Markdown.
    /// - Returns: the article; the ranges of its blocks lie in ``Article/text``.
    public func read(_ markdown: String) -> Article {
        var builder = MarkdownBlocks()
        builder.read(markdown.utf8.span)
        return Article(
            title: builder.title ?? builder.frontMatter["title"],
            author: builder.frontMatter["author"], date: builder.frontMatter["date"],
            language: (builder.frontMatter["language"] ?? builder.frontMatter["lang"]).map(Language.init(rawValue:)),
            text: String(decoding: builder.output, as: UTF8.self), blocks: builder.blocks, markdown: markdown)
    }
}

/// Cuts the lines of a Markdown text into blocks and writes their plain text.
struct MarkdownBlocks {
    private(set) var output: [UInt8] = []
    private(set) var blocks: [Article.Block] = []
    private(set) var title: String?
    private(set) var frontMatter: [String: String] = [:]

    /// The lines of the open block, joined by line breaks, and what kind of block it is.
    private var pending: [UInt8] = []
    private var pendingKind: Article.Block.Kind?
    private var inline = MarkdownInline()
    /// The fence that the open code block began with: its character and length.
    private var fence: (mark: UInt8, length: Int)?
    private var isInComment = false
    private var lastWasBlank = true
    /// The indentation of the text of each open list, outermost first.
    private var listIndents: [Int] = []

    mutating func read(_ text: Span<UInt8>) {
        var start = skipFrontMatter(text)
        while start < text.count {
            var end = start
            while end < text.count && text[end] != UInt8(ascii: "\n") { end += 1 }
            var stop = end
            if stop > start && text[stop - 1] == UInt8(ascii: "\r") { stop -= 1 }
            readLine(text.extracting(start..<stop))
            start = end + 1
        }
        flush()
    }

    // MARK: Lines

    private mutating func readLine(_ line: Span<UInt8>) {
        var indent = 0
        var at = 0
        while at < line.count {
            if line[at] == UInt8(ascii: " ") {
                indent += 1
            } else if line[at] == UInt8(ascii: "\t") {
                indent += 4 - indent % 4
            } else {
                break
            }
            at += 1
        }
        let content = line.extracting(at..<line.count)
        if let fence {
            if isFence(content, like: fence) {
                self.fence = nil
                flush()
            } else {
                append(line, as: .code)
            }
            return
        }
        if isInComment {
            isInComment = !contains("-->", in: content)
            return
        }
        if content.isEmpty {
            if pendingKind != .code { flush() }
            lastWasBlank = true
            return
        }
        defer { lastWasBlank = false }
        // Only what is indented, or the next item, goes on with a list after an empty line.
        if lastWasBlank && indent < 2 && listMarker(content) == nil { listIndents.removeAll() }
        if indent >= 4 && listIndents.isEmpty && (lastWasBlank || pendingKind == .code) {
            append(line.extracting(min(4, line.count)..<line.count), as: .code)
            return
        }
        if pendingKind == .code { flush() }
        readBlockStart(content, indent: indent)
    }

    private mutating func readBlockStart(_ content: Span<UInt8>, indent: Int) {
        if let opening = openingFence(content) {
            flush()
            fence = opening
            return
        }
        if starts(content, with: "<!--") {
            flush()
            isInComment = !contains("-->", in: content)
            return
        }
        if let level = underline(content), pendingKind == .paragraph {
            pendingKind = .heading(level: level)
            flush()
            return
        }
        if isRule(content) {
            flush()
            return
        }
        if let heading = headingLevel(content) {
            flush()
            append(content.extracting(headingText(content, level: heading)), as: .heading(level: heading))
            flush()
            return
        }
        if content[0] == UInt8(ascii: ">") {
            readQuote(content)
            return
        }
        if let marker = listMarker(content) {
            readListItem(content, marker: marker, indent: indent)
            return
        }
        if isDefinition(content) {
            flush()
            return
        }
        if content[0] == UInt8(ascii: "|") || (pendingKind == .tableRow && contains("|", in: content)) {
            readTableRow(content)
            return
        }
        // A line without a mark of its own goes on with the open block.
        append(content, as: pendingKind ?? .paragraph)
    }

    private mutating func readQuote(_ content: Span<UInt8>) {
        if pendingKind != .quote { flush() }
        var at = 0
        while at < content.count && (content[at] == UInt8(ascii: ">") || content[at] == UInt8(ascii: " ")) { at += 1 }
        if at == content.count {
            flush()
        } else {
            append(content.extracting(at..<content.count), as: .quote)
        }
    }

    private mutating func readListItem(_ content: Span<UInt8>, marker: (length: Int, ordered: Bool), indent: Int) {
        flush()
        while let last = listIndents.last, indent < last { listIndents.removeLast() }
        listIndents.append(indent + marker.length)
        var item = content.extracting(marker.length..<content.count)
        // A task's box is no text.
        if item.count >= 4, item[0] == UInt8(ascii: "["), item[2] == UInt8(ascii: "]"), item[3] == UInt8(ascii: " ") {
            item = item.extracting(4..<item.count)
        }
        append(item, as: .listItem(depth: listIndents.count, ordered: marker.ordered))
    }

    private mutating func readTableRow(_ content: Span<UInt8>) {
        flush()
        var isDelimiter = true
        for index in content.indices where !isTableRuleByte(content[index]) { isDelimiter = false }
        if isDelimiter { return }
        var start = 0
        var end = content.count
        while end > 0 && (content[end - 1] == UInt8(ascii: " ") || content[end - 1] == UInt8(ascii: "|")) { end -= 1 }
        while start < end && (content[start] == UInt8(ascii: " ") || content[start] == UInt8(ascii: "|")) { start += 1 }
        append(content.extracting(start..<end), as: .tableRow)
        // The kind stays open so that rows without outer pipes are known as rows.
        flush()
        pendingKind = .tableRow
    }

    // MARK: Blocks

    private mutating func append(_ line: Span<UInt8>, as kind: Article.Block.Kind) {
        if let pendingKind, pendingKind != kind { flush() }
        if pending.isEmpty { pendingKind = kind } else { pending.append(UInt8(ascii: "\n")) }
        pendingKind = kind
        for index in line.indices { pending.append(line[index]) }
    }

    private mutating func flush() {
        defer {
            pending.removeAll(keepingCapacity: true)
            pendingKind = nil
        }
        guard let kind = pendingKind, !pending.isEmpty else { return }
        var text: [UInt8]
        if kind == .code {
            text = pending
            while let last = text.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: " ") { text.removeLast() }
        } else {
            let source = pending
            text = inline.plainText(of: source.span)
        }
        guard !text.isEmpty else { return }
        if case .heading(level: 1) = kind, title == nil, blocks.isEmpty {
            title = String(decoding: text, as: UTF8.self)
            return
        }
        if !output.isEmpty {
            output.append(UInt8(ascii: "\n"))
            if !isTight(blocks.last?.kind, kind) { output.append(UInt8(ascii: "\n")) }
        }
        let start = output.count
        output.append(contentsOf: text)
        blocks.append(Article.Block(kind: kind, range: start..<output.count))
    }

    /// Items of a list and rows of a table stand on lines of their own without an empty line between them.
    private func isTight(_ previous: Article.Block.Kind?, _ kind: Article.Block.Kind) -> Bool {
        switch (previous, kind) {
        case (.listItem, .listItem), (.tableRow, .tableRow): true
        default: false
        }
    }

    // MARK: Front matter

    /// Reads `key: value` lines between `---` at the very top and the next `---`; returns where the text begins.
    private mutating func skipFrontMatter(_ text: Span<UInt8>) -> Int {
        guard starts(text, with: "---\n") || starts(text, with: "---\r\n") else { return 0 }
        var found: [String: String] = [:]
        var start = text[3] == UInt8(ascii: "\r") ? 5 : 4
        // Metadata longer than this is a text that begins with a rule.
        let limit = min(text.count, 16_384)
        while start < limit {
            var end = start
            while end < limit && text[end] != UInt8(ascii: "\n") { end += 1 }
            let line = text.extracting(start..<end)
            if starts(line, with: "---") {
                frontMatter = found
                return min(end + 1, text.count)
            }
            if let member = frontMatterMember(line) { found[member.key] = member.value }
            start = end + 1
        }
        return 0
    }

    private func frontMatterMember(_ line: Span<UInt8>) -> (key: String, value: String)? {
        var colon = 0
        while colon < line.count && line[colon] != UInt8(ascii: ":") { colon += 1 }
        guard colon > 0, colon < line.count else { return nil }
        var start = colon + 1
        var end = line.count
        func isTrimmed(_ byte: UInt8) -> Bool {
            byte <= 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
        }
        while start < end && isTrimmed(line[start]) { start += 1 }
        while end > start && isTrimmed(line[end - 1]) { end -= 1 }
        guard start < end else { return nil }
        let key = line.extracting(0..<colon).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        let value = line.extracting(start..<end).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        return (key.lowercased(), value)
    }
}
