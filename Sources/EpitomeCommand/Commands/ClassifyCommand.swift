import ArgumentParser
import Classification
import Corpora
import Epitome
import Serialization
import TextProcessing

/// Says the topics of documents.
struct ClassifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify", abstract: "Says the topic of documents.",
        discussion: """
            Text output is the label and its probability, after the path where there are several documents. A document \
            that holds nothing the model knows, or whose best label is below --threshold, is `unknown` (null in JSON).
            """)

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "A shipped model (see `epitome models`) or the path of one made by `train`.", valueName: "name|path"),
        completion: .file(extensions: ["safetensors"]))
    var model = ShippedModel.newsTopics.name

    @Option(help: ArgumentHelp("How many labels to list, the likeliest first.", valueName: "k"))
    var top: Int?

    @Option(help: ArgumentHelp("Below this probability the answer is unknown.", valueName: "p"))
    var threshold = 0.0

    @OptionGroup(title: "Input") var input: InputOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if let top, top < 1 { throw ValidationError("--top takes a number from 1, not \(top).") }
        if !(threshold >= 0 && threshold <= 1) {
            throw ValidationError("--threshold takes a probability between 0 and 1, not \(threshold).")
        }
    }

    func run() throws {
        try DocumentRun(input: input, output: output, formats: [.text, .json, .jsonl]).run { context in
            ClassifyRenderer(
                context: context, classifier: try ModelLoading.classifier(model), pipeline: DocumentPipeline(),
                listed: top ?? (context.format == .text ? 1 : 3), threshold: threshold)
        }
    }
}

private struct ClassifyRenderer: DocumentRenderer {
    let context: RunContext
    let classifier: Classifier
    let pipeline: DocumentPipeline
    let listed: Int
    let threshold: Double

    func makeTransform() -> BatchRun.Transform {
        var session = Classifier.Session(classifier)
        return { [self] record, writer in
            let document = try record.content.get()
            var title = document.title
            let text: String
            if case .html(let bytes) = document.content {
                let article = ArticleExtractor().extract(html: bytes)
                title = title ?? article.title
                text = article.text
            } else {
                text = pipeline.text(of: document)
            }
            write(session.classify(text, title: title, threshold: threshold), of: record, to: &writer)
        }
    }

    private func write(_ prediction: Prediction, of record: CorpusRecord, to writer: inout JSONWriter) {
        guard context.format != .text else {
            for (rank, candidate) in prediction.candidates.prefix(listed).enumerated() {
                if !context.isSingleDocument { writer.raw(record.id + "\t") }
                let label = rank == 0 && prediction.isUnknown ? "unknown" : candidate.label
                writer.raw("\(label)\t\(Self.rounded(candidate.probability))\n")
            }
            return
        }
        writer.beginObject()
        record.writeID(to: &writer)
        TopicRecord(prediction: prediction, top: listed, isMultiLabel: classifier.isMultiLabel).writeMembers(
            to: &writer)
        writer.endObject()
    }

    /// Four decimals: more than any calibration can promise.
    private static func rounded(_ probability: Double) -> Double { (probability * 1e4).rounded() / 1e4 }
}
