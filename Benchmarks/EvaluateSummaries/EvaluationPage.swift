import TextEvaluation

/// The table as one HTML page without outside parts: for each collection and length a bar for every system, with the
/// interval of its difference to Lead, and the figures below.
struct EvaluationPage {
    private let table: EvaluationTable

    init(_ table: EvaluationTable) { self.table = table }

    var html: String {
        var report = HTMLReport(
            title: "Summaries against references",
            subtitle: "ROUGE F1 with stemming, \(table.part.rawValue) parts; epitome's own styles are set off")
        report.section("Means over the collections")
        report.paragraph(
            "Mean of ROUGE-1 and ROUGE-2 at each collection's natural number of sentences and at 60 words, without and "
                + "with the extracts of the BBC and the reviews of Opinosis.")
        report.table(
            header: ["system", "natural", "all", "60 words", "all"], rows: table.means, numeric: [1, 2, 3, 4])
        for section in table.sections {
            let title = EvaluationCollection.titles[section.collection] ?? section.collection
            report.section("\(title), \(section.documents) documents, \(section.length)")
            report.figure(
                chart(section),
                caption: "ROUGE-1. The whisker is the 95 % paired bootstrap interval of the difference to Lead on the "
                    + "same documents, around the bar's end.")
            report.table(
                header: EvaluationTable.header, rows: EvaluationTable.cells(section.rows, documents: section.documents),
                numeric: Set(1..<EvaluationTable.header.count))
        }
        return report.html
    }

    private func chart(_ section: EvaluationTable.Section) -> String {
        guard let lead = section.lead else { return "" }
        let bars = section.rows.map { row in
            let value = row.means.rouge1
            let difference = row.difference(to: lead, \.rouge1)
            let isLead = row.system == lead.system
            let ends = [difference.lower, difference.upper].map { value + 100 * ($0 - difference.mean) }
            return BarChart.Bar(
                label: row.system, value: value, interval: isLead ? nil : ends[0]...ends[1],
                isMarked: EvaluationSystem.styles.contains(row.system))
        }
        return BarChart(bars: bars, title: "ROUGE-1 of every system", format: { format($0) }).svg
    }
}
