import TestSupport
import Testing
import Vectors

/// Sums, products and graphs of rows against plain loops over dense rows.
@Suite("Products of rows")
struct RowProductTests {
    static let shapes: [(rows: Int, columns: Int, density: Double)] = [
        (0, 5, 0.5), (1, 1, 1), (7, 40, 0.2), (33, 17, 0.9), (90, 300, 0.02), (40, 6, 0),
    ]

    @Test("The Gram matrix is the same by every way to it", arguments: shapes, GramRoute.allCases)
    func gram(shape: (rows: Int, columns: Int, density: Double), route: GramRoute) {
        let matrix = Sample.sparse(
            rows: shape.rows, columns: shape.columns, density: shape.density, seed: 11, negative: true)
        let plain = Sample.dense(matrix)
        for threads in [1, 3] {
            let gram = matrix.gram(by: route, threads: threads)
            #expect(gram.rowCount == shape.rows && gram.columnCount == shape.rows)
            for a in 0..<shape.rows {
                for b in 0..<shape.rows {
                    #expect((Double(gram[a, b]) - Sample.dot(plain[a], plain[b])).magnitude < 1e-4)
                    #expect(gram[a, b] == gram[b, a])
                }
            }
        }
    }

    @Test("Small Gram matrices take the stored values only, full ones a dense kernel, large full ones BLAS")
    func routes() {
        #expect(GramRoute(Sample.sparse(rows: 30, columns: 200, density: 0.05, seed: 1)) == .sparse)
        #expect(GramRoute(Sample.sparse(rows: 200, columns: 100, density: 1, seed: 1)) == .kernel)
        let large = GramRoute(Sample.sparse(rows: 3000, columns: 150, density: 1, seed: 1))
        #expect(large == (BLAS.backend == "reference" ? .kernel : .blas))
    }

    @Test("Products with another matrix are those above the threshold, the largest of each row", arguments: [1, 3])
    func products(threads: Int) {
        let a = Sample.sparse(rows: 50, columns: 30, density: 0.2, seed: 4, negative: true)
        let b = Sample.sparse(rows: 70, columns: 30, density: 0.3, seed: 5, negative: true)
        let (left, right) = (Sample.dense(a), Sample.dense(b))
        for (threshold, limit) in [(Float(0), Int.max), (0.3, Int.max), (0.1, 4), (-9, 7), (0, 0)] {
            let products = a.products(with: b, above: threshold, atMost: limit, threads: threads)
            #expect(products.rowCount == 50 && products.columnCount == 70)
            for row in 0..<50 {
                let all = right.map { Sample.dot(left[row], $0) }
                var expected = all.indices.filter { all[$0] > Double(threshold) && all[$0] != 0 }
                expected.sort { all[$0] != all[$1] ? all[$0] > all[$1] : $0 < $1 }
                expected = expected.prefix(limit).sorted()
                let (columns, values) = products.row(row)
                #expect(columns.map { Int($0) } == expected)
                for (column, value) in zip(columns, values) {
                    #expect((Double(value) - all[Int(column)]).magnitude < 1e-5)
                }
            }
        }
    }

