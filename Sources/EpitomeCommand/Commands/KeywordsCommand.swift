import ArgumentParser
import Corpora
import Epitome
import Serialization
import TextProcessing
import Vectorization

/// Finds the terms that say most about each document.
struct KeywordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keywords", abstract: "Finds the terms that say most about each document.",
        discussion: """
            All inputs are read first: a term weighs the more, the fewer of them have it. A single document has only \
            its own counts to go by.
            """)

    @OptionGroup(title: "Input") var input: InputOptions

    @Option(name: [.customShort("k"), .long], help: ArgumentHelp("Terms for each document.", valueName: "n"))
    var top = 10

    @Option(name: [.short, .long], help: ArgumentHelp("Worker threads; by default one a core.", valueName: "n"))
    var jobs: Int?

    @Option(help: "The form of the output: text or jsonl.")
    var format: OutputFormat = .text

    @Flag(name: [.short, .long], help: "Say nothing but errors.")
    var quiet = false

    func validate() throws {
        if top < 1 { throw ValidationError("--top takes a number from 1, not \(top).") }
        if let jobs, jobs < 1 || jobs > 1024 {
            throw ValidationError("--jobs takes a number from 1 to 1024, not \(jobs).")
        }
        if format != .text && format != .jsonl { throw ValidationError("--format is text or jsonl here.") }
    }

    func run() throws {
        let paths = try input.resolvedPaths()
        let (documents, failed) = CollectionReading(input: input).read(paths)
        guard let first = documents.first else {
            if failed > 0 { throw ExitStatus.nothingDone }
            if !quiet { Diagnostics.write("the input holds no documents") }
            return
        }
        // Stop words are those of the first document: a collection is taken to be in one language.
        let language =
            input.fixedLanguage ?? LanguageIdentifier.shared.identify(first.text).language
        let found = KeywordExtractor(language: language).keywords(
            of: documents.map(\.text), limit: top, threads: jobs ?? BatchOptions().jobs)
        for (document, keywords) in zip(documents, found) {
            if format == .text {
                let list = keywords.map(\.text).joined(separator: ", ")
                print(documents.count == 1 ? list : "\(document.record.id)\t\(list)")
                continue
            }
            var writer = JSONWriter()
            writer.beginObject()
            document.record.writeID(to: &writer)
            writer.key("keywords")
            writer.beginArray()
            for keyword in keywords {
                writer.beginObject()
                writer.member("text", keyword.text)
                writer.key("score")
                writer.value(keyword.score)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
            print(writer.text)
        }
        if failed > 0 { throw ExitStatus.someFailed }
    }
}
