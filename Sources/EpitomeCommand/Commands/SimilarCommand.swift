import ArgumentParser
import Corpora
import Epitome
import Serialization
import TextProcessing
import Vectorization
import Vectors

/// Finds the documents of a collection that are most like others.
struct SimilarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar", abstract: "Finds the nearest documents, or near-duplicates.",
        discussion: """
            The collection is named by --index: files, folders or JSON Lines, or an index file that an earlier run \
            wrote with --save. Each input document is searched for in it; --among searches the collection for each of \
            its own documents instead. Examples:

              epitome similar --index news/ query.txt
              epitome similar --index news.jsonl --save news.index
              epitome similar --index news.index --top 3 query.txt
              epitome similar --index news.jsonl --among --threshold 0.8
            """)

    @OptionGroup(title: "Input") var input: InputOptions

    @Option(
        name: .customLong("index"),
        help: ArgumentHelp("The collection: a file, folder or index file (repeatable).", valueName: "path"))
    var indexed: [String] = []

    @Option(help: ArgumentHelp("Write the index to this file.", valueName: "file"), completion: .file())
    var save: String?

    @Option(
        name: [.customShort("k", allowingJoined: true), .long],
        help: ArgumentHelp("Matches for each document.", valueName: "n"))
    var top = 10

    @Option(help: "The measure: cosine or bm25.")
    var measure: MeasureArgument = .cosine

    @Option(help: ArgumentHelp("Only matches with a score above this.", valueName: "score"))
    var threshold: Float = 0

    @Flag(help: "Search for each document of the collection; the document itself is no match.")
    var among = false

    @Option(
        name: [.customShort("j", allowingJoined: true), .long],
        help: ArgumentHelp("Worker threads; by default one a core.", valueName: "n"))
    var jobs: Int?

    @Option(help: "The form of the output: text or jsonl.")
    var format: OutputFormat = .jsonl

    func validate() throws {
        if indexed.isEmpty { throw ValidationError("Name the collection with --index PATH.") }
        if top < 1 || top > 1_000_000 { throw ValidationError("--top takes a number from 1, not \(top).") }
        if let jobs, jobs < 1 || jobs > 1024 {
            throw ValidationError("--jobs takes a number from 1 to 1024, not \(jobs).")
        }
        if format != .text && format != .jsonl { throw ValidationError("--format is text or jsonl here.") }
        if !threshold.isFinite { throw ValidationError("--threshold takes a number, not \(threshold).") }
        if among && !input.paths.isEmpty {
            throw ValidationError("--among searches the collection itself; leave out '\(input.paths[0])'.")
        }
    }

    func run() throws {
        let threads = jobs ?? BatchOptions().jobs
        let reader = CollectionReading(input: input)
        var failures = 0
        var texts: [String] = []
        let index: SimilarityIndex
        if indexed.count == 1, indexed[0].hasSuffix(".index") || indexed[0].hasSuffix(".safetensors") {
            if among { throw ValidationError("--among needs the documents themselves, not an index file.") }
            do { index = try SimilarityIndex(path: indexed[0]) } catch {
                Diagnostics.write("\(error)")
                throw ExitStatus.nothingDone
            }
        } else {
            let (documents, failed) = reader.read(indexed)
            failures += failed
            if documents.isEmpty, failed > 0 { throw ExitStatus.nothingDone }
            texts = documents.map(\.text)
            index = SimilarityIndex(
                texts: texts, ids: documents.map(\.record.id), measure: measure.measure, threads: threads)
        }
        if let save {
            do { try index.write(to: save) } catch {
                Diagnostics.write("\(error)")
                throw ExitStatus.nothingDone
            }
        }
        if among {
            // One more, since each document finds itself.
            let found = index.matches(for: texts, limit: top + 1, threshold: threshold, threads: threads)
            for (row, matches) in found.enumerated() {
                let others = matches.filter { $0.document != row }.prefix(top)
                if !others.isEmpty || threshold == 0 {
                    write(index.ids[row], Array(others), index) { $0.value(index.ids[row]) }
                }
            }
        } else if save == nil || !input.paths.isEmpty {
            let (documents, failed) = reader.read(try input.resolvedPaths())
            failures += failed
            let found = index.matches(
                for: documents.map(\.text), limit: top, threshold: threshold, threads: threads)
            for (document, matches) in zip(documents, found) {
                write(document.record.id, matches, index) { $0.value(document.record.id) }
            }
        }
        if failures > 0 { throw ExitStatus.someFailed }
    }

    private func write(
        _ id: String, _ matches: [Match], _ index: SimilarityIndex, writeID: (inout JSONWriter) -> Void
    ) {
        if format == .text {
            for match in matches { print("\(id)\t\(index.ids[match.document])\t\(match.score)") }
            return
        }
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("id")
        writeID(&writer)
        writer.key("matches")
        writer.beginArray()
        for match in matches {
            writer.beginObject()
            writer.member("id", index.ids[match.document])
            writer.key("score")
            writer.value(match.score)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        print(writer.text)
    }
}

/// The values of `--measure`.
enum MeasureArgument: String, CaseIterable, ExpressibleByArgument {
    case cosine, bm25

    var measure: SimilarityMeasure { self == .cosine ? .cosine : .bm25 }
}

/// Reads a whole collection: what commands need that look at all documents before they say anything of one.
struct CollectionReading {
    let input: InputOptions

    /// The documents with their texts; those that could not be read are reported and counted.
    func read(_ paths: [String]) -> (documents: [(record: CorpusRecord, text: String)], failed: Int) {
        let reading = DocumentReading(language: input.fixedLanguage)
        var documents: [(record: CorpusRecord, text: String)] = []
        let failed = CorpusReader(paths: paths, options: input.corpusOptions).forEachDocument { record, document in
            documents.append((record, reading.pipeline.text(of: document)))
        }
        return (documents, failed)
    }
}
