import ArgumentParser
import Corpora
import Epitome
import Serialization
import TextProcessing

/// Says the language of documents.
struct LanguageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "language", abstract: "Says the language of documents.",
        discussion: """
            Text output is the ISO 639-1 code and its probability, after the path where there are several documents; \
            scripts state --with-path or --no-path.

            EXAMPLES:
              epitome language letter.txt
              epitome language --top 3 news.jsonl
              epitome language pages/ -o languages.csv
            """)

    @OptionGroup(title: "Input") var input: InputOptions
    @OptionGroup(title: "Output") var form: FormatOption<AnswerFormat>
    @OptionGroup(title: "Output") var output: OutputOptions

    @Option(help: ArgumentHelp("How many languages to list, the likeliest first.", valueName: "k"))
    var top = 1

    func validate() throws {
        if top < 1 { throw ValidationError("--top takes a number from 1, not \(top).") }
    }

    func run() throws {
        try DocumentRun(input: input, form: form, output: output).run { context in
            LanguageRenderer(context: context, top: top)
        }
    }
}

private struct LanguageRenderer: DocumentRenderer {
    let context: RunContext
    let top: Int

    var table: AnswerTable? { AnswerTable(columns: ["language", "probability"], context: context) }

    func makeTransform() -> BatchRun.Transform {
        let pipeline = DocumentPipeline()
        let table = table
        return { [context, top] record, writer in
            let result = LanguageIdentifier.shared.identify(pipeline.text(of: try record.content.get()))
            let listed = result.candidates.prefix(top)
            guard context.format == .json || context.format == .jsonl else {
                let lines =
                    listed.isEmpty
                    ? [("und", result.probability)] : listed.map { ($0.language.rawValue, $0.probability) }
                table?.write(lines.map { [$0.0, "\(Self.rounded($0.1))"] }, of: record, to: &writer)
                return
            }
            writer.beginObject()
            record.writeID(to: &writer)
            writer.member("language", result.language.rawValue)
            writer.member("probability", Self.rounded(result.probability))
            writer.key("languages")
            writer.beginArray()
            for candidate in listed {
                writer.beginObject()
                writer.member("language", candidate.language.rawValue)
                writer.member("probability", Self.rounded(candidate.probability))
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
    }

    private static func rounded(_ probability: Float) -> Double { (Double(probability) * 1e4).rounded() / 1e4 }
}
