/// The page that `epitome evaluate classify --report` writes.
public struct ClassificationReport: Sendable {
    /// What was measured.
    public var evaluation: ClassificationEvaluation
    /// The page's heading.
    public var title: String
    /// A line below the heading, such as model and data.
    public var subtitle: String
    /// What the reader should know about the data, such as texts that are in the training part, too.
    public var warnings: [String]
    /// The settings that were tried in training, if the report follows one.
    public var trials: (header: [String], rows: [[String]])?

    /// Creates a report.
    public init(
        _ evaluation: ClassificationEvaluation, title: String, subtitle: String = "", warnings: [String] = [],
        trials: (header: [String], rows: [[String]])? = nil
    ) {
        self.evaluation = evaluation
        self.title = title
        self.subtitle = subtitle
        self.warnings = warnings
        self.trials = trials
    }

    /// The page.
    public var html: String {
        var page = HTMLReport(title: title, subtitle: subtitle)
        var figures = [
            (
                Decimals.percent(evaluation.accuracy, in: evaluation.accuracyInterval),
                evaluation.isMultiLabel ? "exact sets" : "accuracy"
            ),
            (Decimals.percent(evaluation.macroF1, in: evaluation.macroF1Interval), "macro-F1"),
            (Decimals.text(evaluation.reliability.expectedCalibrationError, digits: 3), "calibration error"),
            (Decimals.grouped(evaluation.count), "texts"),
        ]
        if evaluation.isMultiLabel {
            figures.insert((Decimals.percent(evaluation.microF1, in: evaluation.microF1Interval), "micro-F1"), at: 1)
        }
        page.keyFigures(figures)
        if !warnings.isEmpty {
            page.section("What to know about these figures")
            page.list(warnings)
        }
        addLabels(to: &page)
        addConfusions(to: &page)
        page.section("Can the probabilities be trusted?")
        page.figure(
            ReliabilityChart(evaluation.reliability).svg,
            caption: "Answers grouped by their stated probability. On the dashed line, as many are right as was said; "
                + "below it the classifier is too sure of itself. The expected calibration error over "
                + "\(evaluation.reliability.bins.count) bins of equal width is "
                + "\(Decimals.text(evaluation.reliability.expectedCalibrationError, digits: 4))"
                + (evaluation.brierScore.map { ", the Brier score over all labels \(Decimals.text($0, digits: 4))." }
                    ?? "."))
        addMistakes(to: &page)
        if let trials {
            page.section("Settings that were tried")
            page.table(header: trials.header, rows: trials.rows, numeric: Set(trials.header.indices))
        }
        return page.html
    }

    private func addLabels(to page: inout HTMLReport) {
        let scores = evaluation.labelScores.filter { $0.trueCount + $0.answerCount > 0 }
        page.section("Label by label")
        let order = scores.indices.sorted { scores[$0].f1 != scores[$1].f1 ? scores[$0].f1 > scores[$1].f1 : $0 < $1 }
        page.figure(
            BarChart(
                bars: order.map { BarChart.Bar(label: scores[$0].label, value: scores[$0].f1) }, maximum: 1,
                title: "F1 of each label"
            ).svg,
            caption:
                "F1: the harmonic mean of precision (how many answers are right) and recall (how many texts are found)."
        )
        page.table(
            header: ["label", "precision", "recall", "F1", "texts", "answers"],
            rows: scores.map {
                [
                    $0.label, Decimals.text($0.precision, digits: 3), Decimals.text($0.recall, digits: 3),
                    Decimals.text($0.f1, digits: 3), Decimals.grouped($0.trueCount), Decimals.grouped($0.answerCount),
                ]
            }, numeric: [1, 2, 3, 4, 5])
    }

    private func addConfusions(to page: inout HTMLReport) {
        let confusions = evaluation.hardestConfusions()
        guard !confusions.isEmpty else { return }
        page.section("What is taken for what")
        let used = evaluation.labelScores.indices.filter {
            evaluation.labelScores[$0].trueCount + evaluation.labelScores[$0].answerCount > 0
        }
        let matrix = used.count <= 100 ? evaluation.confusionMatrix : []
        // More rows and columns than this are no picture.
        if used.count <= 100 {
            page.figure(
                HeatMap(
                    labels: used.map { evaluation.labels[$0] },
                    counts: used.map { row in used.map { matrix[row][$0] } }
                ).svg,
                caption:
                    "Rows are true labels, columns answers, over the texts with one of each; shade is the share of the row."
            )
        }
        page.table(
            header: ["true label", "answer", "texts", "share of the label"],
            rows: confusions.map { [$0.truth, $0.answer, Decimals.grouped($0.count), Decimals.percent($0.share)] },
            numeric: [2, 3])
    }

    private func addMistakes(to page: inout HTMLReport) {
        guard !evaluation.confidentMistakes.isEmpty else { return }
        page.section("The most confident mistakes")
        page.paragraph("Often these are texts whose label is doubtful, or that belong to both labels.")
        page.table(
            header: ["text", "true", "answer", "probability", "begins"],
            rows: evaluation.confidentMistakes.map {
                [
                    $0.id, $0.truth.joined(separator: ", "), $0.likeliest ?? "", Decimals.percent($0.probability),
                    shortened($0.excerpt, to: 160),
                ]
            }, numeric: [3])
    }
}
