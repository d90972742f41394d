public import TextEvaluation

extension Classifier {
    /// Measures how well the answers for labelled texts agree with their labels.
    ///
    /// ```swift
    /// let evaluation = classifier.evaluate(on: testTexts)
    /// print(evaluation.accuracy, evaluation.macroF1, evaluation.reliability.expectedCalibrationError)
    /// ```
    ///
    /// - Parameters:
    ///   - texts: texts that the classifier was not trained on, or the figures mean little.
    ///   - threshold: below this probability the answer is "unknown".
    /// - Returns: the measures; texts without a label are counted apart.
    /// - Complexity: O(total length); memory does not grow with the number of texts.
    public func evaluate(
        on texts: some Sequence<LabeledText>, threshold: Double = 0
    ) -> ClassificationEvaluation {
        var evaluation = ClassificationEvaluation(labels: labels)
        var session = Session(self)
        for text in texts { evaluation.add(session.classified(text, threshold: threshold)) }
        return evaluation
    }
}

extension Classifier.Session {
    /// Classifies a labelled text, for a ``ClassificationEvaluation``.
    public mutating func classified(_ text: LabeledText, threshold: Double = 0) -> ClassifiedText {
        let prediction = classify(text.text, title: text.title, threshold: threshold)
        return ClassifiedText(
            id: text.id, truth: text.labels, answer: prediction.labels,
            probability: prediction.candidates.first?.probability ?? 0,
            likeliest: prediction.candidates.first?.label, excerpt: text.excerpt,
            squaredError: prediction.squaredError(to: text.labels))
    }
}

extension Prediction {
    /// The squared distance between the probabilities and the truth, summed over the labels (multi-class Brier score).
    ///
    /// A true label that the model does not know counts as one with probability 0.
    fileprivate func squaredError(to truth: [String]) -> Double {
        var sum = candidates.reduce(0) { $0 + $1.probability * $1.probability }
        for label in Set(truth) {
            let probability = candidates.first { $0.label == label }?.probability ?? 0
            sum += 1 - 2 * probability
        }
        return sum
    }
}
