internal import Serialization

/// The ranker of a learned profile: a small network that scores each sentence by its own features, those of its two
/// neighbours, and the mean and maximum over the text.
///
/// With x(i) the scaled features: h(i) = relu(W₀ x(i) + b₀); the score is o · relu(Wc h(i) + Wl h(i-1) + Wr h(i+1) + Wg mean(h)
/// + Wm max(h) + b₁) + s · h(i). It was trained listwise, so only differences of scores within one text mean anything.
///
/// - Complexity: O(n · weights), about 1 µs a sentence.
struct SentenceNetwork: Sendable {
    /// Numbers of the first layer that are multiples of the vector width.
    private static let lanes = 8

    private let inputs: Int
    private let hidden: Int
    private let output: Int
    private let means: [Float]
    private let scales: [Float]
    private let first: [SIMD8<Float>]
    private let firstBias: [SIMD8<Float>]
    /// Centre, left, right, mean and maximum.
    private let second: [[SIMD8<Float>]]
    private let secondBias: [SIMD8<Float>]
    private let last: [Float]
    private let skip: [Float]

    /// How many numbers beside the features describe the place of a sentence.
    static let placeInputs = 5

    /// Reads the network from a model file.
    init(_ file: SafetensorsFile) throws {
        let features = SentenceFeatures.width
        inputs = features + Self.placeInputs
        means = try file.floats(named: "ranker.mean", shape: [features])
        scales = try file.floats(named: "ranker.scale", shape: [features])
        let bias = try file.floats(named: "ranker.first.bias")
        let secondBias = try file.floats(named: "ranker.second.bias")
        hidden = bias.count
        output = secondBias.count
        guard hidden % Self.lanes == 0, output % Self.lanes == 0, hidden > 0, output > 0 else {
            throw SafetensorsError(.wrongShape, "layers of \(hidden) and \(output) units are not multiples of 8")
        }
        first = Self.vectors(try file.floats(named: "ranker.first", shape: [inputs, hidden]))
        firstBias = Self.vectors(bias)
        var second: [[SIMD8<Float>]] = []
        for name in ["centre", "left", "right", "mean", "maximum"] {
            second.append(Self.vectors(try file.floats(named: "ranker.second.\(name)", shape: [hidden, output])))
        }
        self.second = second
        self.secondBias = Self.vectors(secondBias)
        last = try file.floats(named: "ranker.last", shape: [output])
        skip = try file.floats(named: "ranker.skip", shape: [hidden])
    }

    private static func vectors(_ values: [Float]) -> [SIMD8<Float>] {
        stride(from: 0, to: values.count, by: lanes).map { start in
            var vector = SIMD8<Float>()
            for lane in 0..<lanes { vector[lane] = values[start + lane] }
            return vector
        }
    }

    /// The score of each candidate, scaled to mean 0 and variance 1 within the text.
    func scores(
        _ features: SentenceFeatures, _ analysis: DocumentAnalysis, ignoring columns: Set<Int>
    ) -> [Float] {
        let n = analysis.count
        guard n > 0 else { return [] }
        let width = hidden / Self.lanes
        var layer = [SIMD8<Float>](repeating: .zero, count: n * width)
        var row = [Float](repeating: 0, count: inputs)
        for i in 0..<n {
            fill(&row, i, features, analysis)
            for c in columns { row[c] = 0 }
            let sums = Self.product(row, first, width, start: firstBias)
            for w in 0..<width { layer[i * width + w] = sums[w].replacing(with: 0, where: sums[w] .< 0) }
        }
        var mean = [SIMD8<Float>](repeating: .zero, count: width)
        var maximum = mean
        for i in 0..<n {
            for w in 0..<width {
                mean[w] += layer[i * width + w]
                let larger = layer[i * width + w] .> maximum[w]
                maximum[w].replace(with: layer[i * width + w], where: larger)
            }
        }
        for w in 0..<width { mean[w] /= Float(n) }
        let outputWidth = output / Self.lanes
        var common = Self.product(Self.scalars(mean), second[3], outputWidth, start: secondBias)
        common = Self.product(Self.scalars(maximum), second[4], outputWidth, start: common)
        let rows = (0..<n).map { Self.scalars(Array(layer[($0 * width)..<(($0 + 1) * width)])) }
        var scores = [Float](repeating: 0, count: n)
        for i in 0..<n {
            var sums = Self.product(rows[i], second[0], outputWidth, start: common)
            if i > 0 { sums = Self.product(rows[i - 1], second[1], outputWidth, start: sums) }
            if i + 1 < n { sums = Self.product(rows[i + 1], second[2], outputWidth, start: sums) }
            var score: Float = 0
            for j in 0..<output { score += max(0, sums[j / Self.lanes][j % Self.lanes]) * last[j] }
            for j in 0..<hidden { score += rows[i][j] * skip[j] }
            scores[i] = score
        }
        return Self.standardised(scores)
    }

    /// Scaled features and the place of a sentence.
    private func fill(_ row: inout [Float], _ i: Int, _ features: SentenceFeatures, _ analysis: DocumentAnalysis) {
        let width = SentenceFeatures.width
        for c in 0..<width {
            row[c] = min(3, max(-3, (features.values[i * width + c] - means[c]) / scales[c]))
        }
        let n = Float(analysis.count)
        let place = Float(i)
        row[width] = min(3, max(-2, Float(analysis.tokenCounts[i]) / 25 - 1))
        row[width + 1] = place / n
        row[width + 2] = Float(Elementary.log(Double(n))) - 3
        row[width + 3] = 3 / (1 + place)
        row[width + 4] = 2 / (1 + place).squareRoot()
    }

    private static func product(
        _ row: [Float], _ weights: [SIMD8<Float>], _ width: Int, start: [SIMD8<Float>]
    ) -> [SIMD8<Float>] {
        var sums = start
        for k in 0..<row.count {
            let x = row[k]
            if x == 0 { continue }
            for w in 0..<width { sums[w] += x * weights[k * width + w] }
        }
        return sums
    }

    private static func scalars(_ vectors: [SIMD8<Float>]) -> [Float] {
        vectors.flatMap { vector in (0..<lanes).map { vector[$0] } }
    }

    /// Mean 0 and variance 1; scores far below the best are drawn up to six below it first, as in training.
    static func standardised(_ scores: [Float]) -> [Float] {
        let best = scores.max() ?? 0
        let clipped = scores.map { max($0, best - 6) }
        let n = Float(scores.count)
        let mean = clipped.reduce(0, +) / n
        let variance = clipped.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
        let scale = variance.squareRoot() + 1e-9
        return clipped.map { ($0 - mean) / scale }
    }
}
