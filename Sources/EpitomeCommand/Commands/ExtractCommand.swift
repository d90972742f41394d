import ArgumentParser
import ArticleExtraction
import Corpora
import Epitome
import Serialization
import TextProcessing

/// Finds the article in a page and prints its text.
struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "Finds the text of a page or document, without what stands around it.",
        discussion: """
            EXAMPLES:
              epitome extract page.html
              epitome extract report.docx book.epub paper.pdf --format markdown
              curl -sL https://example.org/news | epitome extract --input-format html -
              epitome extract pages/ --metadata -o articles.jsonl
            """)

    @OptionGroup(title: "Input") var input: InputOptions
    @OptionGroup(title: "Output") var form: FormatOption<ArticleFormat>
    @OptionGroup(title: "Output") var output: OutputOptions

    @Flag(
        name: [.customLong("with-metadata"), .customLong("metadata")],
        help: "Add standfirst, author, date, site and language to JSON output.")
    var metadata = false

    @Flag(
        name: [.customLong("explain"), .customLong("dropped")],
        help: "Add what was left out, with the reason for each piece.")
    var dropped = false

    func run() throws {
        try DocumentRun(input: input, form: form, output: output).run { context in
            ExtractRenderer(
                context: context, pipeline: DocumentPipeline(language: input.fixedLanguage), includesMetadata: metadata,
                includesDropped: dropped)
        }
    }
}

private struct ExtractRenderer: DocumentRenderer {
    let context: RunContext
    let pipeline: DocumentPipeline
    let includesMetadata: Bool
    let includesDropped: Bool

    var separator: String { names ? "\n" : "" }

    /// Whether each article begins with the name of its document.
    private var names: Bool { context.format == .text && context.showsPath }

    func makeTransform() -> BatchRun.Transform {
        { [self] record, writer in
            let prepared = pipeline.prepare(try record.content.get())
            if let guess = prepared.article?.guessedEncoding { context.notes.add(record.id, guess.note) }
            if let emptiness = prepared.emptiness, !context.format.isRecord {
                Diagnostics.write("\(record.id): no text: \(emptiness)")
            }
            switch context.format {
            case .text:
                if names { writer.raw("\(separator)\(context.heading(record.id, title: prepared.title))\n") }
                writer.raw(prepared.cleanText)
                writer.newline()
                if includesDropped { writer.raw(ExtractRecord(document: prepared).droppedLines) }
            case .markdown, .html:
                if let title = prepared.title { writer.raw("# \(MarkdownText.escaped(title))\n\n") }
                writer.raw(prepared.article?.markdown ?? MarkdownText.escapedLines(prepared.cleanText))
                writer.newline()
            case .json, .jsonl, .csv, .tsv:
                writer.beginObject()
                record.writeID(to: &writer)
                ExtractRecord(
                    document: prepared, includesMetadata: includesMetadata, includesDropped: includesDropped
                ).writeMembers(to: &writer)
                writer.endObject()
            }
        }
    }
}
