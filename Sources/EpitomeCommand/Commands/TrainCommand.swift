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
            """)

    @OptionGroup(title: "Input") var input: InputOptions

    @Option(
        name: [.short, .long], help: ArgumentHelp("The model file to write.", valueName: "file"),
        completion: .file(extensions: ["safetensors"]))
    var output: String

    @Option(help: "What is learned: auto (svm), svm, logistic, bayes, centroid.")
    var method: TrainMethod = .auto

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

    @Option(help: ArgumentHelp("The greatest size of the model file (suffixes k, M).", valueName: "bytes"))
    var maxModelBytes = ByteCount(bytes: 9_500_000)

    @Option(help: ArgumentHelp("How much the documents of one path count, as `bbc.jsonl=4`.", valueName: "path=weight"))
    var weight: [String] = []

    @Option(help: ArgumentHelp("An entry of the model's metadata, as `name=topics`.", valueName: "key=text"))
    var metadata: [String] = []

    @Option(
        help: ArgumentHelp("Write an HTML page on the held-out documents and what was tried.", valueName: "file"),
        completion: .file(extensions: ["html"]))
    var report: String?

    @Option(help: "The form of the summary: text or json.")
    var format: OutputFormat = .text

    @Option(
        name: [.customShort("j", allowingJoined: true), .long],
        help: ArgumentHelp("Threads; by default one a core.", valueName: "n"))
    var jobs: Int?

    @Flag(name: [.short, .long], help: "Say nothing but errors.")
    var quiet = false

    func validate() throws {
        if let jobs, jobs < 1 || jobs > 1024 {
            throw ValidationError("--jobs takes a number from 1 to 1024, not \(jobs).")
        }
        if let timeBudget, !(timeBudget > 0) {
            throw ValidationError("--time-budget takes seconds above 0, not \(timeBudget).")
        }
        if format != .text && format != .json { throw ValidationError("--format is text or json here.") }
        _ = try weights()
        _ = try metadataEntries()
    }

    func run() throws {
        let paths = try input.resolvedPaths()
        StopSignal.install()
        let collected = LabeledDocuments(paths: paths, input: input, weights: try weights())
        var options = TrainingOptions()
        if let method = TrainingOptions.Method(rawValue: method.rawValue) { options.method = method }
        options.goal = goal == .balanced ? .balanced : .accuracy
        options.isTuned = !noTuning
        options.triesCharacters = best
        options.timeBudget = timeBudget
        options.seed = seed
        options.concurrency = jobs ?? options.concurrency
        options.modelSizeLimit = maxModelBytes.bytes
        options.metadata = try metadataEntries()
        options.shouldStop = { StopSignal.signal != 0 }
        let meter = TrainingMeter(isQuiet: quiet)
        do {
            let training = try Classifier.train(on: collected.texts, options: options) { meter.update($0) }
            meter.clear()
            try AtomicFile.write(training.modelBytes, to: output)
            if let report {
                try AtomicFile.write(Array(page(training).utf8), to: report)
            }
            summarize(training)
        } catch {
            meter.clear()
            Diagnostics.write("\(error)")
            throw ExitStatus.nothingDone
        }
        if collected.failures > 0 { throw ExitStatus.someFailed }
    }

    private func summarize(_ training: Training) {
        let report = training.report
        for (id, reason) in report.skipped.prefix(20) { Diagnostics.write("\(id) is left out: \(reason).") }
        if report.skipped.count > 20 { Diagnostics.write("… and \(report.skipped.count - 20) more are left out.") }
        if !quiet { for warning in report.warnings { Diagnostics.write("note: \(warning)") } }
        guard format == .json else {
            print(
                "\(output): \(report.labelCounts.count) labels, \(report.documentCount) documents, "
                    + "\(report.termCount) terms, \((report.modelSize + 500) / 1000) kB")
            print(
                "on held-out parts: \(training.classifier.isMultiLabel ? "micro-F1" : "accuracy") "
                    + "\(Decimals.percent(report.heldOutAccuracy)), macro-F1 \(Decimals.percent(report.heldOutMacroF1)), "
                    + "calibration error \(Decimals.text(report.heldOutCalibrationError, digits: 3))")
            print("setting: \(report.setting.summary) (best of \(report.trials.count))")
            return
        }
        var writer = JSONWriter(pretty: true)
        report.write(to: &writer)
        print(writer.text)
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

/// The values of `--method`.
enum TrainMethod: String, CaseIterable, ExpressibleByArgument {
    case auto, svm, logistic, bayes, centroid
}

/// The values of `--goal`.
enum TrainGoal: String, CaseIterable, ExpressibleByArgument {
    case balanced, accuracy
}

/// Documents with their labels, read whole; what cannot be read is reported and counted.
struct LabeledDocuments {
    let texts: [LabeledText]
    let failures: Int

    init(paths: [String], input: InputOptions, weights: [String: Double] = [:]) {
        let pipeline = DocumentPipeline()
        var texts: [LabeledText] = []
        failures = CorpusReader(paths: paths, options: input.corpusOptions).forEachDocument { record, document in
            texts.append(
                LabeledText(
                    pipeline.text(of: document), title: document.title, labels: document.labels, id: record.id,
                    weight: weights[record.location.path] ?? 1))
        }
        self.texts = texts
    }
}
