import TextEvaluation

/// How good the scores of held-out texts are; a text counts as much as it does in training.
struct HeldOutQuality: Sendable, Hashable {
    /// The share of right answers, or micro-F1.
    var accuracy: Double
    var macroF1: Double

    /// Of sets of labels.
    init(answers: [[Int32]], truth: [[Int32]], weights: [Float]?, labelCount: Int) {
        var right = [Double](repeating: 0, count: labelCount)
        var given = right
        var positives = right
        for (row, (answer, truth)) in zip(answers, truth).enumerated() {
            let weight = Double(weights?[row] ?? 1)
            for label in answer {
                given[Int(label)] += weight
                if truth.contains(label) { right[Int(label)] += weight }
            }
            for label in truth { positives[Int(label)] += weight }
        }
        accuracy = F1.of(right: right.reduce(0, +), truths: positives.reduce(0, +), answers: given.reduce(0, +))
        var sum = 0.0
        var present = 0.0
        for label in 0..<labelCount where given[label] + positives[label] > 0 {
            present += 1
            sum += F1.of(right: right[label], truths: positives[label], answers: given[label])
        }
        macroF1 = present == 0 ? 0 : sum / present
    }

    func value(of goal: TrainingOptions.Goal) -> Double {
        switch goal {
        case .accuracy: accuracy
        case .balanced: (accuracy + macroF1) / 2
        }
    }

    /// The expected calibration error of the likeliest label's probability, over bins of equal width.
    static func calibrationError(
        _ scores: [[Float]], membership: [[Int32]], calibration: Calibration
    ) -> Double {
        var reliability = Reliability()
        for (row, truth) in zip(scores, membership) {
            let best = row.largestIndex
            reliability.add(
                probability: calibration.probabilities(row)[best], isRight: truth.contains(Int32(best)))
        }
        return reliability.expectedCalibrationError
    }
}

extension [Float] {
    /// The places of the largest values, the largest first, of equal ones the first.
    ///
    /// - Complexity: O(count + changes of the list · its length).
    func largestIndices(_ limit: Int) -> [Int] {
        guard limit > 0 else { return [] }
        var best: [Int] = []
        for index in indices {
            if best.count == limit, !(self[index] > self[best[limit - 1]]) { continue }
            if best.count == limit { best.removeLast() }
            let place = best.firstIndex { self[index] > self[$0] } ?? best.count
            best.insert(index, at: place)
        }
        return best
    }

    /// The place of the largest value, the first of equal ones; 0 if there is none.
    var largestIndex: Int {
        var best = 0
        for index in indices.dropFirst() where self[index] > self[best] { best = index }
        return best
    }
}
