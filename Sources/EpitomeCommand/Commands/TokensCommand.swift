import ArgumentParser
import Corpora
import Epitome
import Serialization
import TextProcessing

/// Cuts documents into words, numbers and other tokens.
struct TokensCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens", abstract: "Cuts documents into words, numbers, addresses.",
        discussion: "Text output is one token a line; JSON output gives code point offsets and kinds.")

    @OptionGroup(title: "Input") var input: InputOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() throws {
        try DocumentRun(input: input, output: output, formats: [.text, .json, .jsonl]).run { context in
            TokensRenderer(format: context.format, reading: DocumentReading(language: input.fixedLanguage))
        }
    }
}

private struct TokensRenderer: DocumentRenderer {
    let format: OutputFormat
    let reading: DocumentReading

    func makeTransform() -> BatchRun.Transform {
        { [format, reading] record, writer in
            let document = try record.content.get()
            let text = reading.pipeline.text(of: document)
            let tokenizer = Tokenizer(language: reading.pipeline.language(of: text, in: document))
            let tokens = tokenizer.tokens(in: text)
            guard format != .text else {
                let utf8 = text.utf8.span
                for token in tokens { writer.rawLine(utf8.extracting(token.range)) }
                return
            }
            writer.beginObject()
            record.writeID(to: &writer)
            TokensRecord(text: text, tokens: tokens).writeMembers(to: &writer)
            writer.endObject()
        }
    }
}
