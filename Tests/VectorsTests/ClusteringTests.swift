import TestSupport
import Testing
import Vectors

@Suite("Clusters and mixtures")
struct ClusteringTests {
    /// Rows of random numbers between 0 and 1.
    private func matrix(_ rows: Int, _ columns: Int, seed: UInt64) -> DenseMatrix {
        var generator = SeededGenerator(seed: seed)
        return DenseMatrix(
            rowCount: rows, columnCount: columns,
            values: (0..<rows * columns).map { _ in Float.random(in: 0...1, using: &generator) })
    }

    /// Counts of 0 to 3, most of them 0.
    private func counts(_ rows: Int, _ columns: Int, seed: UInt64) -> CSRMatrix {
        var generator = SeededGenerator(seed: seed)
        var (offsets, places, values): ([Int], [UInt32], [Float]) = ([0], [], [])
        for _ in 0..<rows {
            for column in 0..<columns where generator.next() % 4 == 0 {
                places.append(UInt32(column))
                values.append(Float(generator.next() % 3 + 1))
            }
            offsets.append(places.count)
        }
        return CSRMatrix(rowOffsets: offsets, columnIndices: places, values: values, columnCount: columns)
    }

    @Test("Products of sparse and dense matrices are those of plain loops", arguments: [1, 5, 16, 37])
    func products(width: Int) {
        let (sparse, dense) = (counts(300, 20, seed: 1), matrix(20, width, seed: 2))
        let product = sparse.times(DenseFactor(dense), threads: 2)
        for row in 0..<300 {
            for column in 0..<width {
                var sum: Float = 0
                for place in sparse.rowOffsets[row]..<sparse.rowOffsets[row + 1] {
                    sum += sparse.values[place] * dense[Int(sparse.columnIndices[place]), column]
                }
                #expect(abs(product[row, column] - sum) < 1e-4)
            }
        }
    }

    @Test("Shares sum to 1 and follow the scores; sums by shares are those of plain loops")
    func shares() {
        var shares = matrix(2500, 4, seed: 3)
        let scores = shares
        shares.softmaxRows(scale: 3, threads: 2)
        for row in stride(from: 0, to: 2500, by: 97) {
            let sum = shares.row(row).reduce(0, +)
            #expect(abs(sum - 1) < 1e-5)
            let ratio = shares[row, 0] / shares[row, 1]
            #expect(abs(ratio - exponential((scores[row, 0] - scores[row, 1]) * 3)) < 1e-3 * ratio)
        }
        let rows = matrix(2500, 7, seed: 4)
        let sums = shares.sums(of: rows, threads: 1)
        #expect(sums == shares.sums(of: rows, threads: 3))
        for place in 0..<4 {
            for column in 0..<7 {
                let sum = (0..<2500).reduce(0.0) { $0 + Double(shares[$1, place]) * Double(rows[$1, column]) }
                #expect(abs(Double(sums[place, column]) - sum) < 1e-2)
            }
        }
    }

    /// e to the power x, by its series.
    private func exponential(_ x: Float) -> Float {
        var (sum, term): (Double, Double) = (1, 1)
        for step in 1..<40 {
            term *= Double(x) / Double(step)
            sum += term
        }
        return Float(sum)
    }

    @Test("One round of the mixture counts as naive Bayes does, by hand")
    func naiveBayes() {
        // Two texts of class 0 with word 0, one of class 1 with words 1 and 2.
        let counts = CSRMatrix(
            rowOffsets: [0, 1, 2, 4], columnIndices: [0, 0, 1, 2], values: [2, 1, 1, 1], columnCount: 3)
        let start = DenseMatrix(rowCount: 3, columnCount: 2, values: [1, 0, 1, 0, 0, 1])
        let mixture = NaiveBayesMixture(counts, start: start, smoothing: 0.5, rounds: 1)
        let expected: [Float] = [3.5 / 4.5, 0.5 / 3.5, 0.5 / 4.5, 1.5 / 3.5, 0.5 / 4.5, 1.5 / 3.5]
        for (value, share) in zip(mixture.logFrequencies.values, expected) {
            #expect(abs(exponential(value) - share) < 1e-5)
        }
        let shares = mixture.shares(of: counts)
        // Text 1 has one word: its odds are the classes' odds times the squared ratio of the word's shares.
        let odds = (2.0 / 1.0) * ((3.5 / 4.5) / (0.5 / 3.5)) * ((3.5 / 4.5) / (0.5 / 3.5))
        #expect(abs(Double(shares[1, 0] / shares[1, 1]) / odds - 1) < 1e-3)
    }

