package import Serialization
package import Vectors

/// Trained weights of one block, on their way into a model file.
package struct BlockWeights {
    var block: FeatureBlock
    var weight: Float
    /// The name of each term, in any order.
    var names: [UInt64]
    var idf: [Float]
    /// `names.count` rows of one weight a class; empty where they are sparse.
    var weights: [Float]
    /// A row for each name, a column for each class, where there are very many.
    var sparse: CSRMatrix?

    /// Creates the weights of a block.
    package init(
        block: FeatureBlock, weight: Float, names: [UInt64], idf: [Float], weights: [Float], sparse: CSRMatrix? = nil
    ) {
        self.block = block
        self.weight = weight
        self.names = names
        self.idf = idf
        self.weights = weights
        self.sparse = sparse
    }

    /// Adds the block's tensors: terms ascending by name, weights as 8-bit steps of a step size of the term's own.
    ///
    /// One step size a term and not one a class: the weights of rare and of frequent terms differ a hundredfold. The
    /// loss against 32-bit weights is measured at save time (see ``TrainingReport``).
    package func add(to writer: inout SafetensorsWriter, classCount: Int) throws(SafetensorsError) {
        let order = names.indices.sorted { names[$0] < names[$1] }
        // Four terms a bucket on average.
        var bits = 1
        while bits < 27 && 1 << (bits + 2) < names.count { bits += 1 }
        var buckets = [UInt32](repeating: 0, count: (1 << bits) + 1)
        var keys: [UInt32] = []
        var idfs: [UInt16] = []
        var steps: [UInt16] = []
        var quantized: [Int8] = []
        var labels: [UInt32] = []
        var offsets: [UInt32] = [0]
        keys.reserveCapacity(names.count)
        quantized.reserveCapacity(weights.count)
        for term in order {
            let key = names[term]
            buckets[Int(truncatingIfNeeded: key >> UInt64(64 - bits)) + 1] += 1
            keys.append(UInt32(truncatingIfNeeded: key))
            idfs.append(HalfPrecision.bits(from: idf[term]))
            let places = sparse.map { $0.rowOffsets[term]..<$0.rowOffsets[term + 1] }
            let row = places.flatMap { sparse?.values[$0] } ?? weights[term * classCount..<(term + 1) * classCount]
            if let places, let sparse {
                labels += sparse.columnIndices[places]
                offsets.append(UInt32(labels.count))
            }
            let step = WeightStep(of: row)
            steps.append(step.bits)
            for value in row { quantized.append(step.count(of: value)) }
        }
        for bucket in 1..<buckets.count { buckets[bucket] += buckets[bucket - 1] }
        let name = block.rawValue
        let halves = { (bits: [UInt16]) in bits.withUnsafeBytes { [UInt8]($0) } }
        try writer.add(buckets, named: name + ".buckets")
        try writer.add(keys, named: name + ".keys")
        try writer.add(bytes: halves(idfs), as: .float16, named: name + ".idf", shape: [keys.count])
        try writer.add(bytes: halves(steps), as: .float16, named: name + ".steps", shape: [keys.count])
        guard sparse != nil else {
            return try writer.add(quantized, named: name + ".weights", shape: [keys.count, classCount])
        }
        try writer.add(offsets, named: name + ".offsets")
        if SparseWeights.labelBytes(labelCount: classCount) == 2 {
            try writer.add(
                bytes: halves(labels.map { UInt16($0) }), as: .uint16, named: name + ".labels", shape: [labels.count])
        } else {
            try writer.add(labels, named: name + ".labels")
        }
        try writer.add(quantized, named: name + ".weights", shape: [labels.count])
    }
}

/// The unit in which the weights of a term are kept: 127 of them are its largest weight.
struct WeightStep {
    /// The unit, as binary16.
    let bits: UInt16
    let value: Float

    init(of weights: ArraySlice<Float>) {
        bits = HalfPrecision.bits(from: weights.reduce(0) { max($0, abs($1)) } / 127)
        value = HalfPrecision.float(fromBits: bits)
    }

    /// A weight as a number of units.
    func count(of weight: Float) -> Int8 { value > 0 ? Int8(max(-127, min(127, (weight / value).rounded()))) : 0 }
}
