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
            wrote with --save, which is known by its content. Each input document is searched for in it and gives one \
            record, also if nothing matches; --among searches the collection for each of its own documents instead.

            EXAMPLES:
              epitome similar --index news/ query.txt
              epitome similar --index news.jsonl --save news.index
              epitome similar --index news.index --top 3 queries.jsonl -o matches.jsonl
              epitome similar --index news.jsonl --among --threshold 0.8
              epitome similar --index news.jsonl --measure hybrid "query.txt"
              epitome similar --index news.jsonl --duplicates -o duplicates.jsonl
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

    @Option(
        help: ArgumentHelp(
            "Only matches with a score above this; with --duplicates the least share of word triples in common, 0.2 if not given.",
            valueName: "score"))
    var threshold: Float = 0

    @Flag(help: "Search for each document of the collection; the document itself is no match.")
    var among = false

    @Flag(
        help: """
            Say for each document of the collection which earlier one it nearly repeats, by minimal hashes of its word triples, in \
            time linear in their number.
            """)
    var duplicates = false

    /// The collection itself is searched.
    private var isOwnSearch: Bool { among || duplicates }

    @OptionGroup(title: "Output") var form: FormatOption<MatchFormat>
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if indexed.isEmpty { throw ValidationError("Name the collection with --index PATH.") }
        if top < 1 || top > 1_000_000 { throw ValidationError("--top takes a number from 1, not \(top).") }
        if !threshold.isFinite { throw ValidationError("--threshold takes a number, not \(threshold).") }
        if among, duplicates { throw ValidationError("Pass only one of --among and --duplicates.") }
        let option = among ? "--among" : "--duplicates"
        if isOwnSearch && !input.paths.isEmpty {
            throw ValidationError("\(option) searches the collection itself; leave out '\(input.paths[0])'.")
        }
        if duplicates, save != nil { throw ValidationError("--duplicates makes no index that --save could write.") }
        if duplicates, threshold > 1 { throw ValidationError("--duplicates has thresholds up to 1, not \(threshold).") }
        if isOwnSearch, let path = indexed.first(where: { InputOptions.kind(of: $0) == .other && $0 == "-" }) {
            throw ValidationError(
                "\(option) reads the collection twice, which '\(path)' does not allow; give it as a file.")
        }
        if save != nil, input.paths.isEmpty, !among, output.file != nil {
            throw ValidationError("--save without queries has no results to write to --output.")
        }
    }

    func run() throws {
        let onlySaves = save != nil && input.paths.isEmpty && !among
        let paths = isOwnSearch ? indexed : onlySaves ? [] : try input.resolvedPaths()
        var collected = input.corpusOptions
        if !isOwnSearch { collected.selection = CorpusOptions.Selection() }
        collected.ownFiles = try OutputGuard.options(
            indexed + (isOwnSearch ? [] : paths), input,
            writes: [("--save", save), ("--output", output.file), ("--errors", output.errors)], isQuiet: true
        ).ownFiles
        if duplicates {
            return try DuplicatesRun(
                paths: indexed, input: input, form: form, output: output, threshold: threshold
            ).run(options: collected)
        }

        var reading = CollectionReading()
        let collection = try loaded(collected, &reading)
        if let save {
            do { try collection.index.write(to: save) } catch {
                Diagnostics.write("\(error)")
                throw ExitStatus.nothingDone
            }
        }
        if !onlySaves {
            let run = DocumentRun(
                input: input, form: form, output: output, companions: among ? [] : indexed.map { ("--index", $0) },
                paths: paths)
            try run.run { context in
                SimilarRenderer(
                    context: context, collection: collection, limit: top, threshold: threshold, isAmong: among,
                    pipeline: DocumentReading(language: input.fixedLanguage).pipeline)
            }
        }
        // Of a collection that is searched for its own documents each failure has its record by now.
        if !among { try reading.finish() }
    }

    /// The index: from its file, or made of the collection.
    private func loaded(_ options: CorpusOptions, _ reading: inout CollectionReading) throws -> SearchedCollection {
        if indexed.count == 1, SafetensorsFile.recognizes(path: indexed[0]) {
            if among { throw ValidationError("--among needs the documents themselves, not an index file.") }
            do { return SearchedCollection(index: try SimilarityIndex(path: indexed[0])) } catch {
                Diagnostics.write("\(error)")
                throw ExitStatus.nothingDone
            }
        }
        let pipeline = DocumentReading(language: input.fixedLanguage).pipeline
        var texts: [String] = []
        var ids: [String] = []
        var rows: [Int: Int] = [:]
        reading.forEachDocument(of: indexed, options: options, isSilent: among) { record, document in
            rows[record.index] = texts.count
            ids.append(DocumentID(record).json)
            texts.append(pipeline.text(of: document))
        }
        guard !texts.isEmpty else { throw reading.nothingDone("the collection holds no documents") }
        let index = SimilarityIndex(texts: texts, ids: ids, measure: measure.measure, threads: output.threads.count)
        return SearchedCollection(index: index, rows: rows, beginnings: texts.map(TextBeginning.of))
    }
}

/// What is searched.
private struct SearchedCollection: Sendable {
    let index: SimilarityIndex
    /// The row of the index that a record of the collection has, by the record's number.
    var rows: [Int: Int] = [:]
    /// How each text begins; none of an index file.
    var beginnings: [String] = []
}

private struct SimilarRenderer: DocumentRenderer {
    let context: RunContext
    let collection: SearchedCollection
    let limit: Int
    let threshold: Float
    let isAmong: Bool
    let pipeline: DocumentPipeline

    var table: AnswerTable? { AnswerTable(columns: ["match", "score"], context: context) }

    func makeTransform() -> BatchRun.Transform {
        let table = table
        let index = collection.index
        return { [self] record, writer in
            let text = pipeline.text(of: try record.content.get())
            // One more, since a document of the collection finds itself.
            let found = index.matches(for: [text], limit: isAmong ? limit + 1 : limit, threshold: threshold)[0]
            let own = isAmong ? collection.rows[record.index] : nil
            let matches = found.filter { $0.document != own }.prefix(limit)
            switch context.format {
            case .json, .jsonl:
                writer.beginObject()
                record.writeID(to: &writer)
                writer.key("matches")
                writer.beginArray()
                for match in matches {
                    writer.beginObject()
                    writer.key("id")
                    writer.value(json: DocumentID(json: index.ids[match.document]).json.utf8)
                    writer.member("score", Double(match.score).roundedForRecord)
                    writer.endObject()
                }
                writer.endArray()
                writer.endObject()
            default:
                table?.write(matches.map(answer), of: record, to: &writer)
            }
        }
    }

    private func answer(_ match: Match) -> [String] {
        let id = DocumentID(json: collection.index.ids[match.document]).text
        let answer = [id, "\(Double(match.score).roundedForRecord)"]
        guard context.format == .text, !collection.beginnings.isEmpty else { return answer }
        return answer + [collection.beginnings[match.document]]
    }
}

/// The values of `--measure`.
enum MeasureArgument: String, CaseIterable, ExpressibleByArgument {
    case cosine, bm25, latent, semantic, hybrid

    var measure: SimilarityMeasure {
        switch self {
        case .cosine: .cosine
        case .bm25: .bm25
        case .latent: .latent
        case .semantic: .semantic
        case .hybrid: .hybrid
        }
    }
}

/// The values of `--format`; the first is the default whatever the input is.
enum MatchFormat: String, OutputChoice {
    case jsonl, text, json, csv, tsv
}
