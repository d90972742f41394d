internal import Foundations

/// A mixture of multinomial distributions over word counts, found by expectation maximization from a first guess.
///
/// ```swift
/// let mixture = NaiveBayesMixture(counts, start: guesses, tether: guesses)
/// let shares = mixture.shares(of: newCounts)      // a row for each document, a column for each class
/// ```
///
/// A row's log-likelihood is divided by the root of its number of words and doubled, which keeps long texts from being
/// certain. Source: Nigam, McCallum, Thrun and Mitchell, "Text Classification from Labeled and Unlabeled Documents using
/// EM" (Machine Learning, 2000). Deviations: that root, and the tether: in every round the first guess takes part again.
public struct NaiveBayesMixture: Sendable {
    /// The logarithm of each column's probability, a row for each column, a column for each class.
    public let logFrequencies: DenseMatrix
    /// The logarithm of each class's share.
    public let logShares: [Float]
    private let factor: DenseFactor

    /// What the tempered log-likelihood is multiplied by.
    package static let temper: Float = 2

    /// Learns from counts.
    ///
    /// - Parameters:
    ///   - counts: a row of counts for each document.
    ///   - start: the shares of the classes in each row to begin with.
    ///   - tether: what a row's shares are multiplied by in each round; nil for nothing.
    ///   - smoothing: what is added to every count of a class.
    ///   - rounds: rounds of expectation and maximization.
    ///   - threads: how many threads share the work.
    /// - Complexity: O(rounds · stored values · classes).
    public init(
        _ counts: CSRMatrix, start: DenseMatrix, tether: DenseMatrix? = nil, smoothing: Float = 0.05, rounds: Int = 6,
        threads: Int = 1
    ) {
        precondition(start.rowCount == counts.rowCount, "one row of shares for each row is needed")
        let columns = counts.transposed()
        let scales = Self.scales(counts)
        var shares = start
        var frequencies = DenseMatrix(rowCount: counts.columnCount, columnCount: start.columnCount)
        var logShares: [Float] = []
        for _ in 0..<max(1, rounds) {
            logShares = shares.meanRow().map { Float(Mathematics.log(Double($0) + 1e-6)) }
            frequencies = columns.times(DenseFactor(shares), threads: threads)
            Self.takeLogarithms(&frequencies, smoothing, threads: threads)
            shares = Self.scores(counts, DenseFactor(frequencies), logShares, scales, threads: threads)
            shares.softmaxRows(threads: threads)
            if let tether { shares.multiplyAndNormalizeRows(tether, threads: threads) }
        }
        logFrequencies = frequencies
        factor = DenseFactor(frequencies)
        self.logShares = logShares
    }

    private init(_ logFrequencies: DenseMatrix, _ logShares: [Float]) {
        self.logFrequencies = logFrequencies
        self.logShares = logShares
        factor = DenseFactor(logFrequencies)
    }

    /// The mixture of some of its classes, in the order given.
    package func ordered(_ places: [Int]) -> NaiveBayesMixture {
        NaiveBayesMixture(logFrequencies.columns(at: places), places.map { logShares[$0] })
    }

    /// The shares of the classes in rows of counts over the same columns.
    ///
    /// - Complexity: O(stored values · classes).
    public func shares(of counts: CSRMatrix, threads: Int = 1) -> DenseMatrix {
        var scores = scores(of: counts, threads: threads)
        scores.softmaxRows(threads: threads)
        return scores
    }

    /// The logarithms of the shares, each row but for a constant.
    package func scores(of counts: CSRMatrix, threads: Int = 1) -> DenseMatrix {
        Self.scores(counts, factor, logShares, Self.scales(counts), threads: threads)
    }

    /// Twice 1 over the root of each row's number of words.
    private static func scales(_ counts: CSRMatrix) -> [Float] {
        (0..<counts.rowCount).map { row in
            var sum: Float = 0
            for place in counts.rowOffsets[row]..<counts.rowOffsets[row + 1] { sum += counts.values[place] }
            return temper / max(1, sum.squareRoot())
        }
    }

    /// Turns sums of counts into logarithms of the columns' probabilities in each class.
    private static func takeLogarithms(_ sums: inout DenseMatrix, _ smoothing: Float, threads: Int) {
        let classes = sums.columnCount
        let totals = sums.meanRow().map { $0 * Float(sums.rowCount) + smoothing * Float(sums.rowCount) }
        let logTotals = totals.map { Mathematics.log(Double($0)) }
        sums.mapRows(threads: threads) { row in
            for place in 0..<classes {
                row[place] = Float(Mathematics.log(Double(row[place] + smoothing)) - logTotals[place])
            }
        }
    }

    private static func scores(
        _ counts: CSRMatrix, _ logFrequencies: DenseFactor, _ logShares: [Float], _ scales: [Float], threads: Int
    ) -> DenseMatrix {
        var scores = counts.times(logFrequencies, threads: threads)
        let classes = scores.columnCount
        for row in 0..<scores.rowCount {
            for place in 0..<classes {
                scores.values[row * classes + place] =
                    scores.values[row * classes + place] * scales[row] + logShares[place]
            }
        }
        return scores
    }
}

extension DenseMatrix {
    /// Multiplies each value by that of another matrix and brings the rows to the sum 1; a row whose products are all 0
    /// keeps what it had.
    package mutating func multiplyAndNormalizeRows(_ other: DenseMatrix, threads: Int = 1) {
        precondition(other.rowCount == rowCount && other.columnCount == columnCount, "the shapes differ")
        for row in 0..<rowCount {
            let range = row * columnCount..<(row + 1) * columnCount
            var sum: Float = 0
            for place in range { sum += values[place] * other.values[place] }
            guard sum > 0 else { continue }
            for place in range { values[place] = values[place] * other.values[place] / sum }
        }
    }
}
