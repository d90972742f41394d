import Corpora
import Serialization

/// Short answers about documents as lines of fields: tab-separated text for people, CSV and TSV for spreadsheets.
///
/// One line an answer. In CSV and TSV each record has one line at least, with empty fields if there is no answer and the
/// reason in the last column if it failed.
struct AnswerTable: Sendable {
    /// The names of an answer's fields.
    let columns: [String]
    let context: RunContext

    /// The names of all columns, for the forms that begin with them.
    var header: String {
        switch context.format {
        case .csv, .tsv: line(["id"] + columns + ["error"])
        default: ""
        }
    }

    /// Writes the answers about one document.
    func write(_ answers: [[String]], of record: CorpusRecord, to writer: inout JSONWriter) {
        guard context.format != .text else {
            for answer in answers {
                let fields = context.showsPath ? [record.id] + answer : answer
                writer.raw(fields.map(VisibleText.field).joined(separator: "\t") + "\n")
            }
            return
        }
        let none = [[String](repeating: "", count: columns.count)]
        for answer in answers.isEmpty ? none : answers { writer.raw(line([record.id] + answer + [""])) }
    }

    /// The line of a record that failed.
    func line(of failure: BatchFailure) -> String {
        line([failure.id] + [String](repeating: "", count: columns.count) + [failure.error.description])
    }

    private func line(_ fields: [String]) -> String {
        if context.format == .tsv { return fields.map(VisibleText.field).joined(separator: "\t") + "\n" }
        return fields.map { CSVText.field($0, isFormulaSafe: context.isFormulaSafe) }.joined(separator: ",") + "\r\n"
    }
}

/// Fields of CSV as RFC 4180 has them.
enum CSVText {
    /// A field, in quotes where it needs them.
    ///
    /// If it is to be safe, a field that a spreadsheet would take for a formula gets an apostrophe in front: one that begins
    /// with `=`, `+`, `-`, `@`, a tab or a carriage return and is no number (OWASP, "CSV Injection").
    static func field(_ text: String, isFormulaSafe: Bool) -> String {
        var text = text
        if isFormulaSafe, let first = text.utf8.first, [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(first),
            Double(text) == nil
        {
            text = "'" + text
        }
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
