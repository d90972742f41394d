import ArgumentParser
import Corpora
import Epitome
import Serialization
import Summarization
import Synchronization
import TextProcessing

/// Finds the terms that say most about each document.
struct KeywordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keywords", abstract: "Finds the words and phrases that say most about each document.",
        discussion: """
            Notices, appeals and captions are not looked at. Files and folders with more than one document are read \
            twice: a word weighs the more, the fewer of them have it. The standard input is read once; there, and with \
            --one-pass, words are as rare as in general (English, French, German) or all alike.

            EXAMPLES:
              epitome keywords article.txt
              epitome keywords -k 5 news.jsonl -o keywords.jsonl
              epitome keywords papers/ -o keywords.csv
            """)

    @OptionGroup(title: "Input") var input: InputOptions

    @Option(
        name: [.customShort("k", allowingJoined: true), .long],
        help: ArgumentHelp("Keywords for each document.", valueName: "n"))
    var top = 10

    @Flag(help: "Read the input once, and do not ask how many documents have a word.")
    var onePass = false

    @OptionGroup(title: "Output") var form: FormatOption<AnswerFormat>
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if top < 1 || top > 1_000_000 { throw ValidationError("--top takes a number from 1 to 1000000, not \(top).") }
    }

    func run() throws {
        try DocumentRun(input: input, form: form, output: output).run { context in
            KeywordsRenderer(
                context: context, pipeline: DocumentPipeline(language: input.fixedLanguage), limit: top,
                extractor: KeywordExtractor(frequencies: context.isSingleDocument ? nil : try frequencies()))
        }
    }

    /// How many of the documents have each word; nil where the input can be read only once.
    private func frequencies() throws -> DocumentFrequencies? {
        let paths = try input.resolvedPaths()
        guard !onePass, paths.allSatisfy({ InputOptions.kind(of: $0) != .other }) else { return nil }
        let pipeline = DocumentPipeline(language: input.fixedLanguage, removesBoilerplate: false)
        let parts = FrequencyParts()
        let batch = BatchRun(
            paths: paths, corpus: input.corpusOptions, options: output.batchOptions,
            shouldStop: { StopSignal.signal != 0 })
        var bar = ProgressBar(isQuiet: output.quiet)
        defer { bar.clear() }
        // What cannot be read is reported when the documents are read for their keywords.
        let progress = try batch.run(
            makeTransform: {
                let part = parts.makePart()
                return { record, _ in
                    let document = try record.content.get()
                    let text = pipeline.text(of: document)
                    part.add(text, language: pipeline.language(of: text, in: document))
                }
            },
            writeFailure: { _, _ in }, write: { _, _ in }, report: { bar.update($0) })
        if progress.wasInterrupted {
            Diagnostics.write("interrupted while words were counted; nothing was written")
            throw ExitStatus(code: 128 + max(StopSignal.signal, 2))
        }
        return parts.merged()
    }
}

/// What each worker has counted.
private final class FrequencyParts: Sendable {
    /// The counts of one worker, which alone adds to them.
    final class Part: @unchecked Sendable {
        private(set) var frequencies = DocumentFrequencies()
        private var workspace = SummarizationWorkspace()

        func add(_ text: String, language: Language) {
            frequencies.add(text, language: language, workspace: &workspace)
        }
    }

    private let parts = Mutex<[Part]>([])

    func makePart() -> Part {
        let part = Part()
        parts.withLock { $0.append(part) }
        return part
    }

    /// The sum of all parts, after the last worker has ended.
    func merged() -> DocumentFrequencies {
        parts.withLock { parts in
            var sum = parts.first?.frequencies ?? DocumentFrequencies()
            for part in parts.dropFirst() { sum.merge(part.frequencies) }
            return sum
        }
    }
}

private struct KeywordsRenderer: DocumentRenderer {
    let context: RunContext
    let pipeline: DocumentPipeline
    let limit: Int
    let extractor: KeywordExtractor

    var table: AnswerTable? { AnswerTable(columns: ["keyword", "score", "count"], context: context) }

    func makeTransform() -> BatchRun.Transform {
        var workspace = SummarizationWorkspace()
        let table = table
        return { [context, pipeline, limit, extractor] record, writer in
            let document = pipeline.prepare(try record.content.get(), workspace: &workspace)
            let keywords = extractor.keywords(in: document.keywordInput, limit: limit, workspace: &workspace)
            switch context.format {
            case .text: table?.write([[keywords.map(\.text).joined(separator: ", ")]], of: record, to: &writer)
            case .csv, .tsv:
                let answers = keywords.map { [$0.text, "\($0.score.roundedForRecord)", "\($0.count)"] }
                table?.write(answers, of: record, to: &writer)
            default:
                writer.beginObject()
                record.writeID(to: &writer)
                KeywordsRecord(keywords: keywords).writeMembers(to: &writer)
                writer.endObject()
            }
        }
    }
}
