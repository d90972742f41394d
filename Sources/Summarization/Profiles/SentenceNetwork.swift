internal import Serialization

/// The ranker of a learned profile: a small network that scores each sentence by its own features, those of its two
/// neighbours, and the mean and maximum over the text.
///
/// With x(i) the scaled features: h(i) = relu(W₀ x(i) + b₀); the score is o · relu(Wc h(i) + Wl h(i-1) + Wr h(i+1) + Wg mean(h)
/// + Wm max(h) + b₁) + s · h(i). It was trained listwise, so only differences of scores within one text mean anything.
///
/// - Complexity: O(n · weights), about 1 µs a sentence.
struct SentenceNetwork: Sendable {
    private let inputs: Int
    private let hidden: Int
    private let output: Int
    private let means: [Float]
    private let scales: [Float]
    private let first: DenseLayer
    private let centre: DenseLayer
    private let left: DenseLayer
    private let right: DenseLayer
    private let mean: DenseLayer
    private let maximum: DenseLayer
    private let last: [Float]
    private let skip: [Float]

    /// How many numbers beside the features describe the place of a sentence.
    static let placeInputs = 5

    /// Reads the network from a model file, where its tensors' names begin with `name`.
    init(_ file: SafetensorsFile, named name: String) throws {
        let features = SentenceFeatures.width
        inputs = features + Self.placeInputs
        means = try file.floats(named: "\(name).mean", shape: [features])
        scales = try file.floats(named: "\(name).scale", shape: [features])
        let bias = try file.floats(named: "\(name).first.bias")
        let secondBias = try file.floats(named: "\(name).second.bias")
        let (inputs, hidden, output) = (inputs, bias.count, secondBias.count)
        (self.hidden, self.output) = (hidden, output)
        func layer(_ tensor: String, _ rows: Int, _ bias: [Float]) throws -> DenseLayer {
            DenseLayer(try file.floats(named: tensor, shape: [rows, bias.count]), bias: bias)
        }
        let none = [Float](repeating: 0, count: output)
        first = try layer("\(name).first", inputs, bias)
        centre = try layer("\(name).second.centre", hidden, none)
        left = try layer("\(name).second.left", hidden, none)
        right = try layer("\(name).second.right", hidden, none)
        mean = try layer("\(name).second.mean", hidden, secondBias)
        maximum = try layer("\(name).second.maximum", hidden, none)
        last = try file.floats(named: "\(name).last", shape: [output])
        skip = try file.floats(named: "\(name).skip", shape: [hidden])
    }

    /// The score of each candidate, scaled to mean 0 and variance 1 within the text.
    func scores(
        _ features: SentenceFeatures, _ analysis: DocumentAnalysis, ignoring columns: Set<Int>
    ) -> [Float] {
        let n = analysis.count
        guard n > 0 else { return [] }
        var rows = [Float](repeating: 0, count: n * hidden)
        var row = [Float](repeating: 0, count: inputs)
        for i in 0..<n {
            fill(&row, i, features, analysis)
            for c in columns { row[c] = 0 }
            for block in 0..<first.blocks {
                let sums = first.sums(row.span, from: 0, block, start: first.bias[block])
                for j in 0..<min(DenseLayer.lanes, hidden - block * DenseLayer.lanes) {
                    rows[i * hidden + block * DenseLayer.lanes + j] = max(0, sums[j])
                }
            }
        }
        let common = common(rows, n)
        var scores = [Float](repeating: 0, count: n)
        for i in 0..<n {
            var score: Float = 0
            for block in 0..<centre.blocks {
                var sums = centre.sums(rows.span, from: i * hidden, block, start: common[block])
                if i > 0 { sums = left.sums(rows.span, from: (i - 1) * hidden, block, start: sums) }
                if i + 1 < n { sums = right.sums(rows.span, from: (i + 1) * hidden, block, start: sums) }
                let start = block * DenseLayer.lanes
                for j in 0..<min(DenseLayer.lanes, output - start) { score += max(0, sums[j]) * last[start + j] }
            }
            for j in 0..<hidden { score += rows[i * hidden + j] * skip[j] }
            scores[i] = score
        }
        return Self.standardised(scores)
    }

    /// What the second layer adds to all sentences: the bias, and the products with the mean and maximum of the first.
    private func common(_ rows: [Float], _ n: Int) -> [SIMD16<Float>] {
        var means = [Float](repeating: 0, count: hidden)
        var maxima = means
        for i in 0..<n {
            for j in 0..<hidden {
                means[j] += rows[i * hidden + j]
                maxima[j] = max(maxima[j], rows[i * hidden + j])
            }
        }
        for j in 0..<hidden { means[j] /= Float(n) }
        return (0..<mean.blocks).map { block in
            let sums = mean.sums(means.span, from: 0, block, start: mean.bias[block])
            return maximum.sums(maxima.span, from: 0, block, start: sums)
        }
    }

    /// Scaled features and the place of a sentence.
    private func fill(_ row: inout [Float], _ i: Int, _ features: SentenceFeatures, _ analysis: DocumentAnalysis) {
        let width = SentenceFeatures.width
        for c in 0..<width {
            row[c] = min(3, max(-3, (features.values[i * width + c] - means[c]) / scales[c]))
        }
        let n = Float(analysis.count)
        let place = Float(i)
        row[width] = min(3, max(-2, Float(analysis.sentences.lengths[i].tokens) / 25 - 1))
        row[width + 1] = place / n
        row[width + 2] = Float(Elementary.log(Double(n))) - 3
        row[width + 3] = 3 / (1 + place)
        row[width + 4] = 2 / (1 + place).squareRoot()
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
