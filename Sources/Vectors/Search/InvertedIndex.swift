internal import CKernels
internal import Foundations
public import Serialization

/// Finds, exactly, the documents whose sparse vectors have the largest dot product with a query.
///
/// ```swift
/// let index = InvertedIndex(weights)              // rows of length 1: the score is the cosine
/// let matches = index.matches(for: queries, limit: 10, threads: 2)
/// ```
///
/// For each column the index keeps the documents that have it, with their values. A query adds up the lists of its rare
/// columns; for what its common columns can add at most, the lengths of the documents' common parts are a bound. The
/// few documents that can still be among the best are scored by their rows. Where bounds leave too many documents, as
/// with short queries or unweighted counts, all lists are added up, 8,192 documents at a time, so that the sums stay in
/// the first-level cache.
///
/// Either way scores are sums of `Float32` products in the order of the query's columns: the same at any number of
/// threads. Documents whose score is not above the threshold are no matches; the threshold is 0 unless said otherwise.
///
/// The bound is the Cauchy–Schwarz inequality on a part of the columns, as in Anastasiu and Karypis, L2AP: Fast Cosine
/// Similarity Search with Prefix L-2 Norm Bounds, 2014; here the parts are the same for all documents, so that a bound
/// is one look-up, and matches are the best k instead of all above a threshold.
///
/// With rows weighted by ``BM25Weighting``, the scores are BM25's.
public struct InvertedIndex: Sendable {
    /// The number of documents.
    public let documentCount: Int
    /// The number of columns.
    public let columnCount: Int
    private let lists: PostingLists
    /// The documents' rows, if they can be searched by bounds; an index from a file has none.
    private let rows: BoundedRows?

    /// Indexes the rows of a matrix.
    ///
    /// - Complexity: O(stored values + columns); 8 bytes for each stored value beside the matrix, which is kept.
    public init(_ matrix: CSRMatrix) {
        precondition(matrix.rowCount <= Int(UInt32.max), "documents are numbered with 32 bits")
        documentCount = matrix.rowCount
        columnCount = matrix.columnCount
        lists = PostingLists(matrix)
        rows = BoundedRows(matrix, lists: lists)
    }

    /// The number of stored values.
    public var storedCount: Int { lists.offsets[columnCount] }

    /// The best matches of each row of a matrix, best first; of equal scores the document that comes first.
    ///
    /// - Precondition: `queries` has as many columns as the index.
    /// - Complexity: for each query O(documents of its columns + documents); with bounds a tenth to a quarter of that.
    public func matches(
        for queries: CSRMatrix, limit: Int, threshold: Float = 0, threads: Int = 1
    ) -> [[Match]] {
        precondition(queries.columnCount == columnCount, "queries need the \(columnCount) columns of the index")
        // Few enough parts for little overhead, enough for the last ones to end at about the same time.
        let size = max(1, min(64, (queries.rowCount + threads - 1) / max(1, threads)))
        let parts = (queries.rowCount + size - 1) / size
        let results = ParallelResults<[[Match]]>(count: parts)
        ParallelLoop.run(parts, threads: threads) { part in
            let search = PostingSearch(lists, rows, documentCount: documentCount)
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
                PostingSearch(lists, rows, documentCount: documentCount)
                    .run(columns, values, limit: limit, threshold: threshold)
            }
        }
    }

    /// Adds the index to a file: tensors `index.offsets` and `index.postings`.
    ///
    /// - Throws: `SafetensorsError` if the names are taken.
    public func add(to writer: inout SafetensorsWriter) throws(SafetensorsError) {
        try writer.add(lists.offsets.map(Int64.init), named: "index.offsets")
        let bytes = [UInt8](UnsafeRawBufferPointer(start: lists.postings, count: storedCount * 8))
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
        rows = nil
        lists = try PostingLists(file: file, offsets: offsets.map { Int($0) })
        for column in 0..<columnCount {
            var previous = -1
            for place in lists.offsets[column]..<lists.offsets[column + 1] {
                let posting = lists.postings[place]
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
}
