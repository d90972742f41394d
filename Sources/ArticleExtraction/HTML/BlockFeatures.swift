package import Boilerplate
package import Foundations
internal import TextProcessing

/// What is measured of every block of a page before it is judged, one row of numbers for each block.
///
/// Measured are its text, its element, the elements around it, and the blocks beside it.
///
/// - Complexity: linear in the page, with a small factor for the depth of its elements.
package struct BlockFeatures: Sendable {
    /// The names of the columns, as model files list them.
    package static let columns: ColumnNames = {
        var names = ColumnNames()
        BlockRows(HTMLPage.sample).append(to: &names)
        return names
    }()
    /// The number of columns.
    package static let count = columns.count
    /// The rows, one after another.
    package let values: [Float]
    /// The number of rows.
    package let rows: Int

    /// Measures a page.
    ///
    /// - Parameters:
    ///   - page: the parsed page.
    ///   - wording: the model that scores the words of a block; nil leaves the last column 0.
    package init(_ page: HTMLPage, wording: WordingModel? = nil) {
        rows = page.blocks.count
        values = ColumnValues.rows(rows, columns: BlockFeatures.count) { columns in
            BlockRows(page).append(wording, to: &columns)
        }
    }

    static func tagClass(_ tag: HTMLTag) -> Float {
        switch tag {
        case .p: 0
        case .div, .section, .article, .main, .center, .body, .html: 1
        case .li: 2
        case .td, .th: 3
        case .h1, .h2, .h3, .h4, .h5, .h6: 4
        case .blockquote: 5
        case .pre: 6
        case .dt, .dd: 7
        case .figcaption, .figure, .caption: 8
        case .header, .footer, .nav, .aside: 9
        case .button, .option, .form, .fieldset, .label: 10
        default: 11
        }
    }
}

extension HTMLPage {
    /// A page of one block: what the names of columns are asked of.
    static let sample = HTMLPageBuilder.parse(Array("<p>A.</p>".utf8))
}

/// Writes the rows of ``BlockFeatures``.
private struct BlockRows {
    private let page: HTMLPage
    private let rows: Int

    init(_ page: HTMLPage) {
        self.page = page
        rows = page.blocks.count
    }

    func append(_ wording: WordingModel? = nil, to columns: inout some ColumnSink) {
        guard rows > 0 else { return }
        let bytes = page.text.span
        var texts: [BlockFeatures.TextMeasure] = []
        texts.reserveCapacity(rows)
        for block in page.blocks { texts.append(BlockFeatures.measure(bytes, block)) }
        let sums = PageSums(page, texts)
        let groups = SignatureGroups(page, texts)
        let structure = PageStructure(page)
        let firstHeading = page.blocks.firstIndex { page.nodes[Int($0.node)].tag == .h1 } ?? -1
        for row in 0..<rows {
            text(row, texts[row], to: &columns)
            element(row, to: &columns)
            place(row, firstHeading, texts, to: &columns)
            elementsAround(row, sums, to: &columns)
            surroundings(row, texts, sums, groups, to: &columns)
            structure.append(row, page, to: &columns)
            columns.add("wording", wording.map { $0.score(in: page.text.span, range: page.blocks[row].range) } ?? 0)
        }
    }

    // MARK: Text

