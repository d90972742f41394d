import ArgumentParser
import Corpora
import Epitome
import Summarization
import TextEvaluation

/// Measures summaries of documents whose reference summaries are known.
struct EvaluateSummarizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summarize", abstract: "Measures summaries against reference summaries.",
        discussion: """
            Summarizes each document that has a reference (`summary`, or several in `summaries`) and prints ROUGE-1, \
            ROUGE-2, ROUGE-L and ROUGE-Lsum beside those of the document's first sentences at the same length, with the \
            paired difference. The scores equal those of rouge-score 0.1.2.

            EXAMPLES:
              epitome evaluate summarize news.jsonl --sentences 3
              epitome evaluate summarize news.jsonl --reference-field highlights --report page.html
            """)

    @OptionGroup(title: "Summary") var summary: SummaryArguments
    @OptionGroup(title: "Scores") var scoring: ROUGEArguments
    @OptionGroup(title: "Input") var input: InputOptions

    func run() throws {
        let paths = try input.resolvedPaths()
        var options = try OutputGuard.options(paths, input, writes: scoring.files)
        options.summaryField = scoring.referenceField
        let pipeline = DocumentPipeline(language: input.fixedLanguage)
        var leading = summary.options
        leading.method = .lead
        let summarizers = [Summarizer(summary.options), Summarizer(leading)]

        var evaluation = SummaryEvaluation(
            systems: [systemName, SummaryMethod.lead.rawValue], rouge: scoring.rouge)
        var workspace = SummarizationWorkspace()
        var meter = ReferenceMeter()
        var reading = CollectionReading()
        reading.forEachDocument(of: paths, options: options) { record, document in
            guard meter.counts(document.summaries) else { return }
            let prepared = pipeline.prepare(document, workspace: &workspace)
            let input = prepared.summarizationInput
            evaluation.add(
                id: DocumentID(record).json, references: document.summaries,
                candidates: summarizers.map {
                    prepared.texts(of: $0.summarize(input, workspace: &workspace)).joined(separator: "\n")
                })
        }
        guard evaluation.count > 0 else {
            throw reading.nothingDone(
                "no document has a reference summary; pass --reference-field with the name of the field that holds it")
        }
        try SummaryScoring(arguments: scoring, evaluation: evaluation, notes: meter.notes(scoring)).finish(
            title: "How good summaries by \(systemName) are",
            subtitle: "\(Decimals.counted(evaluation.count, "document")) of \(paths.joined(separator: ", "))")
        try reading.finish()
    }

    /// What the summaries are called in the table: the method, or the style where the method is left to it.
    private var systemName: String {
        if summary.method != .auto { return summary.method.rawValue }
        return summary.style == .auto ? "epitome" : "epitome \(summary.style.rawValue)"
    }
}
