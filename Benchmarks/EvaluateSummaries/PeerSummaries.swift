import Corpora
import Serialization
import Summarization
import TextEvaluation
import TextProcessing

/// Summaries that other programs wrote, read from JSON lines `{"set", "id", "system", "summary", "seconds"}`.
///
/// `summary` is a list of sentences. A document without an answer counts as an empty summary.
struct PeerSummaries {
    private struct Answer {
        var summary: String
        var seconds: Double
    }

    /// The systems in the order of their first line.
    private(set) var systems: [String] = []
    private var answers: [String: Answer] = [:]

    init(path: String) {
        var options = CorpusOptions()
        options.format = .lines
        var known: Set<String> = []
        for record in CorpusReader(paths: [path], options: options) {
            guard case .success(let document) = record.content, case .text(let line) = document.content,
                let value = try? JSONValue(parsing: line.utf8.span), let set = value["set"]?.string,
                let id = value["id"]?.string, let system = value["system"]?.string,
                let sentences = value["summary"]?.strings
            else { fail("\(path): a line is no summary; expected set, id, system, summary and seconds") }
            if known.insert(system).inserted { systems.append(system) }
            answers[Self.key(set, id, system)] = Answer(
                summary: sentences.joined(separator: "\n"), seconds: value["seconds"]?.double ?? 0)
        }
    }

    /// The rows of all systems for one collection; systems without a single answer are left out.
    func rows(for collection: inout EvaluationCollection) -> [EvaluationRow] {
        var rows: [EvaluationRow] = []
        for system in systems {
            let found = collection.documents.map { answers[Self.key(collection.name, $0.id, system)] }
            let missing = found.count { ($0?.summary ?? "").isEmpty }
            if missing == found.count { continue }
            if missing > 0 { note("\(collection.name), \(system): \(missing) documents without a summary count as 0") }
            var row = EvaluationRow(
                system, found.map { $0?.summary ?? "" }, seconds: found.reduce(0) { $0 + ($1?.seconds ?? 0) },
                &collection)
            row.missing = missing
            rows.append(row)
        }
        return rows
    }

    /// Writes the documents as other programs read them: text, our sentences and the number of sentences wanted.
    static func writeInput(_ names: [String], _ part: Part, data: String, limit: Int, output: String) {
        var lines: [UInt8] = []
        for name in names {
            guard let collection = EvaluationCollection(name, part, data: data, limit: limit) else { continue }
            for document in collection.documents {
                let utf8 = Array(document.input.text.utf8)
                let sentences = document.input.sentences.map { String(decoding: utf8[$0.range], as: UTF8.self) }
                var writer = JSONWriter()
                writer.value(
                    .object(
                        JSONObject([
                            ("set", .string(name)), ("id", .string(document.id)),
                            ("language", .string(name == "orange" ? "fr" : name == "klex" ? "de" : "en")),
                            ("k", .integer(collection.naturalCount)), ("text", .string(document.input.text)),
                            ("sentences", .array(sentences.map { .string($0) })),
                        ])))
                lines += writer.bytes
                lines.append(0x0A)
            }
        }
        writeFile(lines, to: output)
    }

    private static func key(_ set: String, _ id: String, _ system: String) -> String {
        "\(set)\u{0}\(id)\u{0}\(system)"
    }
}

extension EvaluationRow {
    /// Scores texts that are there already, one for each document.
    init(_ system: String, _ texts: [String], seconds: Double, _ collection: inout EvaluationCollection) {
        self.init(system: system)
        self.seconds = seconds
        for (document, text) in zip(collection.documents, texts) {
            score(text, document, &collection.rouge)
        }
    }
}
