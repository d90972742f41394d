import ArgumentParser
import Corpora
import Serialization
import TextProcessing

/// Cuts documents into sentences.
struct SentencesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sentences", abstract: "Cuts documents into sentences.")
    @OptionGroup(title: "Input") var input: InputOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    func run() throws {
        try DocumentRun(input: input, output: output, formats: [.text, .json, .jsonl]).run { context in
            SentencesRenderer(context: context)
        }
    }
}
struct SentencesRenderer: DocumentRenderer {
    let context: RunContext
    func makeTransform() -> BatchRun.Transform {
        { record, writer in
            guard case .success(let doc) = record.content, case .text(let text) = doc.content else { return }
            let sentences = SentenceSegmenter(language: .english).sentences(in: text)
            writer.beginObject()
            record.writeID(to: &writer)
            writer.key("sentences")
            writer.beginArray()
            let utf8 = text.utf8.span
            for s in sentences {
                writer.beginObject()
                writer.member("start", s.range.lowerBound)
                writer.key("text")
                writer.value(utf8: utf8.extracting(s.range))
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
    }
}
