package import Serialization

/// A linear model over hashed words and pairs of words: how much a text's wording speaks for a class.
///
/// Weights are one signed byte for each of 2^14 buckets, with one scale. The score is the mean-normalised sum: bias plus
/// the weights of the distinct buckets over the square root of their number.
package struct WordingModel: Sendable {
    private let weights: [Int8]
    private let scale: Float
    private let bias: Float

    /// Creates a model; buckets beyond the weights weigh nothing.
    package init(weights: [Int8], scale: Float, bias: Float) {
        self.weights = weights
        self.scale = scale
        self.bias = bias
    }

    /// Reads the model whose tensors have a prefix.
    ///
    /// - Throws: ``SafetensorsError`` where a tensor is missing or of another type.
    package init(_ file: SafetensorsFile, prefix: String) throws {
        weights = try file.elements(named: prefix + ".weights")
        let parameters: [Float] = try file.elements(named: prefix + ".parameters")
        guard parameters.count == 2 else {
            throw SafetensorsError(.wrongShape, "The tensor \"\(prefix).parameters\" must hold scale and bias.")
        }
        (scale, bias) = (parameters[0], parameters[1])
    }

    /// The log odds of a range of text.
    ///
    /// - Complexity: linear in the length of the range, with a sort of its words.
    package func score(in text: Span<UInt8>, range: Range<Int>) -> Float {
        score(WordHashes.buckets(in: text, range: range).prefix(WordingModel.mostBuckets))
    }

    /// The log odds of a text with these buckets, which are taken out of the set.
    func score(_ buckets: BucketSet) -> Float {
        let found = buckets.buckets
        let score =
            found.count <= WordingModel.mostBuckets
            ? score(found) : score(found.sorted().prefix(WordingModel.mostBuckets))
        buckets.removeAll()
        return score
    }

    /// What training saw of a long text: so many of its buckets, the lowest.
    private static let mostBuckets = 400

    @inline(__always)
    private func score(_ buckets: some Sequence<some FixedWidthInteger>) -> Float {
        var sum: Int32 = 0
        var count = 0
        for bucket in buckets where bucket < weights.count {
            sum += Int32(weights[Int(bucket)])
            count += 1
        }
        return bias + scale * Float(sum) / Float(max(1, count)).squareRoot()
    }
}
