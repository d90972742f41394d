import ArgumentParser
import Corpora
import Epitome
import Serialization
import Vectorization

/// `similar --duplicates`: which documents of a collection are nearly the same as an earlier one.
struct DuplicatesRun {
    let paths: [String]
    let input: InputOptions
    let form: FormatOption<MatchFormat>
    let output: OutputOptions
    /// The least share of word triples in common; 0 for the usual one.
    let threshold: Float

    func run(options: CorpusOptions) throws {
        let pipeline = DocumentReading(language: input.fixedLanguage).pipeline
        var reading = CollectionReading()
        var (texts, ids): ([String], [String]) = ([], [])
        var rows: [Int: Int] = [:]
        reading.forEachDocument(of: paths, options: options, isSilent: true) { record, document in
            rows[record.index] = texts.count
            ids.append(DocumentID(record).json)
            texts.append(pipeline.text(of: document))
        }
        guard !texts.isEmpty else { throw reading.nothingDone("the collection holds no documents") }
        let threads = output.threads.count
        let found =
            threshold > 0
            ? NearDuplicates(of: texts, threshold: Double(threshold), threads: threads)
            : NearDuplicates(of: texts, threads: threads)
        var originals: [Int: NearDuplicates.Pair] = [:]
        for pair in found.pairs { originals[pair.text] = pair }
        try DocumentRun(input: input, form: form, output: output, paths: paths).run { [originals] context in
            DuplicatesRenderer(context: context, ids: ids, rows: rows, originals: originals)
        }
        if !output.quiet {
            Diagnostics.write(
                "note: \(Decimals.counted(found.pairs.count, "near-duplicate")) in "
                    + Decimals.counted(texts.count, "document"))
        }
    }
}

private struct DuplicatesRenderer: DocumentRenderer {
    let context: RunContext
    let ids: [String]
    /// The place of a record's text, by the record's number.
    let rows: [Int: Int]
    let originals: [Int: NearDuplicates.Pair]

    var table: AnswerTable? { AnswerTable(columns: ["duplicateOf", "likeness"], context: context) }

    func makeTransform() -> BatchRun.Transform {
        { [self] record, writer in
            _ = try record.content.get()
            let pair = rows[record.index].flatMap { originals[$0] }
            let likeness = pair?.likeness.roundedForRecord ?? 0
            guard context.format == .json || context.format == .jsonl else {
                let answers = pair.map { [[DocumentID(json: ids[$0.original]).text, "\(likeness)"]] } ?? []
                table?.write(answers, of: record, to: &writer)
                return
            }
            writer.beginObject()
            record.writeID(to: &writer)
            writer.key("duplicateOf")
            if let pair { writer.value(json: DocumentID(json: ids[pair.original]).json.utf8) } else { writer.null() }
            writer.member("likeness", likeness)
            writer.endObject()
        }
    }
}
