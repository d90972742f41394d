internal import Foundations

/// The mean of paired differences with its percentile bootstrap interval.
///
/// B. Efron and R. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13. Documents are drawn with
/// replacement; the interval is that of the drawn means.
///
/// ```swift
/// let interval = BootstrapInterval(differences: zip(ours, theirs).map { $0 - $1 })
/// print(interval.lower > 0 ? "better" : "not shown to be better")
/// ```
///
/// - Complexity: O(draws · values).
public struct BootstrapInterval: Sendable, Hashable {
    /// The mean of the differences.
    public var mean: Double
    /// The lower end.
    public var lower: Double
    /// The upper end.
    public var upper: Double

    /// Whether zero lies outside the interval.
    public var excludesZero: Bool { lower > 0 || upper < 0 }

    /// Computes the interval; no values give zeros.
    ///
    /// - Parameters:
    ///   - differences: One difference for each document.
    ///   - draws: How many samples are drawn.
    ///   - confidence: The share of drawn means inside the interval.
    ///   - seed: Equal seeds give equal intervals.
    public init(differences: [Double], draws: Int = 2000, confidence: Double = 0.95, seed: UInt64 = 1) {
        guard !differences.isEmpty, draws > 0 else {
            self.mean = 0
            self.lower = 0
            self.upper = 0
            return
        }
        let count = differences.count
        mean = differences.reduce(0, +) / Double(count)
        var random = SplitMix64(seed: seed)
        var means: [Double] = []
        means.reserveCapacity(draws)
        let values = differences.span
        for _ in 0..<draws {
            var sum = 0.0
            for _ in 0..<count {
                let draw = random.next().multipliedFullWidth(by: UInt64(count)).high
                sum += values[Int(truncatingIfNeeded: draw)]
            }
            means.append(sum / Double(count))
        }
        means.sort()
        let tail = min(max((1 - confidence) / 2, 0), 0.5)
        lower = Self.percentile(means, tail)
        upper = Self.percentile(means, 1 - tail)
    }

    private static func percentile(_ sorted: [Double], _ share: Double) -> Double {
        let place = share * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        let fraction = place - Double(below)
        return sorted[below] * (1 - fraction) + sorted[above] * fraction
    }
}