    @Test("Running products equal sums over all pairs")
    func running() {
        let matrix = Sample.sparse(rows: 40, columns: 25, density: 0.3, seed: 6, negative: true)
        let rows = Sample.dense(matrix)
        for side in [CSRMatrix.Side.above, .below] {
            let running = matrix.runningProducts(side)
            for i in 0..<40 {
                let others = side == .above ? Array(rows[..<i]) : Array(rows[(i + 1)...])
                let sum = others.reduce([Double](repeating: 0, count: 25)) { zip($0, $1).map { $0 + $1 } }
                #expect((running.products[i] - Sample.dot(rows[i], sum)).magnitude < 1e-6)
                #expect((running.squaredLengths[i] - Sample.dot(sum, sum)).magnitude < 1e-5)
                let length = Sample.dot(sum, sum).squareRoot()
                if length > 0 { #expect((running.cosines[i] - Sample.dot(rows[i], sum) / length).magnitude < 1e-5) }
            }
        }
        #expect(matrix.runningProducts(.above).cosines[0] == 0)
    }

    @Test("Largest products look at the nearest rows on each side, and at no others")
    func nearest() {
        let matrix = Sample.sparse(rows: 30, columns: 25, density: 0.3, seed: 7, negative: true)
        let rows = Sample.dense(matrix)
        for distance in [0, 1, 4, 100] {
            let (above, below) = matrix.largestProducts(within: distance)
            for i in 0..<30 {
                let before = (max(0, i - distance)..<i).map { Sample.dot(rows[i], rows[$0]) }.max() ?? 0
                let after =
                    (i + 1..<max(i + 1, min(30, i + 1 + distance))).map { Sample.dot(rows[i], rows[$0]) }
                    .max() ?? 0
                #expect((Double(above[i]) - max(0, before)).magnitude < 1e-5)
                #expect((Double(below[i]) - max(0, after)).magnitude < 1e-5)
            }
        }
    }

    @Test("Sums of rows and columns, and rows taken out, equal plain ones")
    func sums() {
        let matrix = Sample.sparse(rows: 20, columns: 15, density: 0.3, seed: 8, negative: true)
        let rows = Sample.dense(matrix)
        for column in 0..<15 {
            let values = rows.map { $0[column] }
            #expect((Double(matrix.columnSums()[column]) - values.reduce(0, +)).magnitude < 1e-5)
            #expect(matrix.columnCounts()[column] == UInt32(values.count { $0 != 0 }))
            let some = [3, 5, 3].reduce(0) { $0 + rows[$1][column] }
            #expect((Double(matrix.sum(ofRows: [3, 5, 3])[column]) - some).magnitude < 1e-5)
        }
        #expect(Sample.dense(matrix.rows(at: [4, 0, 4])) == [rows[4], rows[0], rows[4]])
        #expect(matrix.rows(at: []).rowCount == 0)
        let amounts = (0..<20).map { Double($0) - 7 }
        let products = matrix.transposedTimes(amounts)
        for column in 0..<15 {
            let plain = (0..<20).reduce(0.0) { $0 + amounts[$1] * rows[$1][column] }
            #expect((products[column] - plain).magnitude < 1e-9)
        }
        for (a, b) in zip(matrix.times(products), rows) { #expect((a - Sample.dot(b, products)).magnitude < 1e-9) }
        #expect(matrix.binary().values.allSatisfy { $0 == 1 })
    }

    @Test("A walk over pairs that are never made equals one over the Gram matrix, stored either way")
    func implicitWalk() {
        let matrix = Sample.sparse(rows: 60, columns: 40, density: 0.1, seed: 9)
        let edges = matrix.products(with: matrix)
        for damping in [0.85, 1] {
            let iteration = PowerIteration(damping: damping)
            let implicit = iteration.ranks(of: RowSimilarityGraph(matrix))
            let dense = iteration.ranks(of: matrix.gram())
            let sparse = iteration.ranks(of: edges)
            #expect((implicit.reduce(0, +) - 1).magnitude < 1e-5)
            for i in 0..<60 {
                #expect((implicit[i] - dense[i]).magnitude < 1e-6)
                #expect((implicit[i] - sparse[i]).magnitude < 1e-6)
            }
        }
    }

    @Test("Falling order puts equal scores by place and what is no number last")
    func ranking() {
        #expect(Ranking.descending([0.2, 0.9, .nan, 0.9, -.infinity]) == [1, 3, 0, 2, 4])
        #expect(Ranking.descending([Float]()).isEmpty)
    }

    @Test("Marginal relevance takes off the largest product with a chosen row")
    func relevance() {
        let matrix = Sample.sparse(rows: 12, columns: 9, density: 0.5, seed: 10)
        let rows = Sample.dense(matrix)
        var relevance = MarginalRelevance(matrix, diversity: 0.25)
        #expect(relevance.value(of: 3, score: 2) == 1.5)
        relevance.choose(1)
        relevance.choose(7)
        for i in 0..<12 {
            let largest = max(Sample.dot(rows[i], rows[1]), Sample.dot(rows[i], rows[7]))
            #expect((relevance.value(of: i, score: 2) - (1.5 - 0.25 * largest)).magnitude < 1e-6)
        }
    }

    @Test("The index of duplicate rows finds what comparing with each finds")
    func duplicates() {
        var generator = SeededGenerator(seed: 10)
        var offsets = [0]
        var columns: [UInt32] = []
        for _ in 0..<400 {
            let row = Set(
                (0..<Int.random(in: 3...9, using: &generator)).map { _ in
                    UInt32.random(in: 0..<14, using: &generator)
                })
            columns += row.sorted()
            offsets.append(columns.count)
        }
        let matrix = CSRMatrix(
            rowOffsets: offsets, columnIndices: columns, values: columns.map { _ in 1 }, columnCount: 14)
        var rows = DuplicateRows(matrix, overlap: 0.7, minimumColumns: 4)
        var members: [Int] = []
        for candidate in 0..<400 {
            let own = Set(matrix.row(candidate).columns)
            let expected = members.filter { member in
                let other = Set(matrix.row(member).columns)
                let smaller = min(own.count, other.count)
                return smaller >= 4 && Double(own.intersection(other).count) >= 0.7 * Double(smaller)
            }
            #expect(rows.duplicates(of: candidate) == Array(expected.prefix(2)))
            if candidate % 2 == 0 {
                rows.insert(candidate)
                members.append(candidate)
            }
            if candidate % 10 == 9 {
                rows.remove(members[members.count / 2])
                members.remove(at: members.count / 2)
            }
        }
    }
}
