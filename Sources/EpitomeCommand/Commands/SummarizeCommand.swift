import ArgumentParser
import ArticleExtraction
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
            headings are left out. `--format html` shows the whole text with the chosen sentences marked. Of several \
            documents each is named (--no-path names none).

            EXAMPLES:
              epitome summarize article.txt
              epitome summarize --words 60 --query \"what it costs\" review.html
              epitome summarize news.jsonl -o summaries.jsonl
              epitome summarize --multi monday.txt tuesday.txt
            """)

    @OptionGroup(title: "Summary") var summary: SummaryArguments

    @Flag(help: "All inputs are about one matter and give one summary.")
    var multi = false

    @Option(
        help: ArgumentHelp("Summarize only what is new beyond this earlier text.", valueName: "file"),
        completion: .file())
    var update: String?

    @Flag(help: "Print the whole text with the chosen sentences highlighted.")
    var highlight = false

    @Flag(help: "Say for each sentence what spoke for it (text, JSON and HTML output).")
    var explain = false

    @OptionGroup(title: "Input") var input: InputOptions
    @OptionGroup(title: "Output") var form: FormatOption<SummaryFormat>
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if multi, update != nil || highlight {
            throw ValidationError("--multi goes with neither --update nor --highlight.")
        }
        if explain, multi || highlight || form.chosen == .markdown {
            throw ValidationError(
                "--explain has no effect on \(multi ? "--multi" : highlight ? "--highlight" : "Markdown"); leave it out, or pass "
                    + "`--format html`.")
        }
        if multi, output.resume || output.errors != nil {
            throw ValidationError("--multi gives one result: there is nothing to --resume, and no --errors file.")
        }
    }

    func run() throws {
        let pipeline = DocumentPipeline(language: input.fixedLanguage)
        var options = summary.options
        options.explains = explain
        let summarizer = Summarizer(options)
        if multi {
            return try ClusterRun(
                input: input, output: output, chosenFormat: form.chosen, pipeline: pipeline, summarizer: summarizer
            ).run()
        }
        let earlier = try update.map { try Self.earlierText($0, input, pipeline) }
        let companions = update.map { [(option: "--update", path: $0)] } ?? []
        try DocumentRun(input: input, form: form, output: output, companions: companions).run {
            context in
            SummarizeRenderer(
                context: context, pipeline: pipeline, summarizer: summarizer, earlier: earlier,
                highlights: highlight)
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

private struct SummarizeRenderer: DocumentRenderer {
    let context: RunContext
    let pipeline: DocumentPipeline
    let summarizer: Summarizer
    let earlier: SummarizationInput?
    let highlights: Bool

    var prologue: String { context.format == .html ? SummaryPage.prologue : "" }
    var epilogue: String { context.format == .html ? SummaryPage.epilogue : "" }
    var separator: String { names ? "\n" : "" }

    /// Whether each summary begins with the name of its document.
    private var names: Bool { context.format == .text && context.showsPath }

    func makeTransform() -> BatchRun.Transform {
        var workspace = SummarizationWorkspace()
        return { [self] record, writer in
            let prepared = pipeline.prepare(try record.content.get(), workspace: &workspace)
            if let guess = prepared.article?.guessedEncoding { context.notes.add(record.id, guess.note) }
            let input = prepared.summarizationInput
            let summary =
                if let earlier {
                    summarizer.summarize(input, updating: earlier, workspace: &workspace)
                } else {
                    summarizer.summarize(input, workspace: &workspace)
                }
            let result = SummaryRecord(document: prepared, summary: summary)
            if names { writer.raw("\(separator)\(context.heading(record.id, title: prepared.title))\n") }
            if summary.sentences.isEmpty, !context.format.isRecord {
                context.notes.add(record.id, "no summary: \(result.reason ?? "no sentence is left")")
            } else if let reason = summary.reason, !context.format.isRecord, summarizer.options.query != nil,
                reason.contains("query")
            {
                context.notes.add(record.id, reason)
            }
            switch context.format {
            case .text where highlights: writer.raw(SummaryHighlight(record: result, style: context.style).text)
            case .text: writer.raw(summary.explanations.isEmpty ? result.text : explained(result))
            case .markdown: writer.raw(markdown(result, id: record.id))
            case .html: writer.raw(SummaryPage(record: result, id: record.id).section)
            case .json, .jsonl, .csv, .tsv:
                writer.beginObject()
                record.writeID(to: &writer)
                result.writeMembers(to: &writer)
                writer.endObject()
            }
        }
    }

    /// The sentences, below each what spoke for it.
    private func explained(_ result: SummaryRecord) -> String {
        zip(result.summary.sentences, result.document.texts(of: result.summary)).map { sentence, text in
            "\(text)\n  \(SummaryPage.reasons(sentence.index, in: result.summary))\n"
        }.joined()
    }

    private func markdown(_ result: SummaryRecord, id: String) -> String {
        let title = MarkdownText.escaped(result.document.title ?? id)
        let items = result.document.texts(of: result.summary).map { "- \(MarkdownText.escaped($0))\n" }.joined()
        return "# \(title)\n\n\(items)\n"
    }
}
