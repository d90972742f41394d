import Serialization
import TextEvaluation
import TextProcessing
import Vectorization

extension Classifier {
    /// Trains a classifier.
    ///
    /// ```swift
    /// let training = try Classifier.train(on: [
    ///     LabeledText("The striker scored twice.", label: "sport"),
    ///     LabeledText("Shares fell after the merger.", label: "business"),
    ///     // …
    /// ])
    /// print(training.report.heldOutAccuracy)
    /// ```
    ///
    /// Words and word pairs are weighted by tf·idf, each block normalised by itself; one linear separator a label is
    /// trained on them (see `LinearSolver`). The setting is chosen by cross-validation on the given texts, whose
    /// held-out scores then calibrate the probabilities.
    ///
    /// - Parameters:
    ///   - documents: at least two texts of different labels, read once and not kept. Texts with several labels make the classifier
    ///     multi-label. Texts without words or labels are left out and listed in the report.
    ///   - options: how to train.
    ///   - progress: called now and then from the calling thread.
    /// - Returns: the classifier and the report. Equal input gives an equal model, bit for bit, at any concurrency.
    /// - Throws: ``ClassificationError`` if there is nothing to learn, or if `options.shouldStop` said so.
    public static func train(
        on documents: some Sequence<LabeledText>, options: TrainingOptions = TrainingOptions(),
        progress: (@Sendable (TrainingProgress) -> Void)? = nil
    ) throws -> Training {
        let trainer = try Trainer(documents, options: options, progress: progress)
        return try trainer.train()
    }
}

/// One training from texts to model file.
struct Trainer {
    let set: TrainingSet
    let options: TrainingOptions
    let progress: (@Sendable (TrainingProgress) -> Void)?
    let isMultiLabel: Bool
    let needsOneLabel: Bool
    var report: TrainingReport

    /// The tolerance of the final fit.
    ///
    /// At LIBLINEAR's 0.1 accuracies equal those at 0.001 within 0.05 points on every
    /// evaluation set; see `Documentation/Classification.md`.
    static let finalTolerance = 0.1

    init(
        _ documents: some Sequence<LabeledText>, options: TrainingOptions,
        progress: (@Sendable (TrainingProgress) -> Void)?
    ) throws {
        self.options = options
        self.progress = progress
        try Self.check(options)
        let collection = try TrainingCollection(documents, options: options, progress: progress)
        set = collection.set
        isMultiLabel = collection.isMultiLabel
        needsOneLabel = collection.needsOneLabel
        report = collection.report
    }

