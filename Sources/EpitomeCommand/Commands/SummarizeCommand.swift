import ArgumentParser
import Corpora
import Epitome
import Serialization
import Summarization
import TextProcessing

/// Prints the sentences that say most about a document.
struct SummarizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summarize", abstract: "Prints the sentences that say most about a document.",
        discussion: """
            Text output is one sentence a line, in document order, and nothing else. Notices, appeals, captions and \
            headings are left out. `--format html` shows the whole text with the chosen sentences marked.
            """)

    @OptionGroup(title: "Summary") var summary: SummaryArguments
    @OptionGroup(title: "Input") var input: InputOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() throws {
        let pipeline = DocumentPipeline(language: input.fixedLanguage)
        let summarizer = Summarizer(summary.options)
        if summary.multi {
            return try ClusterRun(input: input, output: output, pipeline: pipeline, summarizer: summarizer).run()
        }
        let earlier = try summary.update.map { try Self.earlierText($0, input, pipeline) }
        try DocumentRun(input: input, output: output, formats: [.text, .json, .jsonl, .markdown, .html]).run {
            context in
            SummarizeRenderer(
                context: context, pipeline: pipeline, summarizer: summarizer, earlier: earlier,
                highlights: summary.highlight)
        }
    }

    /// The text that `--update` names: all its documents, one after the other.
    private static func earlierText(
        _ path: String, _ input: InputOptions, _ pipeline: DocumentPipeline
    ) throws -> SummarizationInput {
        var options = input.corpusOptions
        options.selection = CorpusOptions.Selection()
        var texts: [String] = []
        for record in CorpusReader(paths: [path], options: options) {
            switch record.content {
            case .success(let document): texts.append(pipeline.prepare(document).cleanText)
            case .failure(let error):
                Diagnostics.write(error.description)
                throw ExitStatus.nothingDone
            }
        }
        let joined = Document(id: path, content: .text(texts.joined(separator: "\n\n")))
        return pipeline.prepare(joined).summarizationInput
    }
}

/// What a summary should be like.
struct SummaryArguments: ParsableArguments {
    @Option(
        name: [.customShort("n"), .long], help: ArgumentHelp("At most this many sentences (default 3).", valueName: "n")
    )
    var sentences: Int?

    @Option(help: ArgumentHelp("At most this share of the sentences, between 0 and 1.", valueName: "share"))
    var ratio: Double?

    @Option(help: ArgumentHelp("At most this many words.", valueName: "n"))
    var words: Int?

    @Option(help: ArgumentHelp("At most this many characters.", valueName: "n"))
    var characters: Int?

    @Option(
        help: "The formula: \(SummaryMethod.allCases.map(\.rawValue).joined(separator: ", ")).", transform: Self.method)
    var method: SummaryMethod = .auto

    @Option(
        help: "What the summary is for: \(SummaryStyle.allCases.map(\.rawValue).joined(separator: ", ")).",
        transform: Self.style)
    var style: SummaryStyle = .auto

    @Option(help: "The order of the sentences: document or rank.", transform: Self.order)
    var order: SummaryOrder = .document

    @Option(help: ArgumentHelp("What the summary should answer.", valueName: "text"))
    var query: String?

    @Option(help: ArgumentHelp("How different the sentences should be, from 0 to 1.", valueName: "share"))
    var diversity: Double?

    @Flag(help: "All inputs are about one matter and give one summary.")
    var multi = false

    @Option(
        help: ArgumentHelp("Summarize only what is new beyond this earlier text.", valueName: "file"),
        completion: .file())
    var update: String?

    @Flag(help: "Print the whole text with the chosen sentences highlighted.")
    var highlight = false

    @Flag(help: "Say for each sentence what spoke for it (JSON and HTML output).")
    var explain = false

    private static func method(_ text: String) throws -> SummaryMethod {
        try value(text, of: SummaryMethod.self, "--method")
    }
    private static func style(_ text: String) throws -> SummaryStyle {
        try value(text, of: SummaryStyle.self, "--style")
    }
    private static func order(_ text: String) throws -> SummaryOrder {
        try value(text, of: SummaryOrder.self, "--order")
    }

    private static func value<Value: RawRepresentable<String> & CaseIterable>(
        _ text: String, of type: Value.Type, _ option: String
    ) throws -> Value {
        if let value = Value(rawValue: text) { return value }
        let all = Value.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("\(option) takes one of \(all), not '\(text)'.")
    }

    func validate() throws {
        let given = [sentences != nil, ratio != nil, words != nil, characters != nil].count { $0 }
        if given > 1 { throw ValidationError("Pass only one of --sentences, --ratio, --words and --characters.") }
        for (name, value) in [("--sentences", sentences), ("--words", words), ("--characters", characters)] {
            if let value, value < 1 { throw ValidationError("\(name) takes a number from 1, not \(value).") }
        }
        if let ratio, !(ratio > 0 && ratio <= 1) {
            throw ValidationError("--ratio takes a share between 0 and 1, not \(ratio).")
        }
        try validateCombinations()
    }

    private func validateCombinations() throws {
        if let diversity, !(diversity >= 0 && diversity <= 1) {
            throw ValidationError("--diversity takes a number between 0 and 1, not \(diversity).")
        }
        if multi, update != nil || highlight {
            throw ValidationError("--multi goes with neither --update nor --highlight.")
        }
    }

    /// The options as the summarizer takes them.
    var options: SummaryOptions {
        let length: SummaryLength =
            if let ratio {
                .ratio(ratio)
            } else if let words {
                .words(words)
            } else if let characters {
                .characters(characters)
            } else {
                .sentences(sentences ?? 3)
            }
        return SummaryOptions(
            length: length, method: method, style: style, order: order, query: query, diversity: diversity,
            explains: explain)
    }
}

private struct SummarizeRenderer: DocumentRenderer {
    let context: RunContext
    let pipeline: DocumentPipeline
    let summarizer: Summarizer
    let earlier: SummarizationInput?
    let highlights: Bool

    var prologue: String { context.format == .html ? SummaryPage.prologue : "" }
    var epilogue: String { context.format == .html ? SummaryPage.epilogue : "" }

    func makeTransform() -> BatchRun.Transform {
        var workspace = SummarizationWorkspace()
        return { [self] record, writer in
            let prepared = pipeline.prepare(try record.content.get())
            let input = prepared.summarizationInput
            let summary =
                if let earlier {
                    summarizer.summarize(input, updating: earlier, workspace: &workspace)
                } else {
                    summarizer.summarize(input, workspace: &workspace)
                }
            let result = SummaryRecord(document: prepared, summary: summary)
            switch context.format {
            case .text where highlights: writer.raw(SummaryHighlight(record: result, style: context.style).text)
            case .text: writer.raw(result.text)
            case .markdown: writer.raw(markdown(result, id: record.id))
            case .html: writer.raw(SummaryPage(record: result, id: record.id).section)
            case .json, .jsonl:
                writer.beginObject()
                record.writeID(to: &writer)
                result.writeMembers(to: &writer)
                writer.endObject()
            }
        }
    }

    private func markdown(_ result: SummaryRecord, id: String) -> String {
        let title = result.document.title ?? id
        let items = result.summary.texts(in: result.document.text).map { "- \($0)\n" }.joined()
        return "# \(title)\n\n\(items)\n"
    }
}
