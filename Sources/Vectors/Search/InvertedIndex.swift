internal import CKernels
public import Serialization

/// Finds, exactly, the documents whose sparse vectors have the largest dot product with a query.
///
/// ```swift
/// let index = InvertedIndex(weights)              // rows of length 1: the score is the cosine
/// let matches = index.matches(for: queries, limit: 10, threads: 2)
/// ```
///
/// For each column the index keeps the documents that have it, with their values. A query adds up the lists of its
/// columns, 8,192 documents at a time, so that the sums stay in the first-level cache. Scores are sums of
/// `Float32` products in the order of the query's columns: the same at any number of threads. Documents whose score
/// is not above the threshold are no matches; the threshold is 0 unless said otherwise.
///
/// With rows weighted by ``BM25Weighting``, the scores are BM25's.
public struct InvertedIndex: Sendable {
    /// The number of documents.
    public let documentCount: Int
    /// The number of columns.
    public let columnCount: Int
    private let storage: Storage

    /// How many documents are scored at a time: their sums take 32 KiB of the first-level cache.
    private static let blockSize = 8192

    /// Indexes the rows of a matrix.
    ///
    /// - Complexity: O(stored values + columns); 8 bytes for each stored value.
    public init(_ matrix: CSRMatrix) {
        precondition(matrix.rowCount <= Int(UInt32.max), "documents are numbered with 32 bits")
        documentCount = matrix.rowCount
        columnCount = matrix.columnCount
        storage = Storage(matrix)
    }

    /// The number of stored values.
    public var storedCount: Int { storage.offsets[columnCount] }

    /// The best matches of each row of a matrix, best first; of equal scores the document that comes first.
    ///
    /// - Precondition: `queries` has as many columns as the index.
    /// - Complexity: for each query O(documents of its columns + documents).
    public func matches(
        for queries: CSRMatrix, limit: Int, threshold: Float = 0, threads: Int = 1
    ) -> [[Match]] {
        precondition(queries.columnCount == columnCount, "queries need the \(columnCount) columns of the index")
        // Few enough parts for little overhead, enough for the last ones to end at about the same time.
        let size = max(1, min(64, (queries.rowCount + threads - 1) / max(1, threads)))
        let parts = (queries.rowCount + size - 1) / size
        let results = ParallelResults<[[Match]]>(count: parts)
        ParallelLoop.run(parts, threads: threads) { part in
            let search = Search(self)
            results[part] = (part * size..<min(queries.rowCount, (part + 1) * size)).map { row in
                queries.columnIndices.withUnsafeBufferPointer { columns in
                    queries.values.withUnsafeBufferPointer { values in
                        let range = queries.rowOffsets[row]..<queries.rowOffsets[row + 1]
                        return search.run(
                            UnsafeBufferPointer(rebasing: columns[range]),
                            UnsafeBufferPointer(rebasing: values[range]), limit: limit, threshold: threshold)
                    }
                }
            }
        }
        return (0..<parts).flatMap { results[$0] ?? [] }
    }

    /// The best matches of one sparse vector, whose columns ascend.
    ///
    /// - Precondition: all columns are in the index.
    public func matches(
        columns: [UInt32], values: [Float], limit: Int, threshold: Float = 0
    ) -> [Match] {
        precondition(columns.count == values.count, "as many columns as values are needed")
        precondition(columns.allSatisfy { $0 < columnCount }, "columns are below \(columnCount)")
        return columns.withUnsafeBufferPointer { columns in
            values.withUnsafeBufferPointer { values in
                Search(self).run(columns, values, limit: limit, threshold: threshold)
            }
        }
    }

    /// Adds the index to a file: tensors `index.offsets` and `index.postings`.
    ///
    /// - Throws: `SafetensorsError` if the names are taken.
    public func add(to writer: inout SafetensorsWriter) throws(SafetensorsError) {
        try writer.add(storage.offsets.map(Int64.init), named: "index.offsets")
        let bytes = [UInt8](UnsafeRawBufferPointer(start: storage.postings, count: storedCount * 8))
        try writer.add(bytes: bytes, as: .uint32, named: "index.postings", shape: [storedCount, 2])
    }

