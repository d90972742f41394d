package import TextProcessing

/// Puts an article together from blocks: the plain text, its Markdown, and where each block lies.
///
/// ```swift
/// var builder = ArticleBuilder()
/// builder.append(.heading(level: 2), "Rain")
/// builder.append(.paragraph, "It rained on Monday.")
/// builder.article.markdown  // "## Rain\n\nIt rained on Monday.\n"
/// ```
///
/// - Complexity: O(*n*) in the bytes of all blocks.
package struct ArticleBuilder {
    private var text: [UInt8] = []
    private var markdown: [UInt8] = []
    /// The blocks so far.
    package private(set) var blocks: [Article.Block] = []

    /// Creates an empty one.
    package init() {}

    /// The bytes of text so far.
    package var count: Int { text.count }

    /// Appends a block; text that is blank adds none.
    ///
    /// - Parameters:
    ///   - kind: What the block is; cells of a row are separated by ` | `.
    ///   - content: Its plain text, without white space around it.
    ///   - speaker: Who says it.
    ///   - time: When it is said.
    package mutating func append(
        _ kind: Article.Block.Kind, _ content: String, speaker: String? = nil, time: String? = nil
    ) {
        guard content.utf8.contains(where: { $0 > 0x20 }) else { return }
        var marked = kind == .code ? content : MarkdownText.escapedLines(content)
        if kind == .tableRow {
            // The bars between cells are marks; those inside were escaped by whoever joined the cells.
            marked = content.split(separator: " | ", omittingEmptySubsequences: false)
                .map { MarkdownText.escaped(String($0)) }.joined(separator: " | ")
        }
        if let speaker { marked = "**\(MarkdownText.escaped(speaker)):** \(marked)" }
        append(kind, Array(content.utf8)[...], marked: Array(marked.utf8))
        blocks[blocks.count - 1].speaker = speaker
        blocks[blocks.count - 1].time = time
    }

    /// Appends a block whose Markdown has inline marks already.
    mutating func append(_ kind: Article.Block.Kind, _ content: ArraySlice<UInt8>, marked: [UInt8]) {
        let previous = blocks.last?.kind
        separate(isTight: kind.isLine && previous?.isLine == true)
        let start = text.count
        text.append(contentsOf: content)
        blocks.append(Article.Block(kind: kind, range: start..<text.count))
        MarkdownBlock.append(kind, marked, to: &markdown, startsTable: kind == .tableRow && previous != .tableRow)
    }

    /// Appends all blocks of another article.
    package mutating func append(_ article: Article) {
        guard let first = article.blocks.first else { return }
        separate(isTight: first.kind.isLine && blocks.last?.kind.isLine == true)
        let start = text.count
        text.append(contentsOf: article.text.utf8)
        for var block in article.blocks {
            block.range = block.range.lowerBound + start..<block.range.upperBound + start
            blocks.append(block)
        }
        markdown.append(contentsOf: article.markdown.utf8)
        while markdown.last == 0x0A { markdown.removeLast() }
    }

    private mutating func separate(isTight: Bool) {
        guard !blocks.isEmpty else { return }
        text.append(contentsOf: isTight ? [0x0A] : [0x0A, 0x0A])
        markdown.append(contentsOf: isTight ? [0x0A] : [0x0A, 0x0A])
    }

    /// The article without its metadata.
    package var article: Article {
        let end: [UInt8] = markdown.isEmpty || markdown.last == 0x0A ? [] : [0x0A]
        return Article(
            text: String(decoding: text, as: UTF8.self), blocks: blocks,
            markdown: String(decoding: markdown + end, as: UTF8.self))
    }
}

extension Article.Block.Kind {
    /// Whether the block is a line among lines, and not set apart by an empty one.
    var isLine: Bool {
        switch self {
        case .listItem, .tableRow: true
        default: false
        }
    }
}
