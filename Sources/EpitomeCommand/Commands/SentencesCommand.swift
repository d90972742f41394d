import ArgumentParser
import Corpora
import Epitome
import Serialization
import TextProcessing

/// Cuts documents into sentences.
struct SentencesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sentences", abstract: "Cuts documents into sentences.",
        discussion: "Text output is one sentence a line; JSON output gives code point offsets into the document's text."
    )

    @OptionGroup(title: "Input") var input: InputOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() throws {
        try DocumentRun(input: input, output: output, formats: [.text, .json, .jsonl]).run { context in
            SentencesRenderer(format: context.format, reading: DocumentReading(language: input.fixedLanguage))
        }
    }
}

private struct SentencesRenderer: DocumentRenderer {
    let format: OutputFormat
    let reading: DocumentReading

    func makeTransform() -> BatchRun.Transform {
        { [format, reading] record, writer in
            let document = try record.content.get()
            let (text, sentences) = reading.sentences(of: document)
            guard format != .text else {
                let utf8 = text.utf8.span
                for sentence in sentences { writer.rawLine(utf8.extracting(sentence.range)) }
                return
            }
            writer.beginObject()
            record.writeID(to: &writer)
            SentencesRecord(text: text, sentences: sentences).writeMembers(to: &writer)
            writer.endObject()
        }
    }
}
