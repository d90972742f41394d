/// A dense matrix laid out for products with sparse rows: for matrices that many sparse ones are multiplied with.
///
/// ```swift
/// let weights = DenseFactor(weights)                  // a row for each term, a column for each class
/// for block in blocks { scores.append(block.times(weights, threads: 2)) }
/// ```
public struct DenseFactor: Sendable {
    let panel: Panel

    /// The number of rows.
    public var rowCount: Int { panel.rowCount }
    /// The number of columns.
    public var columnCount: Int { panel.width }

    /// Lays out a matrix.
    ///
    /// - Complexity: O(rows · columns).
    public init(_ matrix: DenseMatrix) { panel = Panel(matrix) }

    /// Lays out the transpose of a matrix.
    public init(transposing matrix: DenseMatrix) { panel = Panel(transposing: matrix) }
}

extension CSRMatrix {
    /// The product with a dense matrix of `columnCount` rows.
    ///
    /// - Complexity: O(stored values · columns of `dense`); the result does not depend on the number of threads.
    public func times(_ dense: DenseFactor, threads: Int = 1) -> DenseMatrix {
        precondition(dense.rowCount == columnCount, "\(columnCount) columns meet \(dense.rowCount) rows")
        let product = Panel(rowCount: rowCount, width: dense.columnCount)
        product.setProduct(SparseRows(self), dense.panel, threads: threads)
        return product.matrix(width: dense.columnCount)
    }
}
