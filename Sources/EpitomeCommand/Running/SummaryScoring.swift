import Serialization
import TextEvaluation

/// What `evaluate summarize` and `evaluate rouge` do with a finished evaluation: notes, files, and the result.
struct SummaryScoring {
    let arguments: ROUGEArguments
    /// The scores of documents whose ids are those of ``DocumentID/json``.
    let evaluation: SummaryEvaluation
    /// What the reader should know about the data.
    var notes: [String] = []

    /// Prints the result and writes the files that were asked for.
    ///
    /// - Parameters:
    ///   - title: The heading of the HTML page.
    ///   - subtitle: A line below it.
    /// - Throws: ``ExitStatus/nothingDone`` if a file cannot be written.
    func finish(title: String, subtitle: String) throws {
        for note in notes { Diagnostics.write("note: \(note)") }
        if let path = arguments.report {
            try ReportFile.write(
                SummaryReport(evaluation, title: title, subtitle: subtitle, warnings: notes).html, to: path)
        }
        if let path = arguments.scores {
            var writer = JSONWriter()
            for document in evaluation.ids.indices {
                writer.beginObject()
                writer.key("id")
                writer.value(json: evaluation.ids[document].utf8)
                evaluation.writeMembers(ofDocument: document, to: &writer)
                writer.endObject()
                writer.newline()
            }
            try ReportFile.write(writer.text, to: path)
        }
        if arguments.format == .json {
            var writer = JSONWriter(pretty: true)
            evaluation.write(to: &writer)
            try StandardOutput.write(line: writer.text)
        } else {
            try StandardOutput.write(line: text)
        }
    }

    private var text: String {
        var lines = ["\(Decimals.counted(evaluation.count, "document")); F1 in hundredths, with 95 % intervals", ""]
        let names = evaluation.systems.map(\.name)
        let comparisons = names.dropFirst().map { "\(names[0]) - \($0)" }
        let width = (names + comparisons).reduce(0) { max($0, $1.count) } + 2
        let padded = { (text: String, width: Int) in text + String(repeating: " ", count: max(0, width - text.count)) }
        lines.append(
            padded("", width) + SummaryMeasure.allCases.map { padded($0.title, 22) }.joined() + "words")
        for (place, name) in names.enumerated() {
            let cells = SummaryMeasure.allCases.map {
                padded(Decimals.points(evaluation.interval($0, of: place)), 22)
            }
            let words = Double(evaluation.systems[place].wordCount) / Double(max(1, evaluation.count))
            lines.append(padded(name, width) + cells.joined() + Decimals.text(words, digits: 1))
        }
        for (other, title) in zip(1..., comparisons) {
            let cells = SummaryMeasure.allCases.map {
                padded(Decimals.points(evaluation.difference($0, of: 0, to: other), isSigned: true), 22)
            }
            lines.append((padded(title, width) + cells.joined()).trimmingTrailingSpaces)
        }
        return lines.joined(separator: "\n")
    }
}

extension String {
    /// The text without spaces at its end.
    fileprivate var trimmingTrailingSpaces: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
