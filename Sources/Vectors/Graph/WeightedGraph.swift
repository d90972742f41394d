/// A graph with weighted edges as a walk over it sees them.
///
/// The edges need not be stored: ``RowSimilarityGraph`` walks over all pairs of rows without making one.
public protocol WeightedGraph {
    /// The number of vertices.
    var vertexCount: Int { get }

    /// What arrives at each vertex if each sends its amount along all of its edges, in proportion to their weights:
    /// `arrivals[b]` = Σ `amounts[a]` · weight(a → b).
    ///
    /// - Parameters:
    ///   - amounts: One amount for each vertex.
    ///   - arrivals: As many places; what they hold is replaced.
    func flow(_ amounts: [Double], into arrivals: inout [Double])

    /// The sum of the weights of each vertex's outgoing edges; weights are not negative.
    func outgoingWeights() -> [Double]
}

/// A square matrix is a graph: the magnitude of each stored value is the weight of the edge from its row to its column.
extension CSRMatrix: WeightedGraph {
    /// The number of rows.
    public var vertexCount: Int {
        precondition(rowCount == columnCount, "a graph's matrix is square")
        return rowCount
    }

    /// What arrives at each column.
    ///
    /// - Complexity: O(stored values).
    public func flow(_ amounts: [Double], into arrivals: inout [Double]) {
        for column in 0..<columnCount { arrivals[column] = 0 }
        for row in 0..<rowCount where amounts[row] != 0 {
            for place in rowOffsets[row]..<rowOffsets[row + 1] {
                arrivals[Int(columnIndices[place])] += amounts[row] * Double(values[place].magnitude)
            }
        }
    }

    /// The sum of the magnitudes of each row.
    public func outgoingWeights() -> [Double] {
        (0..<rowCount).map { row in
            values[rowOffsets[row]..<rowOffsets[row + 1]].reduce(0) { $0 + Double($1.magnitude) }
        }
    }
}

/// A square matrix is a graph: the magnitude of each value is the weight of the edge from its row to its column.
extension DenseMatrix: WeightedGraph {
    /// The number of rows.
    public var vertexCount: Int {
        precondition(rowCount == columnCount, "a graph's matrix is square")
        return rowCount
    }

    /// What arrives at each column.
    ///
    /// - Complexity: O(rows · columns).
    public func flow(_ amounts: [Double], into arrivals: inout [Double]) {
        for column in 0..<columnCount { arrivals[column] = 0 }
        let source = values.span
        for row in 0..<rowCount where amounts[row] != 0 {
            let start = row * columnCount
            for column in 0..<columnCount {
                arrivals[column] += amounts[row] * Double(source[start + column].magnitude)
            }
        }
    }

    /// The sum of the magnitudes of each row.
    public func outgoingWeights() -> [Double] {
        (0..<rowCount).map { row in self.row(row).reduce(0) { $0 + Double($1.magnitude) } }
    }
}

/// The graph of all rows of a matrix, the weight of an edge being the dot product of its two rows, a row's edge to itself
/// among them.
///
/// No edge is ever made: a step along all of them is W · (Wᵀ · amounts), so that a walk over 20,000 sentences, 400 million
/// pairs, costs no more than two passes over their words.
///
/// - Complexity: O(stored values + columns) for a step.
public struct RowSimilarityGraph: WeightedGraph {
    private let rows: CSRMatrix

    /// Creates the graph.
    ///
    /// - Precondition: no two rows have a negative product; rows without negative values never do.
    public init(_ rows: CSRMatrix) { self.rows = rows }

    /// The number of rows.
    public var vertexCount: Int { rows.rowCount }

    /// W · (Wᵀ · amounts).
    public func flow(_ amounts: [Double], into arrivals: inout [Double]) {
        let sums = rows.transposedTimes(amounts)
        for row in 0..<rows.rowCount { arrivals[row] = max(0, rows.dot(row: row, sums)) }
    }

    /// The sum of each row's products with all rows.
    public func outgoingWeights() -> [Double] {
        var sums = [Double](repeating: 0, count: vertexCount)
        flow([Double](repeating: 1, count: vertexCount), into: &sums)
        return sums
    }
}
