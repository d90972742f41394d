/// A sparse matrix in compressed-row form: `Float32` values, 32-bit column indices.
///
/// Row `r` holds the columns `columnIndices[rowOffsets[r]..<rowOffsets[r + 1]]`, ascending and without repeats, and
/// the values at the same places.
public struct CSRMatrix: Sendable, Equatable {
    /// `rowCount + 1` ascending offsets into `columnIndices` and `values`.
    public var rowOffsets: [Int]
    /// The column of each stored value.
    public var columnIndices: [UInt32]
    /// The stored values.
    public var values: [Float]
    /// The number of columns.
    public var columnCount: Int

    /// The number of rows.
    public var rowCount: Int { rowOffsets.count - 1 }
    /// The number of stored values.
    public var storedCount: Int { values.count }

    /// Creates a matrix from its arrays.
    ///
    /// - Precondition: the arrays describe a valid matrix (see the type's description). Matrices from files go
    ///   through the validating reader instead.
    public init(rowOffsets: [Int], columnIndices: [UInt32], values: [Float], columnCount: Int) {
        precondition(rowOffsets.first == 0 && rowOffsets.last == values.count, "row offsets do not span the values")
        precondition(columnIndices.count == values.count, "as many column indices as values are needed")
        self.rowOffsets = rowOffsets
        self.columnIndices = columnIndices
        self.values = values
        self.columnCount = columnCount
    }
}
