internal import CKernels

/// The values of a query by column, in a table that a first-level cache holds.
struct QueryTable {
    private var slots: [ck_query_slot] = []
    private var bits = 1

    /// Takes a query; gives false if its columns do not ascend, or find no places.
    mutating func fill(_ columns: UnsafeBufferPointer<UInt32>, _ values: UnsafeBufferPointer<Float>) -> Bool {
        for (column, next) in zip(columns, columns.dropFirst()) where column >= next { return false }
        // Eight places for a column: few find both of theirs taken, and for those the table grows.
        bits = 4
        while 1 << bits < columns.count * 4 { bits += 1 }
        while bits < 22 {
            let size = 2 << bits
            if slots.count < size { slots = [ck_query_slot](repeating: ck_query_slot(), count: size) }
            if ck_query_fill(&slots, UInt32(bits), columns.baseAddress, values.baseAddress, columns.count) != 0 {
                return true
            }
            bits += 1
        }
        return false
    }

    /// Gives the table and the bits of its places.
    func withSlots<Result>(_ body: (UnsafePointer<ck_query_slot>?, Int) -> Result) -> Result {
        slots.withUnsafeBufferPointer { body($0.baseAddress, bits) }
    }
}
