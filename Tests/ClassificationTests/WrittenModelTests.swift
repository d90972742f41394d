import Classification
import TestSupport
import Testing
import TextEvaluation

/// Texts of many labels, each with a few words of its own among words that all share.
func manyLabelTexts(labels labelCount: Int, each count: Int, seed: UInt64) -> [LabeledText] {
    var generator = SeededGenerator(seed: seed)
    var vocabulary = SeededGenerator(seed: 1)
    let topics = (0..<labelCount).map { _ in (0..<12).map { _ in "w\(Int.random(in: 300..<6000, using: &vocabulary))" }
    }
    return (0..<count * labelCount).map { number in
        let label = number % labelCount
        let words = (0..<40).map { _ -> String in
            guard Int.random(in: 0..<10, using: &generator) < 4 else {
                // Rarer and rarer words, as in real text.
                let bound = Int.random(in: 1..<6000, using: &generator)
                return "w\(Int.random(in: 0..<bound, using: &generator))"
            }
            return topics[label].randomElement(using: &generator) ?? ""
        }
        return LabeledText(words.joined(separator: " "), labels: ["label \(label)"], id: "\(seed)-\(number)")
    }
}

/// The figures in a training's report are those of the model that was written.
@Suite struct WrittenModelTests {
    /// Reads the written model back and measures it on other texts of the same kind.
    private func check(_ texts: [LabeledText], _ others: [LabeledText], limit: Int, margin: Double) throws {
        let options = TrainingOptions(isTuned: false, modelSizeLimit: limit)
        let training = try Classifier.train(on: texts, options: options)
        #expect(training.modelBytes.count <= limit)
        let written = try Classifier(bytes: training.modelBytes).evaluate(on: others)
        let report = training.report
        #expect(abs(written.accuracy - report.heldOutAccuracy) < margin, "\(limit): \(written.accuracy), \(report)")
        #expect(abs(written.macroF1 - report.heldOutMacroF1) < margin, "\(limit): \(written.macroF1)")
        // What the report calls the answers of the held-out texts is measured in the same way.
        #expect(report.heldOut.accuracy == report.heldOutAccuracy)
        #expect(written.unknownCount * 20 <= written.count, "\(written.unknownCount) of \(written.count) are unknown")
        #expect(written.reliability.expectedCalibrationError < 0.15)
    }

    @Test(arguments: [9_500_000, 40_000, 6_000]) func reportedFiguresAreThoseOfTheWrittenModel(limit: Int) throws {
        try check(
            manyLabelTexts(labels: 20, each: 24, seed: 3), manyLabelTexts(labels: 20, each: 24, seed: 4), limit: limit,
            margin: 0.08)
    }

    @Test func whatIsDroppedIsReported() throws {
        let texts = manyLabelTexts(labels: 20, each: 24, seed: 3)
        let whole = try Classifier.train(on: texts, options: TrainingOptions(isTuned: false)).report
        #expect(whole.prunedTermCount == 0 && whole.unlimitedAccuracy == nil)
        let small = try Classifier.train(on: texts, options: TrainingOptions(isTuned: false, modelSizeLimit: 6_000))
            .report
        #expect(small.prunedTermCount == whole.termCount - small.termCount && small.prunedTermCount > 0)
        #expect(small.unlimitedAccuracy == whole.heldOutAccuracy)
        #expect(small.heldOutAccuracy <= whole.heldOutAccuracy)
    }

    @Test func limitsThatLeaveNothingUsefulAreErrors() throws {
        #expect(throws: ClassificationError.self) {
            try Classifier.train(on: topicTexts(), options: TrainingOptions(isTuned: false, modelSizeLimit: 1000))
        }
        // Three labels and 34 words: all of them have room in 4 kB.
        let options = TrainingOptions(isTuned: false, modelSizeLimit: 4096)
        let training = try Classifier.train(on: topicTexts(), options: options)
        #expect(training.report.termCount > 26 && training.modelBytes.count <= 4096)
        #expect(training.classifier.evaluate(on: topicTexts(60, seed: 9)).accuracy > 0.95)
    }
}
