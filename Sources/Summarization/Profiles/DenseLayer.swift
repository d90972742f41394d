/// The weights of one layer, 16 columns beside each other, so that a sum of products stays in registers.
struct DenseLayer: Sendable {
    /// Columns of a block.
    static let lanes = 16

    /// The number of blocks; columns of the last one that the layer does not have are 0.
    let blocks: Int
    /// The bias of each block.
    let bias: [SIMD16<Float>]
    private let rows: Int
    /// Row after row of the first block, then of the second.
    private let weights: [SIMD16<Float>]

    /// Takes weights in rows of as many columns as there are biases.
    init(_ values: [Float], bias: [Float]) {
        let columns = bias.count
        rows = columns > 0 ? values.count / columns : 0
        blocks = (columns + Self.lanes - 1) / Self.lanes
        self.bias = (0..<blocks).map { Self.vector(bias[($0 * Self.lanes)..<min(columns, ($0 + 1) * Self.lanes)]) }
        var weights: [SIMD16<Float>] = []
        weights.reserveCapacity(blocks * rows)
        for block in 0..<blocks {
            let members = (block * Self.lanes)..<min(columns, (block + 1) * Self.lanes)
            for row in 0..<rows {
                weights.append(
                    Self.vector(values[(row * columns + members.lowerBound)..<(row * columns + members.upperBound)]))
            }
        }
        self.weights = weights
    }

    private static func vector(_ values: ArraySlice<Float>) -> SIMD16<Float> {
        var vector = SIMD16<Float>()
        for (lane, value) in values.enumerated() { vector[lane] = value }
        return vector
    }

    /// `start` plus the product of a row of numbers, from an offset on, with the weights of one block.
    @inline(__always)
    func sums(
        _ row: borrowing Span<Float>, from offset: Int, _ block: Int, start: SIMD16<Float>
    ) -> SIMD16<Float> {
        var sums = start
        let weights = weights.span
        let first = block * rows
        for k in 0..<rows { sums += row[offset + k] * weights[first + k] }
        return sums
    }
}
