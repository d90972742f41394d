import Testing
import TextEvaluation

@Suite struct ClassificationEvaluationTests {
    private func text(_ truth: [String], _ answer: [String], _ probability: Double = 0.5) -> ClassifiedText {
        ClassifiedText(id: "x", truth: truth, answer: answer, probability: probability, likeliest: answer.first)
    }

    @Test func measuresAgreeWithHandCounts() {
        // Truth a a a b b c; answers a a b b a a.
        var evaluation = ClassificationEvaluation(labels: ["a", "b", "c"])
        for (truth, answer) in zip(["a", "a", "a", "b", "b", "c"], ["a", "a", "b", "b", "a", "a"]) {
            evaluation.add(text([truth], [answer]))
        }
        #expect(evaluation.accuracy == 0.5)
        #expect(abs(evaluation.microF1 - 0.5) < 1e-12)
        // F1: a 4/7, b 2/4, c 0.
        #expect(abs(evaluation.macroF1 - (4.0 / 7 + 0.5) / 3) < 1e-12)
        #expect(evaluation.labelScores[0].precision == 0.5)
        #expect(evaluation.confusionMatrix == [[2, 1, 0], [1, 1, 0], [1, 0, 0]])
        #expect(evaluation.hardestConfusions(limit: 1)[0].count == 1)
    }

    @Test func brierScoreIsThatOfAllLabels() {
        // scikit-learn: brier_score_loss([0, 2], [[.5, .3, .2], [.1, .2, .7]], labels=[0, 1, 2]) == 0.26
        var evaluation = ClassificationEvaluation(labels: ["a", "b", "c"])
        #expect(evaluation.brierScore == nil)
        for (probabilities, truth) in [([0.5, 0.3, 0.2], 0), ([0.1, 0.2, 0.7], 2)] {
            var entry = text([evaluation.labels[truth]], ["a"])
            entry.squaredError = probabilities.enumerated().reduce(0) { sum, entry in
                sum + (entry.element - (entry.offset == truth ? 1 : 0))
                    * (entry.element - (entry.offset == truth ? 1 : 0))
            }
            evaluation.add(entry)
        }
        #expect(abs((evaluation.brierScore ?? 0) - 0.26) < 1e-12)
    }

    @Test func intervalsAreThoseOfTheirFormulas() {
        var evaluation = ClassificationEvaluation(labels: ["a", "b"])
        for number in 0..<400 {
            evaluation.add(text([number % 2 == 0 ? "a" : "b"], [number % 4 == 0 ? "b" : number % 2 == 0 ? "a" : "b"]))
        }
        #expect(evaluation.accuracy == 0.75)
        // Wilson's interval of 300 in 400.
        #expect(abs(evaluation.accuracyInterval.lowerBound - 0.7054) < 1e-3)
        #expect(abs(evaluation.accuracyInterval.upperBound - 0.7899) < 1e-3)
        // Micro-F1 is the accuracy here, with the standard deviation √(p(1−p)/n).
        let micro = evaluation.microF1Interval
        #expect(micro.contains(0.75) && abs(micro.upperBound - micro.lowerBound - 2 * 1.96 * 0.02165) < 0.02)
        #expect(evaluation.macroF1Interval.contains(evaluation.macroF1))
        #expect(evaluation.macroF1Interval.upperBound - evaluation.macroF1Interval.lowerBound < 0.12)
    }

    @Test func setsOfLabelsAndUnknownAnswers() {
        var evaluation = ClassificationEvaluation(labels: ["a", "b"])
        evaluation.add(text(["a", "b"], ["a"]))
        evaluation.add(text(["a"], []))
        evaluation.add(text(["a", "b"], ["b", "a"]))
        evaluation.add(text(["new"], ["a"]))
        #expect(evaluation.isMultiLabel && evaluation.unknownCount == 1 && evaluation.exactCount == 1)
        // Right 3, answered 4, true 6.
        #expect(abs(evaluation.microF1 - 6.0 / 10) < 1e-12)
        #expect(evaluation.labels == ["a", "b", "new"])
    }

    @Test func textsWithoutLabelAreCountedApart() {
        var evaluation = ClassificationEvaluation(labels: ["a"])
        evaluation.add(text([], ["a"]))
        #expect(evaluation.count == 0 && evaluation.unlabeledCount == 1 && evaluation.accuracy == 0)
    }

    @Test func mistakesAreKeptByConfidence() {
        var evaluation = ClassificationEvaluation(labels: ["a", "b"], mistakeLimit: 2)
        for probability in [0.6, 0.9, 0.7, 0.8] { evaluation.add(text(["a"], ["b"], probability)) }
        evaluation.add(text(["a"], ["a"], 0.99))
        #expect(evaluation.confidentMistakes.map { $0.probability } == [0.9, 0.8])
    }

    @Test func calibrationErrorOfKnownCases() {
        var exact = Reliability()
        for index in 0..<10 { exact.add(probability: 0.7, isRight: index < 7) }
        #expect(exact.expectedCalibrationError < 1e-12)
        var sure = Reliability()
        for index in 0..<10 { sure.add(probability: 1, isRight: index < 6) }
        #expect(abs(sure.expectedCalibrationError - 0.4) < 1e-12)
        #expect(abs(sure.answerBrierScore - 0.4) < 1e-12)
        var odd = Reliability()
        odd.add(probability: .nan, isRight: false)
        #expect(odd.expectedCalibrationError == 0 && Reliability().expectedCalibrationError == 0)
    }

    @Test func decimals() {
        #expect(Decimals.text(0.125, digits: 2) == "0.13")
        #expect(Decimals.text(-0.001, digits: 2) == "0.00")
        #expect(Decimals.text(12.05, digits: 0) == "12")
        #expect(Decimals.text(.nan, digits: 2) == "n/a")
        #expect(Decimals.percent(0.8714, digits: 1) == "87.1 %")
        #expect(Decimals.grouped(1_234_567) == "1,234,567")
    }

    @Test func reportIsOnePageWithEverythingEscaped() {
        var evaluation = ClassificationEvaluation(labels: ["<script>alert(1)</script>", "b&b"])
        for index in 0..<20 {
            evaluation.add(
                ClassifiedText(
                    id: "\"\(index)", truth: [evaluation.labels[index % 2]], answer: [evaluation.labels[0]],
                    probability: 0.9, likeliest: evaluation.labels[0], excerpt: "<b>'x\u{0}"))
        }
        let page = ClassificationReport(evaluation, title: "T & U").html
        #expect(!page.contains("<script") && !page.contains("<b>") && !page.contains("\u{0}"))
        #expect(page.contains("&lt;script&gt;") && page.contains("b&amp;b"))
        for tag in ["section", "table", "svg", "figure"] {
            let opened = page.components("<\(tag)")
            #expect(opened > 0 && opened == page.components("</\(tag)>"), "\(tag)")
        }
        #expect(!page.contains("http"))
    }
}

extension String {
    /// How often a text occurs in this one.
    fileprivate func components(_ part: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: part) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
