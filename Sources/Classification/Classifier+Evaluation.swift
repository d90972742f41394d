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
            id: text.id, truth: text.labels, answer: prediction.labels, probability: prediction.probability,
            likeliest: prediction.candidates.first?.label, excerpt: text.excerpt)
    }
}
