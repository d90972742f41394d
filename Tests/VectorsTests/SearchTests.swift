import TestSupport
import Testing
import Vectors

/// Top-k search against sorting all scores.
@Suite("Search")
struct SearchTests {
    /// All documents with a score above the threshold, best first, ties by document.
    private func plain(_ scores: [Double], limit: Int, threshold: Double) -> [(document: Int, score: Double)] {
        scores.enumerated().filter { $1 > threshold }.map { ($0, $1) }
            .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }.prefix(limit).map { $0 }
    }

    private func expectSame(_ found: [Match], _ expected: [(document: Int, score: Double)], _ scores: [Double]) {
        #expect(found.count == expected.count)
        for (a, b) in zip(found, expected) {
            // Rounding may exchange documents whose scores agree to six digits; the score must fit either way.
            #expect((Double(a.score) - b.score).magnitude < 1e-4)
            #expect((scores[a.document] - b.score).magnitude < 1e-4)
        }
        for (a, b) in zip(found, found.dropFirst()) {
            #expect(a.score > b.score || (a.score == b.score && a.document < b.document))
        }
        #expect(Set(found.map(\.document)).count == found.count)
    }

    @Test("Sparse search equals the sorted product", arguments: [1, 3, 10, 5000], [false, true])
    func sparse(limit: Int, negative: Bool) {
        let documents = Sample.sparse(rows: 700, columns: 60, density: 0.1, seed: 5, negative: negative)
        let queries = Sample.sparse(rows: 9, columns: 60, density: 0.2, seed: 6, negative: negative)
        let plainDocuments = Sample.dense(documents), plainQueries = Sample.dense(queries)
        let index = InvertedIndex(documents)
        for threshold in [0, 0.3] as [Float] {
            let found = index.matches(for: queries, limit: limit, threshold: threshold)
            for (row, matches) in found.enumerated() {
                let scores = plainDocuments.map { Sample.dot($0, plainQueries[row]) }
                expectSame(matches, plain(scores, limit: limit, threshold: Double(threshold)), scores)
            }
            #expect(index.matches(for: queries, limit: limit, threshold: threshold, threads: 4) == found)
        }
    }

    @Test("More documents than fit a block, equal scores in the order of documents")
    func blocksAndTies() {
        let count = 20_000
        let documents = CSRMatrix(
            rowOffsets: Array(0...count), columnIndices: (0..<count).map { UInt32($0 % 3) },
            values: (0..<count).map { $0 == 19_000 ? 2 : 1 }, columnCount: 3)
        let index = InvertedIndex(documents)
        let matches = index.matches(columns: [1], values: [1], limit: 4)
        #expect(matches.map(\.document) == [19_000, 1, 4, 7])
        #expect(matches.map(\.score) == [2, 1, 1, 1])
        #expect(index.matches(columns: [0, 1, 2], values: [0, 0, 0], limit: 4).isEmpty)
        #expect(index.matches(columns: [], values: [], limit: 4).isEmpty)
        #expect(index.matches(columns: [1], values: [1], limit: 0).isEmpty)
    }

    @Test("Dense search equals the sorted product", arguments: [(1, 1), (5, 7), (64, 384), (130, 33)])
    func dense(queryCount: Int, width: Int) {
        let rows = Sample.dense(rows: 1100, columns: width, seed: 7)
        let queries = Sample.dense(rows: queryCount, columns: width, seed: 8)
        let index = DenseIndex(rows)
        let found = index.matches(for: queries, limit: 10)
        #expect(
            index.matches(for: queries, limit: 10, threads: 3).map { $0.map(\.document) }
                == found.map { $0.map(\.document) })
        for row in 0..<min(queryCount, 6) {
            let query = queries.row(row).map(Double.init)
            let scores = (0..<rows.rowCount).map { Sample.dot(rows.row($0).map(Double.init), query) }
            expectSame(found[row], plain(scores, limit: 10, threshold: -.infinity), scores)
        }
    }

    @Test("Empty indexes find nothing")
    func empty() {
        let none = InvertedIndex(CSRMatrix(rowOffsets: [0], columnIndices: [], values: [], columnCount: 0))
        #expect(none.matches(columns: [], values: [], limit: 3).isEmpty)
        let dense = DenseIndex(DenseMatrix(rowCount: 0, columnCount: 4))
        #expect(dense.matches(for: DenseMatrix(rowCount: 2, columnCount: 4), limit: 3) == [[], []])
    }

    @Test("BM25 weights follow the formula")
    func bm25() {
        let counts = CSRMatrix(
            rowOffsets: [0, 2, 3], columnIndices: [0, 1, 1], values: [2, 1, 4], columnCount: 2)
        let weights = BM25Weighting(k1: 1.5, b: 0.75).weights(counts)
        // n = 2, mean length 3.5; ln(1 + 1.5/1.5) = 0.693147, ln(1 + 0.5/2.5) = 0.182322.
        let expected: [Float] = [
            0.693147 * 2 / (2 + 1.5 * (0.25 + 0.75 * 3 / 3.5)), 0.182322 * 1 / (1 + 1.5 * (0.25 + 0.75 * 3 / 3.5)),
            0.182322 * 4 / (4 + 1.5 * (0.25 + 0.75 * 4 / 3.5)),
        ]
        for (a, b) in zip(weights.values, expected) { #expect((a - b).magnitude < 1e-5) }
        let nothing = CSRMatrix(rowOffsets: [0, 0], columnIndices: [], values: [], columnCount: 2)
        #expect(BM25Weighting().weights(nothing).storedCount == 0)
    }
}
