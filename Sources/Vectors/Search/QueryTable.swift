internal import CKernels

/// The values of a query by column, in a table that a first-level cache holds.
///
/// A column has one of two places: finding it is two loads without a branch.
struct QueryTable {
    struct Slot: BitwiseCopyable {
        var column: UInt32
        var value: Float
    }

    /// In a free slot; no column is that high.
    private static let none = UInt32.max

    private var slots: [Slot] = []
    private var bits = 1

    /// Takes a query; gives false if its columns do not ascend, or find no places.
    mutating func fill(_ columns: UnsafeBufferPointer<UInt32>, _ values: UnsafeBufferPointer<Float>) -> Bool {
        for (column, next) in zip(columns, columns.dropFirst()) where column >= next { return false }
        // Eight places for a column: few find both of theirs taken, and for those the table grows.
        bits = 4
        while 1 << bits < columns.count * 4 { bits += 1 }
        while bits < 22 {
            let size = 2 << bits
            if slots.count < size { slots = [Slot](repeating: Slot(column: Self.none, value: 0), count: size) }
            if place(columns, values, size) { return true }
            bits += 1
        }
        return false
    }

    /// Puts each column into one of its places; gives false if both are taken.
    private mutating func place(
        _ columns: UnsafeBufferPointer<UInt32>, _ values: UnsafeBufferPointer<Float>, _ size: Int
    ) -> Bool {
        slots.withUnsafeMutableBufferPointer { slots in
            for place in 0..<size { slots[place] = Slot(column: Self.none, value: 0) }
            for (column, value) in zip(columns, values) {
                var place = Self.firstPlace(column, bits)
                if slots[place].column != Self.none { place = Self.secondPlace(column, bits) }
                guard slots[place].column == Self.none else { return false }
                slots[place] = Slot(column: column, value: value)
            }
            return true
        }
    }

    @inline(__always)
    static func firstPlace(_ column: UInt32, _ bits: Int) -> Int {
        Int((column &* 0x9E37_79B1) &>> UInt32(truncatingIfNeeded: 32 &- bits))
    }

    @inline(__always)
    static func secondPlace(_ column: UInt32, _ bits: Int) -> Int {
        1 &<< bits | Int((column &* 0x85EB_CA77) &>> UInt32(truncatingIfNeeded: 32 &- bits))
    }

    /// Gives the table and the bits of its places.
    func withSlots<Result>(_ body: (UnsafePointer<Slot>?, Int) -> Result) -> Result {
        slots.withUnsafeBufferPointer { body($0.baseAddress, bits) }
    }
}

/// The rows of the indexed documents and a query, for scoring some of them.
///
/// A score is Σ query value · document value in the order of the columns, rounded after each step, never fused: adding up
/// postings and the rows of single documents gives the same bits on every machine.
struct RowScorer {
    let offsets: UnsafePointer<Int>
    let columns: UnsafePointer<UInt32>
    let values: UnsafePointer<Float>
    let slots: UnsafePointer<QueryTable.Slot>
    let bits: Int

    /// The score of a document.
    @inline(__always)
    func score(_ document: Int) -> Float {
        var sum: Float = 0
        for place in offsets[document]..<offsets[document &+ 1] {
            let column = columns[place]
            let first = slots[QueryTable.firstPlace(column, bits)]
            let second = slots[QueryTable.secondPlace(column, bits)]
            // A column that the query does not have adds a zero, which changes no sum.
            let value = first.column == column ? first.value : 0
            sum += (second.column == column ? second.value : value) * values[place]
        }
        return sum
    }

    /// Asks for a document's row, which will be scored soon.
    @inline(__always)
    func prefetch(_ document: Int) {
        for piece in stride(from: 0, to: 128, by: 16) {
            ck_prefetch(columns + offsets[document] + piece)
            ck_prefetch(values + offsets[document] + piece)
        }
    }
}
