internal import CKernels
internal import TextProcessing
internal import Vectors

/// Collects the rows of one part of the documents: columns sorted, equal ones counted.
struct RowBuilder: ~Copyable {
    private(set) var columns: UnsafeMutablePointer<UInt32>
    private(set) var counts: UnsafeMutablePointer<Float>
    private(set) var storedCount = 0
    /// Where each row ends.
    private(set) var ends: [Int] = []
    private var capacity: Int
    private var keys: UnsafeMutablePointer<UInt32>
    private var scratch: UnsafeMutablePointer<UInt32>
    private var keyCapacity: Int

    init() {
        capacity = 4096
        keyCapacity = 1024
        columns = .allocate(capacity: capacity)
        counts = .allocate(capacity: capacity)
        keys = .allocate(capacity: keyCapacity)
        scratch = .allocate(capacity: keyCapacity)
    }

    deinit {
        columns.deallocate()
        counts.deallocate()
        keys.deallocate()
        scratch.deallocate()
    }

    /// Adds terms of one length to the open row; columns of a length that is added later are larger.
    mutating func add(_ ids: UnsafeBufferPointer<UInt32>, columnOf: UnsafeBufferPointer<UInt32>, largest: UInt32) {
        reserveKeys(ids.count)
        var used = 0
        for id in ids where id != WordTable.none {
            let column = columnOf[Int(id)]
            keys[used] = column
            // A term without a column is written over by the next one.
            used &+= column == WordTable.none ? 0 : 1
        }
        addKeys(used, largest: largest)
    }

    /// Room for columns in any order, with repeats, which `addKeys` then adds to the open row.
    mutating func reserveKeys(_ count: Int) {
        guard count + 1 > keyCapacity else { return }
        keyCapacity = max(keyCapacity * 2, count + 1)
        keys.deallocate()
        scratch.deallocate()
        keys = .allocate(capacity: keyCapacity)
        scratch = .allocate(capacity: keyCapacity)
    }

    private mutating func addKeys(_ used: Int, largest: UInt32) {
        reserve(used)
        ck_sort_u32(keys, scratch, used, largest)
        storedCount += ck_count_runs(keys, used, columns + storedCount, counts + storedCount)
    }

    /// Ends the row.
    mutating func endRow() { ends.append(storedCount) }

    private mutating func reserve(_ added: Int) {
        guard storedCount + added > capacity else { return }
        capacity = max(capacity * 2, storedCount + added)
        columns = Self.moved(columns, storedCount, capacity)
        counts = Self.moved(counts, storedCount, capacity)
    }

    private static func moved<Element: BitwiseCopyable>(
        _ old: UnsafeMutablePointer<Element>, _ count: Int, _ capacity: Int
    ) -> UnsafeMutablePointer<Element> {
        let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        new.update(from: old, count: count)
        old.deallocate()
        return new
    }
}

/// The rows of one part, in a form that can be handed from one thread to another.
final class RowPart: @unchecked Sendable {
    var rows = RowBuilder()

    /// Joins parts to a matrix.
    static func matrix(_ parts: [RowPart], columnCount: Int) -> CSRMatrix {
        let stored = parts.reduce(0) { $0 + $1.rows.storedCount }
        var offsets = [0]
        offsets.reserveCapacity(parts.reduce(1) { $0 + $1.rows.ends.count })
        for part in parts {
            let base = offsets[offsets.count - 1]
            for end in part.rows.ends { offsets.append(base + end) }
        }
        let columns = [UInt32](unsafeUninitializedCapacity: stored) { buffer, count in
            for part in parts {
                let target = UnsafeMutableBufferPointer(rebasing: buffer[count...])
                _ = target.update(
                    fromContentsOf: UnsafeBufferPointer(start: part.rows.columns, count: part.rows.storedCount))
                count += part.rows.storedCount
            }
        }
        let values = [Float](unsafeUninitializedCapacity: stored) { buffer, count in
            for part in parts {
                let target = UnsafeMutableBufferPointer(rebasing: buffer[count...])
                _ = target.update(
                    fromContentsOf: UnsafeBufferPointer(start: part.rows.counts, count: part.rows.storedCount))
                count += part.rows.storedCount
            }
        }
        return CSRMatrix(rowOffsets: offsets, columnIndices: columns, values: values, columnCount: columnCount)
    }
}
