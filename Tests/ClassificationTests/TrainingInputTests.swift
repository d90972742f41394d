import Classification
import Testing
import TextEvaluation

/// What training does with input that is not as it should be.
@Suite struct TrainingInputTests {
    private func code(_ texts: [LabeledText], _ options: TrainingOptions = TrainingOptions()) -> ClassificationError
        .Code?
    {
        do {
            _ = try Classifier.train(on: texts, options: options)
            return nil
        } catch { return (error as? ClassificationError)?.code }
    }

    @Test func whatCannotBeLearnedIsAnError() {
        #expect(code([]) == .noDocuments)
        #expect(code([LabeledText("some words", label: "a"), LabeledText("other words", label: "a")]) == .oneClass)
        #expect(code([LabeledText("  \n", label: "a"), LabeledText("", label: "b")]) == .noDocuments)
        #expect(code([LabeledText("…!", label: "a"), LabeledText("---", label: "b")]) == .noFeatures)
        #expect(code(topicTexts(), TrainingOptions(foldCount: 1)) == .invalidOption)
        var options = TrainingOptions()
        options.setting.cost = 0
        #expect(code(topicTexts(), options) == .invalidOption)
        options = TrainingOptions()
        options.shouldStop = { true }
        #expect(code(topicTexts(), options) == .cancelled)
    }

    @Test func unusableTextsAreLeftOutAndNamed() throws {
        var texts = topicTexts(30)
        texts.append(LabeledText("", labels: ["sport"], id: "empty"))
        texts.append(LabeledText("goal match team", labels: [], id: "unlabelled"))
        texts.append(LabeledText("goal match team", labels: [""], id: "nameless"))
        texts.append(LabeledText("goal match team", labels: ["sport"], id: "weightless", weight: .nan))
        let report = try Classifier.train(on: texts).report
        #expect(report.documentCount == 30)
        #expect(Set(report.skipped.map { $0.id }) == ["empty", "unlabelled", "nameless", "weightless"])
    }