    private func text(_ row: Int, _ measure: BlockFeatures.TextMeasure, to columns: inout some ColumnSink) {
        let block = page.blocks[row]
        columns.add("length", LogarithmicScale.value(measure.length))
        columns.add("words", LogarithmicScale.value(measure.words))
        columns.add("linkDensity", measure.linkDensity)
        columns.add("links", LogarithmicScale.value(Float(block.links)))
        columns.add("boldShare", Float(block.boldBytes) / max(1, measure.length))
        columns.add("italicShare", Float(block.italicBytes) / max(1, measure.length))
        columns.add("endsSentence", measure.endsSentence ? 1 : 0)
        columns.add("sentenceMarks", min(measure.sentenceMarks, 20))
        columns.add("commasPerWord", measure.commas / max(1, measure.words))
        columns.add("upper", measure.upper)
        columns.add("capitals", measure.capitals)
        columns.add("digits", measure.digits)
        columns.add("wordLength", measure.length / max(1, measure.words))
        columns.add("quotes", min(measure.quotes, 8))
        columns.add("startsLower", measure.startsLower ? 1 : 0)
        columns.add("startsUpper", measure.startsUpper ? 1 : 0)
        columns.add("startsDigit", measure.startsDigit ? 1 : 0)
        columns.add("endsColon", measure.endsColon ? 1 : 0)
        columns.add("separators", min(measure.separators, 10))
        columns.add("at", min(measure.at, 3))
        columns.add("wideShare", measure.wide / max(1, measure.length))
        columns.add("afterMedia", block.afterMedia ? 1 : 0)
        columns.add("afterBreak", block.afterBreak ? 1 : 0)
        let counts = BoilerplateCues.shared.counts(
            in: page.text.span, range: Int(block.text.lowerBound)..<Int(block.text.upperBound))
        columns.add("startCue", counts.startsWithCue ? Float(counts.startKind) + 1 : 0)
        for number in 0..<BoilerplateCues.kindCount {
            columns.add("weakCues", BoilerplateCues.kindNames[number], Float(min(counts.weak[number], 6)))
            columns.add("strongCues", BoilerplateCues.kindNames[number], Float(min(counts.strong[number], 6)))
        }
    }

    // MARK: Elements

    /// The kinds of elements that a block may be inside of: a bit each in ``Around/kinds``.
    private static let kinds = [
        "article", "main", "header", "footer", "nav", "aside", "form", "figure", "table", "list", "quotation",
        "details", "section",
    ]

    /// What is around a block, from its own element up to the root.
    private struct Around {
        /// Distances to the nearest element with words of each group.
        var distances = InlineArray<64, Float>(repeating: 12)
        var kinds: UInt32 = 0
        var lists: Float = 0
        var isHidden = false
        /// The distance to the nearest element that says it is the article.
        var statedBody: Float = 12

        mutating func add(_ node: HTMLPage.Node, distance: Float) {
            var words = node.words
            while words != 0 {
                let bit = words.trailingZeroBitCount
                words &= words - 1
                distances[bit] = min(distances[bit], min(distance, 11))
            }
            switch node.tag {
            case .article: kinds |= 1
            case .main: kinds |= 2
            case .header: kinds |= 4
            case .footer: kinds |= 8
            case .nav: kinds |= 16
            case .aside: kinds |= 32
            case .form, .fieldset, .button, .label: kinds |= 64
            case .figure, .figcaption: kinds |= 128
            case .table: kinds |= 256
            case .ul, .ol, .dl, .menu:
                kinds |= 512
                lists += 1
            case .blockquote: kinds |= 1024
            case .details, .summary, .dialog: kinds |= 2048
            case .section: kinds |= 4096
            default: break
            }
            if node.flags.contains(.hidden) { isHidden = true }
            if node.flags.contains(.statedBody) { statedBody = min(statedBody, distance) }
        }
    }

    private func element(_ row: Int, to columns: inout some ColumnSink) {
        let block = page.blocks[row]
        let tag = page.nodes[Int(block.node)].tag
        columns.add("tag", BlockFeatures.tagClass(tag))
        columns.add("headingLevel", Float(tag.headingLevel))
        var around = Around()
        var index = block.node
        var distance: Float = 0
        while index >= 0, distance < 60 {
            let node = page.nodes[Int(index)]
            around.add(node, distance: distance)
            index = node.parent
            distance += 1
        }
        for bit in 0..<Self.kinds.count {
            columns.add("inside", Self.kinds[bit], around.kinds & (1 << UInt32(bit)) != 0 ? 1 : 0)
        }
        columns.add("lists", around.lists)
        columns.add("hidden", around.isHidden ? 1 : 0)
        columns.add("toStatedBody", around.statedBody)
        for group in 0..<PageWords.Group.allCases.count {
            columns.add("toWords", "\(PageWords.Group.allCases[group])", around.distances[group])
        }
    }

    // MARK: Place

