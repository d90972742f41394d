internal import Serialization

/// The scorer of sets: two layers of rectified units over the features of a set.
///
/// - Complexity: O(sets · weights).
struct SubsetNetwork: Sendable {
    private let hidden: Int
    private let means: [Float]
    private let scales: [Float]
    private let first: [Float]
    private let firstBias: [Float]
    private let second: [Float]
    private let secondBias: [Float]
    private let last: [Float]

    /// Reads the network from a model file.
    init(_ file: SafetensorsFile) throws {
        let inputs = SubsetFeatures.width
        means = try file.floats(named: "sets.mean", shape: [inputs])
        scales = try file.floats(named: "sets.scale", shape: [inputs])
        firstBias = try file.floats(named: "sets.first.bias")
        hidden = firstBias.count
        first = try file.floats(named: "sets.first", shape: [inputs, hidden])
        second = try file.floats(named: "sets.second", shape: [hidden, hidden])
        secondBias = try file.floats(named: "sets.second.bias", shape: [hidden])
        last = try file.floats(named: "sets.last", shape: [hidden])
    }

    /// The score of each set.
    func scores(_ subsets: SubsetFeatures) -> [Float] {
        let inputs = SubsetFeatures.width
        var a = [Float](repeating: 0, count: hidden)
        var b = a
        return (0..<subsets.sets.count).map { row in
            for j in 0..<hidden { a[j] = firstBias[j] }
            for c in 0..<inputs {
                let x = min(4, max(-4, (subsets.values[row * inputs + c] - means[c]) / scales[c]))
                for j in 0..<hidden { a[j] += x * first[c * hidden + j] }
            }
            for j in 0..<hidden { b[j] = secondBias[j] }
            for k in 0..<hidden where a[k] > 0 {
                for j in 0..<hidden { b[j] += a[k] * second[k * hidden + j] }
            }
            var score: Float = 0
            for j in 0..<hidden { score += max(0, b[j]) * last[j] }
            return score
        }
    }
}
