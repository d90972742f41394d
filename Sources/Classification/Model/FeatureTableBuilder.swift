package import Serialization

/// Trained weights of one block, on their way into a model file.
package struct BlockWeights {
    var block: FeatureBlock
    var weight: Float
    /// The name of each term, in any order.
    var names: [UInt64]
    var idf: [Float]
    /// `names.count` rows of one weight a class.
    var weights: [Float]

    /// Creates the weights of a block.
    package init(block: FeatureBlock, weight: Float, names: [UInt64], idf: [Float], weights: [Float]) {
        self.block = block
        self.weight = weight
        self.names = names
        self.idf = idf
        self.weights = weights
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
        keys.reserveCapacity(names.count)
        quantized.reserveCapacity(weights.count)
        for term in order {
            let key = names[term]
            buckets[Int(truncatingIfNeeded: key >> UInt64(64 - bits)) + 1] += 1
            keys.append(UInt32(truncatingIfNeeded: key))
            idfs.append(HalfPrecision.bits(from: idf[term]))
            let row = weights[term * classCount..<(term + 1) * classCount]
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
        try writer.add(quantized, named: name + ".weights", shape: [keys.count, classCount])
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
