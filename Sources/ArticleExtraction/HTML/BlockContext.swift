internal import Boilerplate
package import Foundations
internal import TextProcessing

/// What the first stage's probabilities say of each block's surroundings: the blocks beside it, the elements around it,
/// the element that holds most of the likely text, and the place in the page before, inside or after that text.
///
/// - Complexity: linear in the blocks times the depth of their elements.
package struct BlockContext: Sendable {
    /// The names of the columns, as model files list them.
    package static let columns: ColumnNames = {
        var names = ColumnNames()
        let context = BlockContext(HTMLPage.sample, [1])
        context.append(0, context.bestElement(), nil, to: &names)
        return names
    }()
    /// The number of columns, before those of ``BlockFeatures`` follow.
    package static let count = columns.count
    /// The rows of these columns followed by those of the features.
    package private(set) var values: [Float] = []

    private let page: HTMLPage
    private let probabilities: [Float]
    private var mass: [Double] = [0]
    private var lengths: [Double] = [0]
    private var excess: [Double] = [0]

    /// Blocks longer than this weigh no more, in bytes.
    private static let maximumLength = 1500

    private init(_ page: HTMLPage, _ probabilities: [Float]) {
        self.page = page
        self.probabilities = probabilities
        for (block, probability) in zip(page.blocks, probabilities) {
            let length = Double(min(block.text.count, BlockContext.maximumLength))
            mass.append(mass[mass.count - 1] + Double(probability) * length)
            lengths.append(lengths[lengths.count - 1] + length)
            excess.append(excess[excess.count - 1] + (Double(probability) - 0.5) * length)
        }
    }

    package init(_ page: HTMLPage, _ probabilities: [Float], features: BlockFeatures) {
        self.init(page, probabilities)
        let rows = page.blocks.count
        let best = bestElement()
        var confident: (first: Int, last: Int)?
        for row in 0..<rows where probabilities[row] > 0.6 && page.blocks[row].text.count > 80 {
            confident = (confident?.first ?? row, row)
        }
        values = ColumnValues.rows(rows, columns: BlockContext.count + BlockFeatures.count) { columns in
            for row in 0..<rows {
                append(row, best, confident, to: &columns)
                columns.add(
                    contentsOf: features.values[row * BlockFeatures.count..<(row + 1) * BlockFeatures.count])
            }
        }
    }

    /// The element whose blocks together are most likely article: its blocks and the value.
    private func bestElement() -> (first: Int, end: Int, value: Double) {
        var best = (first: 0, end: 0, value: -Double.infinity)
        for node in page.nodes where node.endBlock > node.firstBlock {
            let (first, end) = (Int(node.firstBlock), Int(node.endBlock))
            let value = excess[end] - excess[first]
            let isBetter =
                value > best.value
                || value == best.value
                    && (end - first < best.end - best.first
                        || end - first == best.end - best.first && first > best.first)
            if isBetter { best = (first, end, value) }
        }
        return best
    }

    private func mean(_ first: Int, _ end: Int) -> Float {
        Float((mass[end] - mass[first]) / (lengths[end] - lengths[first] + 1))
    }

    private func append(
        _ row: Int, _ best: (first: Int, end: Int, value: Double), _ confident: (first: Int, last: Int)?,
        to columns: inout some ColumnSink
    ) {
        let rows = page.blocks.count
        let total = mass[rows] + 1e-9
        func clamp(_ value: Int) -> Float { Float(max(-30, min(30, value))) }
        columns.add("probability", probabilities[row])
        for offset in [-3, -2, -1, 1, 2, 3] {
            let isInside = row + offset >= 0 && row + offset < rows
            columns.add("neighbor", "\(offset)", isInside ? probabilities[row + offset] : -0.1)
        }
        for width in [4, 10] {
            columns.add("nearMean", "\(width)", mean(max(0, row - width), min(rows, row + width + 1)))
        }
        var index = page.blocks[row].node
        for level in 0..<4 {
            var (mean, share): (Float, Float) = (-1, -1)
            if index >= 0 {
                let node = page.nodes[Int(index)]
                let (first, end) = (Int(node.firstBlock), Int(node.endBlock))
                mean = self.mean(first, end)
                share = Float((mass[end] - mass[first]) / total)
                index = node.parent
            }
            columns.add("ancestorMean", "\(level)", mean)
            columns.add("ancestorShare", "\(level)", share)
        }
        columns.add("isInBest", best.first <= row && row < best.end ? 1 : 0)
        columns.add("fromBestStart", clamp(row - best.first))
        columns.add("toBestEnd", clamp(best.end - 1 - row))
        columns.add("placeInBest", Float(row - best.first) / Float(max(1, best.end - best.first)))
        columns.add("fromFirstConfident", confident.map { clamp(row - $0.first) } ?? -40)
        columns.add("toLastConfident", confident.map { clamp($0.last - row) } ?? -40)
        columns.add("shareBefore", Float(mass[row] / total))
        columns.add("shareAfter", Float((total - mass[row + 1]) / total))
        for share in [0.5, 0.85] { largestElement(around: row, below: share, of: total, to: &columns) }
        columns.add("pageMass", LogarithmicScale.value(Float(total)))
        columns.add("bestShare", Float(best.value / (total + 1)))
    }

    /// The largest element around a block that does not hold a share of the likely text yet.
    private func largestElement(
        around row: Int, below share: Double, of total: Double, to columns: inout some ColumnSink
    ) {
        var level: Float = 0
        var inner = (first: row, end: row + 1)
        var index = page.blocks[row].node
        while index >= 0 {
            let node = page.nodes[Int(index)]
            let (first, end) = (Int(node.firstBlock), Int(node.endBlock))
            if (mass[end] - mass[first]) / total >= share { break }
            inner = (first, end)
            level += 1
            index = node.parent
        }
        columns.add("largestLevel", "\(share)", level)
        columns.add("largestMean", "\(share)", mean(inner.first, inner.end))
        columns.add(
            "largestLength", "\(share)", LogarithmicScale.value(Float(lengths[inner.end] - lengths[inner.first])))
        columns.add("largestShare", "\(share)", Float((mass[inner.end] - mass[inner.first]) / total))
    }
}
