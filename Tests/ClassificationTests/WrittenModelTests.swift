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

/// Very many labels: sampled separators with sparse weights, beside flat ones on the same texts.
@Suite struct ManyLabelTests {
    private func train(_ texts: [LabeledText], sampledFrom count: Int, limit: Int? = nil) throws -> Training {
        var options = TrainingOptions(isTuned: false, concurrency: 2, modelSizeLimit: limit)
        options.sampledLabelCount = count
        return try Classifier.train(on: texts, options: options)
    }

    @Test func sampledSeparatorsComeNearFlatOnes() throws {
        let texts = manyLabelTexts(labels: 80, each: 8, seed: 3)
        let others = manyLabelTexts(labels: 80, each: 4, seed: 4)
        let flat = try train(texts, sampledFrom: 1000)
        let sampled = try train(texts, sampledFrom: 10)
        let written = try Classifier(bytes: sampled.modelBytes)
        let accuracy = written.evaluate(on: others).accuracy
        #expect(accuracy > 0.6 && accuracy > flat.classifier.evaluate(on: others).accuracy - 0.04)
        #expect(abs(accuracy - sampled.report.heldOutAccuracy) < 0.12)
        #expect(sampled.modelBytes.count < flat.modelBytes.count / 2)
        #expect(sampled.report.quantizationDisagreement < 0.02)
        // The best 64 labels are candidates, and their probabilities add up.
        let prediction = written.classify(others[0].text)
        #expect(prediction.candidates.count == 64)
        #expect(abs(prediction.candidates.reduce(0) { $0 + $1.probability } - 1) < 1e-9)
        let explanation = written.explain(others[0].text, label: others[0].labels[0])
        var session = Classifier.Session(written)
        let number = try #require(written.labels.firstIndex(of: others[0].labels[0]))
        #expect(abs(explanation.score - Double(session.scores(others[0].text, title: nil).scores[number])) < 1e-4)
    }

    @Test func theirSizeIsKeptAndTheFiguresAreThoseOfTheWrittenModel() throws {
        let texts = manyLabelTexts(labels: 40, each: 12, seed: 3)
        let whole = try train(texts, sampledFrom: 10)
        let small = try train(texts, sampledFrom: 10, limit: 16_000)
        #expect(whole.modelBytes.count > 16_000 && small.modelBytes.count <= 16_000 && small.report.keptShare < 1)
        let written = try Classifier(bytes: small.modelBytes).evaluate(on: manyLabelTexts(labels: 40, each: 8, seed: 4))
        #expect(abs(written.accuracy - small.report.heldOutAccuracy) < 0.1)
    }

    @Test func theyAreTheSameAtAnyNumberOfThreads() throws {
        let texts = manyLabelTexts(labels: 20, each: 6, seed: 5)
        var options = TrainingOptions(isTuned: false, concurrency: 1)
        options.sampledLabelCount = 10
        let one = try Classifier.train(on: texts, options: options).modelBytes
        options.concurrency = 3
        #expect(try Classifier.train(on: texts, options: options).modelBytes == one)
    }

    @Test func damagedSparseWeightsAreRefused() throws {
        let model = try train(manyLabelTexts(labels: 20, each: 6, seed: 5), sampledFrom: 10).modelBytes
        for position in stride(from: 0, to: model.count, by: 211) {
            var bytes = model
            bytes[position] ^= 0x40
            if let classifier = try? Classifier(bytes: bytes) { _ = classifier.classify("w300 w301 w5") }
        }
    }
}