    /// Takes an index from a file; its postings stay where they are in the mapped file.
    ///
    /// - Throws: `SafetensorsError` if tensors are missing or do not describe an index: offsets that descend, documents
    ///   that do not ascend or are out of range, weights that are not finite.
    /// - Complexity: O(stored values), for the checks.
    public init(from file: SafetensorsFile, documentCount: Int) throws {
        let offsets = try file.elements(named: "index.offsets", as: Int64.self)
        guard let last = offsets.last, offsets.first == 0, documentCount >= 0, documentCount <= Int(UInt32.max),
            zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 })
        else { throw SafetensorsError(.invalidValue, "tensor \"index.offsets\" does not ascend from 0") }
        let count = try file.withElements(named: "index.postings", as: UInt32.self) { $0.count }
        guard Int64(count) == 2 * last else {
            throw SafetensorsError(
                .wrongShape, "tensor \"index.postings\" does not have the \(last) pairs of the offsets")
        }
        self.documentCount = documentCount
        columnCount = offsets.count - 1
        storage = try Storage(file: file, offsets: offsets.map { Int($0) })
        for column in 0..<columnCount {
            var previous = -1
            for place in storage.offsets[column]..<storage.offsets[column + 1] {
                let posting = storage.postings[place]
                guard Int(posting.document) > previous, Int(posting.document) < documentCount else {
                    throw SafetensorsError(
                        .invalidValue,
                        "posting \(place) of column \(column) names document \(posting.document) of \(documentCount)")
                }
                guard posting.weight.isFinite else {
                    throw SafetensorsError(.invalidValue, "posting \(place) of column \(column) has no finite weight")
                }
                previous = Int(posting.document)
            }
        }
    }

    private final class Storage: @unchecked Sendable {
        let offsets: [Int]
        let postings: UnsafeMutablePointer<ck_posting>
        /// The mapped file that the postings lie in; they are not written to.
        private let file: SafetensorsFile?

        init(file: SafetensorsFile, offsets: [Int]) throws {
            self.offsets = offsets
            let place = try file.withBytes(named: "index.postings") { $0 }
            let count = place.count / 8
            if let start = place.baseAddress, Int(bitPattern: start) % MemoryLayout<ck_posting>.alignment == 0 {
                self.file = file
                postings = UnsafeMutableRawPointer(mutating: start).bindMemory(to: ck_posting.self, capacity: count)
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
            var next = offsets
            for row in 0..<matrix.rowCount {
                for place in matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1] {
                    let column = Int(matrix.columnIndices[place])
                    postings[next[column]] = ck_posting(document: UInt32(row), weight: matrix.values[place])
                    next[column] += 1
                }
            }
            self.offsets = offsets
            file = nil
        }

        deinit {
            if file == nil { postings.deallocate() }
        }
    }

    /// One thread's scores and places.
    private final class Search {
        let index: InvertedIndex
        let scores: UnsafeMutablePointer<Float>
        private var cursors: [(next: UnsafeMutablePointer<ck_posting>, rest: Int, factor: Float)] = []

        init(_ index: InvertedIndex) {
            self.index = index
            scores = .allocate(capacity: InvertedIndex.blockSize)
            scores.initialize(repeating: 0, count: InvertedIndex.blockSize)
        }

        deinit { scores.deallocate() }

        func run(
            _ columns: UnsafeBufferPointer<UInt32>, _ values: UnsafeBufferPointer<Float>, limit: Int, threshold: Float
        ) -> [Match] {
            guard limit > 0 else { return [] }
            let storage = index.storage
            cursors.removeAll(keepingCapacity: true)
            for (column, value) in zip(columns, values) where value != 0 {
                let start = storage.offsets[Int(column)]
                let count = storage.offsets[Int(column) + 1] - start
                if count > 0 { cursors.append((storage.postings + start, count, value)) }
            }
            var best = BestMatches(limit: min(limit, index.documentCount))
            var base = 0
            while base < index.documentCount {
                let end = min(base + InvertedIndex.blockSize, index.documentCount)
                cursors.withUnsafeMutableBufferPointer { cursors in
                    for place in cursors.indices where cursors[place].rest > 0 {
                        let cursor = cursors[place]
                        let used = Int(
                            ck_accumulate(
                                cursor.next, cursor.rest, cursor.factor, UInt32(base), UInt32(end), scores))
                        cursors[place].next = cursor.next + used
                        cursors[place].rest = cursor.rest - used
                    }
                }
                best.scan(scores, count: end - base, base: base, threshold: threshold, clears: true)
                base = end
            }
            return best.take()
        }
    }
}
