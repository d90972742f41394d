import TestSupport
import Testing
import Vectors

/// Sparse and dense matrices against the same in nested arrays.
@Suite("Matrices")
struct MatrixTests {
    @Test("Transposing twice gives the matrix, and a product with a vector is that of the dense form")
    func sparseOperations() {
        let matrix = Sample.sparse(rows: 40, columns: 25, density: 0.15, seed: 1, negative: true)
        let dense = Sample.dense(matrix)
        #expect(matrix.transposed().transposed() == matrix)
        let turned = Sample.dense(matrix.transposed())
        for row in 0..<40 { for column in 0..<25 { #expect(dense[row][column] == turned[column][row]) } }
        let vector = (0..<25).map { Float($0) / 7 - 1 }
        for (a, b) in zip(matrix.times(vector), dense) {
            #expect((Double(a) - Sample.dot(b, vector.map(Double.init))).magnitude < 1e-4)
        }
        for (a, b) in [(0, 1), (3, 3), (39, 0)] {
            #expect((Double(matrix.dot(row: a, matrix, row: b)) - Sample.dot(dense[a], dense[b])).magnitude < 1e-5)
        }
        #expect(Sample.dense(matrix.rows(3..<9)) == Array(dense[3..<9]))
    }

    @Test("Rows are brought to length 1, rows of zeros stay", arguments: VectorNorm.allCases)
    func norms(norm: VectorNorm) {
        var matrix = Sample.sparse(rows: 30, columns: 20, density: 0.1, seed: 2, negative: true)
        let before = matrix
        matrix.normalizeRows(norm)
        for row in 0..<matrix.rowCount where !matrix.row(row).values.isEmpty {
            switch norm {
            case .none: #expect(matrix.row(row).values == before.row(row).values)
            case .l1: #expect((matrix.row(row).values.reduce(0) { $0 + $1.magnitude } - 1).magnitude < 1e-5)
            case .l2: #expect((matrix.row(row).values.reduce(0) { $0 + $1 * $1 } - 1).magnitude < 1e-5)
            }
        }
        var zeros = CSRMatrix(rowOffsets: [0, 1, 1], columnIndices: [0], values: [0], columnCount: 1)
        zeros.normalizeRows(norm)
        #expect(zeros.values == [0])
    }

    @Test("BLAS products equal plain ones", arguments: [(1, 1, 1), (3, 5, 7), (17, 33, 65), (40, 1, 20)])
    func products(m: Int, n: Int, k: Int) {
        let a = Sample.dense(rows: m, columns: k, seed: 3), b = Sample.dense(rows: k, columns: n, seed: 4)
        let product = a.times(b)
        let other = a.timesTranspose(of: Sample.dense(rows: n, columns: k, seed: 4))
        let c = Sample.dense(rows: n, columns: k, seed: 4)
        for i in 0..<m {
            for j in 0..<n {
                var sum = 0.0, second = 0.0
                for p in 0..<k {
                    sum += Double(a[i, p]) * Double(b[p, j])
                    second += Double(a[i, p]) * Double(c[j, p])
                }
                #expect((Double(product[i, j]) - sum).magnitude < 1e-4)
                #expect((Double(other[i, j]) - second).magnitude < 1e-4)
            }
        }
    }

    @Test(
        "The own product, for machines without a fast BLAS, equals BLAS's",
        arguments: [
            (1, 1, 1), (8, 16, 384), (9, 17, 385), (3, 40, 800), (20, 15, 0),
        ])
    func ownProduct(m: Int, n: Int, k: Int) {
        let a = Sample.dense(rows: m, columns: max(k, 1), seed: 9),
            b = Sample.dense(rows: n, columns: max(k, 1), seed: 10)
        let own = KernelTwins.multiplyTransposed(a, b, depth: k)
        for i in 0..<m {
            for j in 0..<n {
                var sum = 0.0
                for p in 0..<k { sum += Double(a[i, p]) * Double(b[j, p]) }
                #expect((Double(own[i * n + j]) - sum).magnitude < 1e-3)
            }
        }
    }

    @Test("Kernels equal loops", arguments: [0, 1, 15, 16, 17, 63, 64, 65, 1000])
    func kernels(count: Int) {
        let a = Sample.dense(rows: 1, columns: count, seed: 11).values
        let b = Sample.dense(rows: 1, columns: count, seed: 12).values
        let dot = zip(a, b).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        #expect((Double(KernelTwins.dot(a, b)) - dot).magnitude < 1e-3)
        let squares = a.reduce(0.0) { $0 + Double($1) * Double($1) }
        #expect((KernelTwins.sumOfSquares(a) - squares).magnitude < 1e-9)
    }

    @Test("BLAS says what it is")
    func backend() {
        #expect(!BLAS.backend.isEmpty)
        #expect(BLAS.threads >= 1)
        BLAS.setThreads(1)
        #expect(BLAS.threads == 1)
    }
}
