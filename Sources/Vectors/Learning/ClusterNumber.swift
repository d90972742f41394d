internal import Foundations

/// How many clusters rows of length 1 have, by how much better they fall into clusters than rows without any.
///
/// The gap of a number k is the logarithm of how much larger the mean distance (1 − cosine) of a row to its centroid is for
/// reference rows than for the rows themselves. Reference rows have the same spread in every principal direction, each
/// direction shuffled by itself. Source: Tibshirani, Walther and Hastie, "Estimating the number of clusters in a data set via
/// the gap statistic" (2001), reference (b). Deviation: texts have clusters within clusters, and the gap goes on growing; so the
/// number is taken at the knee of the gap over log k, where the curve is highest above the line from its beginning to its end
/// (Satopää and others, "Finding a Kneedle in a Haystack", 2011).
package struct ClusterNumber: Sendable {
    /// A number that was tried, with its gap.
    package struct Entry: Sendable {
        package var count: Int
        package var gap: Double
    }

    /// What was tried, in ascending order.
    package let trials: [Entry]

    /// The numbers that are tried: about a sixth apart.
    static let numbers = [2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 24, 29, 35, 42]

    /// Tries numbers of clusters up to a quarter of the rows.
    ///
    /// - Complexity: O(rows · columns · 250) and O(columns³).
    package init(_ rows: DenseMatrix, seed: UInt64 = 1, threads: Int = 1) {
        let reference = Self.reference(rows, seed: seed)
        trials = Self.numbers.filter { $0 * 4 <= rows.rowCount }.map { count in
            let distance = { (rows: DenseMatrix) in
                1 - SphericalKMeans(rows, count: count, starts: 4, rounds: 10, seed: seed, threads: threads).objective
            }
            let (own, other) = (distance(rows), distance(reference))
            return Entry(count: count, gap: own > 0 && other > 0 ? Mathematics.log(other / own) : 0)
        }
    }

    /// The number at the knee; 1 if nothing could be tried or no number is better than one cluster.
    package var knee: Int {
        guard let last = trials.last, last.gap > 0 else { return 1 }
        let end = Mathematics.log(Double(last.count))
        var best = (height: -Double.infinity, count: 1)
        for trial in trials {
            let height = trial.gap / last.gap - Mathematics.log(Double(trial.count)) / end
            if height > best.height { best = (height, trial.count) }
        }
        return best.count
    }

    /// Rows with the same spread in each principal direction, whose places there have nothing to do with each other.
    private static func reference(_ rows: DenseMatrix, seed: UInt64) -> DenseMatrix {
        let width = rows.columnCount
        var centered = rows
        let mean = rows.meanRow()
        for row in 0..<rows.rowCount {
            for column in 0..<width { centered[row, column] -= mean[column] }
        }
        let gram = Panel(centered).gram(threads: 1)
        let eigen = SymmetricEigen(gram, size: width)
        let directions = DenseMatrix(rowCount: width, columnCount: width, values: eigen.vectors.map { Float($0) })
        var places = centered.timesTranspose(of: directions)
        var random = SplitMix64(seed: seed)
        for column in 0..<width {
            for row in stride(from: rows.rowCount - 1, to: 0, by: -1) {
                let other = Int(random.next() % UInt64(row + 1))
                (places[row, column], places[other, column]) = (places[other, column], places[row, column])
            }
        }
        var result = places.times(directions)
        for row in 0..<rows.rowCount {
            for column in 0..<width { result[row, column] += mean[column] }
        }
        result.normalizeRows()
        return result
    }
}
