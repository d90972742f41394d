internal import Serialization

/// The scorer of sets: two layers of rectified units over the features of a set.
///
/// - Complexity: O(sets · weights).
struct SubsetNetwork: Sendable {
    /// How many of the columns it looks at: the first ones.
    private let inputs: Int
    private let hidden: Int
    private let means: [Float]
    private let scales: [Float]
    private let first: DenseLayer
    private let second: DenseLayer
    /// The weights of the score that compares sets of a wanted length, and of the one that chooses the length as well.
    private let last: [Float]
    private let free: [Float]

    /// Reads the network from a model file, where its tensors' names begin with `name`.
    init(_ file: SafetensorsFile, named name: String) throws {
        means = try file.floats(named: "\(name).mean")
        guard means.count <= SubsetFeatures.width else {
            throw SafetensorsError(
                .invalidValue, "\(name) looks at \(means.count) columns of \(SubsetFeatures.width); train it again")
        }
        let inputs = means.count
        self.inputs = inputs
        scales = try file.floats(named: "\(name).scale", shape: [inputs])
        let bias = try file.floats(named: "\(name).first.bias")
        hidden = bias.count
        first = DenseLayer(try file.floats(named: "\(name).first", shape: [inputs, hidden]), bias: bias)
        second = DenseLayer(
            try file.floats(named: "\(name).second", shape: [hidden, hidden]),
            bias: try file.floats(named: "\(name).second.bias", shape: [hidden]))
        last = try file.floats(named: "\(name).last", shape: [hidden])
        free = try file.floats(named: "\(name).free", shape: [hidden])
    }

    /// The scores of some sets, in the order of their rows; `isFree` says that their lengths are to be compared, too.
    func scores(_ subsets: SubsetFeatures, rows: [Int], isFree: Bool) -> [Float] {
        let last = isFree ? free : last
        let width = SubsetFeatures.width
        var input = [Float](repeating: 0, count: inputs)
        var layer = [Float](repeating: 0, count: hidden)
        return rows.map { row in
            for c in 0..<inputs {
                input[c] = min(4, max(-4, (subsets.values[row * width + c] - means[c]) / scales[c]))
            }
            for block in 0..<first.blocks {
                let sums = first.sums(input.span, from: 0, block, start: first.bias[block])
                let start = block * DenseLayer.lanes
                for j in 0..<min(DenseLayer.lanes, hidden - start) { layer[start + j] = max(0, sums[j]) }
            }
            var score: Float = 0
            for block in 0..<second.blocks {
                let sums = second.sums(layer.span, from: 0, block, start: second.bias[block])
                let start = block * DenseLayer.lanes
                for j in 0..<min(DenseLayer.lanes, hidden - start) { score += max(0, sums[j]) * last[start + j] }
            }
            return score
        }
    }
}
