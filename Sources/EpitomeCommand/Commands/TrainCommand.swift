import ArgumentParser
import Classification
import Corpora
import Epitome
import Serialization
import TextEvaluation
import TextProcessing

/// Trains a classifier from labelled documents.
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Trains a classifier from labelled documents.",
        discussion: """
            Reads documents with a label (or `labels`, a list, where a document may have several), chooses settings by \
            cross-validation, calibrates probabilities on the held-out parts, and writes one model file for \
            `classify --model`. Equal input gives an equal file, bit for bit, unless --time-budget cuts the search.

            EXAMPLES:
              epitome train labelled.jsonl -o topics.safetensors
              epitome train data.csv --text-field body --label-field topic -o topics.safetensors
              epitome train few.jsonl --unlabelled archive.jsonl -o topics.safetensors
            """)

    @OptionGroup(title: "Input") var input: InputOptions

    @Option(
        name: [.short, .long], help: ArgumentHelp("The model file to write.", valueName: "file"),
        completion: .file(extensions: ["safetensors"]))
    var output: String

    @Option(help: "What is learned: auto (svm), svm, logistic, bayes, centroid.")
    var method: TrainMethod = .auto

    @Option(
        help: ArgumentHelp(
            """
            With fewer than 64 examples of each label: learn from the documents of this file or folder, too, if that \
            answers more examples rightly whose label was hidden.
            """, valueName: "path"), completion: .file())
    var unlabelled: String?

    @Option(help: "What tuning makes as large as it can: balanced (accuracy and macro-F1) or accuracy.")
    var goal: TrainGoal = .balanced

    @Flag(help: "Take the default settings; calibrate only.")
    var noTuning = false

    @Flag(help: "Try character sequences, too, for about four times the work.")
    var best = false

    @Option(help: ArgumentHelp("Try no further setting after this many seconds.", valueName: "seconds"))
    var timeBudget: Double?

    @Option(help: "The seed of the order in which documents are visited.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "The greatest size of the model file (suffixes k, M; default: 9.5 MB, or 1.5 kB a label if that is more).",
            valueName: "bytes"))
    var maxModelBytes: ByteCount?

    @Option(help: ArgumentHelp("How much the documents of one path count, as `bbc.jsonl=4`.", valueName: "path=weight"))
    var weight: [String] = []

    @Option(help: ArgumentHelp("An entry of the model's metadata, as `name=topics`.", valueName: "key=text"))
    var metadata: [String] = []

    @Option(
        help: ArgumentHelp("Write an HTML page on the held-out documents and what was tried.", valueName: "file"),
        completion: .file(extensions: ["html"]))
    var report: String?

    @Option(help: "The form of the output.")
    var format: ReportFormat = .text

    @OptionGroup var threads: JobsOption

    @Flag(name: [.short, .long], help: "Say nothing but errors.")
    var quiet = false

    func validate() throws {
        if let timeBudget, !(timeBudget > 0) {
            throw ValidationError("--time-budget takes seconds above 0, not \(timeBudget).")
        }
        _ = try weights()
        _ = try metadataEntries()
    }

    func run() throws {
        let paths = try input.resolvedPaths()
        _ = try OutputGuard.options(
            paths, input, reads: [("--unlabelled", unlabelled)], writes: [("--output", output), ("--report", report)])
        StopSignal.install()
        StopSignal.watch()
        let texts = TrainingTexts(paths: paths, input: input, weights: try weights())
        var options = TrainingOptions()
        if let method = TrainingOptions.Method(rawValue: method.rawValue) { options.method = method }
        options.goal = goal == .balanced ? .balanced : .accuracy
        options.isTuned = !noTuning
        if best { options.triesCharacters = true }
        options.timeBudget = timeBudget
        options.seed = seed
        options.language = input.fixedLanguage
        options.concurrency = threads.count
        options.modelSizeLimit = maxModelBytes?.bytes
        options.metadata = try metadataEntries()
        options.shouldStop = { StopSignal.signal != 0 }
        let meter = TrainingMeter(isQuiet: quiet)
        do {
            let (training, note) = try training(on: texts, options, meter)
            meter.clear()
            if let note, !quiet { Diagnostics.write("note: \(note)") }
            // From here on a signal waits: what is being written is finished.
            StopSignal.endWatch()
            try AtomicFile.write(training.modelBytes, to: output)
            if let report {
                try AtomicFile.write(Array(page(training).utf8), to: report)
            }
            try summarize(training)
        } catch let status as ExitStatus {
            throw status
        } catch {
            meter.clear()
            let isNothing = (error as? ClassificationError)?.code == .noDocuments
            if isNothing, texts.reading.documents == 0 {
                throw texts.reading.nothingDone("the input holds no documents")
            }
            if isNothing, !texts.labels.hasLabels {
                throw texts.reading.nothingDone(texts.labels.advice(input.labelField))
            }
            Diagnostics.write("\(error)")
            throw ExitStatus.nothingDone
        }
        if texts.labels.usesFolders, !quiet { Diagnostics.write("note: labels are the names of folders") }
        try texts.reading.finish()
    }

    private func training(
        on texts: TrainingTexts, _ options: TrainingOptions, _ meter: TrainingMeter
    ) throws -> (Training, note: String?) {
        guard let unlabelled else {
            return (try Classifier.train(on: texts, options: options) { meter.update($0) }, nil)
        }
        return try FewExamplesTraining(path: unlabelled, input: input, options: options).train(on: texts, meter: meter)
    }

    private func summarize(_ training: Training) throws(ExitStatus) {
        let report = training.report
        for line in Self.leftOut(report.skipped) { Diagnostics.write(line) }
        if !quiet { for warning in report.warnings { Diagnostics.write("note: \(warning)") } }
        guard format == .json else {
            let counts = [
                Decimals.counted(report.labelCounts.count, "label"), Decimals.counted(report.documentCount, "document"),
                Decimals.counted(report.termCount, "term"), "\((report.modelSize + 500) / 1000) kB",
            ]
            let measure = training.classifier.isMultiLabel ? "micro-F1" : "accuracy"
            return try StandardOutput.write(
                line: """
                    \(output): \(counts.joined(separator: ", "))
                    on held-out parts: \(measure) \(Decimals.percent(report.heldOutAccuracy)), \
                    macro-F1 \(Decimals.percent(report.heldOutMacroF1)), \
                    calibration error \(Decimals.text(report.heldOutCalibrationError, digits: 3))
                    setting: \(report.setting.summary) (best of \(report.trials.count))\(sizeNote(report))
                    """)
        }
        var writer = JSONWriter(pretty: true)
        report.write(to: &writer)
        try StandardOutput.write(line: writer.text)
    }

    /// What was dropped to keep the file small.
    private func sizeNote(_ report: TrainingReport) -> String {
        guard report.keptShare < 1 else { return "" }
        var note = "\nsize: \(Decimals.percent(1 - report.keptShare)) of the terms or weights "
        note += "(\(Decimals.counted(report.prunedTermCount, "term"))) were dropped to keep to --max-model-bytes"
        note += "; the figures are those of the model as written"
        if let accuracy = report.unlimitedAccuracy { note += " (with all terms \(Decimals.percent(accuracy)))" }
        return note
    }

    /// One line for each reason why documents are left out, with three examples.
    private static func leftOut(_ skipped: [(id: String, reason: String)]) -> [String] {
        var reasons: [String] = []
        var names: [String: [String]] = [:]
        for (id, reason) in skipped {
            if names[reason] == nil { reasons.append(reason) }
            names[reason, default: []].append(id)
        }
        return reasons.map { reason in
            let all = names[reason] ?? []
            guard all.count > 1 else { return "\(all.first ?? "") is left out: \(reason)." }
            let examples = all.prefix(3).joined(separator: ", ") + (all.count > 3 ? ", …" : "")
            return "\(Decimals.counted(all.count, "document")) are left out (\(examples)): \(reason)."
        }
    }

    private func page(_ training: Training) -> String {
        let trials = training.report.trials
        return ClassificationReport(
            training.report.heldOut, title: "Training of \(output)",
            subtitle:
                "\(training.report.documentCount) documents; every figure is measured on parts held out of training",
            warnings: training.report.warnings,
            trials: (
                ["C", "balance", "tf", "pairs", "title", "characters", "accuracy", "macro-F1"],
                trials.map { trial in
                    [
                        "\(trial.setting.cost)", "\(trial.setting.balance)", trial.setting.termFrequency.rawValue,
                        "\(trial.setting.pairWeight)", "\(trial.setting.titleWeight)",
                        "\(trial.setting.characterWeight)", Decimals.percent(trial.accuracy, digits: 2),
                        Decimals.percent(trial.macroF1, digits: 2),
                    ]
                }
            )
        ).html
    }

    private func weights() throws -> [String: Double] {
        var weights: [String: Double] = [:]
        for entry in weight {
            guard let (path, text) = Self.pair(entry), let value = Double(text), value > 0, value.isFinite else {
                throw ValidationError(
                    "--weight takes a path and a number above 0, as in `bbc.jsonl=4`, not '\(entry)'.")
            }
            weights[path] = value
        }
        return weights
    }

    private func metadataEntries() throws -> [String: String] {
        var entries: [String: String] = [:]
        for entry in metadata {
            guard let (key, text) = Self.pair(entry), !key.isEmpty else {
                throw ValidationError("--metadata takes `key=text`, not '\(entry)'.")
            }
            entries[key] = text
        }
        return entries
    }

    /// The parts before and after the last `=`.
    private static func pair(_ entry: String) -> (String, String)? {
        guard let place = entry.lastIndex(of: "=") else { return nil }
        return (String(entry[..<place]), String(entry[entry.index(after: place)...]))
    }
}

