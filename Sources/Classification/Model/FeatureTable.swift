import CKernels
package import Serialization

/// One block of a model, used in place from the model file: which terms are known, and what they weigh.
///
/// Terms are ascending by name. The top bits of a name pick a bucket, `buckets` says where its terms begin, and the low
/// 32 bits tell the terms of a bucket apart: two cache lines a lookup, 4 bytes a key, nothing to build at load. A term
/// that the model does not know is taken for one it knows with probability 4/2³².
package struct FeatureTable: @unchecked Sendable {
    let block: FeatureBlock
    /// The block's weight beside the other blocks.
    let weight: Float
    let count: Int
    let classCount: Int
    private let shift: UInt64
    private let buckets: UnsafeBufferPointer<UInt32>
    private let keys: UnsafeBufferPointer<UInt32>
    /// Inverse document frequencies, binary16.
    private let idfs: UnsafeBufferPointer<UInt16>
    /// What one step of the weights of a term is worth, binary16.
    private let steps: UnsafeBufferPointer<UInt16>
    /// `count` rows of `classCount` weights, in steps; empty where they are sparse.
    private let weights: UnsafeBufferPointer<Int8>
    private let sparse: SparseWeights?
    /// Whether terms have weights for a few labels only.
    var isSparse: Bool { sparse != nil }

    /// Reads the tables of a block; the file must outlive them, and its storage does not move.
    package init(_ block: FeatureBlock, weight: Float, classCount: Int, file: SafetensorsFile) throws {
        self.block = block
        self.weight = weight
        self.classCount = classCount
        let name = block.rawValue
        guard let bucketShape = file.tensor(named: name + ".buckets")?.shape, bucketShape.count == 1,
            bucketShape[0] > 2, (bucketShape[0] - 1).nonzeroBitCount == 1, bucketShape[0] <= 1 << 28
        else {
            throw ClassificationError(
                .damagedModel, "The classifier's table \"\(name).buckets\" is missing or misshapen.")
        }
        shift = UInt64(64 - (bucketShape[0] - 1).trailingZeroBitCount)
        count = file.tensor(named: name + ".keys")?.elementCount ?? 0
        buckets = try file.pinned(name + ".buckets", .uint32, shape: bucketShape)
        keys = try file.pinned(name + ".keys", .uint32, shape: [count])
        idfs = try file.pinned(name + ".idf", .float16, shape: [count])
        steps = try file.pinned(name + ".steps", .float16, shape: [count])
        if file.tensor(named: name + ".offsets") == nil {
            weights = try file.pinned(name + ".weights", .int8, shape: [count, classCount])
            sparse = nil
        } else {
            weights = UnsafeBufferPointer(start: nil, count: 0)
            sparse = try SparseWeights(name, termCount: count, labelCount: classCount, file: file)
        }
        guard buckets[0] == 0, buckets[buckets.count - 1] == UInt32(count) else {
            throw ClassificationError(
                .damagedModel, "The classifier's table \"\(name).buckets\" does not span its terms.")
        }
    }

    /// Checks what the reader of an untrusted file needs to know before it follows an index or adds a number.
    func validate() throws {
        for bucket in 1..<buckets.count where buckets[bucket] < buckets[bucket - 1] {
            throw ClassificationError(.damagedModel, "The classifier's table of \(block.rawValue) is out of order.")
        }
        guard sparse?.isValid(labelCount: classCount) != false else {
            throw ClassificationError(.damagedModel, "The classifier's weights of \(block.rawValue) are out of order.")
        }
        for term in 0..<count where idfs[term] & 0x7C00 == 0x7C00 || steps[term] & 0x7C00 == 0x7C00 {
            throw ClassificationError(.damagedModel, "The classifier's table of \(block.rawValue) holds no number.")
        }
    }

    /// Writes the place of each term that is known, in the order of the names; gives how many these are.
    ///
    /// - Complexity: O(names): a bucket's keys are compared eight at a time, without a branch that depends on whether the
    ///   term is known.
    package func find(_ names: UnsafeBufferPointer<UInt64>, _ places: inout [Int32]) -> Int {
        guard let buckets = buckets.baseAddress, let keys = keys.baseAddress else { return 0 }
        if places.count < names.count { places = [Int32](repeating: 0, count: names.count * 2) }
        // Where a bucket's first key is not followed by seven others, keys are compared one by one.
        let lastWhole = count - 8
        let shift = shift
        return places.withUnsafeMutableBufferPointer { places in
            var found = 0
            for name in names {
                let bucket = buckets + Int(truncatingIfNeeded: name &>> shift)
                let (start, end) = (Int(bucket[0]), Int(bucket[1]))
                let key = UInt32(truncatingIfNeeded: name)
                if end &- start <= 8, start <= lastWhole {
                    let size = UInt32(truncatingIfNeeded: end &- start)
                    let hits = Self.hits(of: key, in: keys + start) & ((1 &<< size) &- 1)
                    // What is written for a term that is not known is written over by the next one.
                    places[found] = Int32(truncatingIfNeeded: start &+ (hits | 1 &<< 31).trailingZeroBitCount)
                    found &+= hits == 0 ? 0 : 1
                } else if let place = (start..<end).first(where: { keys[$0] == key }) {
                    places[found] = Int32(truncatingIfNeeded: place)
                    found &+= 1
                }
            }
            return found
        }
    }

    /// A bit for each of eight keys: whether it is this one.
    @inline(__always)
    private static func hits(of key: UInt32, in keys: UnsafePointer<UInt32>) -> UInt32 {
        let bits = SIMD4<UInt32>(1, 2, 4, 8)
        let same = SIMD4<UInt32>(repeating: key)
        let row = UnsafeRawPointer(keys)
        // A lane of a mask is all ones or all zeros.
        let low = unsafeBitCast(row.loadUnaligned(as: SIMD4<UInt32>.self) .== same, to: SIMD4<UInt32>.self)
        let high = unsafeBitCast(
            row.loadUnaligned(fromByteOffset: 16, as: SIMD4<UInt32>.self) .== same, to: SIMD4<UInt32>.self)
        let both = unsafeBitCast(low & bits | high & (bits &<< 4), to: SIMD2<UInt64>.self)
        let half = both[0] | both[1]
        return UInt32(truncatingIfNeeded: half | half &>> 32)
    }

    /// The place of each of some terms that the table was made of.
    func places(of names: [UInt64]) -> [Int32] {
        var places: [Int32] = []
        let found = names.withUnsafeBufferPointer { find($0, &places) }
        precondition(found == names.count, "the table holds all terms that it was made of")
        return places
    }

    @inline(__always)
    func idf(at place: Int) -> Float { HalfPrecision.float(fromBits: idfs[place]) }

    /// What one step of a term's weights is worth.
    @inline(__always)
    func step(at place: Int) -> Float { HalfPrecision.float(fromBits: steps[place]) }

    /// Adds the weights of the first `count` terms, in steps and times a factor each, to the scores of the classes.
    func add(_ count: Int, _ places: [Int32], times factors: [Float], to scores: inout [Float]) {
        if let sparse {
            for index in 0..<count { sparse.add(Int(places[index]), times: factors[index], to: &scores) }
            return
        }
        guard let weights = weights.baseAddress else { return }
        ck_add_rows_int8(&scores, weights, classCount, places, factors, count)
    }

    /// A term's weight for one class.
    func weight(at place: Int, class index: Int) -> Float {
        step(at: place) * Float(sparse?.steps(place, index) ?? weights[place * classCount + index])
    }
}

extension SafetensorsFile {
    /// A tensor's elements in place.
    ///
    /// The pointer stays valid for as long as the file's storage does.
    func pinned<Element>(
        _ name: String, _ type: TensorElementType, shape: [Int]
    ) throws -> UnsafeBufferPointer<Element> {
        guard let tensor = tensor(named: name), tensor.elementType == type, tensor.shape == shape else {
            throw ClassificationError(.damagedModel, "The classifier's table \"\(name)\" is missing or misshapen.")
        }
        return try withBytes(named: name) { bytes in
            guard Int(bitPattern: bytes.baseAddress) % MemoryLayout<Element>.alignment == 0 else {
                throw ClassificationError(.damagedModel, "The classifier's table \"\(name)\" is not aligned.")
            }
            return bytes.bindMemory(to: Element.self)
        }
    }
}
