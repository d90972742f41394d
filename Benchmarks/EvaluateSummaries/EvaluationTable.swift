import Serialization
import Summarization
import TextEvaluation

/// Every system on every collection, at the natural number of sentences and at 60 words.
struct EvaluationTable {
    /// One collection at one length.
    struct Section {
        var collection: String
        var length: String
        var documents: Int
        var rows: [EvaluationRow]
        /// Rows of parts of the collection, such as CNN and Daily Mail.
        var parts: [(kind: String, rows: [EvaluationRow])]

        var lead: EvaluationRow? { rows.first }
    }

    var part: Part
    var sections: [Section] = []

    /// Runs everything; `sentences` in place of each collection's natural number, `free` with the summarizer's choice too.
    init(
        _ names: [String], _ part: Part, data: String, limit: Int, systems: [EvaluationSystem],
        sentences: Int? = nil, free: Bool = false, peers: PeerSummaries? = nil
    ) {
        self.part = part
        var workspace = SummarizationWorkspace()
        for name in names {
            guard var collection = EvaluationCollection(name, part, data: data, limit: limit) else {
                note("no \(part.rawValue) part of \(name) in \(data)")
                continue
            }
            let count = sentences ?? collection.naturalCount
            var lengths: [(String, EvaluationSystem.Length)] = [
                ("k = \(count)", .sentences(count)), ("60 words", .words(60)),
            ]
            if free { lengths.append(("free", .free)) }
            for (title, length) in lengths {
                var rows: [EvaluationRow] = []
                for system in systems {
                    if system.name == "Oracle", length == .words(60) || length == .free { continue }
                    rows.append(EvaluationRow(system, &collection, length, &workspace))
                }
                if let peers, case .sentences = length { rows += peers.rows(for: &collection) }
                sections.append(
                    Section(
                        collection: name, length: title, documents: collection.documents.count, rows: rows,
                        parts: Self.parts(collection, rows)))
                note("\(name), \(title): done")
            }
        }
    }

    private static func parts(
        _ collection: EvaluationCollection, _ rows: [EvaluationRow]
    ) -> [(kind: String, rows: [EvaluationRow])] {
        let kinds = Set(collection.documents.map(\.kind)).subtracting([""]).sorted()
        return kinds.map { kind in
            let members = collection.documents.indices.filter { collection.documents[$0].kind == kind }
            return (kind, rows.map { $0.restricted(to: members) })
        }
    }

    /// The table as Markdown.
    var markdown: String {
        var lines: [String] = []
        for section in sections {
            let title = EvaluationCollection.titles[section.collection] ?? section.collection
            lines.append("### \(title), \(part.rawValue), \(section.documents) documents, \(section.length)")
            lines += Self.markdown(section.rows, documents: section.documents)
            for (kind, rows) in section.parts {
                lines.append("#### \(title): \(kind) (\(rows.first?.rouge1.count ?? 0))")
                lines += Self.markdown(rows, documents: rows.first?.rouge1.count ?? 0)
            }
        }
        lines.append("### Means of (R-1 + R-2)/2")
        lines += [
            "", "| system | natural k, without BBC and Opinosis | all | 60 words, without | all |",
            "|---|---|---|---|---|",
        ]
        return (lines + means.map(Self.line)).joined(separator: "\n")
    }

    /// For each system, the mean of ROUGE-1 and ROUGE-2 over the collections: at the natural number of sentences
    /// without and with BBC and Opinosis, and the same at 60 words.
    var means: [[String]] {
        (sections.first?.rows.map(\.system) ?? []).map { system in
            [system]
                + [false, true].flatMap { isWords in
                    [true, false].map { excludes in
                        let values = sections.filter {
                            $0.length != "free" && ($0.length == "60 words") == isWords
                                && !(excludes && ["bbc", "opin"].contains($0.collection))
                        }.compactMap { section in section.rows.first { $0.system == system }?.mean12 }
                        return values.isEmpty ? "" : format(values.reduce(0, +) / Double(values.count))
                    }
                }
        }
    }

    /// The columns of a section's table.
    static let header = ["system", "R-1", "R-2", "R-Lsum", "words", "to Lead: R-1", "R-2", "CPU s / 1,000"]

    /// The rows of a section's table.
    static func cells(_ rows: [EvaluationRow], documents: Int) -> [[String]] {
        guard let lead = rows.first else { return [] }
        return rows.map { row in
            let means = row.means
            return [
                row.missing > 0 ? "\(row.system) (\(row.missing) empty)" : row.system, format(means.rouge1),
                format(means.rouge2), format(means.rougeLsum),
                row.words > 0 ? String(row.words / max(1, documents)) : "",
                Decimals.points(row.difference(to: lead, \.rouge1), isSigned: true),
                Decimals.points(row.difference(to: lead, \.rouge2), isSigned: true),
                row.seconds > 0 ? format(row.seconds * 1000 / Double(max(1, documents))) : "",
            ]
        }
    }

    private static func markdown(_ rows: [EvaluationRow], documents: Int) -> [String] {
        ["", line(header), "|" + String(repeating: "---|", count: header.count)]
            + cells(rows, documents: documents).map(line) + [""]
    }

    private static func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }

    /// Writes the table as Markdown, JSON and HTML.
    func write(to folder: String) {
        makeFolder(folder)
        writeFile(Array(markdown.utf8), to: "\(folder)/summaries.md")
        writeFile(json, to: "\(folder)/summaries.json")
        writeFile(Array(EvaluationPage(self).html.utf8), to: "\(folder)/summaries.html")
    }

    /// The table as JSON.
    var json: [UInt8] {
        var list: [JSONValue] = []
        for section in sections {
            for row in section.rows {
                let means = row.means
                list.append(
                    .object(
                        JSONObject([
                            ("collection", .string(section.collection)), ("part", .string(part.rawValue)),
                            ("length", .string(section.length)), ("documents", .integer(section.documents)),
                            ("system", .string(row.system)), ("rouge1", .number(means.rouge1)),
                            ("rouge2", .number(means.rouge2)), ("rougeLsum", .number(means.rougeLsum)),
                            ("seconds", .number(row.seconds)),
                        ])))
            }
        }
        var writer = JSONWriter()
        writer.value(.array(list))
        return writer.bytes
    }
}

extension EvaluationRow {
    /// The same row for some of the documents; words and time are left out.
    func restricted(to members: [Int]) -> EvaluationRow {
        var row = self
        row.rouge1 = members.map { rouge1[$0] }
        row.rouge2 = members.map { rouge2[$0] }
        row.rougeLsum = members.map { rougeLsum[$0] }
        row.words = 0
        row.seconds = 0
        return row
    }
}
