import Classification
import Corpora
import Epitome
import Serialization
import TextEvaluation
import TextProcessing
import Topics

/// `train --unlabelled`: what a handful of examples teach, with unlabeled texts beside them if these help.
struct FewExamplesTraining {
    let path: String
    let input: InputOptions
    let options: TrainingOptions

    /// From so many examples of each label on, unlabeled texts teach nothing that examples do not
    /// (`Documentation/Topics.md`).
    private static let most = 64
    /// How much an example counts beside an unlabeled text with a sure answer.
    private static let weight = 3.0

    /// Trains on the examples alone and with the unlabeled texts, and keeps what answers more hidden examples rightly.
    ///
    /// - Returns: the training, and a sentence on what was chosen.
    func train(on documents: some Sequence<LabeledText>, meter: TrainingMeter) throws -> (Training, note: String) {
        let examples = Array(documents)
        let plain = try Classifier.train(on: examples, options: options) { meter.update($0) }
        let names = plain.report.labelCounts.map(\.label)
        guard !plain.classifier.isMultiLabel else { return (plain, "texts have several labels: examples alone") }
        guard plain.report.labelCounts.allSatisfy({ $0.count < Self.most }) else {
            return (plain, "a label has \(Self.most) examples or more: examples alone")
        }
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
        let known = examples.compactMap { example in
            example.labels.first.flatMap { places[$0] }.map { (text: Self.whole(example), label: $0) }
        }
        let unlabeled = try unlabeledTexts()
        let grown = try FewExamples(known, labels: names.map { TopicLabel($0) }, language: options.language).grown(
            on: unlabeled, threads: options.concurrency)
        let (without, with) = (plain.report.heldOutAccuracy, grown.heldOutAccuracy)
        let measured =
            "\(Decimals.percent(with)) of hidden examples right with unlabeled texts, \(Decimals.percent(without)) without"
        guard with > without else { return (plain, "\(measured): examples alone") }
        let taught = zip(unlabeled, grown.answers).compactMap { text, answer in
            answer.map { LabeledText(text, labels: [names[$0.label]], weight: max(0.01, $0.probability)) }
        }
        let weighted = examples.map { example in
            var example = example
            example.weight *= Self.weight
            return example
        }
        let training = try Classifier.train(on: weighted + taught, options: options) { meter.update($0) }
        return (training, "\(measured): learned from \(Decimals.counted(taught.count, "unlabeled text")), too")
    }

    private static func whole(_ example: LabeledText) -> String {
        example.title.map { $0 + "\n" + example.text } ?? example.text
    }

    private func unlabeledTexts() throws -> [String] {
        var texts = LearnedTexts()
        texts.read(
            [path], options: input.corpusOptions, pipeline: DocumentPipeline(language: input.fixedLanguage),
            isSilent: false)
        guard !texts.texts.isEmpty else { throw texts.reading.nothingDone("--unlabelled holds no documents") }
        return texts.texts
    }
}