    @Test func rareLabelsAndRepetitionsAreWarnedOf() throws {
        var texts = topicTexts(30)
        texts.append(LabeledText("sour dough bread", labels: ["cooking \"🍞\"\n"], id: "0"))
        texts.append(LabeledText(texts[0].text, labels: ["sport"], id: "again"))
        let training = try Classifier.train(on: texts)
        #expect(
            training.report.warnings.contains {
                $0.hasPrefix("The label \"cooking \"🍞\"\n\" has a single document")
            })
        #expect(training.report.warnings.contains { $0.contains("id that came before") })
        #expect(training.report.warnings.contains { $0.contains("other labels than before") })
        let loaded = try Classifier(bytes: training.modelBytes)
        #expect(loaded.labels.contains("cooking \"🍞\"\n"))
    }

    @Test func singleTextsAndBlanksAreCountedOnce() throws {
        var texts = topicTexts(30)
        for number in 0..<50 { texts.append(LabeledText("bread \(number) dough", labels: ["only \(number)"])) }
        texts.append(LabeledText("goal match team", labels: ["sport "], id: "trailing"))
        texts.append(LabeledText("goal match coach", labels: [" \t"], id: "blank"))
        let report = try Classifier.train(on: texts, options: TrainingOptions(isTuned: false)).report
        #expect(report.warnings.count { $0.contains("single document") } == 1)
        #expect(report.warnings.contains { $0.hasPrefix("51 labels have a single document (\"only 0\", \"only 1\", ") })
        #expect(report.warnings.contains { $0.contains("by blanks alone (\"sport\")") })
        #expect(report.skipped.map { $0.id } == ["blank"] && report.skipped[0].reason == "a label is blank")
    }

    @Test func aTagThatMayBeAbsentIsLearned() throws {
        let texts = topicTexts(60).map { text in
            var text = text
            text.labels = text.labels == ["sport"] ? ["sport"] : []
            return text
        }
        #expect(code(texts) == .oneClass)
        var options = TrainingOptions()
        options.isMultiLabel = true
        let training = try Classifier.train(on: texts, options: options)
        #expect(training.report.documentCount == 60)
        let read = try Classifier(bytes: training.modelBytes)
        #expect(read.classify("goal match team coach league").labels == ["sport"])
        let other = read.classify("shares bank profit market merger")
        #expect(other.labels.isEmpty && other.candidates[0].probability < 0.5)
    }

    @Test(arguments: TrainingOptions.Method.allCases) func everyMethodLearnsAndRepeatsItself(
        _ method: TrainingOptions.Method
    ) throws {
        let options = TrainingOptions(method: method, concurrency: 1)
        let first = try Classifier.train(on: topicTexts(), options: options)
        var parallel = options
        parallel.concurrency = 3
        #expect(try Classifier.train(on: topicTexts(), options: parallel).modelBytes == first.modelBytes)
        let evaluation = first.classifier.evaluate(on: topicTexts(60, seed: 11))
        #expect(evaluation.accuracy > 0.9)
        let nothing = first.classifier.classify("")
        #expect(nothing.isUnknown && nothing.label == nil && nothing.candidates.count == 3)
        #expect(first.classifier.classify("zzz qqq").isUnknown)
        #expect(first.classifier.classify("goal match", threshold: 1).isUnknown)
    }

    @Test func severalLabelsAreLearned() throws {
        let texts = topicTexts(90).enumerated().map { number, text -> LabeledText in
            var text = text
            if number % 3 == 0 {
                text.text += " rocket launch orbit"
                text.labels = ["money", "space"]
            }
            return text
        }
        let classifier = try Classifier.train(on: texts).classifier
        #expect(classifier.isMultiLabel)
        let both = classifier.classify("shares bank profit rocket orbit market merger moon")
        #expect(Set(both.labels) == ["money", "space"])
        #expect(classifier.classify("goal match team coach").labels == ["sport"])
        #expect(both.candidates.allSatisfy { $0.probability >= 0 && $0.probability <= 1 })
    }

    /// Held-out texts count what they count in training: half of the texts here have labels that contradict their words.
    @Test func heldOutTextsCountWhatTheyWeigh() throws {
        let texts = topicTexts(90)
        let wrong = topicTexts(90, seed: 8).map { text in
            LabeledText(
                text.text, labels: text.labels.map { $0 == "sport" ? "money" : "sport" }, id: text.id, weight: 0.01)
        }
        var options = TrainingOptions(isTuned: false)
        options.triesCharacters = false
        // Side by side, so that each part of the cross-validation has some of both.
        let both = zip(texts, wrong).flatMap { [$0, $1] }
        let weighted = try Classifier.train(on: both, options: options).report
        #expect(weighted.heldOutAccuracy > 0.95)
        #expect(weighted.heldOut.accuracy < 0.7)
    }

    @Test func sizeLimitIsKept() throws {
        let training = try Classifier.train(on: topicTexts(90), options: TrainingOptions(modelSizeLimit: 6000))
        #expect(training.modelBytes.count < 7000 && training.report.prunedTermCount > 0)
        #expect(training.classifier.evaluate(on: topicTexts(60, seed: 5)).accuracy > 0.9)
    }

    @Test func hostileTextsGetAnswersInLinearTime() {
        let classifier = Classifier.newsTopics
        for text in [
            String(repeating: "a", count: 300_000), String(repeating: "\u{0}", count: 1000), "\u{FEFF}\u{301}\u{200D}",
            String(repeating: "漢字", count: 5000), String(repeating: "the market ", count: 20_000), "🇩🇪👨‍👩‍👧",
        ] {
            let prediction = classifier.classify(text)
            #expect(prediction.candidates.count == 6)
            #expect(prediction.candidates.allSatisfy { $0.probability.isFinite })
        }
    }

    @Test func contributionsAddUpToTheScore() throws {
        let training = try Classifier.train(on: topicTexts())
        let text = "the striker scored a goal after the match, said the coach of the team today"
        let explanation = training.classifier.explain(text, label: "sport")
        var session = Classifier.Session(training.classifier)
        let number = try #require(training.classifier.labels.firstIndex(of: "sport"))
        #expect(abs(explanation.score - Double(session.scores(text, title: nil).scores[number])) < 1e-4)
        #expect(explanation.terms.contains { $0.text == "goal" && $0.contribution > 0 })
        let goal = try #require(explanation.terms.first { $0.text == "goal" })
        #expect(Array(text.utf8)[goal.ranges[0]].elementsEqual("goal".utf8))
    }
}
