import ArgumentParser
import Classification
import Corpora
import Epitome
import Serialization

/// Says the topics of documents.
struct ClassifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify", abstract: "Says the topic of documents.",
        discussion: """
            Text output is the label and its probability, after the path where there are several documents. A document \
            that holds too little the model knows, or whose best label is below --threshold, is `unknown` with the reason in \
            place of a probability (in JSON a null label, the reason, and `unknown` or `belowThreshold`). Whether the path is \
            printed depends on how many arguments there are: scripts state --with-path or --no-path.

            With --labels no model is needed: topics are learned from the documents themselves (read twice, and kept in memory) \
            or from those of --unlabelled, beginning with what the names mean.

            EXAMPLES:
              epitome classify article.txt
              epitome classify news.jsonl.gz -o topics.jsonl --errors failed.jsonl
              epitome classify --model topics.safetensors --threshold 0.6 pages/ -o topics.csv
              epitome classify --labels "sport,politics,business" news.jsonl -o topics.jsonl
            """)

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "A shipped model (see `epitome models`) or the path of one made by `train`.", valueName: "name|path"),
        completion: .file(extensions: ["safetensors"]))
    var model: String?

    @OptionGroup(title: "Topics by their names") var names: NamesOptions

    @Option(
        help: ArgumentHelp(
            "How many labels to list, the likeliest first (default: 1 in text, 3 in JSON).", valueName: "k"))
    var top: Int?

    @Option(help: ArgumentHelp("Below this probability the answer is unknown.", valueName: "p"))
    var threshold = 0.0

    @Flag(
        help: """
            Show what each term adds to the likeliest label's score, and in text output where the terms stand; with --labels \
            the documents that the label began with.
            """)
    var explain = false

    @OptionGroup(title: "Input") var input: InputOptions
    @OptionGroup(title: "Output") var form: FormatOption<AnswerFormat>
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if let top, top < 1 { throw ValidationError("--top takes a number from 1, not \(top).") }
        if !(threshold >= 0 && threshold <= 1) {
            throw ValidationError("--threshold takes a probability between 0 and 1, not \(threshold).")
        }
        if model != nil, names.labels != nil {
            throw ValidationError("Pass --model or --labels: a model has labels of its own.")
        }
    }

    func run() throws {
        if let labels = names.labels {
            return try NamedTopicsRun(
                labels: labels, names: names, input: input, form: form, output: output, top: top, threshold: threshold,
                explains: explain
            ).run()
        }
        let model = model ?? ShippedModel.newsTopics.name
        let run = DocumentRun(input: input, form: form, output: output, companions: ModelLoading.files(model))
        try run.run { context in
            let classifier = try ModelLoading.classifier(model)
            return ClassifyRenderer(
                answers: TopicAnswers(
                    context: context, listed: top ?? TopicAnswers.usualCount(context),
                    isMultiLabel: classifier.isMultiLabel),
                classifier: classifier, pipeline: DocumentPipeline(), threshold: threshold, explains: explain)
        }
    }
}

private struct ClassifyRenderer: DocumentRenderer {
    let answers: TopicAnswers
    let classifier: Classifier
    let pipeline: DocumentPipeline
    let threshold: Double
    let explains: Bool

    var table: AnswerTable? { answers.table }

    func makeTransform() -> BatchRun.Transform {
        var session = Classifier.Session(classifier)
        return { [self] record, writer in
            let (title, text) = pipeline.titledText(of: try record.content.get())
            let explanation = explains ? classifier.explain(text, title: title) : nil
            answers.write(
                session.classify(text, title: title, threshold: threshold), of: record, to: &writer,
                members: { if let explanation { write(explanation, to: &$0) } },
                lines: { explanation.map { described($0, text) } ?? "" })
        }
    }

    /// The contributions, then the text with the terms that speak for the label highlighted.
    private func described(_ explanation: Explanation, _ text: String) -> String {
        var lines = "\nWhy \(explanation.label): score \(TopicAnswers.rounded(explanation.score)), of which\n"
        for term in explanation.terms.prefix(TopicAnswers.listedTerms) {
            lines += TopicAnswers.line(term.contribution, term.text)
        }
        lines += TopicAnswers.line(explanation.bias, "(before any term)") + "\n"
        let style = answers.context.style
        guard style.isOn else { return lines }
        let marked = explanation.terms.prefix(TopicAnswers.listedTerms).filter { $0.contribution > 0 }.flatMap {
            $0.ranges
        }
        let utf8 = Array(text.utf8)
        var end = 0
        for range in marked.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.lowerBound >= end {
            lines += String(decoding: utf8[end..<range.lowerBound], as: UTF8.self)
            lines += style.highlighted(String(decoding: utf8[range], as: UTF8.self))
            end = range.upperBound
        }
        return lines + String(decoding: utf8[end...], as: UTF8.self) + "\n"
    }

    private func write(_ explanation: Explanation, to writer: inout JSONWriter) {
        writer.key("explanation")
        writer.beginObject()
        writer.member("label", explanation.label)
        writer.member("score", TopicAnswers.rounded(explanation.score))
        writer.member("bias", TopicAnswers.rounded(explanation.bias))
        writer.key("terms")
        writer.beginArray()
        for term in explanation.terms.prefix(TopicAnswers.listedTerms) {
            writer.beginObject()
            writer.member("text", term.text)
            writer.member("kind", term.block.rawValue)
            writer.member("count", term.ranges.count + term.titleRanges.count)
            writer.member("contribution", TopicAnswers.rounded(term.contribution))
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
