#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// Fits the step from scores to probabilities on held-out texts.
enum CalibrationFit {
    /// The slope with the greatest likelihood, for labels that exclude each other (temperature scaling).
    ///
    /// Source: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks" (ICML 2017). One parameter: it
    /// cannot change an answer, and a few hundred texts suffice for it.
    static func exclusive(scores: [[Float]], truth: [Int]) -> Calibration {
        let loss = { (logarithm: Double) -> Double in
            let slope = exp(logarithm)
            var sum = 0.0
            for (row, answer) in zip(scores, truth) {
                let largest = row.max() ?? 0
                var total = 0.0
                for score in row { total += exp(slope * Double(score - largest)) }
                sum += log(total) - slope * Double(row[answer] - largest)
            }
            return sum
        }
        guard !scores.isEmpty else { return Calibration(slope: 3) }
        return Calibration(slope: exp(minimum(of: loss, from: -3, to: 5)))
    }

    /// Slope and offset with the greatest likelihood, common to all labels, for labels independent of each other
    /// (Platt scaling), by Newton's method.
    ///
    /// Source: Platt, "Probabilistic Outputs for Support Vector Machines" (1999).
    static func independent(scores: [[Float]], truth: [[Int32]]) -> Calibration {
        var (slope, offset) = (3.0, 0.0)
        for _ in 0..<50 {
            // A weak pull to slope 1 keeps the solution finite where the labels are told apart perfectly.
            var (gradientSlope, gradientOffset) = (1e-3 * (slope - 1), 1e-3 * offset)
            var (a, b, c) = (1e-3, 0.0, 1e-3)
            for (row, answers) in zip(scores, truth) {
                var isAnswer = [Bool](repeating: false, count: row.count)
                for answer in answers { isAnswer[Int(answer)] = true }
                for (index, score) in row.enumerated() {
                    let x = Double(score)
                    let p = 1 / (1 + exp(-(slope * x + offset)))
                    let error = p - (isAnswer[index] ? 1 : 0)
                    let weight = p * (1 - p)
                    gradientSlope += error * x
                    gradientOffset += error
                    a += weight * x * x
                    b += weight * x
                    c += weight
                }
            }
            let determinant = a * c - b * b
            guard determinant > 1e-12 else { break }
            let stepSlope = (c * gradientSlope - b * gradientOffset) / determinant
            let stepOffset = (a * gradientOffset - b * gradientSlope) / determinant
            slope -= max(-2, min(2, stepSlope))
            offset -= max(-2, min(2, stepOffset))
            if abs(stepSlope) + abs(stepOffset) < 1e-9 { break }
        }
        return Calibration(slope: max(slope, 1e-3), offset: offset)
    }

    /// Where a function with one minimum has it, by golden section, thirty steps.
    private static func minimum(of loss: (Double) -> Double, from low: Double, to high: Double) -> Double {
        let ratio = 0.618_033_988_749_894_9
        var (low, high) = (low, high)
        var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
        var (atLeft, atRight) = (loss(left), loss(right))
        for _ in 0..<30 {
            if atLeft <= atRight {
                (high, right, atRight) = (right, left, atLeft)
                left = high - ratio * (high - low)
                atLeft = loss(left)
            } else {
                (low, left, atLeft) = (left, right, atRight)
                right = low + ratio * (high - low)
                atRight = loss(right)
            }
        }
        return (low + high) / 2
    }
}
