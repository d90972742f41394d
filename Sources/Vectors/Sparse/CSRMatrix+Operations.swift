/// What the length of a vector is measured by.
public enum VectorNorm: String, Sendable, Hashable, CaseIterable {
    /// Vectors keep their length.
    case none
    /// The sum of the values' magnitudes.
    case l1
    /// The root of the sum of their squares.
    case l2
}

extension VectorNorm {
    /// The norm of values, summed in double precision; 0 for ``none``.
    func length(_ values: UnsafeBufferPointer<Float>) -> Float {
        switch self {
        case .none: 0
        case .l1: Float(values.reduce(0.0) { $0 + Double($1.magnitude) })
        case .l2: Float(values.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot())
        }
    }

    /// Brings values to norm 1; zeros stay.
    package func normalize(_ values: UnsafeMutableBufferPointer<Float>) {
        let length = length(UnsafeBufferPointer(values))
        guard length > 0 else { return }
        for place in values.indices { values[place] /= length }
    }
}

extension CSRMatrix {
    /// The norm of each row, summed in double precision; 0 for each row if the norm is `none`.
    ///
    /// - Complexity: O(stored values).
    public func rowNorms(_ norm: VectorNorm = .l2) -> [Float] {
        values.withUnsafeBufferPointer { values in
            (0..<rowCount).map { row in
                norm.length(UnsafeBufferPointer(rebasing: values[rowOffsets[row]..<rowOffsets[row + 1]]))
            }
        }
    }

    /// Brings every row to norm 1; rows of zeros stay.
    ///
    /// - Complexity: O(stored values).
    public mutating func normalizeRows(_ norm: VectorNorm = .l2) {
        let offsets = rowOffsets
        values.withUnsafeMutableBufferPointer { values in
            for row in 0..<offsets.count - 1 {
                norm.normalize(UnsafeMutableBufferPointer(rebasing: values[offsets[row]..<offsets[row + 1]]))
            }
        }
    }

    /// The product with a dense vector of `columnCount` values, summed in double precision.
    ///
    /// - Complexity: O(stored values).
    public func times(_ vector: [Float]) -> [Float] {
        precondition(vector.count == columnCount, "a vector of \(columnCount) values is needed, not \(vector.count)")
        let offsets = rowOffsets.span
        let columns = columnIndices.span
        let entries = values.span
        return (0..<rowCount).map { row in
            var sum = 0.0
            for place in offsets[row]..<offsets[row + 1] {
                sum += Double(entries[place]) * Double(vector[Int(columns[place])])
            }
            return Float(sum)
        }
    }

    /// The product with a dense vector of `columnCount` values in double precision.
    ///
    /// - Complexity: O(stored values).
    public func times(_ vector: [Double]) -> [Double] {
        precondition(vector.count == columnCount, "a vector of \(columnCount) values is needed, not \(vector.count)")
        return (0..<rowCount).map { dot(row: $0, vector) }
    }

    /// The product of the transpose with a dense vector of `rowCount` values: the sum of all rows, each times its amount.
    ///
    /// - Complexity: O(stored values + columns).
    public func transposedTimes(_ amounts: [Double]) -> [Double] {
        precondition(amounts.count == rowCount, "one amount for each of \(rowCount) rows is needed")
        var sums = [Double](repeating: 0, count: columnCount)
        for row in 0..<rowCount where amounts[row] != 0 {
            for place in rowOffsets[row]..<rowOffsets[row + 1] {
                sums[Int(columnIndices[place])] += amounts[row] * Double(values[place])
            }
        }
        return sums
    }

    /// The dot product of two rows, of this matrix or another with the same columns.
    ///
    /// - Complexity: O(stored values of both rows).
    public func dot(row: Int, _ other: CSRMatrix, row otherRow: Int) -> Float {
        precondition(columnCount == other.columnCount, "both matrices need the same columns")
        var here = rowOffsets[row]
        var there = other.rowOffsets[otherRow]
        let hereEnd = rowOffsets[row + 1]
        let thereEnd = other.rowOffsets[otherRow + 1]
        var sum: Float = 0
        while here < hereEnd && there < thereEnd {
            let a = columnIndices[here]
            let b = other.columnIndices[there]
            if a == b { sum += values[here] * other.values[there] }
            here += a <= b ? 1 : 0
            there += b <= a ? 1 : 0
        }
        return sum
    }

    /// The matrix with rows and columns exchanged.
    ///
    /// - Complexity: O(stored values + columns).
    public func transposed() -> CSRMatrix {
        var offsets = [Int](repeating: 0, count: columnCount + 1)
        for column in columnIndices { offsets[Int(column) + 1] += 1 }
        for column in 0..<columnCount { offsets[column + 1] += offsets[column] }
        var next = offsets
        var rows = [UInt32](repeating: 0, count: storedCount)
        var moved = [Float](repeating: 0, count: storedCount)
        for row in 0..<rowCount {
            for place in rowOffsets[row]..<rowOffsets[row + 1] {
                let column = Int(columnIndices[place])
                rows[next[column]] = UInt32(row)
                moved[next[column]] = values[place]
                next[column] += 1
            }
        }
        return CSRMatrix(rowOffsets: offsets, columnIndices: rows, values: moved, columnCount: rowCount)
    }

    /// The columns and values of a row.
    public func row(_ row: Int) -> (columns: ArraySlice<UInt32>, values: ArraySlice<Float>) {
        let range = rowOffsets[row]..<rowOffsets[row + 1]
        return (columnIndices[range], values[range])
    }

    /// Some rows, in the order given, as a matrix with the same columns.
    ///
    /// - Complexity: O(stored values of the rows).
    public func rows(at places: [Int]) -> CSRMatrix {
        var offsets = [0]
        var columns: [UInt32] = []
        var kept: [Float] = []
        for row in places {
            let range = rowOffsets[row]..<rowOffsets[row + 1]
            columns += columnIndices[range]
            kept += values[range]
            offsets.append(columns.count)
        }
        return CSRMatrix(rowOffsets: offsets, columnIndices: columns, values: kept, columnCount: columnCount)
    }

    /// The rows of a range, as a matrix with the same columns.
    public func rows(_ range: Range<Int>) -> CSRMatrix {
        let places = rowOffsets[range.lowerBound]..<rowOffsets[range.upperBound]
        return CSRMatrix(
            rowOffsets: rowOffsets[range.lowerBound...range.upperBound].map { $0 - places.lowerBound },
            columnIndices: Array(columnIndices[places]), values: Array(values[places]), columnCount: columnCount)
    }
}
