internal import Foundations

/// Complement naive Bayes: learns by counting, one text at a time, and never needs the earlier ones again.
///
/// A class is scored by how little a text looks like all *other* classes together, which suits classes of different
/// sizes better than ordinary naive Bayes.
///
/// ```swift
/// var bayes = ComplementNaiveBayes(classCount: 3, columnCount: vocabulary.count)
/// bayes.add(rows, membership: labels)
/// let weights = bayes.weights()  // the score of class k is weights[k]·row
/// ```
///
/// Source: Rennie, Shih, Teevan, Karger, "Tackling the Poor Assumptions of Naive Bayes Text Classifiers" (ICML 2003),
/// steps 4 to 8. As scikit-learn's `ComplementNB(norm=False)`, whose weights it equals.
public struct ComplementNaiveBayes: Sendable {
    /// The number of classes.
    public let classCount: Int
    /// The number of columns.
    public let columnCount: Int
    /// What is added to every count (α), above 0.
    public let smoothing: Double
    /// For each class, the sum of the rows' values by column.
    private var sums: [[Double]]
    /// Over all rows and classes.
    private var totals: [Double]

    /// Creates a learner that has seen nothing.
    public init(classCount: Int, columnCount: Int, smoothing: Double = 0.1) {
        precondition(classCount > 0 && columnCount >= 0 && smoothing > 0, "counts and smoothing must be positive")
        self.classCount = classCount
        self.columnCount = columnCount
        self.smoothing = smoothing
        sums = [[Double]](repeating: [Double](repeating: 0, count: columnCount), count: classCount)
        totals = [Double](repeating: 0, count: columnCount)
    }

    /// Counts rows.
    ///
    /// - Parameters:
    ///   - rows: counts or weights, none below 0.
    ///   - membership: the classes of each row.
    ///   - factor: how much each row counts; −1 takes rows back that were counted before.
    /// - Complexity: O(stored values).
    public mutating func add(_ rows: CSRMatrix, membership: OneVersusRest.Membership, factor: Double = 1) {
        precondition(rows.columnCount == columnCount && membership.count == rows.rowCount, "the rows do not fit")
        for row in 0..<rows.rowCount {
            for label in membership[row] {
                for place in rows.rowOffsets[row]..<rows.rowOffsets[row + 1] {
                    let column = Int(rows.columnIndices[place])
                    let value = factor * Double(rows.values[place])
                    sums[Int(label)][column] += value
                    totals[column] += value
                }
            }
        }
    }

    /// The weight of each column for each class: `−ln θ̃` of the class's complement.
    ///
    /// - Complexity: O(classes × columns).
    public func weights() -> [[Float]] {
        sums.map { own in
            var sum = 0.0
            for column in 0..<columnCount { sum += max(0, totals[column] - own[column]) + smoothing }
            let logarithm = Mathematics.log(sum)
            return (0..<columnCount).map { column in
                Float(logarithm - Mathematics.log(max(0, totals[column] - own[column]) + smoothing))
            }
        }
    }
}
