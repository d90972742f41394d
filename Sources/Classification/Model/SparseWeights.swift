import Serialization

/// The weights of terms that have one for a few labels only, used in place from the model file.
struct SparseWeights: @unchecked Sendable {
    /// Where the weights of each term begin, and the end.
    private let offsets: UnsafeBufferPointer<UInt32>
    private let shortLabels: UnsafeBufferPointer<UInt16>?
    private let longLabels: UnsafeBufferPointer<UInt32>?
    private let values: UnsafeBufferPointer<Int8>

    /// How many bytes name a label.
    static func labelBytes(labelCount: Int) -> Int { labelCount <= 1 << 16 ? 2 : 4 }

    init(_ name: String, termCount: Int, labelCount: Int, file: SafetensorsFile) throws {
        let count = file.tensor(named: name + ".weights")?.elementCount ?? 0
        offsets = try file.pinned(name + ".offsets", .uint32, shape: [termCount + 1])
        values = try file.pinned(name + ".weights", .int8, shape: [count])
        let isShort = Self.labelBytes(labelCount: labelCount) == 2
        shortLabels = isShort ? try file.pinned(name + ".labels", .uint16, shape: [count]) : nil
        longLabels = isShort ? nil : try file.pinned(name + ".labels", .uint32, shape: [count])
    }

    /// Whether every index leads to something.
    func isValid(labelCount: Int) -> Bool {
        offsets.first == 0 && offsets.last == UInt32(values.count)
            && zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }
            && values.indices.allSatisfy { label(at: $0) < labelCount }
    }

    private func label(at place: Int) -> Int { shortLabels.map { Int($0[place]) } ?? Int(longLabels?[place] ?? 0) }

    private func places(of term: Int) -> Range<Int> { Int(offsets[term])..<Int(offsets[term + 1]) }

    /// Adds a term's weights, times a factor, to the scores of the labels.
    func add(_ term: Int, times factor: Float, to scores: inout [Float]) {
        if let shortLabels {
            for place in places(of: term) { scores[Int(shortLabels[place])] += factor * Float(values[place]) }
        } else {
            for place in places(of: term) { scores[label(at: place)] += factor * Float(values[place]) }
        }
    }

    /// A term's weight for a label, in steps.
    func steps(_ term: Int, _ label: Int) -> Int8 {
        places(of: term).first { self.label(at: $0) == label }.map { values[$0] } ?? 0
    }
}
