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

            EXAMPLES:
              epitome classify article.txt
              epitome classify news.jsonl.gz -o topics.jsonl --errors failed.jsonl
              epitome classify --model topics.safetensors --threshold 0.6 pages/ -o topics.csv
            """)

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "A shipped model (see `epitome models`) or the path of one made by `train`.", valueName: "name|path"),
        completion: .file(extensions: ["safetensors"]))
    var model = ShippedModel.newsTopics.name

    @Option(
        help: ArgumentHelp(
            "How many labels to list, the likeliest first (default: 1 in text, 3 in JSON).", valueName: "k"))
    var top: Int?

    @Option(help: ArgumentHelp("Below this probability the answer is unknown.", valueName: "p"))
    var threshold = 0.0

    @Flag(help: "Show what each term adds to the likeliest label's score, and in text output where the terms stand.")
    var explain = false

    @OptionGroup(title: "Input") var input: InputOptions
    @OptionGroup(title: "Output") var form: FormatOption<AnswerFormat>
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if let top, top < 1 { throw ValidationError("--top takes a number from 1, not \(top).") }
        if !(threshold >= 0 && threshold <= 1) {
            throw ValidationError("--threshold takes a probability between 0 and 1, not \(threshold).")
        }
    }

    func run() throws {
        let run = DocumentRun(input: input, form: form, output: output, companions: ModelLoading.files(model))
        try run.run { context in
            ClassifyRenderer(
                context: context, classifier: try ModelLoading.classifier(model), pipeline: DocumentPipeline(),
                listed: top ?? (context.format == .json || context.format == .jsonl ? 3 : 1), threshold: threshold,
                explains: explain)
        }
    }
}

private struct ClassifyRenderer: DocumentRenderer {
    let context: RunContext
    let classifier: Classifier
    let pipeline: DocumentPipeline
    let listed: Int
    let threshold: Double
    let explains: Bool

    /// How many terms an explanation lists.
    private static let listedTerms = 15

    var table: AnswerTable? { AnswerTable(columns: ["label", "probability", "reason"], context: context) }

    func makeTransform() -> BatchRun.Transform {
        var session = Classifier.Session(classifier)
        return { [self] record, writer in
            let (title, text) = pipeline.titledText(of: try record.content.get())
            let explanation = explains ? classifier.explain(text, title: title) : nil
            write(
                session.classify(text, title: title, threshold: threshold), explanation, text, of: record, to: &writer)
        }
    }

    private func write(
        _ prediction: Prediction, _ explanation: Explanation?, _ text: String, of record: CorpusRecord,
        to writer: inout JSONWriter
    ) {
        guard context.format == .json || context.format == .jsonl else {
            table?.write(answers(prediction), of: record, to: &writer)
            if let explanation, context.format == .text { writer.raw(described(explanation, text)) }
            return
        }
        writer.beginObject()
        record.writeID(to: &writer)
        TopicRecord(prediction: prediction, top: listed, isMultiLabel: classifier.isMultiLabel).writeMembers(
            to: &writer)
        if let explanation { write(explanation, to: &writer) }
        writer.endObject()
    }

    /// The fields of each line: in tables a record without a label is one line with no probability in it.
    private func answers(_ prediction: Prediction) -> [[String]] {
        let isText = context.format == .text
        var answers: [[String]] = []
        if let reason = prediction.reason {
            answers = [isText ? ["unknown", reason.description] : ["unknown", "", reason.description]]
            guard isText else { return answers }
        }
        for candidate in prediction.candidates.prefix(listed - answers.count) {
            answers.append([candidate.label, "\(Self.rounded(candidate.probability))"] + (isText ? [] : [""]))
        }
        return answers
    }

    /// The contributions, then the text with the terms that speak for the label highlighted.
    private func described(_ explanation: Explanation, _ text: String) -> String {
        var lines = "\nWhy \(explanation.label): score \(Self.rounded(explanation.score)), of which\n"
        for term in explanation.terms.prefix(Self.listedTerms) {
            lines += "  \(term.contribution < 0 ? "" : "+")\(Self.rounded(term.contribution))\t\(term.text)\n"
        }
        lines += "  \(explanation.bias < 0 ? "" : "+")\(Self.rounded(explanation.bias))\t(before any term)\n\n"
        guard context.style.isOn else { return lines }
        let marked = explanation.terms.prefix(Self.listedTerms).filter { $0.contribution > 0 }.flatMap { $0.ranges }
        let utf8 = Array(text.utf8)
        var end = 0
        for range in marked.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.lowerBound >= end {
            lines += String(decoding: utf8[end..<range.lowerBound], as: UTF8.self)
            lines += context.style.highlighted(String(decoding: utf8[range], as: UTF8.self))
            end = range.upperBound
        }
        return lines + String(decoding: utf8[end...], as: UTF8.self) + "\n"
    }

    private func write(_ explanation: Explanation, to writer: inout JSONWriter) {
        writer.key("explanation")
        writer.beginObject()
        writer.member("label", explanation.label)
        writer.member("score", Self.rounded(explanation.score))
        writer.member("bias", Self.rounded(explanation.bias))
        writer.key("terms")
        writer.beginArray()
        for term in explanation.terms.prefix(Self.listedTerms) {
            writer.beginObject()
            writer.member("text", term.text)
            writer.member("kind", term.block.rawValue)
            writer.member("count", term.ranges.count + term.titleRanges.count)
            writer.member("contribution", Self.rounded(term.contribution))
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    /// Four decimals: more than any calibration can promise.
    private static func rounded(_ probability: Double) -> Double { (probability * 1e4).rounded() / 1e4 }
}
