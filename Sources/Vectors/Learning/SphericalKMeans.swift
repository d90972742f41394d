internal import Foundations

/// Clusters of rows of length 1 by their cosine with the clusters' means.
///
/// ```swift
/// let clusters = SphericalKMeans(rows, count: 14, threads: 2)
/// clusters.assigned(rows)                    // the cluster of each row
/// ```
///
/// Source: Dhillon and Modha, "Concept Decompositions for Large Sparse Text Data using Clustering" (Machine Learning, 2001);
/// starts as in Arthur and Vassilvitskii, "k-means++" (SODA 2007), with 1 − cosine for the squared distance. Results depend
/// on the seed alone.
public struct SphericalKMeans: Sendable {
    /// The means of the clusters, brought to length 1.
    public let centroids: DenseMatrix
    /// The mean cosine of a row with its cluster's centroid.
    public let objective: Double

    /// Finds clusters: of several starts, each refined for four rounds, the two best go on to the end, and the better one is
    /// the result.
    ///
    /// - Complexity: O((4 · starts + 2 · rounds) · rows · clusters · columns).
    public init(
        _ rows: DenseMatrix, count: Int, starts: Int = 8, rounds: Int = 40, seed: UInt64 = 1, threads: Int = 1
    ) {
        let count = max(1, min(count, rows.rowCount))
        guard rows.rowCount > 0 else {
            (centroids, objective) = (DenseMatrix(rowCount: 0, columnCount: rows.columnCount), 0)
            return
        }
        var random = SplitMix64(seed: seed)
        // Starts are drawn before the threads begin.
        let drawn = (0..<max(1, starts)).map { _ in random.next() }
        let begun = Self.refined(drawn.map { Self.start(rows, count, seed: $0) }, rows, rounds: 4, threads: threads)
        let order = begun.indices.sorted { (begun[$0].objective, $1) > (begun[$1].objective, $0) }
        let ended = Self.refined(order.prefix(2).map { begun[$0].centroids }, rows, rounds: rounds, threads: threads)
        var best = ended[0]
        for other in ended.dropFirst() where other.objective > best.objective { best = other }
        (centroids, objective) = best
    }

    /// The cluster of each row: the one with the largest cosine.
    public func assigned(_ rows: DenseMatrix) -> [Int] { rows.timesTranspose(of: centroids).largestPlaces() }

    /// Centroids that stay near given ones: soft assignment at a temperature, no shares of the clusters, each centroid the
    /// given one times `keep` and the mean of its rows times the rest.
    ///
    /// - Complexity: O(rounds · rows · clusters · columns).
    package static func anchored(
        _ rows: DenseMatrix, at anchors: DenseMatrix, keep: Float, temperature: Float, rounds: Int, threads: Int
    ) -> DenseMatrix {
        var centroids = anchors
        for _ in 0..<rounds {
            var shares = rows.timesTranspose(of: centroids)
            shares.softmaxRows(scale: 1 / temperature, threads: threads)
            var means = shares.sums(of: rows, threads: threads)
            means.normalizeRows()
            for place in means.values.indices {
                means.values[place] = keep * anchors.values[place] + (1 - keep) * means.values[place]
            }
            means.normalizeRows()
            centroids = means
        }
        return centroids
    }

    /// Rows far from each other: each further one is drawn with a probability that grows with its distance.
    private static func start(_ rows: DenseMatrix, _ count: Int, seed: UInt64) -> DenseMatrix {
        var random = SplitMix64(seed: seed)
        var result = DenseMatrix(rowCount: count, columnCount: rows.columnCount)
        var distances = [Double](repeating: 1, count: rows.rowCount)
        for cluster in 0..<count {
            let total = distances.reduce(0, +)
            var left = random.nextUnit() * total
            var chosen = rows.rowCount - 1
            for row in distances.indices {
                left -= distances[row]
                if left < 0 {
                    chosen = row
                    break
                }
            }
            let centroid = Array(rows.row(chosen))
            result.values.replaceSubrange(cluster * rows.columnCount..<(cluster + 1) * rows.columnCount, with: centroid)
            let cosines = rows.timesTranspose(
                of: DenseMatrix(rowCount: 1, columnCount: rows.columnCount, values: centroid))
            for row in distances.indices {
                distances[row] = min(distances[row], max(0, 1 - Double(cosines.values[row])))
            }
        }
        return result
    }

    /// Refines several starts side by side.
    private static func refined(
        _ starts: [DenseMatrix], _ rows: DenseMatrix, rounds: Int, threads: Int
    ) -> [(centroids: DenseMatrix, objective: Double)] {
        let results = ParallelResults<(centroids: DenseMatrix, objective: Double)>(count: starts.count)
        BLAS.withSingleThread(threads > 1 && BLAS.isLoaded) {
            ParallelLoop.run(starts.count, threads: threads) { results[$0] = refined(starts[$0], rows, rounds: rounds) }
        }
        return starts.indices.compactMap { results[$0] }
    }

    private static func refined(
        _ start: DenseMatrix, _ rows: DenseMatrix, rounds: Int
    ) -> (centroids: DenseMatrix, objective: Double) {
        var centroids = start
        var assigned: [Int] = []
        var objective = 0.0
        for _ in 0...rounds {
            let cosines = rows.timesTranspose(of: centroids)
            let places = cosines.largestPlaces()
            objective = 0
            for row in places.indices { objective += Double(cosines[row, places[row]]) }
            guard places != assigned else { break }
            assigned = places
            centroids = means(of: rows, assigned, keeping: centroids)
        }
        return (centroids, objective / Double(max(1, rows.rowCount)))
    }

    /// The mean of each cluster's rows, brought to length 1; a cluster without rows keeps its centroid.
    package static func means(of rows: DenseMatrix, _ assigned: [Int], keeping before: DenseMatrix) -> DenseMatrix {
        var means = DenseMatrix(rowCount: before.rowCount, columnCount: rows.columnCount)
        let width = rows.columnCount
        var filled = [Bool](repeating: false, count: before.rowCount)
        rows.values.withUnsafeBufferPointer { values in
            means.values.withUnsafeMutableBufferPointer { sums in
                for row in assigned.indices {
                    let (target, source) = (assigned[row] * width, row * width)
                    filled[assigned[row]] = true
                    for column in 0..<width { sums[target + column] += values[source + column] }
                }
            }
        }
        means.normalizeRows()
        for cluster in filled.indices where !filled[cluster] {
            let range = cluster * width..<(cluster + 1) * width
            means.values.replaceSubrange(range, with: before.values[range])
        }
        return means
    }
}
