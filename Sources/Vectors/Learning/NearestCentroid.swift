/// The class whose mean is nearest: for few examples, and for dense vectors.
///
/// Every row is brought to length 1 and counts the same for its class; the score of a class is the cosine of a row with
/// the class's mean. Also known as the Rocchio classifier with cosine similarity.
///
/// Source: Han, Karypis, "Centroid-Based Document Classification" (PKDD 2000).
public struct NearestCentroid: Sendable {
    /// For each class, its mean brought to length 1; zeros for a class without rows.
    public let centroids: [[Float]]

    /// Computes the means.
    ///
    /// - Parameters:
    ///   - rows: one row an example.
    ///   - membership: the classes of each row.
    ///   - classCount: the number of classes.
    /// - Complexity: O(stored values + classes × columns).
    public init(_ rows: CSRMatrix, membership: OneVersusRest.Membership, classCount: Int) {
        precondition(membership.count == rows.rowCount, "one set of classes a row is needed")
        var sums = [[Double]](repeating: [Double](repeating: 0, count: rows.columnCount), count: classCount)
        for row in 0..<rows.rowCount {
            let places = rows.rowOffsets[row]..<rows.rowOffsets[row + 1]
            let length = places.reduce(0.0) { $0 + Double(rows.values[$1]) * Double(rows.values[$1]) }.squareRoot()
            guard length > 0 else { continue }
            for label in membership[row] {
                for place in places {
                    sums[Int(label)][Int(rows.columnIndices[place])] += Double(rows.values[place]) / length
                }
            }
        }
        centroids = sums.map { sum in
            let length = sum.reduce(0.0) { $0 + $1 * $1 }.squareRoot()
            return sum.map { length > 0 ? Float($0 / length) : 0 }
        }
    }
}
