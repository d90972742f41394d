import Vectorization

/// Chooses a setting by cross-validation.
struct Tuner {
    let set: TrainingSet
    let options: TrainingOptions
    let folds: [Int]
    let foldCount: Int
    let isMultiLabel: Bool
    let needsOneLabel: Bool
    let progress: (@Sendable (TrainingProgress) -> Void)?
    var trials: [TrainingReport.Trial] = []
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant

    init(
        set: TrainingSet, options: TrainingOptions, folds: [Int], foldCount: Int, isMultiLabel: Bool,
        needsOneLabel: Bool, progress: (@Sendable (TrainingProgress) -> Void)?
    ) {
        self.set = set
        self.options = options
        self.folds = folds
        self.foldCount = foldCount
        self.isMultiLabel = isMultiLabel
        self.needsOneLabel = needsOneLabel
        self.progress = progress
        start = clock.now
    }

    /// A setting with the scores that it gave texts held out of training.
    struct Outcome: Sendable {
        var setting: TrainingSetting
        var scores: [[Float]]
        var quality: HeldOutQuality
        /// The score above which a label is assigned, where a text may have several.
        var threshold: Float
        /// The dual variables by part and label, to start the next trial from.
        var duals: [[[Float]]]
        /// The share of each text's words that the parts trained on know.
        var coverage: [Float]
    }

    mutating func run() throws -> Outcome {
        guard foldCount >= 2 else {
            return Outcome(
                setting: options.setting, scores: [], quality: HeldOutQuality(answers: [], truth: [], weights: nil, labelCount: 0),
                threshold: 0, duals: [], coverage: [])
        }
        var best = outcome(of: options.setting, after: nil)
        guard options.isTuned else { return best }
        // One coordinate after the other, from the one that is worth most on most collections.
        let isLinear = options.method == .svm || options.method == .logistic
        if isLinear { best = try better(than: best, [0, 0.5, 1]) { $0.balance = $1 } }
        best = try better(than: best, [0, 0.25, 0.5, 1]) { $0.pairWeight = $1 }
        if options.method != .centroid { best = try better(than: best, [0.1, 0.3, 1, 3, 10]) { $0.cost = $1 } }
        best = try better(than: best, [.raw, .sublinear]) { $0.termFrequency = $1 }
        if set.counts[.title] != nil { best = try better(than: best, [0, 0.5]) { $0.titleWeight = $1 } }
        if set.counts[.characters] != nil { best = try better(than: best, [0, 0.5]) { $0.characterWeight = $1 } }
        return best
    }

    private mutating func better<Value>(
        than first: Outcome, _ values: [Value], _ change: (inout TrainingSetting, Value) -> Void
    ) throws -> Outcome {
        var best = first
        for value in values {
            var setting = first.setting
            change(&setting, value)
            guard setting != first.setting, !trials.contains(where: { $0.setting == setting }) else { continue }
            try options.checkStop()
            if let budget = options.timeBudget, clock.now - start > .seconds(budget) { return best }
            let next = outcome(of: setting, after: first)
            if next.quality.value(of: options.goal) > best.quality.value(of: options.goal) { best = next }
        }
        return best
    }

    /// Trains on all parts but one, for each, and scores the texts of that one.
    private mutating func outcome(of setting: TrainingSetting, after previous: Outcome?) -> Outcome {
        let outcome = heldOut(setting, after: previous, termShare: 1)
        trials.append(
            TrainingReport.Trial(
                setting: setting, accuracy: outcome.quality.accuracy, macroF1: outcome.quality.macroF1))
        progress?(TrainingProgress(stage: .tuning, fraction: 0.05 + 0.85 * Double(min(trials.count, 15)) / 15))
        return outcome
    }

    /// Measures a setting again with models that lose the same share of their terms, and the same digits of their
    /// weights, as the written one.
    func remeasured(_ outcome: Outcome, termShare: Double) -> Outcome {
        heldOut(outcome.setting, after: outcome, termShare: termShare)
    }

    private func heldOut(_ setting: TrainingSetting, after previous: Outcome?, termShare: Double) -> Outcome {
        var scores = [[Float]](repeating: [], count: set.count)
        var duals: [[[Float]]] = []
        var coverage = [Float](repeating: 0, count: set.count)
        for fold in 0..<foldCount {
            let training = folds.indices.filter { folds[$0] != fold }
            let heldOut = folds.indices.filter { folds[$0] == fold }
            var sized = SizedFit(
                set, setting: setting, options: options, rows: training,
                startingAt: previous.flatMap { $0.duals[fold].isEmpty ? nil : $0.duals[fold] },
                limit: { termShare < 1 ? max(1, Int(Double($0) * termShare)) : $0 })
            if termShare < 1 { sized.fit.quantize() }
            let test = WeightedField.matrix(sized.fields, rows: heldOut, threads: options.concurrency)
            for (position, row) in heldOut.enumerated() { scores[row] = sized.fit.scores(test, row: position) }
            duals.append(sized.fit.duals)
            for row in heldOut { coverage[row] = sized.fields[0].coverage(ofRow: row) }
        }
        let (threshold, quality) = judged(scores)
        return Outcome(
            setting: setting, scores: scores, quality: quality, threshold: threshold, duals: duals,
            coverage: coverage)
    }

    private func judged(_ scores: [[Float]]) -> (threshold: Float, quality: HeldOutQuality) {
        guard isMultiLabel else {
            return (0, HeldOutQuality(
                exclusive: scores, truth: set.membership, weights: set.weights, labelCount: set.labels.count))
        }
        var best: (threshold: Float, quality: HeldOutQuality)?
        for step in -10...4 {
            let threshold = Float(step) * 0.05
            let answers = scores.map { row in
                let above = row.indices.filter { row[$0] > threshold }.map { Int32($0) }
                return above.isEmpty && needsOneLabel ? [Int32(row.largestIndex)] : above
            }
            let quality = HeldOutQuality(
                answers: answers, truth: set.membership, weights: set.weights, labelCount: set.labels.count)
            if quality.value(of: options.goal) > best?.quality.value(of: options.goal) ?? -1 {
                best = (threshold, quality)
            }
        }
        return best ?? (0, HeldOutQuality(answers: [], truth: [], weights: nil, labelCount: set.labels.count))
    }
}
