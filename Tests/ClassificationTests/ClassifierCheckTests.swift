import Classification
import TestSupport
import Testing

/// What any way of training a classifier must do (after scikit-learn's estimator checks).
///
/// A new method is tested
/// as soon as it is a case of `TrainingOptions.Method`.
func checkClassifier(_ options: TrainingOptions, sourceLocation: SourceLocation = #_sourceLocation) throws {
    func expect(_ isTrue: Bool, _ what: String) {
        #expect(isTrue, "\(options.method): \(what)", sourceLocation: sourceLocation)
    }
    let texts = topicTexts(60)
    let training = try Classifier.train(on: texts, options: options)
    let classifier = training.classifier
    expect(classifier.labels == ["money", "space", "sport"], "labels are \(classifier.labels)")

    let bytes = try classifier.fileBytes()
    let loaded = try Classifier(bytes: bytes)
    expect(try loaded.fileBytes() == bytes, "a file read and written is another file")
    let unseen = topicTexts(30, seed: 9)
    var right = 0
    for text in unseen + [LabeledText("goal market orbit", labels: []), LabeledText("Goal! GOAL; goal…", labels: [])] {
        let prediction = classifier.classify(text.text)
        expect(loaded.classify(text.text) == prediction, "the file answers otherwise")
        expect(classifier.classify(text.text) == prediction, "the second answer is another one")
        let probabilities = prediction.candidates.map(\.probability)
        expect(abs(probabilities.reduce(0, +) - 1) < 1e-9, "probabilities add up to \(probabilities.reduce(0, +))")
        expect(probabilities.allSatisfy { $0 >= 0 && $0 <= 1 }, "\(probabilities) are no probabilities")
        expect(probabilities == probabilities.sorted(by: >), "candidates are not in order")
        expect(Set(prediction.candidates.map(\.label)) == Set(classifier.labels), "a label is missing")
        if let label = text.labels.first { right += prediction.label == label ? 1 : 0 }
    }
    expect(right >= 28, "\(right) of 30 plain texts are right")
    expect(classifier.classify(unseen.map(\.text)) == unseen.map { classifier.classify($0.text) }, "a batch differs")

    for text in ["", " \n", "…", "qwertz yxcvb"] {
        let prediction = classifier.classify(text)
        expect(prediction.isUnknown && prediction.label == nil, "\"\(text)\" is called \(prediction.label ?? "-")")
        expect(prediction.candidates.allSatisfy { $0.probability.isFinite }, "\"\(text)\" has no finite probabilities")
    }

    expect(try Classifier.train(on: texts, options: options).modelBytes == training.modelBytes, "not repeatable")
    var parallel = options
    parallel.concurrency = 3
    expect(try Classifier.train(on: texts, options: parallel).modelBytes == training.modelBytes, "threads matter")
    // Labels are sorted, so that their names decide nothing: renamed, they give the same answers.
    let names = ["money": "c", "space": "b", "sport": "a"]
    let renamed = try Classifier.train(
        on: texts.map { LabeledText($0.text, labels: $0.labels.compactMap { names[$0] }, id: $0.id) }, options: options
    ).classifier
    expect(renamed.labels == ["a", "b", "c"], "labels are not sorted: \(renamed.labels)")
    for text in unseen {
        let label = classifier.classify(text.text).label
        expect(renamed.classify(text.text).label == label.flatMap { names[$0] }, "the names of labels matter")
    }
}

@Suite("Every way to train keeps the contract of classifiers")
struct ClassifierCheckTests {
    @Test("Files, probabilities, empty texts, repeats, threads", arguments: TrainingOptions.Method.allCases)
    func contract(_ method: TrainingOptions.Method) throws {
        var options = TrainingOptions()
        options.method = method
        try checkClassifier(options)
        options.isTuned = false
        options.foldCount = 0
        try checkClassifier(options)
    }
}