    private func place(
        _ row: Int, _ firstHeading: Int, _ texts: [BlockFeatures.TextMeasure], to columns: inout some ColumnSink
    ) {
        let block = page.blocks[row]
        columns.add("relativeRow", Float(row) / Float(max(1, rows - 1)))
        columns.add("relativePlace", Float(block.text.lowerBound) / Float(max(1, page.text.count)))
        columns.add("row", LogarithmicScale.value(Float(row)))
        columns.add("depth", Float(page.nodes[Int(block.node)].depth))
        columns.add("fromHeading", firstHeading < 0 ? -50 : Float(max(-50, min(50, row - firstHeading))))
        let gap = row == 0 ? block.order : block.order - page.blocks[row - 1].order
        columns.add("gapBefore", LogarithmicScale.value(Float(gap)))
        let gapAfter = row + 1 == rows ? 0 : page.blocks[row + 1].order - block.order
        columns.add("gapAfter", LogarithmicScale.value(Float(gapAfter)))
        for offset in [-2, -1, 1, 2] {
            let other = row + offset
            let isInside = other >= 0 && other < rows
            columns.add("neighborLength", "\(offset)", isInside ? LogarithmicScale.value(texts[other].length) : -1)
            columns.add("neighborLinkDensity", "\(offset)", isInside ? texts[other].linkDensity : 0)
        }
        for offset in [-1, 1] {
            let other = row + offset
            var (isSibling, tag): (Float, Float) = (-1, -1)
            if other >= 0, other < rows {
                let (mine, theirs) = (page.nodes[Int(block.node)], page.nodes[Int(page.blocks[other].node)])
                isSibling = mine.parent == theirs.parent || block.node == page.blocks[other].node ? 1 : 0
                tag = BlockFeatures.tagClass(theirs.tag)
            }
            columns.add("neighborIsSibling", "\(offset)", isSibling)
            columns.add("neighborTag", "\(offset)", tag)
        }
    }

    // MARK: Surroundings

    /// The elements around: how much running text and how much link text they hold.
    private func elementsAround(_ row: Int, _ sums: PageSums, to columns: inout some ColumnSink) {
        var index = page.blocks[row].node
        for level in 0..<4 {
            var (length, links, running, share): (Float, Float, Float, Float) = (-1, -1, -1, -1)
            if index >= 0 {
                let node = page.nodes[Int(index)]
                let sum = sums.between(Int(node.firstBlock), Int(node.endBlock))
                length = LogarithmicScale.value(sum.length)
                links = sum.links / max(1, sum.length)
                running = LogarithmicScale.value(sum.running)
                share = sum.running / max(1, sums.total.running)
                index = node.parent
            }
            columns.add("ancestorLength", "\(level)", length)
            columns.add("ancestorLinkDensity", "\(level)", links)
            columns.add("ancestorRunning", "\(level)", running)
            columns.add("ancestorRunningShare", "\(level)", share)
        }
    }

    private func surroundings(
        _ row: Int, _ texts: [BlockFeatures.TextMeasure], _ sums: PageSums, _ groups: SignatureGroups,
        to columns: inout some ColumnSink
    ) {
        let group = groups[row]
        columns.add("groupSize", LogarithmicScale.value(group.count))
        columns.add("groupMeanLength", LogarithmicScale.value(group.length / max(1, group.count)))
        columns.add("groupLinkDensity", group.links / max(1, group.length))
        columns.add("groupRunningShare", group.running / max(1, sums.total.running))
        columns.add("copies", min(10, Float(groups.copies(of: texts[row].hash))))
        columns.add("pageLength", LogarithmicScale.value(sums.total.length))
        columns.add("pageRunning", LogarithmicScale.value(sums.total.running))
        columns.add("pageLinkDensity", sums.total.links / max(1, sums.total.length))
        let before = sums.between(0, row)
        columns.add("runningBefore", before.running / max(1, sums.total.running))
        let near = sums.between(max(0, row - 5), min(rows, row + 6))
        columns.add("nearRunningShare", near.running / max(1, near.length))
        columns.add("nearLinkDensity", near.links / max(1, near.length))
    }
}
