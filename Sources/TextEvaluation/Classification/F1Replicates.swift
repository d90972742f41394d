internal import Foundations

/// Counts of the same texts drawn again and again, for the intervals of F1.
///
/// A text is in each replicate as often as a Poisson variable of mean 1 says, which is the bootstrap's number of draws for
/// many texts; texts need not be kept. The interval is the figure ± 1.96 standard deviations of the replicates' figures.
///
/// Source: Hanley, MacGibbon, "Creating Non-Parametric Bootstrap Samples Using Poisson Frequencies" (Computer Methods and
/// Programs in Biomedicine, 2006). Two hundred replicates give the deviation to about 5 %.
struct F1Replicates: Sendable {
    private static let count = 200
    /// For each label and replicate: how often it is true, answered, and both.
    private var trueCounts: [[Int32]] = []
    private var answerCounts: [[Int32]] = []
    private var rightCounts: [[Int32]] = []
    private var random = SplitMix64(seed: 1)

    mutating func addLabel() {
        let zeros = [Int32](repeating: 0, count: Self.count)
        trueCounts.append(zeros)
        answerCounts.append(zeros)
        rightCounts.append(zeros)
    }

    mutating func add(truth: [Int], answer: [Int]) {
        let draws = (0..<Self.count).map { _ in draw() }
        for label in truth { for place in draws.indices { trueCounts[label][place] += draws[place] } }
        for label in answer {
            for place in draws.indices { answerCounts[label][place] += draws[place] }
            if truth.contains(label) { for place in draws.indices { rightCounts[label][place] += draws[place] } }
        }
    }

    /// A Poisson variable of mean 1, by inversion.
    private mutating func draw() -> Int32 {
        var left = random.nextUnit()
        var share = 0.36787944117144233
        var value: Int32 = 0
        while left >= share && value < 16 {
            left -= share
            value += 1
            share /= Double(value)
        }
        return value
    }

    /// The figures of a replicate.
    struct Figures {
        var microF1: Double
        var macroF1: Double
    }

    func interval(around value: Double, _ figure: (Figures) -> Double) -> ClosedRange<Double> {
        let values = (0..<Self.count).map { figure(figures($0)) }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
        let half = 1.959964 * variance.squareRoot()
        return max(0, value - half)...min(1, max(0, value) + half)
    }

    private func figures(_ replicate: Int) -> Figures {
        var (right, total, sum, present) = (0.0, 0.0, 0.0, 0.0)
        for label in trueCounts.indices {
            let all = Double(trueCounts[label][replicate]) + Double(answerCounts[label][replicate])
            guard all > 0 else { continue }
            right += Double(rightCounts[label][replicate])
            total += all
            sum += 2 * Double(rightCounts[label][replicate]) / all
            present += 1
        }
        return Figures(microF1: total == 0 ? 0 : 2 * right / total, macroF1: present == 0 ? 0 : sum / present)
    }
}
