import ArgumentParser
import Corpora
import Epitome
import Serialization
import TextProcessing

/// Cuts documents into sentences.
struct SentencesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sentences", abstract: "Cuts documents into sentences.",
        discussion: """
            Text output is one sentence a line; JSON output gives code point offsets into the document's text.

            EXAMPLES:
              epitome sentences article.txt
              epitome sentences --language de --input-format lines texte.txt
              epitome sentences news.jsonl -o sentences.jsonl.gz
            """)

    @OptionGroup(title: "Input") var input: InputOptions
    @OptionGroup(title: "Output") var form: FormatOption<RecordFormat>
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() throws {
        try DocumentRun(input: input, form: form, output: output).run { context in
            let reading = DocumentReading(language: input.fixedLanguage)
            return PiecesRenderer(context: context) { document in
                let (text, sentences) = reading.sentences(of: document)
                return SentencesRecord(text: text, sentences: sentences)
            }
        }
    }
}

extension SentencesRecord: PiecesRecord {
    var ranges: [Range<Int>] { sentences.map(\.range) }
}