    private static func check(_ options: TrainingOptions) throws {
        let setting = options.setting
        guard setting.cost > 0, setting.cost.isFinite, setting.balance.isFinite else {
            throw ClassificationError(.invalidOption, "The cost must be above 0 and the balance a number.")
        }
        let weights = [setting.pairWeight, setting.titleWeight, setting.characterWeight]
        guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
            throw ClassificationError(.invalidOption, "The weights of pairs, title and characters must be 0 or above.")
        }
        guard options.foldCount >= 2 || options.foldCount == 0 else {
            throw ClassificationError(
                .invalidOption, "At least 2 folds are needed (or 0 for none), not \(options.foldCount).")
        }
    }

    func train() throws -> Training {
        var report = report
        report.foldCount = min(options.foldCount, set.count)
        let folds = Folds.assignment(
            membership: set.membership, labelCount: set.labels.count, foldCount: report.foldCount)
        var tuner = Tuner(
            set: set, options: options, folds: folds, foldCount: report.foldCount, isMultiLabel: isMultiLabel,
            needsOneLabel: needsOneLabel, progress: progress)
        let isSampled = options.usesSampling(labelCount: set.labels.count)
        let setting = isSampled ? options.setting : try tuner.run().setting
        report.trials = tuner.trials
        report.setting = setting

        progress?(TrainingProgress(stage: .fitting, fraction: 0.9))
        try options.checkStop()
        let model = FinalModel(set: set, setting: setting, options: options, bytes: try room(setting))
        try options.checkStop()
        report.termCount = model.termCount
        report.prunedTermCount = model.allTermCount - model.termCount
        report.keptShare = model.keptShare
        if model.keptShare < 1 { report.unlimitedAccuracy = tuner.best?.quality.accuracy }
        // Probabilities, the coverage asked for and every figure are those of models as small as the written one.
        let outcome =
            if let best = tuner.best, model.keptShare == 1 { best } else {
                tuner.measured(setting, after: tuner.best, keptShare: model.keptShare)
            }
        try options.checkStop()

        let calibration = CalibrationFit.fit(
            isMultiLabel ? .independent : .exclusive, scores: outcome.scores, membership: outcome.truth)
        report.heldOutAccuracy = outcome.quality.accuracy
        report.heldOutMacroF1 = outcome.quality.macroF1
        report.heldOutCalibrationError = HeldOutQuality.calibrationError(
            outcome.scores, membership: outcome.truth, calibration: calibration)
        report.heldOut = heldOutEvaluation(outcome, calibration: calibration)

        let bytes = try modelBytes(
            blocks: model.blocks, biases: model.biases, calibration: calibration, outcome: outcome)
        let classifier = try Classifier(bytes: bytes)
        report.modelSize = bytes.count
        report.quantizationDisagreement = model.disagreement(with: classifier)
        progress?(TrainingProgress(stage: .fitting, fraction: 1))
        return Training(classifier: classifier, report: report, modelBytes: bytes)
    }

    /// How many bytes of a file of the greatest size are left for terms and weights.
    private func room(_ setting: TrainingSetting) throws -> Int {
        let kind: Calibration.Kind = isMultiLabel ? .independent : .exclusive
        let labelCount = set.labels.count
        let empty = set.blocks(setting).map { BlockWeights(block: $0, weight: 1, names: [], idf: [], weights: []) }
        let outcome = Tuner.Outcome(nothingHeldOut: setting)
        // Decimals and the shapes of tensors are longer where there are terms.
        let overhead =
            512
            + (try modelBytes(
                blocks: empty, biases: [Float](repeating: 0, count: labelCount), calibration: Calibration(kind),
                outcome: outcome)).count
        let limit = options.sizeLimit(labelCount: labelCount)
        let isSampled = options.usesSampling(labelCount: labelCount)
        let least = labelCount * (isSampled ? 50 : SizedFit.bytesPerTerm(labelCount: labelCount))
        guard limit - overhead >= least else {
            throw ClassificationError(
                .invalidOption,
                "A model of \(labelCount) labels is of no use within \(limit) bytes: allow at least \(overhead + least)."
            )
        }
        return limit - overhead
    }

    /// The share of known words below which a text is taken to be of another language or kind.
    ///
    /// Seven tenths of what all but one in a hundred of the held-out texts reach, in steps of a hundredth. For the model
    /// of news that is 0.57, where German to Spanish news reach 0.35 to 0.53 and English texts 0.74 or more.
    private func minimumCoverage(_ coverage: [Float]) -> Double {
        guard coverage.count >= 20 else { return 0 }
        let low = coverage.sorted()[coverage.count / 100]
        return (Double(low) * 70).rounded() / 100
    }

    private func heldOutEvaluation(_ outcome: Tuner.Outcome, calibration: Calibration) -> ClassificationEvaluation {
        var evaluation = ClassificationEvaluation(labels: set.labels)
        for (row, scores) in outcome.scores.enumerated() {
            let probabilities = calibration.probabilities(scores)
            let best = scores.largestIndex
            let label = { (place: Int) in set.labels[Int(outcome.candidates?[row][place] ?? Int32(place))] }
            var answer = [best]
            if isMultiLabel {
                answer = scores.indices.filter { scores[$0] > outcome.threshold }
                if answer.isEmpty && needsOneLabel { answer = [best] }
            }
            evaluation.add(
                ClassifiedText(
                    id: set.texts[row].id, truth: set.membership[row].map { set.labels[Int($0)] },
                    answer: answer.map(label), probability: probabilities[best], likeliest: label(best),
                    excerpt: set.texts[row].excerpt,
                    squaredError: Self.squaredError(probabilities, truth: outcome.truth[row])))
        }
        return evaluation
    }

    private static func squaredError(_ probabilities: [Double], truth: [Int32]) -> Double {
        let sum = probabilities.reduce(0) { $0 + $1 * $1 }
        return truth.reduce(sum) { $0 + 1 - 2 * probabilities[Int($1)] }
    }

    private func modelBytes(
        blocks: [BlockWeights], biases: [Float], calibration: Calibration, outcome: Tuner.Outcome
    ) throws -> [UInt8] {
        let setting = outcome.setting
        var settings = JSONWriter()
        settings.beginObject()
        settings.key("labels")
        settings.beginArray()
        for label in set.labels { settings.value(label) }
        settings.endArray()
        settings.member("multiLabel", isMultiLabel)
        settings.member("atLeastOne", needsOneLabel)
        settings.member("threshold", Double(outcome.threshold))
        settings.member("minimumCoverage", minimumCoverage(outcome.coverage))
        settings.key("calibration")
        settings.beginArray()
        for parameter in calibration.parameters { settings.value(parameter) }
        settings.endArray()
        settings.member("termFrequency", setting.termFrequency.rawValue)
        settings.member("joinsApostrophes", set.rules.joinsApostrophes)
        settings.key("blocks")
        settings.beginArray()
        for block in blocks {
            settings.beginObject()
            settings.member("kind", block.block.rawValue)
            settings.member("weight", Double(block.weight))
            settings.endObject()
        }
        settings.endArray()
        settings.member("cost", setting.cost)
        settings.member("balance", setting.balance)
        settings.member("method", options.method.rawValue)
        settings.member("documents", set.count)
        settings.endObject()
        var metadata = options.metadata
        metadata["format"] = TopicModel.format
        metadata["version"] = TopicModel.version
        metadata["settings"] = settings.text
        var writer = SafetensorsWriter(metadata: metadata)
        try writer.add(biases, named: "biases")
        let total = Float(max(1, set.count))
        let priors = set.labelCounts(in: Array(0..<set.count)).map { Float($0) / total }
        try writer.add(priors, named: "priors")
        for block in blocks { try block.add(to: &writer, classCount: set.labels.count) }
        writer.metadata["checksum"] = try TopicModel.checksum(of: SafetensorsFile(bytes: writer.bytes()))
        return writer.bytes()
    }
}
