import Foundations
import Vectorization
import Vectors

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
    /// The best of what was tried; absent where nothing is held out.
    private(set) var best: Outcome?
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
        /// The scores of each text, one a candidate.
        var scores: [[Float]]
        /// The labels that are a text's candidates; all labels where absent.
        var candidates: [[Int32]]?
        /// The places of each text's labels among its candidates.
        var truth: [[Int32]]
        var quality: HeldOutQuality
        /// The score above which a label is assigned, where a text may have several.
        var threshold: Float
        /// The dual variables by part and label, to start the next trial from.
        var duals: [[[Float]]]
        /// The share of each text's words that the parts trained on know.
        var coverage: [Float]
    }

    mutating func run() throws -> Outcome {
        guard foldCount >= 2 else { return Outcome(nothingHeldOut: options.setting) }
        var best = outcome(of: options.setting, after: nil)
        defer { self.best = best }
        guard options.isTuned else { return best }
        // One coordinate after the other, from the one that is worth most on most collections.
        let isLinear = options.method == .svm || options.method == .logistic
        if isLinear { best = try better(than: best, [0, 0.5, 1]) { $0.balance = $1 } }
        best = try better(than: best, [0, 0.25, 0.5, 1]) { $0.pairWeight = $1 }
        if options.method != .centroid { best = try better(than: best, [0.1, 0.3, 1, 3, 10]) { $0.cost = $1 } }
        best = try better(than: best, [TfidfWeighting.TermFrequency.raw, .sublinear]) { $0.termFrequency = $1 }
        if set.counts[.title] != nil { best = try better(than: best, [0, 0.5]) { $0.titleWeight = $1 } }
        if set.counts[.characters] != nil { best = try better(than: best, [0, 0.5, 1, 2]) { $0.characterWeight = $1 } }
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
        let outcome = heldOut(setting, after: previous, keptShare: 1)
        trials.append(
            TrainingReport.Trial(
                setting: setting, accuracy: outcome.quality.accuracy, macroF1: outcome.quality.macroF1))
        progress?(TrainingProgress(stage: .tuning, fraction: 0.05 + 0.85 * Double(min(trials.count, 15)) / 15))
        return outcome
    }

    /// Measures a setting with models that lose the same share of what takes room, and the same digits of their weights, as
    /// the written one.
    func measured(_ setting: TrainingSetting, after previous: Outcome?, keptShare: Double) -> Outcome {
        foldCount < 2
            ? Outcome(nothingHeldOut: setting) : heldOut(setting, after: previous, keptShare: keptShare)
    }

    private func heldOut(_ setting: TrainingSetting, after previous: Outcome?, keptShare: Double) -> Outcome {
        let isSampled = options.usesSampling(labelCount: set.labels.count)
        var scores = [[Float]](repeating: [], count: set.count)
        var candidates = isSampled ? scores.map { _ in [Int32]() } : nil
        var duals: [[[Float]]] = []
        var coverage = [Float](repeating: 0, count: set.count)
        for fold in 0..<foldCount where options.shouldStop?() != true {
            let training = folds.indices.filter { folds[$0] != fold }
            let heldOut = folds.indices.filter { folds[$0] == fold }
            var sized = SizedFit(
                set, setting: setting, options: options, rows: training,
                startingAt: previous.flatMap { $0.duals[fold].isEmpty ? nil : $0.duals[fold] },
                limit: .share(keptShare))
            if keptShare < 1 { sized.fit.quantize() }
            let test = WeightedField.matrix(sized.fields, rows: heldOut, threads: options.concurrency)
            let found = scored(heldOut, test, sized.fit, isSampled: isSampled)
            for (row, found) in zip(heldOut, found) {
                scores[row] = found.scores
                candidates?[row] = found.candidates
            }
            duals.append(sized.fit.duals)
            for row in heldOut { coverage[row] = sized.fields[0].coverage(ofRow: row) }
        }
        let truth = set.membership.enumerated().map { row, labels in
            candidates.map { all in labels.compactMap { all[row].firstIndex(of: $0).map { Int32($0) } } } ?? labels
        }
        let (threshold, quality) = judged(scores, candidates)
        return Outcome(
            setting: setting, scores: scores, candidates: candidates, truth: truth, quality: quality,
            threshold: threshold, duals: duals, coverage: coverage)
    }

    /// The scores of rows of held-out texts: of all labels, or of those that are candidates.
    private func scored(
        _ rows: [Int], _ matrix: CSRMatrix, _ fit: LinearFit, isSampled: Bool
    ) -> [(scores: [Float], candidates: [Int32])] {
        let parts = min(rows.count, 8 * options.concurrency)
        let found = ParallelResults<[(scores: [Float], candidates: [Int32])]>(count: parts)
        let membership = set.membership
        ParallelLoop.run(parts, threads: options.concurrency) { part in
            found[part] = (rows.count * part / parts..<rows.count * (part + 1) / parts).map { position in
                let scores = fit.scores(matrix, row: position)
                guard isSampled else { return (scores, []) }
                let chosen = Self.candidates(scores, truth: membership[rows[position]])
                return (chosen.map { scores[Int($0)] }, chosen)
            }
        }
        return (0..<parts).flatMap { found[$0] ?? [] }
    }

    /// The labels with the largest scores, ascending, and the true ones if they are not among them.
    private static func candidates(_ scores: [Float], truth: [Int32]) -> [Int32] {
        let best = scores.largestIndices(TopicModel.candidateLimit).map { Int32($0) }
        return (best + truth.filter { !best.contains($0) }).sorted()
    }

    private func judged(
        _ scores: [[Float]], _ candidates: [[Int32]]?
    ) -> (threshold: Float, quality: HeldOutQuality) {
        let label = { (row: Int, place: Int) in candidates?[row][place] ?? Int32(place) }
        guard isMultiLabel else {
            let answers = scores.indices.map { scores[$0].isEmpty ? [] : [label($0, scores[$0].largestIndex)] }
            return (
                0,
                HeldOutQuality(
                    answers: answers, truth: set.membership, weights: set.weights, labelCount: set.labels.count)
            )
        }
        var best: (threshold: Float, quality: HeldOutQuality)?
        for step in -10...4 {
            let threshold = Float(step) * 0.05
            let answers = scores.enumerated().map { number, row in
                let above = row.indices.filter { row[$0] > threshold }.map { label(number, $0) }
                return above.isEmpty && needsOneLabel ? [label(number, row.largestIndex)] : above
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

extension Tuner.Outcome {
    /// What is known where no text is held out.
    init(nothingHeldOut setting: TrainingSetting) {
        self.init(
            setting: setting, scores: [], truth: [],
            quality: HeldOutQuality(answers: [], truth: [], weights: nil, labelCount: 0),
            threshold: 0, duals: [], coverage: [])
    }
}
