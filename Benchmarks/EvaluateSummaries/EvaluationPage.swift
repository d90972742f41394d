import TextEvaluation

/// The table as one HTML page without outside parts: a bar for each system, with the interval of its difference to Lead.
struct EvaluationPage {
    private let table: EvaluationTable

    init(_ table: EvaluationTable) { self.table = table }

    var html: String {
        var body = ""
        for section in table.sections {
            let title = EvaluationCollection.titles[section.collection] ?? section.collection
            body += "<h2>\(title), \(section.documents) documents, \(section.length)</h2>\n" + chart(section)
        }
        return """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Summaries against references</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            text { font: 13px system-ui, sans-serif; fill: currentColor; }
            rect { fill: #4a7fb5; } rect.second { fill: #a9c5e0; } line { stroke: #b5483a; stroke-width: 2; }
            @media (prefers-color-scheme: dark) { body { background: #181818; color: #e8e8e8; } }
            </style>
            <h1>Summaries against references</h1>
            <p>ROUGE-1 (dark) and ROUGE-2 (light) F1. The red line is the 95 % paired bootstrap interval of ROUGE-1 around the
            bar's end, from its difference to Lead on the same documents.</p>
            \(body)</html>

            """
    }

    private func chart(_ section: EvaluationTable.Section) -> String {
        let height = section.rows.count * 30 + 10
        var svg = "<svg viewBox=\"0 0 900 \(height)\" role=\"img\" width=\"100%\">\n"
        guard let lead = section.rows.first else { return "" }
        for (index, row) in section.rows.enumerated() {
            let y = index * 30 + 5
            let means = row.means
            let scale = 8.0
            let x1 = 150 + means.rouge1 * scale
            let difference = row.difference(to: lead, \.rouge1)
            let left = x1 - (difference.mean - difference.lower) * scale
            let right = x1 + (difference.upper - difference.mean) * scale
            svg += """
                <text x="140" y="\(y + 15)" text-anchor="end">\(row.system)</text>
                <rect x="150" y="\(y)" width="\(format(means.rouge1 * scale))" height="12"/>
                <rect class="second" x="150" y="\(y + 12)" width="\(format(means.rouge2 * scale))" height="8"/>
                <line x1="\(format(left))" x2="\(format(right))" y1="\(y + 6)" y2="\(y + 6)"/>
                <text x="\(format(right + 8))" y="\(y + 12)">\(format(means.rouge1)) / \(format(means.rouge2))</text>

                """
        }
        return svg + "</svg>\n"
    }
}
