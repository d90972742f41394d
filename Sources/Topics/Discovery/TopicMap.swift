internal import Vectors

extension DiscoveredTopics {
    /// Where each topic lies on a plane on which topics alike are near: the two strongest directions in which their centroids
    /// differ.
    ///
    /// - Complexity: O(topics · dimensions).
    public var map: [(x: Double, y: Double)] {
        let mean = centroids.meanRow()
        let columns = (0..<UInt32(mean.count))
        let centered = CSRMatrix(
            rowOffsets: (0...topics.count).map { $0 * mean.count },
            columnIndices: topics.indices.flatMap { _ in columns },
            values: topics.indices.flatMap { topic in zip(centroids.row(topic), mean).map { $0 - $1 } },
            columnCount: mean.count)
        let places = TruncatedSVD.fitTransform(centered, rank: 2).rows
        return topics.indices.map { topic in
            (
                places.columnCount > 0 ? Double(places[topic, 0]) : 0,
                places.columnCount > 1 ? Double(places[topic, 1]) : 0
            )
        }
    }
}
