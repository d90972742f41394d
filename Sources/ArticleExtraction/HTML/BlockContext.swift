internal import Boilerplate
internal import TextProcessing

/// What the first stage's probabilities say of each block's surroundings: the blocks beside it, the elements around it,
/// the element that holds most of the likely text, and the place in the page before, inside or after that text.
///
/// - Complexity: linear in the blocks times the depth of their elements.
package struct BlockContext: Sendable {
    /// The number of columns, before those of ``BlockFeatures`` follow.
    package static let count = 35
    /// The rows of these columns followed by those of the features.
    package private(set) var values: [Float] = []

    private let page: HTMLPage
    private let probabilities: [Float]
    private var mass: [Double] = [0]
    private var lengths: [Double] = [0]
    private var excess: [Double] = [0]

    /// Blocks longer than this weigh no more, in bytes.
    private static let maximumLength = 1500

    package init(_ page: HTMLPage, _ probabilities: [Float], features: BlockFeatures) {
        self.page = page
        self.probabilities = probabilities
        let rows = page.blocks.count
        values.reserveCapacity(rows * (BlockContext.count + BlockFeatures.count))
        for (block, probability) in zip(page.blocks, probabilities) {
            let length = Double(min(block.text.count, BlockContext.maximumLength))
            mass.append(mass[mass.count - 1] + Double(probability) * length)
            lengths.append(lengths[lengths.count - 1] + length)
            excess.append(excess[excess.count - 1] + (Double(probability) - 0.5) * length)
        }
        let best = bestElement()
        var confident: (first: Int, last: Int)?
        for row in 0..<rows where probabilities[row] > 0.6 && page.blocks[row].text.count > 80 {
            confident = (confident?.first ?? row, row)
        }
        for row in 0..<rows {
            append(row, best, confident)
            values.append(contentsOf: features.values[row * BlockFeatures.count..<(row + 1) * BlockFeatures.count])
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

    private mutating func append(
        _ row: Int, _ best: (first: Int, end: Int, value: Double), _ confident: (first: Int, last: Int)?
    ) {
        let rows = page.blocks.count
        let total = mass[rows] + 1e-9
        func add(_ value: Float) { values.append(value) }
        func clamp(_ value: Int) -> Float { Float(max(-30, min(30, value))) }
        add(probabilities[row])
        for offset in [-3, -2, -1, 1, 2, 3] {
            add(row + offset >= 0 && row + offset < rows ? probabilities[row + offset] : -0.1)
        }
        for width in [4, 10] { add(mean(max(0, row - width), min(rows, row + width + 1))) }
        var index = page.blocks[row].node
        for _ in 0..<4 {
            if index >= 0 {
                let node = page.nodes[Int(index)]
                let (first, end) = (Int(node.firstBlock), Int(node.endBlock))
                add(mean(first, end))
                add(Float((mass[end] - mass[first]) / total))
                index = node.parent
            } else {
                add(-1)
                add(-1)
            }
        }
        add(best.first <= row && row < best.end ? 1 : 0)
        add(clamp(row - best.first))
        add(clamp(best.end - 1 - row))
        add(Float(row - best.first) / Float(max(1, best.end - best.first)))
        if let confident {
            add(clamp(row - confident.first))
            add(clamp(confident.last - row))
        } else {
            add(-40)
            add(-40)
        }
        add(Float(mass[row] / total))
        add(Float((total - mass[row + 1]) / total))
        for share in [0.5, 0.85] {
            // The largest element around the block that does not hold this share of the likely text yet.
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
            add(level)
            add(mean(inner.first, inner.end))
            add(LogarithmicScale.value(Float(lengths[inner.end] - lengths[inner.first])))
            add(Float((mass[inner.end] - mass[inner.first]) / total))
        }
        add(LogarithmicScale.value(Float(total)))
        add(Float(best.value / (total + 1)))
    }
}
