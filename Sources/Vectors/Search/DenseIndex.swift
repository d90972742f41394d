internal import CKernels
internal import Foundations

/// Finds, exactly, the rows of a dense matrix that have the largest dot product with a query.
///
/// ```swift
/// let index = DenseIndex(embeddings)     // rows of length 1: the score is the cosine
/// let matches = index.matches(for: queries, limit: 10, threads: 2)
/// ```
///
/// Many queries are multiplied with 512 documents at a time, and each block's scores are looked through while they are in
/// the cache. Large searches multiply by BLAS; small ones, and all on the reference BLAS, by the package's own kernel.
public struct DenseIndex: Sendable {
    /// The indexed rows.
    public let rows: DenseMatrix

    /// How many documents, and how many queries, are multiplied at a time: small enough for the scores to stay in the
    /// cache, large enough for BLAS to be at its full speed (swept 128 to 8192 in `make benchmark-peers`).
    private static let documentBlock = 512
    private static let queryBlock = 1024

    /// Creates an index over the rows of a matrix.
    public init(_ rows: DenseMatrix) {
        precondition(rows.rowCount <= Int(UInt32.max), "documents are numbered with 32 bits")
        self.rows = rows
    }

    /// The best matches of each row of a matrix, best first; of equal scores the row that comes first.
    ///
    /// - Precondition: `queries` has as many columns as the indexed rows.
    /// - Complexity: O(queries · rows · columns).
    public func matches(
        for queries: DenseMatrix, limit: Int, threshold: Float = -.infinity, threads: Int = 1
    ) -> [[Match]] {
        precondition(
            queries.columnCount == rows.columnCount, "queries need the \(rows.columnCount) columns of the index")
        let size = max(1, min(Self.queryBlock, (queries.rowCount + threads - 1) / max(1, threads)))
        let parts = (queries.rowCount + size - 1) / size
        let results = ParallelResults<[[Match]]>(count: parts)
        let byLibrary = BLAS.isWorthwhile(
            Double(queries.rowCount) * Double(rows.rowCount) * Double(rows.columnCount))
        // The threads here each call BLAS; its own would be in their way.
        BLAS.withSingleThread(byLibrary) {
            ParallelLoop.run(parts, threads: threads) { part in
                let range = part * size..<min(queries.rowCount, (part + 1) * size)
                results[part] = search(queries, range, limit, threshold, byLibrary)
            }
        }
        return (0..<parts).flatMap { results[$0] ?? [] }
    }

    private func search(
        _ queries: DenseMatrix, _ range: Range<Int>, _ limit: Int, _ threshold: Float, _ byLibrary: Bool
    ) -> [[Match]] {
        let width = rows.columnCount
        guard limit > 0, width > 0 else { return range.map { _ in [] } }
        let lists = range.map { _ in MatchList(limit: min(limit, rows.rowCount)) }
        let scores = UnsafeMutablePointer<Float>.allocate(capacity: range.count * Self.documentBlock)
        defer { scores.deallocate() }
        queries.values.withUnsafeBufferPointer { queryValues in
            rows.values.withUnsafeBufferPointer { rowValues in
                guard let queryStart = queryValues.baseAddress, let rowStart = rowValues.baseAddress else { return }
                for base in stride(from: 0, to: rows.rowCount, by: Self.documentBlock) {
                    let count = min(Self.documentBlock, rows.rowCount - base)
                    BLAS.multiplyTransposed(
                        queryStart + range.lowerBound * width, rowStride: width, rowStart + base * width,
                        rowStride: width, into: scores, rowStride: Self.documentBlock, m: range.count, n: count,
                        k: width, byLibrary: byLibrary)
                    for (place, list) in lists.enumerated() {
                        list.best.scan(
                            scores + place * Self.documentBlock, count: count, base: base, threshold: threshold,
                            clears: false)
                    }
                }
            }
        }
        return lists.map { $0.best.take() }
    }

    private final class MatchList {
        var best: BestMatches
        init(limit: Int) { best = BestMatches(limit: limit) }
    }
}
