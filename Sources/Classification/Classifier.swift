package import Serialization

/// Assigns topics to texts.
///
/// ```swift
/// let training = try Classifier.train(on: examples)
/// try training.classifier.save(to: "topics.safetensors")
///
/// let classifier = try Classifier(path: "topics.safetensors")
/// let prediction = classifier.classify("The striker scored twice in the second half.")
/// print(prediction.label ?? "unknown", prediction.probability)
/// ```
///
/// A classifier is a linear model over words and word pairs. It is a value, safe to use from many threads at a time;
/// loading one maps its file and builds nothing.
public struct Classifier: Sendable {
    let model: TopicModel

    /// Reads a model from a file.
    ///
    /// - Throws: `FileError`, `SafetensorsError` or `ClassificationError` if the file cannot be read, is damaged, or is
    ///   of another kind or version. A damaged file is refused, never trusted.
    public init(path: String) throws { model = try TopicModel(SafetensorsFile(path: path), isTrusted: false) }

    /// Reads a model from bytes.
    ///
    /// - Throws: `SafetensorsError` or `ClassificationError`.
    public init(bytes: [UInt8]) throws { model = try TopicModel(SafetensorsFile(bytes: bytes), isTrusted: false) }

    /// Uses a model that is part of the program.
    package init(embedded file: SafetensorsFile) throws { model = try TopicModel(file, isTrusted: true) }

    /// Writes the model to a file, whole or not at all.
    ///
    /// - Throws: `FileError` if the folder cannot be written to.
    public func save(to path: String) throws { try AtomicFile.write(fileBytes(), to: path) }

    /// The model file's bytes: equal to those that it was read from.
    public func fileBytes() throws -> [UInt8] {
        var writer = SafetensorsWriter(metadata: model.file.metadata)
        for tensor in model.file.tensors {
            try writer.add(
                bytes: model.file.bytes(named: tensor.name), as: tensor.elementType, named: tensor.name,
                shape: tensor.shape)
        }
        return writer.bytes()
    }

    /// The labels the model knows.
    public var labels: [String] { model.labels }
    /// Whether a text may have several labels.
    public var isMultiLabel: Bool { model.isMultiLabel }
    /// What the model's file says about itself: name, training data, settings.
    public var metadata: [String: String] { model.file.metadata }

    /// The topics of a text.
    ///
    /// - Parameters:
    ///   - text: the text, in any case and of any length.
    ///   - title: the title, if it is kept apart.
    ///   - threshold: below this probability the answer is "unknown".
    /// - Returns: the labels with their probabilities; ``Prediction/isUnknown`` if the text holds nothing that the model
    ///   knows (the probabilities are then the labels' shares of the training texts), or too little of it: a text in
    ///   another language.
    /// - Complexity: O(length + known terms × labels).
    public func classify(_ text: String, title: String? = nil, threshold: Double = 0) -> Prediction {
        var session = Session(self)
        return session.classify(text, title: title, threshold: threshold)
    }

    /// The topics of many texts, in the same order.
    public func classify(_ texts: [String], threshold: Double = 0) -> [Prediction] {
        var session = Session(self)
        return texts.map { session.classify($0, threshold: threshold) }
    }

    /// Classifies text after text and reuses its working memory; one for each thread.
    public struct Session: Sendable {
        private let model: TopicModel
        private var scorer: DocumentScorer

        /// Creates a session.
        public init(_ classifier: Classifier) {
            model = classifier.model
            scorer = DocumentScorer(model)
        }

        /// The topics of a text; see ``Classifier/classify(_:title:threshold:)``.
        public mutating func classify(_ text: String, title: String? = nil, threshold: Double = 0) -> Prediction {
            scorer.score(title: title, text: text)
            return model.prediction(
                scorer, threshold: threshold)
        }

        /// The raw scores of a text, one a label.
        package mutating func scores(_ text: String, title: String?) -> (scores: [Float], knownTerms: Int) {
            scorer.score(title: title, text: text)
            return (scorer.scores, scorer.knownTerms)
        }
    }
}

extension TopicModel {
    /// In fewer words, a rare name or two decide the share of known ones.
    private static let leastWords = 16
    /// Of very many labels, so many with the largest scores are candidates; the probabilities of the others are 0.
    static let candidateLimit = 64

    func prediction(_ scorer: DocumentScorer, threshold: Double) -> Prediction {
        let (words, known) = (scorer.wordCount, scorer.knownWords)
        let unknown = Prediction.Reason.unknownText(knownWords: known, words: words)
        guard scorer.knownTerms > 0 else {
            let best = priors.largestIndices(hasCandidates ? Self.candidateLimit : labels.count)
            return Prediction(labels: [], candidates: best.map { candidate($0, Double(priors[$0])) }, reason: unknown)
        }
        let chosen = hasCandidates ? scorer.scores.largestIndices(Self.candidateLimit).sorted() : Array(labels.indices)
        let scores = hasCandidates ? chosen.map { scorer.scores[$0] } : scorer.scores
        let probabilities = calibration.probabilities(scores)
        let order = probabilities.indices.sorted {
            probabilities[$0] != probabilities[$1] ? probabilities[$0] > probabilities[$1] : $0 < $1
        }
        let candidates = order.map { candidate(chosen[$0], probabilities[$0]) }
        if words >= Self.leastWords, Double(known) < minimumCoverage * Double(words) {
            return Prediction(labels: [], candidates: candidates, reason: unknown)
        }
        var assigned = order.prefix(1).filter { probabilities[$0] >= threshold }
        var isBelowThreshold = assigned.isEmpty
        if isMultiLabel {
            // By score, not by probability: the threshold was tuned on scores.
            let applying = order.filter { scores[$0] > scoreThreshold }
            if !applying.isEmpty || !needsOneLabel { assigned = applying.filter { probabilities[$0] >= threshold } }
            isBelowThreshold = !applying.isEmpty || needsOneLabel
        }
        return Prediction(
            labels: assigned.map { labels[chosen[$0]] }, candidates: candidates,
            reason: assigned.isEmpty ? (isBelowThreshold ? .belowThreshold(threshold) : .noLabelApplies) : nil)
    }

    private func candidate(_ label: Int, _ probability: Double) -> Prediction.Candidate {
        Prediction.Candidate(label: labels[label], probability: probability)
    }
}
