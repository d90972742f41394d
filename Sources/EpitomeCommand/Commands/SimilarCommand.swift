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

    @Option(help: "How likeness is measured.")
    var measure: MeasureArgument = .cosine

    @Option(help: ArgumentHelp("Only matches with a score above this.", valueName: "score"))
    var threshold: Float = 0

    @Flag(help: "Search for each document of the collection; the document itself is no match.")
    var among = false

    @OptionGroup var jobs: JobsOption

    @Option(help: "The form of the output.")
    var format: MatchFormat = .jsonl

    func validate() throws {
        if indexed.isEmpty { throw ValidationError("Name the collection with --index PATH.") }
        if top < 1 || top > 1_000_000 { throw ValidationError("--top takes a number from 1, not \(top).") }
        if !threshold.isFinite { throw ValidationError("--threshold takes a number, not \(threshold).") }
        if among && !input.paths.isEmpty {
            throw ValidationError("--among searches the collection itself; leave out '\(input.paths[0])'.")
        }
    }

    func run() throws {
        let threads = jobs.count
        var reading = CollectionReading()
        var texts: [String] = []
        let index: SimilarityIndex
        if indexed.count == 1, indexed[0].hasSuffix(".index") || indexed[0].hasSuffix(".safetensors") {
            if among { throw ValidationError("--among needs the documents themselves, not an index file.") }
            do { index = try SimilarityIndex(path: indexed[0]) } catch {
                Diagnostics.write("\(error)")
                throw ExitStatus.nothingDone
            }
        } else {
            let documents = documents(of: indexed, &reading)
            guard !documents.isEmpty else { throw reading.nothingDone("the collection holds no documents") }
            texts = documents.map(\.text)
            index = SimilarityIndex(
                texts: texts, ids: documents.map(\.id.json), measure: measure.measure, threads: threads)
        }
        if let save {
            do { try index.write(to: save) } catch {
                Diagnostics.write("\(error)")
                throw ExitStatus.nothingDone
            }
        }
        var output = JSONWriter()
        if among {
            // One more, since each document finds itself.
            let found = index.matches(for: texts, limit: top + 1, threshold: threshold, threads: threads)
            for (row, matches) in found.enumerated() {
                let others = matches.filter { $0.document != row }.prefix(top)
                if !others.isEmpty || threshold == 0 {
                    write(DocumentID(json: index.ids[row]), Array(others), index, to: &output)
                    try flush(&output, above: Self.outputBlock)
                }
            }
        } else if save == nil || !input.paths.isEmpty {
            let documents = documents(of: try input.resolvedPaths(), &reading)
            let found = index.matches(
                for: documents.map(\.text), limit: top, threshold: threshold, threads: threads)
            for (document, matches) in zip(documents, found) {
                write(document.id, matches, index, to: &output)
                try flush(&output, above: Self.outputBlock)
            }
        }
        try flush(&output, above: 0)
        try reading.finish()
    }

    /// Bytes of output that are written at once.
    private static let outputBlock = 1 << 16

    private func flush(_ output: inout JSONWriter, above count: Int) throws {
        guard output.bytes.count > count else { return }
        try StandardOutput.write(output.bytes)
        output.removeAll()
    }

    /// The documents of some inputs with their texts.
    private func documents(
        of paths: [String], _ reading: inout CollectionReading
    ) -> [(id: DocumentID, text: String)] {
        let pipeline = DocumentReading(language: input.fixedLanguage).pipeline
        var documents: [(id: DocumentID, text: String)] = []
        reading.forEachDocument(of: paths, options: input.corpusOptions) { record, document in
            documents.append((DocumentID(record), pipeline.text(of: document)))
        }
        return documents
    }

    private func write(_ id: DocumentID, _ matches: [Match], _ index: SimilarityIndex, to output: inout JSONWriter) {
        if format == .text {
            for match in matches {
                output.raw(
                    "\(id.text)\t\(DocumentID(json: index.ids[match.document]).text)\t\(Double(match.score).roundedForRecord)\n"
                )
            }
            return
        }
        output.beginObject()
        output.key("id")
        output.value(json: id.json.utf8)
        output.key("matches")
        output.beginArray()
        for match in matches {
            output.beginObject()
            output.key("id")
            output.value(json: DocumentID(json: index.ids[match.document]).json.utf8)
            output.member("score", Double(match.score).roundedForRecord)
            output.endObject()
        }
        output.endArray()
        output.endObject()
        output.newline()
    }
}

/// The values of `--measure`.
enum MeasureArgument: String, CaseIterable, ExpressibleByArgument {
    case cosine, bm25, latent

    var measure: SimilarityMeasure {
        switch self {
        case .cosine: .cosine
        case .bm25: .bm25
        case .latent: .latent
        }
    }
}

/// The values of `--format`.
enum MatchFormat: String, OutputChoice {
    case text, jsonl
}
