internal import Foundations

/// Sums over runs of blocks, so that any element's content is measured in constant time.
struct PageSums: Sendable {
    /// What a run of blocks holds, in bytes.
    struct Sum: Sendable {
        /// All text.
        var length: Float = 0
        /// Text inside links.
        var links: Float = 0
        /// Text of blocks that read like sentences: long enough, ended by a mark, few links.
        var running: Float = 0
    }

    private var prefix: [Sum]

    /// The whole page.
    var total: Sum { prefix[prefix.count - 1] }

    init(_ page: HTMLPage, _ texts: [BlockFeatures.TextMeasure]) {
        prefix = [Sum()]
        prefix.reserveCapacity(page.blocks.count + 1)
        var sum = Sum()
        for (block, text) in zip(page.blocks, texts) {
            sum.length += text.length
            sum.links += Float(block.linkBytes)
            if PageSums.isRunning(text) { sum.running += text.length }
            prefix.append(sum)
        }
    }

    /// Whether a block reads like sentences.
    static func isRunning(_ text: BlockFeatures.TextMeasure) -> Bool {
        text.linkDensity < 0.4 && (text.length >= 50 && text.endsSentence || text.length >= 200 || text.wide >= 25)
    }

    /// The sum over the blocks from one index to before another.
    func between(_ first: Int, _ end: Int) -> Sum {
        let (low, high) = (prefix[first], prefix[max(first, end)])
        return Sum(length: high.length - low.length, links: high.links - low.links, running: high.running - low.running)
    }
}

/// Blocks made by the same line of a template: the same element and class, in a parent of the same element and class.
struct SignatureGroups: Sendable {
    /// What the blocks of a group hold together.
    struct Group: Sendable {
        var count: Float = 0
        var length: Float = 0
        var links: Float = 0
        var running: Float = 0
    }

    private var groupOf: [Int32] = []
    private var groups: [Group] = []
    private var copies: [UInt64: Int32] = [:]

    init(_ page: HTMLPage, _ texts: [BlockFeatures.TextMeasure]) {
        var indices: [UInt64: Int32] = [:]
        groupOf.reserveCapacity(page.blocks.count)
        // The hash of each element's tag and label is made once.
        var labels = [UInt64](repeating: 0, count: page.nodes.count)
        let attributes = page.attributes.span
        func label(_ index: Int32) -> UInt64 {
            guard index >= 0 else { return 0 }
            if labels[Int(index)] != 0 { return labels[Int(index)] }
            let node = page.nodes[Int(index)]
            var hash = FNV1a(startingAt: (UInt64(node.tag.rawValue) &+ 1) &* GoldenRatio.bits)
            for offset in Int(node.label.lowerBound)..<Int(node.label.upperBound) {
                hash.add(attributes[offset])
            }
            labels[Int(index)] = hash.value | 1
            return hash.value | 1
        }
        for (block, text) in zip(page.blocks, texts) {
            let signature = label(block.node) ^ (label(page.nodes[Int(block.node)].parent) &* 31)
            var index = indices[signature] ?? -1
            if index < 0 {
                index = Int32(groups.count)
                indices[signature] = index
                groups.append(Group())
            }
            groupOf.append(index)
            groups[Int(index)].count += 1
            groups[Int(index)].length += text.length
            groups[Int(index)].links += Float(block.linkBytes)
            if PageSums.isRunning(text) { groups[Int(index)].running += text.length }
            copies[text.hash, default: 0] += 1
        }
    }

    /// The index of a block's group.
    func index(of row: Int) -> Int { Int(groupOf[row]) }

    /// The number of groups.
    var count: Int { groups.count }

    /// The group of a block.
    subscript(row: Int) -> Group { groups[Int(groupOf[row])] }

    /// How many blocks of the page have the same text.
    func copies(of hash: UInt64) -> Int32 { copies[hash] ?? 0 }
}
