import ArgumentParser
import Corpora
import Epitome
import TextEvaluation
import TextProcessing

/// Scores summaries that any program wrote.
struct EvaluateROUGECommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rouge", abstract: "Scores summaries that any program wrote.",
        discussion: """
            The summaries and their references stand in one file, as `{"id", "candidate", "summary"}`, or in two that are \
            joined by their ids: `epitome evaluate rouge ours.jsonl --references gold.jsonl`, where both have `summary`; \
            the output of `epitome summarize` can be read as it is. With --against, the summaries of a second program are \
            scored beside them, with the paired difference. The scores equal those of rouge-score 0.1.2; for ROUGE-Lsum, \
            line breaks separate sentences.

            EXAMPLES:
              epitome evaluate rouge ours.jsonl --references gold.jsonl
              epitome evaluate rouge ours.jsonl --references gold.jsonl --against theirs.jsonl
            """)

    @Option(
        help: ArgumentHelp(
            "The field or column that holds the summary to be scored (default: candidate; with --references: summary).",
            valueName: "name"))
    var candidateField: String?

    @Option(help: ArgumentHelp("Take the references from here.", valueName: "file"), completion: .file())
    var references: String?

    @Option(
        help: ArgumentHelp("Score these summaries, too, and compare (repeatable).", valueName: "file"),
        completion: .file())
    var against: [String] = []

    @Flag(help: "Put each sentence on a line of its own first; only ROUGE-Lsum knows the difference.")
    var splitSentences = false

    @OptionGroup(title: "Scores") var scoring: ROUGEArguments
    @OptionGroup(title: "Input") var input: InputOptions

    /// A document without the pieces that scores do not need.
    private struct Entry {
        var id: DocumentID
        var text: String
        var references: [String]
    }

    func run() throws {
        let paths = try input.resolvedPaths()
        _ = try OutputGuard.options(
            paths + against, input, reads: [("--references", references)], writes: scoring.files)
        var reading = CollectionReading()
        let (ids, candidates) = try entries(of: paths, textField: fieldOfCandidates, &reading)
        // Where references have a file of their own, its plain lines are references, too.
        var gold: [String: Entry]?
        if let references {
            gold = try entries(of: [references], textField: scoring.referenceField, &reading).byID
        }
        let rivals = try against.map { try entries(of: [$0], textField: fieldOfCandidates, &reading).byID }

        var evaluation = SummaryEvaluation(
            systems: [paths[0] == "-" ? "candidates" : paths[0]] + against, rouge: scoring.rouge)
        var meter = ReferenceMeter()
        var unanswered = 0
        var empty = 0
        for id in ids {
            guard let candidate = candidates[id] else { continue }
            let known = gold.map { $0[id] ?? Self.onlyPair($0, candidates) } ?? candidate
            let texts = known.map { $0.references.isEmpty && gold != nil ? [$0.text] : $0.references } ?? []
            guard meter.counts(texts) else { continue }
            let others = rivals.map { ($0[id] ?? Self.onlyPair($0, candidates))?.text }
            if others.contains(nil) {
                unanswered += 1
                continue
            }
            if candidate.text.isEmpty { empty += 1 }
            evaluation.add(
                id: candidate.id.json, references: texts, candidates: [candidate.text] + others.compactMap(\.self))
        }
        guard evaluation.count > 0 else {
            throw reading.nothingDone(
                "no summary has a reference; references are read from the field \"\(scoring.referenceField)\" "
                    + "(--reference-field), and joined with summaries by their ids where they have a file of their own")
        }
        guard empty < evaluation.count else {
            throw reading.nothingDone(
                "all summaries are empty; pass --candidate-field with the name of the field that holds them "
                    + "(now \"\(fieldOfCandidates)\")")
        }
        var notes = meter.notes(scoring)
        if empty > 0 { notes.append("summaries that are empty and score 0: \(empty)") }
        if unanswered > 0 {
            notes.append("documents that are not in each file of --against, not counted: \(unanswered)")
        }
        try SummaryScoring(arguments: scoring, evaluation: evaluation, notes: notes).finish(
            title: "How good the summaries are",
            subtitle: "\(Decimals.counted(evaluation.count, "document")) of \(paths.joined(separator: ", "))")
        try reading.finish()
    }

    private var fieldOfCandidates: String { candidateField ?? (references == nil ? "candidate" : "summary") }

    /// The records of some inputs by their ids, and the ids in order.
    private func entries(
        of paths: [String], textField: String, _ reading: inout CollectionReading
    ) throws -> (ids: [String], byID: [String: Entry]) {
        let pipeline = DocumentPipeline()
        var options = input.corpusOptions
        options.textField = textField
        options.requiresText = false
        options.summaryField = scoring.referenceField
        var ids: [String] = []
        var byID: [String: Entry] = [:]
        var repeated: [CorpusError] = []
        reading.forEachDocument(of: paths, options: options) { record, document in
            guard byID[record.id] == nil else {
                repeated.append(
                    CorpusError(
                        .invalidRecord, "the id '\(record.id)' came before; give each summary an id of its own",
                        at: record.location))
                return
            }
            ids.append(record.id)
            var entry = Entry(
                id: DocumentID(record), text: pipeline.text(of: document), references: document.summaries)
            if splitSentences {
                entry.text = lines(of: entry.text)
                entry.references = entry.references.map(lines)
            }
            byID[record.id] = entry
        }
        for error in repeated { reading.report(error) }
        return (ids, byID)
    }

    /// The sentences of a text, each on a line of its own.
    private func lines(of text: String) -> String {
        let document = Document(id: "", content: .text(text))
        let sentences = DocumentReading(language: input.fixedLanguage).sentences(of: document).sentences
        let bytes = Array(text.utf8)
        return sentences.map { String(decoding: bytes[$0.range], as: UTF8.self) }.joined(separator: "\n")
    }

    /// Two files of one text each belong together, though their paths differ.
    private static func onlyPair(_ others: [String: Entry], _ candidates: [String: Entry]) -> Entry? {
        others.count == 1 && candidates.count == 1 ? others.values.first : nil
    }
}
