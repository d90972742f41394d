internal import PretrainedModels
package import Serialization

/// A linear model over hashed facts: the log-odds that a sentence ends at a place.
package struct BoundaryModel: Sendable {
    /// Weights in units of `scale`, indexed by a feature's hash.
    private let weights: [Int8]
    private let scale: Float
    private let mask: UInt32

    /// Creates a model.
    ///
    /// - Parameters:
    ///   - weights: The weights; their number is a power of two.
    ///   - scale: The value of one unit.
    package init(weights: [Int8], scale: Float) {
        precondition(weights.count.nonzeroBitCount == 1, "the number of weights is a power of two")
        self.weights = weights
        self.scale = scale
        mask = UInt32(weights.count - 1)
    }

    /// The log-odds of an end, natural logarithm.
    func score(_ features: BoundaryFeatures) -> Float {
        var sum: Int32 = 0
        for index in 0..<features.count { sum &+= Int32(weights[Int(features.hashes[index] & mask)]) }
        return Float(sum) * scale
    }
}

extension BoundaryModel {
    /// The model that is part of the program: English, see `Models/sentences/README.md`.
    package static let english: BoundaryModel = {
        let model = epitome_model_sentences()
        do {
            return try BoundaryModel(
                file: SafetensorsFile(
                    unsafeStaticBytes: UnsafeRawBufferPointer(start: model.bytes, count: model.count)))
        } catch {
            // Cannot happen: the tests read every model that is compiled in.
            fatalError("The sentence model that is part of this program is damaged: \(error)")
        }
    }()

    /// Reads a model: tensor `weights` (I8, a power of two of them), metadata `scale` (the value of one unit).
    package init(file: SafetensorsFile) throws {
        guard let scale = file.metadata["scale"].flatMap(Float.init), scale.isFinite else {
            throw SafetensorsError(.unsupportedMetadata, "its metadata lacks a finite \"scale\"")
        }
        let weights = try file.bytes(named: "weights").map { Int8(bitPattern: $0) }
        guard weights.count.nonzeroBitCount == 1 else {
            throw SafetensorsError(.wrongShape, "\(weights.count) weights are not a power of two")
        }
        self.init(weights: weights, scale: scale)
    }

    /// The bytes of the model's file.
    package func fileBytes(metadata: [String: String]) throws(SafetensorsError) -> [UInt8] {
        var metadata = metadata
        metadata["scale"] = "\(scale)"
        var writer = SafetensorsWriter(metadata: metadata)
        try writer.add(
            bytes: weights.map { UInt8(bitPattern: $0) }, as: .int8, named: "weights", shape: [weights.count])
        return writer.bytes()
    }
}

/// One place of a training text with what is known of it.
package struct BoundaryExample: Sendable {
    /// Where the sentence would end.
    package let end: Int
    /// The facts.
    package let features: BoundaryFeatures
    /// Whether it is an end.
    package let isEnd: Bool
    /// Whether an end mark stands there.
    package let hasMark: Bool
}

/// Collects the places that the model decides on, with the right decisions given.
struct BoundaryTrace {
    /// The offsets of the ends.
    let ends: Set<Int>
    /// The places met.
    var examples: [BoundaryExample] = []
}
