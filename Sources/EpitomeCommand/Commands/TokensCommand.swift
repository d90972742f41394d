import ArgumentParser
import Corpora
import Epitome
import Serialization
import TextProcessing

/// Cuts documents into words, numbers and other tokens.
struct TokensCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens", abstract: "Cuts documents into words, numbers, addresses.",
        discussion: """
            Text output is one token a line; JSON output gives code point offsets and kinds.

            EXAMPLES:
              epitome tokens article.txt
              echo \"It's 3.5 km to St. Ives.\" | epitome tokens --format jsonl
            """)

    @OptionGroup(title: "Input") var input: InputOptions
    @OptionGroup(title: "Output") var form: FormatOption<RecordFormat>
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() throws {
        try DocumentRun(input: input, form: form, output: output).run { context in
            let pipeline = DocumentReading(language: input.fixedLanguage).pipeline
            return PiecesRenderer(context: context) { document in
                let text = pipeline.text(of: document)
                let tokenizer = Tokenizer(language: pipeline.language(of: text, in: document))
                return TokensRecord(text: text, tokens: tokenizer.tokens(in: text))
            }
        }
    }
}

extension TokensRecord: PiecesRecord {
    var ranges: [Range<Int>] { tokens.map(\.range) }
}
