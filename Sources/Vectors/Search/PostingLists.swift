internal import CKernels
internal import Serialization

/// A document that has a term, and with what weight.
struct Posting: BitwiseCopyable {
    var document: UInt32
    var weight: Float
}

/// For each column the documents that have it, ascending, with their values.
final class PostingLists: @unchecked Sendable {
    /// Where each column's list begins, and after the last its end.
    let offsets: [Int]
    let postings: UnsafeMutablePointer<Posting>
    /// The mapped file that the postings lie in; they are not written to.
    private let file: SafetensorsFile?

    init(file: SafetensorsFile, offsets: [Int]) throws {
        self.offsets = offsets
        let place = try file.withBytes(named: "index.postings") { $0 }
        let count = place.count / 8
        if let start = place.baseAddress, Int(bitPattern: start) % MemoryLayout<Posting>.alignment == 0 {
            self.file = file
            postings = UnsafeMutableRawPointer(mutating: start).bindMemory(to: Posting.self, capacity: count)
        } else {
            self.file = nil
            postings = .allocate(capacity: max(1, count))
            UnsafeMutableRawBufferPointer(start: postings, count: place.count).copyMemory(from: place)
        }
    }

    init(_ matrix: CSRMatrix) {
        var offsets = [Int](repeating: 0, count: matrix.columnCount + 1)
        for column in matrix.columnIndices { offsets[Int(column) + 1] += 1 }
        for column in 0..<matrix.columnCount { offsets[column + 1] += offsets[column] }
        postings = .allocate(capacity: max(1, matrix.storedCount))
        ck_prefer_large_pages(postings, matrix.storedCount * MemoryLayout<Posting>.size)
        var next = offsets
        for row in 0..<matrix.rowCount {
            for place in matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1] {
                let column = Int(matrix.columnIndices[place])
                postings[next[column]] = Posting(document: UInt32(row), weight: matrix.values[place])
                next[column] += 1
            }
        }
        self.offsets = offsets
        file = nil
    }

    /// The documents of a column.
    func list(of column: Int) -> UnsafeBufferPointer<Posting> {
        UnsafeBufferPointer(start: postings + offsets[column], count: offsets[column + 1] - offsets[column])
    }

    deinit {
        if file == nil { postings.deallocate() }
    }
}
