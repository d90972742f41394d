import TestSupport
import Testing
import Vectors

/// Singular values and ranks against what is known of them.
@Suite("Decompositions")
struct DecompositionTests {
    @Test("A matrix of low rank is found again exactly", arguments: [1, 2])
    func lowRank(threads: Int) {
        // Rank 6: rows are combinations of 6 sparse vectors.
        let base = Sample.sparse(rows: 6, columns: 300, density: 0.3, seed: 1)
        let mix = Sample.dense(rows: 120, columns: 6, seed: 2)
        let plain = Sample.dense(base)
        var offsets = [0], columns: [UInt32] = [], values: [Float] = []
        for row in 0..<120 {
            for column in 0..<300 {
                let value = (0..<6).reduce(0.0) { $0 + Double(mix[row, $1]) * plain[$1][column] }
                if value != 0 {
                    columns.append(UInt32(column))
                    values.append(Float(value))
                }
            }
            offsets.append(columns.count)
        }
        let matrix = CSRMatrix(rowOffsets: offsets, columnIndices: columns, values: values, columnCount: 300)
        let (svd, rows) = TruncatedSVD.fitTransform(matrix, rank: 10, threads: threads)
        let energy = values.reduce(0.0) { $0 + Double($1) * Double($1) }
        let found = svd.singularValues.reduce(0.0) { $0 + Double($1) * Double($1) }
        #expect((found / energy - 1).magnitude < 1e-4)
        // U S Vᵀ is the matrix.
        let dense = Sample.dense(matrix)
        for row in [0, 7, 119] {
            for column in [0, 5, 299] {
                let value = (0..<svd.singularValues.count).reduce(0.0) {
                    $0 + Double(rows[row, $1]) * Double(svd.components[$1, column])
                }
                #expect((value - dense[row][column]).magnitude < 1e-3)
            }
        }
        #expect(svd.transform(matrix).values.count == rows.values.count)
        for (a, b) in zip(svd.transform(matrix).values, rows.values) { #expect((a - b).magnitude < 1e-2) }
    }

    @Test("Components are orthonormal, values descend, the seed decides, threads do not")
    func laws() {
        let matrix = Sample.sparse(rows: 90, columns: 140, density: 0.1, seed: 3)
        let svd = TruncatedSVD.fit(matrix, rank: 12)
        #expect(svd.singularValues.count == 12)
        #expect(zip(svd.singularValues, svd.singularValues.dropFirst()).allSatisfy { $0 >= $1 })
        let gram = svd.components.timesTranspose(of: svd.components)
        for i in 0..<12 { for j in 0..<12 { #expect((gram[i, j] - (i == j ? 1 : 0)).magnitude < 1e-3) } }
        let again = TruncatedSVD.fit(matrix, rank: 12, threads: 3)
        #expect(again.singularValues == svd.singularValues && again.components == svd.components)
    }

    @Test("A constant in every place is decomposed as if it were stored", arguments: [1, 3])
    func addend(threads: Int) {
        let matrix = Sample.sparse(rows: 60, columns: 45, density: 0.1, seed: 5)
        let full = CSRMatrix(
            rowOffsets: (0...60).map { $0 * 45 }, columnIndices: (0..<60 * 45).map { UInt32($0 % 45) },
            values: Sample.dense(matrix).flatMap { $0 }.map { Float($0) + 0.4 }, columnCount: 45)
        var options = TruncatedSVD.Options(iterations: 20)
        let stored = TruncatedSVD.fitTransform(full, rank: 6, options: options, threads: threads)
        options.addend = 0.4
        let added = TruncatedSVD.fitTransform(matrix, rank: 6, options: options, threads: threads)
        for (a, b) in zip(stored.svd.singularValues, added.svd.singularValues) { #expect((a - b).magnitude < 1e-3) }
        for (a, b) in zip(stored.rows.rowNorms(), added.rows.rowNorms()) { #expect((a - b).magnitude < 1e-3) }
        for (a, b) in zip(added.svd.transform(matrix).values, added.rows.values) { #expect((a - b).magnitude < 1e-3) }
        let constant = CSRMatrix(rowOffsets: [0, 0, 0], columnIndices: [], values: [], columnCount: 8)
        let only = TruncatedSVD.fit(constant, rank: 2, options: .init(addend: 2))
        #expect(only.singularValues.count == 1 && (only.singularValues[0] - 8).magnitude < 1e-4)
    }

    @Test("Degenerate matrices: empty, zero, one value, rank above what there is")
    func degenerate() {
        let empty = CSRMatrix(rowOffsets: [0], columnIndices: [], values: [], columnCount: 0)
        #expect(TruncatedSVD.fit(empty, rank: 3).singularValues.isEmpty)
        let zero = CSRMatrix(rowOffsets: [0, 1, 2], columnIndices: [0, 1], values: [0, 0], columnCount: 2)
        #expect(TruncatedSVD.fit(zero, rank: 2).singularValues.isEmpty)
        let one = CSRMatrix(rowOffsets: [0, 0, 1], columnIndices: [4], values: [3], columnCount: 5)
        let svd = TruncatedSVD.fit(one, rank: 9)
        #expect(svd.singularValues.count == 1 && (svd.singularValues[0] - 3).magnitude < 1e-4)
        #expect((svd.components[0, 4] - 1).magnitude < 1e-4)
    }

    @Test("Ranks of a walk: sum 1, the linked-to is first, dangling vertices lose nothing")
    func ranks() {
        // 0 → 1, 1 → 2, 2 → 1, 3 → 1; 4 has no edges.
        let graph = CSRMatrix(
            rowOffsets: [0, 1, 2, 3, 4, 4], columnIndices: [1, 2, 1, 1], values: [1, 1, 1, 1], columnCount: 5)
        let ranks = PowerIteration().ranks(of: graph)
        #expect((ranks.reduce(0, +) - 1).magnitude < 1e-4)
        #expect(ranks.indices.max { ranks[$0] < ranks[$1] } == 1)
        #expect(ranks[4] > 0 && ranks[4] < ranks[1])
        let restarted = PowerIteration().ranks(of: graph, restarts: [0, 0, 0, 0, 1])
        #expect(restarted[4] > ranks[4])
        #expect(
            PowerIteration().ranks(of: CSRMatrix(rowOffsets: [0], columnIndices: [], values: [], columnCount: 0))
                .isEmpty)
    }
}
