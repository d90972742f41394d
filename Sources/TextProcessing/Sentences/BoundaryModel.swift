internal import Foundations
internal import PretrainedModels
package import Serialization

/// A linear model over hashed facts: the log-odds that a sentence ends at a place.
package struct BoundaryModel: Sendable {
    /// Weights in units of `scale`, indexed by a feature's hash.
    private let weights: [Int8]
    private let scale: Float
    private let mask: UInt32
    /// Sums of the facts about the state of a sentence after a word without punctuation.
    private let plainStates: [Int32]

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
        // Quotation mark open or not, bracket open or not: the states a place without a mark can have.
        var states: [Int32] = []
        for state in 0..<4 {
            for length in 0..<BoundaryPlace.lengths {
                var sum = Sum(weights: weights, mask: mask)
                BoundaryPlace.addState(UInt32(state) << 3, length: UInt32(length), tail: 0, to: &sum)
                states.append(sum.total)
            }
        }
        plainStates = states
    }

    /// Whether a place after a plain word, without a mark, is given up by its left facts: the first test of `isEnd`, for
    /// the commonest tokens, from a memory of their sums.
    func isPlainlyNoEnd(
        _ text: Span<UInt8>, end: Int, sentence: Int, limit: Int, state: UInt32, memory: inout PlainWordSums
    ) -> Bool {
        var start = end
        var key: UInt64 = 0
        while start > limit {
            let byte = text[start - 1]
            guard byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A else { break }
            guard end - start < 8 else { return false }
            key = key << 8 | UInt64(byte)
            start -= 1
        }
        guard start < end, start == limit || text[start - 1] <= 0x20 else { return false }
        let slot = Int(truncatingIfNeeded: (key &* GoldenRatio.bits) >> 56)
        if memory.keys[slot] != key {
            var sum = Sum(weights: weights, mask: mask)
            BoundaryPlace.addWord(TokenView(text, endingAt: end, notBefore: limit), to: &sum)
            memory.keys[slot] = key
            memory.sums[slot] = sum.total
        }
        let length = Int(BoundaryPlace.length(from: sentence, to: end))
        let total = memory.sums[slot] + plainStates[Int(state >> 3) * BoundaryPlace.lengths + length]
        return Float(total) * scale < Self.leftThreshold
    }

    /// Whether the log-odds of an end at the place, with `leaning` added, are above zero.
    ///
    /// Places without an end mark (`isBare`) are many, and most are given up after the first facts: the thresholds below
    /// lose none of the ends that the whole sum finds in EWT-train and in 1 MB of news.
    func isEnd(_ text: Span<UInt8>, _ place: BoundaryPlace, sentence: Int, leaning: Float, isBare: Bool) -> Bool {
        // The sum counts in units of `scale`.
        var sum = Sum(weights: weights, mask: mask)
        place.addLeft(to: &sum)
        if isBare, Float(sum.total) * scale < Self.leftThreshold { return false }
        let right = place.addPair(text, to: &sum)
        if isBare, Float(sum.total) * scale < Self.pairThreshold { return false }
        place.addSurroundings(text, sentence: sentence, right: right, to: &sum)
        return Float(sum.total) * scale + leaning > 0
    }

    /// Below these sums of the first parts no place without a mark becomes an end.
    ///
    /// Left facts alone: −3.5 gives up 60 % of the places and no end, −3.0 loses 1 % of the ends; with the pair: −2.5
    /// gives up 90 % and no end.
    private static let leftThreshold: Float = -3.5
    private static let pairThreshold: Float = -2.5

    /// Adds up the weights of facts.
    private struct Sum: FactSink {
        let weights: [Int8]
        let mask: UInt32
        var total: Int32 = 0

        @inline(__always)
        mutating func add(_ fact: UInt32) { total &+= Int32(weights[Int(fact & mask)]) }
    }
}

/// Sums of the facts about plain words of up to eight letters, as they were met.
struct PlainWordSums {
    fileprivate var keys: [UInt64]
    fileprivate var sums: [Int32]

    /// Creates an empty memory, or none at all where no model will ask.
    init(isNeeded: Bool) {
        keys = [UInt64](repeating: 0, count: isNeeded ? 256 : 0)
        sums = [Int32](repeating: 0, count: isNeeded ? 256 : 0)
    }
}

extension BoundaryModel {
    /// The model that is part of the program: English, see `Models/sentences/README.md`.
    package static let english = EmbeddedModel.load(epitome_model_sentences()) { try BoundaryModel(file: $0) }

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
