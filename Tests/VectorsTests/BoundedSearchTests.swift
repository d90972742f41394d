import TestSupport
import Testing
import Vectors

/// Search by bounds against adding up every product: the same documents and the same bits.
@Suite("Search by bounds")
struct BoundedSearchTests {
    /// How the documents of a test are made.
    enum Kind: CaseIterable { case cosine, counts, signed, repeated }

    /// Documents whose columns are spread like words: column c with a probability near 1 / c.
    private func documents(_ kind: Kind, rows: Int, columns: Int, length: Int, seed: UInt64) -> CSRMatrix {
        var generator = SeededGenerator(seed: seed)
        var offsets = [0]
        var indices: [UInt32] = []
        var values: [Float] = []
        for row in 0..<rows {
            if kind == .repeated && row % 3 == 2 {
                // The document in front, again.
                let copied = offsets[row - 1]..<offsets[row]
                indices += Array(indices[copied])
                values += Array(values[copied])
            } else {
                var counts: [UInt32: Float] = [:]
                for _ in 0..<Int.random(in: length / 2...length, using: &generator) {
                    let bits = Int.random(in: 0..<(Int.bitWidth - columns.leadingZeroBitCount), using: &generator)
                    let column = (1 << bits) - 1 + Int.random(in: 0..<1 << bits, using: &generator)
                    // The commonest are not the first ones.
                    counts[UInt32((column &* 7919) % columns), default: 0] += 1
                }
                let rare = Float(1 + 2 * (row % 2))
                for (column, count) in counts.sorted(by: { $0.key < $1.key }) {
                    let sign: Float = kind == .signed && Bool.random(using: &generator) ? -1 : 1
                    indices.append(column)
                    values.append(
                        sign * count * (kind == .counts ? rare : Float.random(in: 0.5...3, using: &generator)))
                }
            }
            offsets.append(indices.count)
        }
        var matrix = CSRMatrix(rowOffsets: offsets, columnIndices: indices, values: values, columnCount: columns)
        if kind != .counts { matrix.normalizeRows() }
        return matrix
    }

    /// Σ products in the order of columns, rounded at each step; all documents above the threshold, sorted.
    private func plain(_ matrix: CSRMatrix, _ query: Int, limit: Int, threshold: Float) -> [Match] {
        var weights = [Float](repeating: 0, count: matrix.columnCount)
        let (columns, values) = matrix.row(query)
        for (column, value) in zip(columns, values) { weights[Int(column)] = value }
        var found: [Match] = []
        for document in 0..<matrix.rowCount {
            var score: Float = 0
            for place in matrix.rowOffsets[document]..<matrix.rowOffsets[document + 1] {
                let product = weights[Int(matrix.columnIndices[place])] * matrix.values[place]
                score += product
            }
            if score > threshold { found.append(Match(document: document, score: score)) }
        }
        found.sort { $0.score != $1.score ? $0.score > $1.score : $0.document < $1.document }
        return Array(found.prefix(limit))
    }

    @Test("The best matches are those of the plain product, bit by bit", arguments: Kind.allCases)
    func equalsPlain(kind: Kind) {
        let matrix = documents(kind, rows: 2000, columns: 4000, length: 80, seed: 3)
        let index = InvertedIndex(matrix)
        let queries = [0, 2, 5, 700, 1999]
        for (limit, threshold) in [(1, 0), (10, 0), (10, 0.35), (2000, 0.5), (2000, 0)] as [(Int, Float)] {
            for query in queries {
                let (columns, values) = matrix.row(query)
                let found = index.matches(
                    columns: Array(columns), values: Array(values), limit: limit, threshold: threshold)
                #expect(found == plain(matrix, query, limit: limit, threshold: threshold))
            }
        }
    }

    @Test("More documents than are bounded at a time, on several threads")
    func blocks() {
        let matrix = documents(.cosine, rows: 70_000, columns: 300, length: 8, seed: 4)
        let index = InvertedIndex(matrix)
        let queries = matrix.rows(66_000..<66_005)
        let found = index.matches(for: queries, limit: 5)
        for (place, matches) in found.enumerated() {
            #expect(matches == plain(matrix, 66_000 + place, limit: 5, threshold: 0))
        }
        #expect(index.matches(for: queries, limit: 5, threads: 3) == found)
    }

    @Test("Values that bounds cannot hold are added up")
    func extremes() {
        var matrix = documents(.counts, rows: 500, columns: 300, length: 60, seed: 5)
        for extreme in [Float.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .nan] {
            for place in stride(from: 0, to: matrix.storedCount, by: 97) { matrix.values[place] = extreme }
            let index = InvertedIndex(matrix)
            for query in [0, 7] {
                let (columns, values) = matrix.row(query)
                let found = index.matches(columns: Array(columns), values: Array(values), limit: 5)
                let expected = plain(matrix, query, limit: 5, threshold: 0)
                // Where a product is infinity times zero, only lists leave it out.
                if extreme.isFinite { #expect(found == expected) }
                #expect(found.allSatisfy { $0.score > 0 })
            }
        }
    }
}