    @Test("The mixture is the same at any number of threads, and finds two kinds of text from a faint guess")
    func mixture() {
        var generator = SeededGenerator(seed: 5)
        var (offsets, places, values): ([Int], [UInt32], [Float]) = ([0], [], [])
        for row in 0..<400 {
            // Words 0 to 9 for even rows, 10 to 19 for odd ones.
            let words = Set((0..<6).map { _ in UInt32(generator.next() % 10) + (row % 2 == 0 ? 0 : 10) }).sorted()
            places += words
            values += words.map { _ in 1 }
            offsets.append(places.count)
        }
        let counts = CSRMatrix(rowOffsets: offsets, columnIndices: places, values: values, columnCount: 20)
        let start = DenseMatrix(
            rowCount: 400, columnCount: 2,
            values: (0..<400).flatMap { row -> [Float] in
                guard row < 10 else { return [0.5, 0.5] }
                return row % 2 == 0 ? [0.8, 0.2] : [0.2, 0.8]
            })
        let one = NaiveBayesMixture(counts, start: start, rounds: 10, threads: 1).shares(of: counts, threads: 1)
        let three = NaiveBayesMixture(counts, start: start, rounds: 10, threads: 3).shares(of: counts, threads: 3)
        #expect(one == three)
        #expect((0..<400).allSatisfy { one[$0, $0 % 2] > 0.9 })
    }

    @Test("The largest places are those of a full sort")
    func largestPlaces() {
        var generator = SeededGenerator(seed: 11)
        let values = (0..<300).map { _ in Float(generator.next() % 40) }
        let matrix = DenseMatrix(rowCount: 1, columnCount: 300, values: values)
        let sorted = values.indices.sorted { (values[$0], $1) > (values[$1], $0) }
        for limit in [0, 1, 7, 299, 500] {
            #expect(matrix.largestPlaces(ofRow: 0, limit: limit) == Array(sorted.prefix(limit)))
        }
    }

    @Test("Rows around three directions fall into three clusters, at any number of threads")
    func clusters() {
        var generator = SeededGenerator(seed: 6)
        var rows = DenseMatrix(rowCount: 300, columnCount: 5)
        for row in 0..<300 {
            for column in 0..<5 { rows[row, column] = Float.random(in: -0.1...0.1, using: &generator) }
            rows[row, row % 3] += 1
        }
        rows.normalizeRows()
        let found = SphericalKMeans(rows, count: 3, threads: 1)
        #expect(found.objective > 0.95)
        let assigned = found.assigned(rows)
        #expect((0..<300).allSatisfy { assigned[$0] == assigned[$0 % 3] } && Set(assigned).count == 3)
        #expect(SphericalKMeans(rows, count: 3, threads: 3).centroids == found.centroids)
        let other = SphericalKMeans(rows, count: 3, seed: 77)
        #expect(abs(other.objective - found.objective) < 1e-6)
    }

    @Test("More clusters than rows, equal rows and no rows have defined clusters")
    func degenerate() {
        let equal = DenseMatrix(rowCount: 6, columnCount: 3, values: (0..<6).flatMap { _ in [1, 0, 0] as [Float] })
        #expect(Set(SphericalKMeans(equal, count: 2).assigned(equal)).count == 1)
        #expect(SphericalKMeans(equal, count: 50).centroids.rowCount == 6)
        #expect(SphericalKMeans(DenseMatrix(rowCount: 0, columnCount: 3), count: 2).centroids.rowCount == 0)
    }
}
