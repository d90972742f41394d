import ArgumentParser
import Classification
import Corpora
import Epitome
import Serialization
import TextEvaluation

/// Measures a classifier on labelled documents.
struct EvaluateClassifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify", abstract: "Measures a classifier on labelled documents.",
        discussion: """
            Prints accuracy, macro-F1, calibration error, the scores of each label and the hardest confusions; \
            --report writes one HTML page with drawings. Documents without a label are counted apart.

            EXAMPLES:
              epitome evaluate classify labelled.jsonl
              epitome evaluate classify test.csv --model topics.safetensors --report page.html
            """)

    @OptionGroup(title: "Input") var input: InputOptions

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("A shipped model (see `epitome models`) or a model file.", valueName: "name|path"),
        completion: .file(extensions: ["safetensors"]))
    var model = ShippedModel.newsTopics.name

    @Option(help: ArgumentHelp("Below this probability the answer is unknown.", valueName: "p"))
    var threshold = 0.0

    @Option(
        help: ArgumentHelp(
            "Count this label of the documents as another, as `Sci/Tech=science and technology`.",
            valueName: "label=label"))
    var rename: [String] = []

    @Option(
        help: ArgumentHelp("Warn of documents that are among these training documents, too.", valueName: "path"),
        completion: .file())
    var trainingData: [String] = []

    @Option(
        help: ArgumentHelp("Write an HTML page.", valueName: "file"), completion: .file(extensions: ["html"]))
    var report: String?

    @Option(help: "The form of the output.")
    var format: ReportFormat = .text

    func validate() throws {
        if !(threshold >= 0 && threshold <= 1) {
            throw ValidationError("--threshold takes a probability between 0 and 1, not \(threshold).")
        }
        for entry in rename where entry.lastIndex(of: "=") == nil {
            throw ValidationError("--rename takes `label=label`, not '\(entry)'.")
        }
    }

    /// The inputs, none of which is the page that will be written.
    private func checkedPaths() throws -> [String] {
        let paths = try input.resolvedPaths()
        _ = try OutputGuard.options(
            paths + trainingData, input, reads: [("--model", model)], writes: [("--report", report)])
        return paths
    }

    func run() throws {
        let paths = try checkedPaths()
        let classifier = try ModelLoading.classifier(model)
        var renames: [String: String] = [:]
        for entry in rename {
            guard let place = entry.lastIndex(of: "=") else { continue }
            renames[String(entry[..<place])] = String(entry[entry.index(after: place)...])
        }
        let pipeline = DocumentPipeline()
        var known: Set<Int> = []
        var training = CollectionReading()
        training.forEachDocument(of: trainingData, options: input.corpusOptions) { _, document in
            known.insert(pipeline.text(of: document).hashValue)
        }

        var evaluation = ClassificationEvaluation(labels: classifier.labels)
        var session = Classifier.Session(classifier)
        var seen: Set<Int> = []
        var (repeated, leaked) = (0, 0)
        var reading = CollectionReading()
        var labels = LabelReading(paths: paths)
        var corpusOptions = input.corpusOptions
        corpusOptions.readsLabels = true
        reading.forEachDocument(of: paths, options: corpusOptions) { record, document in
            let (title, text) = pipeline.titledText(of: document)
            let hash = text.hashValue
            if !seen.insert(hash).inserted { repeated += 1 }
            if known.contains(hash) { leaked += 1 }
            let labeled = LabeledText(
                text, title: title, labels: labels.labels(of: document, in: record).map { renames[$0] ?? $0 },
                id: record.id)
            evaluation.add(session.classified(labeled, threshold: threshold))
        }
        guard evaluation.count > 0 else {
            throw reading.nothingDone(labels.advice(input.labelField))
        }
        var warnings: [String] = []
        if evaluation.unlabeledCount > 0 {
            warnings.append("documents without a label, not counted: \(evaluation.unlabeledCount)")
        }
        if repeated > 0 { warnings.append("documents with a text that came before: \(repeated)") }
        if leaked > 0 { warnings.append("documents that are among the training documents, too: \(leaked)") }
        let strangers = evaluation.labels.filter { !classifier.labels.contains($0) }
        if !strangers.isEmpty {
            warnings.append(
                "The model does not know these labels, so that every such document counts as a mistake: "
                    + strangers.joined(separator: ", ") + ". --rename counts one label as another.")
        }
        for warning in warnings { Diagnostics.write("note: \(warning)") }
        if let report {
            let page = ClassificationReport(
                evaluation, title: "How well \(model) classifies",
                subtitle: "\(Decimals.counted(evaluation.count, "document")) of \(paths.joined(separator: ", "))",
                warnings: warnings)
            try ReportFile.write(page.html, to: report)
        }
        try StandardOutput.write(line: format == .json ? json(evaluation) : text(evaluation))
        if training.failures > 0 { throw ExitStatus.someFailed }
        try reading.finish()
    }

    private func text(_ evaluation: ClassificationEvaluation) -> String {
        var lines = [
            "documents    \(Decimals.grouped(evaluation.count))",
            "accuracy     \(Decimals.percent(evaluation.accuracy, in: evaluation.accuracyInterval, digits: 2))",
        ]
        if evaluation.isMultiLabel {
            lines.append(
                "micro-F1     \(Decimals.percent(evaluation.microF1, in: evaluation.microF1Interval, digits: 2))")
        }
        lines.append("macro-F1     \(Decimals.percent(evaluation.macroF1, in: evaluation.macroF1Interval, digits: 2))")
        lines.append(
            "calibration  \(Decimals.text(evaluation.reliability.expectedCalibrationError, digits: 4)) expected error over "
                + "\(evaluation.reliability.bins.count) bins of equal width")
        if let brier = evaluation.brierScore {
            lines.append("Brier score  \(Decimals.text(brier, digits: 4)) over all labels")
        }
        lines.append("             (95 % intervals in brackets)")
        if evaluation.unknownCount > 0 { lines.append("unknown      \(Decimals.grouped(evaluation.unknownCount))") }
        lines.append("")
        let scores = evaluation.labelScores.filter { $0.trueCount + $0.answerCount > 0 }
        let width = scores.reduce(5) { max($0, $1.label.count) }
        let padded = { (text: String) in text + String(repeating: " ", count: max(0, width - text.count)) }
        lines.append(padded("label") + "  precision  recall     F1  documents")
        for score in scores {
            let count = Decimals.grouped(score.trueCount)
            lines.append(
                padded(score.label) + "      \(Decimals.text(score.precision, digits: 3))   "
                    + "\(Decimals.text(score.recall, digits: 3))  \(Decimals.text(score.f1, digits: 3))"
                    + String(repeating: " ", count: max(1, 11 - count.count)) + count)
        }
        let confusions = evaluation.hardestConfusions(limit: 5)
        if !confusions.isEmpty { lines.append("\nmost often taken for another:") }
        for confusion in confusions {
            lines.append(
                "  \(confusion.truth) as \(confusion.answer): \(confusion.count) (\(Decimals.percent(confusion.share)))"
            )
        }
        return lines.joined(separator: "\n")
    }

    private func json(_ evaluation: ClassificationEvaluation) -> String {
        var writer = JSONWriter(pretty: true)
        evaluation.write(to: &writer)
        return writer.text
    }
}
