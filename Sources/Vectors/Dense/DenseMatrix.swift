/// A dense matrix of `Float32`, row after row.
public struct DenseMatrix: Sendable, Equatable {
    /// The values, `rowCount` × `columnCount`.
    public var values: [Float]
    /// The number of rows.
    public let rowCount: Int
    /// The number of columns.
    public let columnCount: Int

    /// Creates a matrix from its values.
    ///
    /// - Precondition: `values` has `rowCount` × `columnCount` elements.
    public init(rowCount: Int, columnCount: Int, values: [Float]) {
        precondition(
            rowCount >= 0 && columnCount >= 0 && values.count == rowCount * columnCount, "shape and values differ")
        self.values = values
        self.rowCount = rowCount
        self.columnCount = columnCount
    }

    /// Creates a matrix with one value everywhere.
    public init(rowCount: Int, columnCount: Int, repeating value: Float = 0) {
        self.init(
            rowCount: rowCount, columnCount: columnCount,
            values: [Float](repeating: value, count: rowCount * columnCount))
    }

    /// One value.
    public subscript(row: Int, column: Int) -> Float {
        get { values[row * columnCount + column] }
        set { values[row * columnCount + column] = newValue }
    }

    /// A row's values.
    public func row(_ row: Int) -> ArraySlice<Float> { values[row * columnCount..<(row + 1) * columnCount] }

    /// The length of each row, summed in double precision.
    ///
    /// - Complexity: O(rows · columns).
    public func rowNorms() -> [Float] {
        (0..<rowCount).map { row in
            Float(self.row(row).reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot())
        }
    }

    /// Brings every row to length 1; rows of zeros stay.
    ///
    /// - Complexity: O(rows · columns).
    public mutating func normalizeRows(_ norm: VectorNorm = .l2) {
        guard columnCount > 0 else { return }
        let (rows, columns) = (rowCount, columnCount)
        values.withUnsafeMutableBufferPointer { values in
            for row in 0..<rows {
                norm.normalize(UnsafeMutableBufferPointer(rebasing: values[row * columns..<(row + 1) * columns]))
            }
        }
    }

    /// The matrix product, by BLAS where it is large.
    ///
    /// - Precondition: `other` has as many rows as this matrix has columns.
    /// - Complexity: O(rows · columns · columns of `other`).
    public func times(_ other: DenseMatrix) -> DenseMatrix {
        precondition(columnCount == other.rowCount, "\(columnCount) columns meet \(other.rowCount) rows")
        var result = DenseMatrix(rowCount: rowCount, columnCount: other.columnCount)
        Self.product(self, other, transposed: false, into: &result)
        return result
    }

    /// The product with the transpose of a matrix: all dot products of their rows, by BLAS where it is large.
    ///
    /// - Precondition: both have the same number of columns.
    public func timesTranspose(of other: DenseMatrix) -> DenseMatrix {
        precondition(
            columnCount == other.columnCount, "rows of \(columnCount) meet rows of \(other.columnCount) values")
        var result = DenseMatrix(rowCount: rowCount, columnCount: other.rowCount)
        Self.product(self, other, transposed: true, into: &result)
        return result
    }

    private static func product(
        _ a: DenseMatrix, _ b: DenseMatrix, transposed: Bool, into result: inout DenseMatrix
    ) {
        guard a.columnCount > 0 else { return }
        let (m, n, k) = (a.rowCount, result.columnCount, a.columnCount)
        let byLibrary = BLAS.isWorthwhile(Double(m) * Double(n) * Double(k))
        a.values.withUnsafeBufferPointer { a in
            b.values.withUnsafeBufferPointer { values in
                result.values.withUnsafeMutableBufferPointer { c in
                    guard let a = a.baseAddress, let values = values.baseAddress, let c = c.baseAddress else { return }
                    BLAS.multiply(
                        a, rowStride: k, values, rowStride: transposed ? k : n, transposedB: transposed, into: c,
                        rowStride: n, m: m, n: n, k: k, byLibrary: byLibrary)
                }
            }
        }
    }
}
