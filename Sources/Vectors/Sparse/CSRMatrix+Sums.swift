/// Sums of rows and columns, and products of each row with sums of others.
extension CSRMatrix {
    /// The sum of each column.
    ///
    /// - Complexity: O(stored values + columns).
    public func columnSums() -> [Float] {
        var sums = [Float](repeating: 0, count: columnCount)
        for place in values.indices { sums[Int(columnIndices[place])] += values[place] }
        return sums
    }

    /// In how many rows each column is stored: document frequencies, where rows are documents.
    ///
    /// - Complexity: O(stored values + columns).
    public func columnCounts() -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: columnCount)
        for column in columnIndices { counts[Int(column)] += 1 }
        return counts
    }

    /// The sum of some rows as a dense vector of `columnCount` values.
    ///
    /// ```swift
    /// let lead = weights.sum(ofRows: 0..<3)
    /// let cosines = weights.times(lead)        // of rows of length 1, times the length of the sum
    /// ```
    ///
    /// - Complexity: O(columns + stored values of the rows).
    public func sum(ofRows rows: some Sequence<Int>) -> [Float] {
        var sum = [Float](repeating: 0, count: columnCount)
        for row in rows {
            for place in rowOffsets[row]..<rowOffsets[row + 1] { sum[Int(columnIndices[place])] += values[place] }
        }
        return sum
    }

    /// The same columns with other values: 1 wherever one is stored.
    public func binary() -> CSRMatrix {
        var result = self
        result.values = [Float](repeating: 1, count: values.count)
        return result
    }
}

/// Products of each row with the sum of the rows on one side of it.
public struct RunningProducts: Sendable, Hashable {
    /// For each row, its dot product with the sum.
    public var products: [Double]
    /// For each row, the length of that sum squared.
    public var squaredLengths: [Double]

    /// The cosine of each row with the sum, if rows have length 1; 0 where the sum is empty.
    public var cosines: [Double] {
        zip(products, squaredLengths).map { $1 > 0 ? $0 / $1.squareRoot() : 0 }
    }
}

extension CSRMatrix {
    /// The rows that a running sum has when it comes to a row.
    public enum Side: Sendable, Hashable {
        /// All rows above.
        case above
        /// All rows below.
        case below
    }

    /// The product of each row with the sum of all rows above or below it, in one pass: the sum over all pairs without
    /// looking at pairs.
    ///
    /// ```swift
    /// let earlier = weights.runningProducts(.above).products      // Σ_{j<i} w(i)·w(j) for each i
    /// ```
    ///
    /// - Complexity: O(stored values + columns).
    public func runningProducts(_ side: Side) -> RunningProducts {
        let count = rowCount
        var result = RunningProducts(
            products: [Double](repeating: 0, count: count), squaredLengths: [Double](repeating: 0, count: count))
        var sums = [Double](repeating: 0, count: columnCount)
        let offsets = rowOffsets.span
        let columns = columnIndices.span
        let entries = values.span
        // |S + v|² = |S|² + 2 S·v + |v|².
        var squares = 0.0
        for step in 0..<count {
            let row = side == .above ? step : count - 1 - step
            var product = 0.0
            var own = 0.0
            for place in offsets[row]..<offsets[row + 1] {
                let column = Int(columns[place])
                let value = Double(entries[place])
                product += sums[column] * value
                own += value * value
                sums[column] += value
            }
            result.products[row] = product
            result.squaredLengths[row] = squares
            squares += 2 * product + own
        }
        return result
    }

    /// For each row, the largest product with one of the nearest rows above and below it, at least 0.
    ///
    /// - Complexity: O(stored values · distance + columns).
    public func largestProducts(within distance: Int) -> (above: [Float], below: [Float]) {
        var above = [Float](repeating: 0, count: rowCount)
        var below = above
        var dense = [Float](repeating: 0, count: columnCount)
        for row in 0..<rowCount {
            for place in rowOffsets[row]..<rowOffsets[row + 1] { dense[Int(columnIndices[place])] = values[place] }
            for other in (row + 1)..<max(row + 1, min(rowCount, row + 1 + distance)) {
                let product = dot(row: other, dense)
                below[row] = max(below[row], product)
                above[other] = max(above[other], product)
            }
            for place in rowOffsets[row]..<rowOffsets[row + 1] { dense[Int(columnIndices[place])] = 0 }
        }
        return (above, below)
    }

    /// The product of a row with a dense vector of `columnCount` values.
    @inline(__always)
    func dot<Scalar: BinaryFloatingPoint>(row: Int, _ dense: [Scalar]) -> Scalar {
        var sum: Scalar = 0
        for place in rowOffsets[row]..<rowOffsets[row + 1] {
            sum += Scalar(values[place]) * dense[Int(columnIndices[place])]
        }
        return sum
    }
}
