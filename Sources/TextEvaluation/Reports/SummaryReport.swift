/// The page that `epitome evaluate summarize --report` and `evaluate rouge --report` write.
public struct SummaryReport: Sendable {
    /// What was measured.
    public var evaluation: SummaryEvaluation
    /// The page's heading.
    public var title: String
    /// A line below the heading, such as the data.
    public var subtitle: String
    /// What the reader should know about the data, such as documents without a reference.
    public var warnings: [String]

    /// Creates a report.
    public init(_ evaluation: SummaryEvaluation, title: String, subtitle: String = "", warnings: [String] = []) {
        self.evaluation = evaluation
        self.title = title
        self.subtitle = subtitle
        self.warnings = warnings
    }

    /// The page.
    public var html: String {
        var page = HTMLReport(title: title, subtitle: subtitle)
        page.keyFigures(
            SummaryMeasure.allCases.map { (Decimals.points(evaluation.mean($0, of: 0).f1), $0.title) }
                + [(Decimals.grouped(evaluation.count), "documents")])
        if !warnings.isEmpty {
            page.section("What to know about these figures")
            page.list(warnings)
        }
        page.section("F1, with 95 % intervals")
        for measure in SummaryMeasure.allCases {
            page.figure(chart(measure).svg, caption: "\(measure.title), mean over the documents, in hundredths.")
        }
        addTable(to: &page)
        addDifferences(to: &page)
        addLowest(to: &page)
        return page.html
    }

    private func chart(_ measure: SummaryMeasure) -> BarChart {
        BarChart(
            bars: evaluation.systems.indices.map { place in
                let interval = evaluation.interval(measure, of: place)
                return BarChart.Bar(
                    label: evaluation.systems[place].name, value: interval.mean,
                    interval: interval.lower...max(interval.lower, interval.upper), isMarked: place > 0)
            }, title: "\(measure.title) of each system", format: { Decimals.points($0) })
    }

    private func addTable(to page: inout HTMLReport) {
        page.section("Precision and recall")
        var rows: [[String]] = []
        for (place, system) in evaluation.systems.enumerated() {
            for measure in SummaryMeasure.allCases {
                let mean = evaluation.mean(measure, of: place)
                rows.append(
                    [system.name, measure.title] + [mean.precision, mean.recall, mean.f1].map { Decimals.points($0) })
            }
        }
        page.table(header: ["system", "measure", "precision", "recall", "F1"], rows: rows, numeric: [2, 3, 4])
    }

    private func addDifferences(to page: inout HTMLReport) {
        guard evaluation.systems.count > 1 else { return }
        page.section("Is it better?")
        page.paragraph(
            "The difference of each document, averaged; where the interval holds zero, the documents do not show which "
                + "is better.")
        var rows: [[String]] = []
        for other in evaluation.systems.indices.dropFirst() {
            for measure in SummaryMeasure.allCases {
                let difference = evaluation.difference(measure, of: 0, to: other)
                let signed = { (share: Double) in Decimals.points(share, isSigned: true) }
                rows.append([
                    "\(evaluation.systems[0].name) against \(evaluation.systems[other].name)", measure.title,
                    signed(difference.mean),
                    "\(signed(difference.lower)) to \(signed(difference.upper))",
                ])
            }
        }
        page.table(header: ["", "measure", "difference", "interval"], rows: rows, numeric: [2, 3])
    }

    private func addLowest(to page: inout HTMLReport) {
        page.section("The lowest scores")
        page.paragraph("Often these are documents whose reference says what the text does not.")
        page.table(
            header: ["document"] + SummaryMeasure.allCases.map(\.title),
            rows: evaluation.lowest(.rouge1, of: 0, limit: 20).map { document in
                [evaluation.ids[document]]
                    + SummaryMeasure.allCases.map {
                        Decimals.points($0.score(in: evaluation.systems[0].scores[document]).f1)
                    }
            }, numeric: Set(1...SummaryMeasure.allCases.count))
    }
}
