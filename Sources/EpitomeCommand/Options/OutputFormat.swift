import ArgumentParser

/// All forms of output; the choice that each command has is an ``OutputChoice``.
enum OutputFormat: String {
    case text, json, jsonl, markdown, html, csv, tsv

    /// Whether a record that failed has its place in the output.
    var hasErrors: Bool {
        switch self {
        case .json, .jsonl, .csv, .tsv: true
        case .text, .markdown, .html: false
        }
    }

    /// Whether results are records, which say for themselves why they are empty.
    var isRecord: Bool { self == .json || self == .jsonl }

    /// The form that a file name states.
    init?(ofName name: String) {
        var name = name[...]
        if name.hasSuffix(".gz") { name = name.dropLast(3) }
        for (ending, format) in [
            (".jsonl", Self.jsonl), (".ndjson", .jsonl), (".json", .json), (".html", .html), (".htm", .html),
            (".md", .markdown), (".txt", .text), (".csv", .csv), (".tsv", .tsv),
        ] where name.hasSuffix(ending) {
            self = format
            return
        }
        return nil
    }
}

/// The forms of output that a command can write, so that its help, its completions and its messages name just these.
protocol OutputChoice: RawRepresentable<String>, CaseIterable, ExpressibleByArgument {}

extension OutputChoice {
    var format: OutputFormat { OutputFormat(rawValue: rawValue) ?? .text }
}

/// One result for each document, as text or as a record.
enum RecordFormat: String, OutputChoice {
    case text, json, jsonl
}

/// Short answers for each document, as lines of fields or as records.
enum AnswerFormat: String, OutputChoice {
    case text, json, jsonl, csv, tsv
}

/// An article, as text or with its structure, or as a record.
enum ArticleFormat: String, OutputChoice {
    case text, json, jsonl, markdown
}

/// A summary in every form there is.
enum SummaryFormat: String, OutputChoice {
    case text, json, jsonl, markdown, html
}

/// One result for everything: for people or for programs.
enum ReportFormat: String, OutputChoice {
    case text, json
}

/// `--format` of the commands on documents: in its absence the form follows the output's name, or the input.
struct FormatOption<Choice: OutputChoice>: ParsableArguments {
    @Option(help: "The form of the output; by default JSON Lines where the input is, else text.")
    var format: Choice?

    /// The form that was asked for.
    var chosen: OutputFormat? { format?.format }

    /// The forms the command can write.
    static var all: [OutputFormat] { Choice.allCases.map(\.format) }
}
