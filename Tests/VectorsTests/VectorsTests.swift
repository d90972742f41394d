import TestSupport
import Vectors

/// Random sparse and dense matrices for the tests of this module.
enum Sample {
    static func sparse(
        rows: Int, columns: Int, density: Double, seed: UInt64, negative: Bool = false
    ) -> CSRMatrix {
        var generator = SeededGenerator(seed: seed)
        var offsets = [0]
        var indices: [UInt32] = []
        var values: [Float] = []
        for _ in 0..<rows {
            for column in 0..<columns where Double.random(in: 0..<1, using: &generator) < density {
                indices.append(UInt32(column))
                values.append(Float.random(in: (negative ? -1 : 0)...1, using: &generator))
            }
            offsets.append(indices.count)
        }
        return CSRMatrix(rowOffsets: offsets, columnIndices: indices, values: values, columnCount: columns)
    }

    static func dense(rows: Int, columns: Int, seed: UInt64) -> DenseMatrix {
        var generator = SeededGenerator(seed: seed)
        return DenseMatrix(
            rowCount: rows, columnCount: columns,
            values: (0..<rows * columns).map { _ in Float.random(in: -1...1, using: &generator) })
    }

    /// The matrix with its zeros written out.
    static func dense(_ matrix: CSRMatrix) -> [[Double]] {
        (0..<matrix.rowCount).map { row in
            var values = [Double](repeating: 0, count: matrix.columnCount)
            let (columns, stored) = matrix.row(row)
            for (column, value) in zip(columns, stored) { values[Int(column)] = Double(value) }
            return values
        }
    }

    static func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
}
