internal import CKernels
internal import Foundations
internal import Vectors

/// Where one part of a matrix is written: columns sorted, equal ones counted, row after row.
///
/// The place is inside the final arrays and large enough for a value at each occurrence of a term; the parts are then
/// pushed together.
final class RowWriter: @unchecked Sendable {
    private let columns: UnsafeMutablePointer<UInt32>
    private let counts: UnsafeMutablePointer<Float>
    /// Stored values so far.
    @exclusivity(unchecked) private(set) var count = 0
    /// Where each row ends.
    @exclusivity(unchecked) private(set) var ends: [Int] = []
    @exclusivity(unchecked) private var keys: UnsafeMutablePointer<UInt32>
    @exclusivity(unchecked) private var keyCapacity = 1024
    @exclusivity(unchecked) private var runs = KeyRuns()

    init(columns: UnsafeMutablePointer<UInt32>, counts: UnsafeMutablePointer<Float>) {
        self.columns = columns
        self.counts = counts
        keys = .allocate(capacity: keyCapacity)
    }

    deinit { keys.deallocate() }

    /// Adds terms of one length to the open row; columns of a length that is added later are larger.
    func add(_ numbers: UnsafeBufferPointer<UInt32>, _ columns: TermColumns) {
        let keys = room(numbers.count)
        addKeys(keys, columns.write(numbers, to: keys), largest: UInt32(max(1, columns.range.upperBound) - 1))
    }

    /// Adds the terms of all lengths to the open row, whose columns stand in any order.
    func add(_ levels: [(numbers: UnsafeBufferPointer<UInt32>, columns: TermColumns)]) {
        let keys = room(levels.reduce(0) { $0 + $1.numbers.count })
        var used = 0
        for level in levels { used += level.columns.write(level.numbers, to: keys + used) }
        addColumns(used, largest: levels[0].columns.range.upperBound - 1)
    }

    /// Adds the first columns in the room to the open row.
    func addColumns(_ used: Int, largest: Int) { addKeys(keys, used, largest: UInt32(max(0, largest))) }

    /// Adds terms that are their own columns.
    func add(columns: UnsafeBufferPointer<UInt32>, largest: Int) {
        _ = room(columns.count)
        if let first = columns.baseAddress { addKeys(first, columns.count, largest: UInt32(max(0, largest))) }
    }

    /// Room for columns in any order, with repeats, which `addSignedKeys` then adds to the open row.
    func room(_ count: Int) -> UnsafeMutablePointer<UInt32> {
        if count + 1 > keyCapacity {
            keyCapacity = max(keyCapacity * 2, count + 1)
            keys.deallocate()
            keys = .allocate(capacity: keyCapacity)
        }
        return keys
    }

    private func addKeys(_ keys: UnsafePointer<UInt32>, _ used: Int, largest: UInt32) {
        count += runs.count(keys, count: used, largest: largest, columns: columns + count, counts: counts + count)
    }

    /// Adds the first of (column << 1 | negative) in the room to the open row, each with its sum.
    func addSignedKeys(_ used: Int, bits: Int) {
        count += runs.sumSigned(
            keys, count: used, largest: UInt32.max >> UInt32(32 - bits), columns: columns + count,
            sums: counts + count)
    }

    /// Adds values that are written straight to their place, in the order of their columns.
    func add(_ write: (UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Float>) -> Int) {
        count += write(columns + count, counts + count)
    }

    /// Ends the row.
    func endRow() { ends.append(count) }

    /// Brings the open row to norm 1 and ends it.
    func endRow(norm: VectorNorm) {
        let start = ends.last ?? 0
        let length: Float
        switch norm {
        case .none: length = 0
        case .l1: length = (start..<count).reduce(0) { $0 + counts[$1].magnitude }
        case .l2: length = Float(ck_sum_of_squares(counts + start, count - start).squareRoot())
        }
        if length > 0 { ck_scale(1 / length, counts + start, count - start) }
        ends.append(count)
    }

    /// Builds a matrix from parts that are written side by side.
    ///
    /// The capacities are, for each part, the most values that it can have, best just so many; `write` writes the rows of one part and is
    /// called on several threads.
    static func matrix(
        capacities: [Int], columnCount: Int, threads: Int,
        write: @escaping @Sendable (_ part: Int, _ rows: RowWriter) -> Void
    ) -> CSRMatrix {
        let total = capacities.reduce(0, +)
        var rowOffsets = [0]
        var values: [Float] = []
        let columns = [UInt32](unsafeUninitializedCapacity: total) { columns, columnsUsed in
            values = [Float](unsafeUninitializedCapacity: total) { counts, countsUsed in
                guard let columns = columns.baseAddress, let counts = counts.baseAddress else { return }
                ck_prefer_large_pages(columns, total * MemoryLayout<UInt32>.size)
                ck_prefer_large_pages(counts, total * MemoryLayout<Float>.size)
                var start = 0
                var starts: [Int] = []
                let parts = capacities.map { capacity in
                    let part = RowWriter(columns: columns + start, counts: counts + start)
                    starts.append(start)
                    start += capacity
                    return part
                }
                ParallelLoop.run(parts.count, threads: threads) { write($0, parts[$0]) }
                rowOffsets.reserveCapacity(parts.reduce(1) { $0 + $1.ends.count })
                for (part, start) in zip(parts, starts) {
                    // Part 0 is at its place; others move down over room that was not needed.
                    if start != countsUsed {
                        (columns + countsUsed).update(from: columns + start, count: part.count)
                        (counts + countsUsed).update(from: counts + start, count: part.count)
                    }
                    for end in part.ends { rowOffsets.append(countsUsed + end) }
                    countsUsed += part.count
                }
            }
            columnsUsed = values.count
        }
        return CSRMatrix(rowOffsets: rowOffsets, columnIndices: columns, values: values, columnCount: columnCount)
    }
}
