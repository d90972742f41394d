internal import TextProcessing

/// Writes the kept blocks of a page as text, Markdown and block ranges.
struct ArticleWriter {
    private let page: HTMLPage
    private let verdicts: [BlockJudge.Decision]
    private var body = ArticleBuilder()
    private var dropped: [Article.DroppedBlock] = []

    init(page: HTMLPage, verdicts: [BlockJudge.Decision]) {
        self.page = page
        self.verdicts = verdicts
    }

    /// The article without its metadata, but for a title where a heading of the first level was left out.
    consuming func article() -> Article {
        var row = 0
        var title: String?
        let marks = MarkTable(page)
        while row < page.blocks.count {
            let block = page.blocks[row]
            guard verdicts[row].isKept else {
                let content = String(decoding: page.text[block.range], as: UTF8.self)
                let tag = page.nodes[Int(block.node)].tag
                if title == nil, tag == .h1 { title = content }
                dropped.append(
                    Article.DroppedBlock(
                        text: content, reason: DropReason.of(row, in: page),
                        probability: Double(verdicts[row].probability)))
                row += 1
                continue
            }
            let kind = kind(of: block)
            if kind == .tableRow {
                row = appendTableRow(from: row, marks)
            } else {
                body.append(kind, page.text[block.range], marked: marks.markdown(row, code: kind == .code))
                row += 1
            }
        }
        var article = body.article
        article.title = title
        article.dropped = dropped
        return article
    }

    // MARK: Blocks

    private func kind(of block: HTMLPage.TextBlock) -> Article.Block.Kind {
        var index = block.node
        var depth = 0
        var ordered: Bool?
        var inItem = false
        var quote = false
        var steps = 0
        while index >= 0, steps < 64 {
            let node = page.nodes[Int(index)]
            if node.tag.headingLevel > 0 { return .heading(level: node.tag.headingLevel) }
            switch node.tag {
            case .pre: return .code
            case .td, .th: if depth == 0 { return isLayoutTable(index) ? (quote ? .quote : .paragraph) : .tableRow }
            case .li, .dt, .dd: inItem = true
            case .ul, .ol, .dl, .menu:
                if inItem || depth > 0 {
                    depth += 1
                    if ordered == nil { ordered = node.tag == .ol }
                }
            case .blockquote: quote = true
            case .figcaption, .caption: if depth == 0 { return .caption }
            default: break
            }
            index = node.parent
            steps += 1
        }
        if depth > 0 { return .listItem(depth: depth, ordered: ordered ?? false) }
        return quote ? .quote : .paragraph
    }

    /// Whether the table around a cell lays out a page instead of showing data: a cell of it holds much text.
    private func isLayoutTable(_ cell: Int32) -> Bool {
        let node = page.nodes[Int(cell)]
        let blocks = page.blocks[Int(node.firstBlock)..<Int(node.endBlock)]
        return blocks.count > 3 || blocks.reduce(0) { $0 + $1.text.count } > 600
    }

    private mutating func appendTableRow(from first: Int, _ marks: MarkTable) -> Int {
        let row = rowNode(page.blocks[first].node)
        var end = first + 1
        while end < page.blocks.count, rowNode(page.blocks[end].node) == row, row >= 0 { end += 1 }
        var line: [UInt8] = []
        var marked: [UInt8] = []
        for index in first..<end where verdicts[index].isKept {
            if !line.isEmpty {
                line.append(contentsOf: " | ".utf8)
                marked.append(contentsOf: " | ".utf8)
            }
            for byte in page.text[page.blocks[index].range] { line.append(byte == 0x0A ? 0x20 : byte) }
            for byte in marks.markdown(index, code: false) { marked.append(byte == 0x0A ? 0x20 : byte) }
        }
        body.append(.tableRow, line[...], marked: marked)
        return end
    }

    private func rowNode(_ node: Int32) -> Int32 {
        var index = node
        while index >= 0, page.nodes[Int(index)].tag != .tr { index = page.nodes[Int(index)].parent }
        return index
    }
}

extension HTMLPage.TextBlock {
    /// The range of the page's text.
    var range: Range<Int> { Int(text.lowerBound)..<Int(text.upperBound) }
}