/// The labeled documents of some inputs, read one after the other and not kept.
private final class TrainingTexts: Sequence, IteratorProtocol {
    private(set) var reading = CollectionReading()
    private(set) var labels: LabelReading
    private var records: CorpusReader.Iterator
    private let weights: [String: Double]
    private let pipeline = DocumentPipeline()

    init(paths: [String], input: InputOptions, weights: [String: Double]) {
        var options = input.corpusOptions
        options.readsLabels = true
        self.weights = weights
        labels = LabelReading(paths: paths)
        records = CorpusReader(paths: paths, options: options).makeIterator()
    }

    func next() -> LabeledText? {
        while let record = records.next() {
            guard let document = reading.document(of: record) else { continue }
            let (title, text) = pipeline.titledText(of: document)
            var labeled = LabeledText(
                text, title: title, labels: labels.labels(of: document, in: record), id: record.id,
                weight: weights[record.location.path] ?? 1)
            labeled.statesNoLabel = document.statesNoLabel
            return labeled
        }
        return nil
    }
}

/// The values of `--method`.
enum TrainMethod: String, CaseIterable, ExpressibleByArgument {
    case auto, svm, logistic, bayes, centroid
}

/// The values of `--goal`.
enum TrainGoal: String, CaseIterable, ExpressibleByArgument {
    case balanced, accuracy
}
