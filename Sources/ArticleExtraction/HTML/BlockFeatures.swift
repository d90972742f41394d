package import Boilerplate
internal import TextProcessing

/// What is measured of every block of a page before it is judged, one row of numbers for each block.
///
/// Measured are its text, its element, the elements around it, and the blocks beside it.
///
/// - Complexity: linear in the page, with a small factor for the depth of its elements.
package struct BlockFeatures: Sendable {
    /// The number of columns.
    package static let count = 106 + PageWords.Group.allCases.count + 2 * BoilerplateCues.kindCount
    /// The rows, one after another.
    package private(set) var values: [Float]
    /// The number of rows.
    package let rows: Int

    private let page: HTMLPage
    private var column = 0

    /// Measures a page.
    ///
    /// - Parameters:
    ///   - page: the parsed page.
    ///   - wording: the model that scores the words of a block; nil leaves the last column 0.
    package init(_ page: HTMLPage, wording: WordingModel? = nil) {
        self.page = page
        rows = page.blocks.count
        values = [Float](repeating: 0, count: rows * BlockFeatures.count)
        guard rows > 0 else { return }
        let texts = measureTexts()
        let sums = PageSums(page, texts)
        let groups = SignatureGroups(page, texts)
        let structure = PageStructure(page)
        let firstHeading = page.blocks.firstIndex { page.nodes[Int($0.node)].tag == .h1 } ?? -1
        for row in 0..<rows {
            column = row * BlockFeatures.count
            text(row, texts[row])
            element(row)
            place(row, firstHeading, texts)
            surroundings(row, texts, sums, groups)
            structure.append(row, page) { add($0) }
            add(wording.map { $0.score(in: page.text.span, range: page.blocks[row].range) } ?? 0)
        }
    }

    // MARK: Text

    private mutating func text(_ row: Int, _ measure: TextMeasure) {
        let block = page.blocks[row]
        add(LogarithmicScale.value(measure.length))
        add(LogarithmicScale.value(measure.words))
        add(measure.linkDensity)
        add(LogarithmicScale.value(Float(block.links)))
        add(Float(block.boldBytes) / max(1, measure.length))
        add(Float(block.italicBytes) / max(1, measure.length))
        add(measure.endsSentence ? 1 : 0)
        add(min(measure.sentenceMarks, 20))
        add(measure.commas / max(1, measure.words))
        add(measure.upper)
        add(measure.capitals)
        add(measure.digits)
        add(measure.length / max(1, measure.words))
        add(min(measure.quotes, 8))
        add(measure.startsLower ? 1 : 0)
        add(measure.startsUpper ? 1 : 0)
        add(measure.startsDigit ? 1 : 0)
        add(measure.endsColon ? 1 : 0)
        add(min(measure.separators, 10))
        add(min(measure.at, 3))
        add(measure.wide / max(1, measure.length))
        add(block.afterMedia ? 1 : 0)
        add(block.afterBreak ? 1 : 0)
        let counts = BoilerplateCues.shared.counts(
            in: page.text.span, range: Int(block.text.lowerBound)..<Int(block.text.upperBound))
        add(counts.startsWithCue ? Float(counts.startKind) + 1 : 0)
        for kind in 0..<BoilerplateCues.kindCount {
            add(Float(min(counts.weak[kind], 6)))
            add(Float(min(counts.strong[kind], 6)))
        }
    }

    // MARK: Elements

    private mutating func element(_ row: Int) {
        let block = page.blocks[row]
        let tag = page.nodes[Int(block.node)].tag
        add(BlockFeatures.tagClass(tag))
        add(Float(tag.headingLevel))
        var distances = InlineArray<64, Float>(repeating: 12)
        var lists: Float = 0
        var bits: UInt32 = 0
        var hidden: Float = 0
        var body: Float = 12
        var index = block.node
        var distance: Float = 0
        while index >= 0, distance < 60 {
            let node = page.nodes[Int(index)]
            var words = node.words
            while words != 0 {
                let bit = words.trailingZeroBitCount
                words &= words - 1
                distances[bit] = min(distances[bit], min(distance, 11))
            }
            switch node.tag {
            case .article: bits |= 1
            case .main: bits |= 2
            case .header: bits |= 4
            case .footer: bits |= 8
            case .nav: bits |= 16
            case .aside: bits |= 32
            case .form, .fieldset, .button, .label: bits |= 64
            case .figure, .figcaption: bits |= 128
            case .table: bits |= 256
            case .ul, .ol, .dl, .menu:
                bits |= 512
                lists += 1
            case .blockquote: bits |= 1024
            case .details, .summary, .dialog: bits |= 2048
            case .section: bits |= 4096
            default: break
            }
            if node.flags.contains(.hidden) { hidden = 1 }
            if node.flags.contains(.statedBody) { body = min(body, distance) }
            index = node.parent
            distance += 1
        }
        for bit in 0..<13 { add(bits & (1 << bit) != 0 ? 1 : 0) }
        add(lists)
        add(hidden)
        add(body)
        for group in 0..<PageWords.Group.allCases.count { add(distances[group]) }
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

    // MARK: Place

    private mutating func place(
        _ row: Int, _ firstHeading: Int, _ texts: [TextMeasure],
    ) {
        let block = page.blocks[row]
        add(Float(row) / Float(max(1, rows - 1)))
        add(Float(block.text.lowerBound) / Float(max(1, page.text.count)))
        add(LogarithmicScale.value(Float(row)))
        add(Float(page.nodes[Int(block.node)].depth))
        add(firstHeading < 0 ? -50 : Float(max(-50, min(50, row - firstHeading))))
        let gap = row == 0 ? block.order : block.order - page.blocks[row - 1].order
        add(LogarithmicScale.value(Float(gap)))
        let gapAfter = row + 1 == rows ? 0 : page.blocks[row + 1].order - block.order
        add(LogarithmicScale.value(Float(gapAfter)))
        for offset in [-2, -1, 1, 2] {
            let other = row + offset
            if other < 0 || other >= rows {
                add(-1)
                add(0)
            } else {
                add(LogarithmicScale.value(texts[other].length))
                add(texts[other].linkDensity)
            }
        }
        for offset in [-1, 1] {
            let other = row + offset
            if other < 0 || other >= rows {
                add(-1)
                add(-1)
            } else {
                let (mine, theirs) = (page.nodes[Int(block.node)], page.nodes[Int(page.blocks[other].node)])
                add(mine.parent == theirs.parent || block.node == page.blocks[other].node ? 1 : 0)
                add(BlockFeatures.tagClass(theirs.tag))
            }
        }
    }

    // MARK: Surroundings

    private mutating func surroundings(
        _ row: Int, _ texts: [TextMeasure], _ sums: PageSums, _ groups: SignatureGroups
    ) {
        let block = page.blocks[row]
        let measure = texts[row]
        // The elements around: how much running text and how much link text they hold.
        var index = block.node
        var level = 0
        while level < 4 {
            if index >= 0 {
                let node = page.nodes[Int(index)]
                let sum = sums.between(Int(node.firstBlock), Int(node.endBlock))
                add(LogarithmicScale.value(sum.length))
                add(sum.links / max(1, sum.length))
                add(LogarithmicScale.value(sum.running))
                add(sum.running / max(1, sums.total.running))
                index = node.parent
            } else {
                add(-1)
                add(-1)
                add(-1)
                add(-1)
            }
            level += 1
        }
        let group = groups[row]
        add(LogarithmicScale.value(group.count))
        add(LogarithmicScale.value(group.length / max(1, group.count)))
        add(group.links / max(1, group.length))
        add(group.running / max(1, sums.total.running))
        add(min(10, Float(groups.copies(of: measure.hash))))
        add(LogarithmicScale.value(sums.total.length))
        add(LogarithmicScale.value(sums.total.running))
        add(sums.total.links / max(1, sums.total.length))
        let before = sums.between(0, row)
        add(before.running / max(1, sums.total.running))
        let near = sums.between(max(0, row - 5), min(rows, row + 6))
        add(near.running / max(1, near.length))
        add(near.links / max(1, near.length))
    }

    /// Appends one number to the row that is being written.
    private mutating func add(_ value: Float) {
        values[column] = value
        column += 1
    }

    private func measureTexts() -> [TextMeasure] {
        let bytes = page.text.span
        var measures = [TextMeasure]()
        measures.reserveCapacity(page.blocks.count)
        for block in page.blocks { measures.append(BlockFeatures.measure(bytes, block)) }
        return measures
    }
}
