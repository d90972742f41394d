import Classification
import Testing

/// A small collection of three topics, made from word lists with a seed.
func topicTexts(_ count: Int = 60, seed: UInt64 = 7) -> [LabeledText] {
    let words = [
        "sport": ["goal", "match", "team", "coach", "season", "league", "striker", "referee"],
        "money": ["shares", "bank", "profit", "market", "merger", "interest", "investors", "dividend"],
        "space": ["orbit", "rocket", "moon", "probe", "launch", "crater", "telescope", "astronaut"],
    ]
    let common = ["the", "of", "and", "a", "today", "new", "said", "after", "more", "people"]
    var state = seed
    let next = { (bound: Int) -> Int in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
    let labels = ["money", "space", "sport"]
    return (0..<count).map { number in
        let label = labels[number % 3]
        let own = words[label] ?? []
        let text = (0..<20).map { $0 % 3 == 0 ? own[next(own.count)] : common[next(common.count)] }
        return LabeledText(text.joined(separator: " "), labels: [label], id: "\(number)")
    }
}

@Suite struct ClassifierTests {
    @Test func learnsTopicsSavesAndLoadsThem() throws {
        let training = try Classifier.train(on: topicTexts())
        #expect(training.report.heldOutAccuracy > 0.95)
        let loaded = try Classifier(bytes: training.classifier.fileBytes())
        for text in topicTexts(30, seed: 9) {
            let prediction = loaded.classify(text.text)
            #expect(prediction.label == text.labels[0])
            #expect(prediction == training.classifier.classify(text.text))
            let sum = prediction.candidates.reduce(0) { $0 + $1.probability }
            #expect(abs(sum - 1) < 1e-9)
        }
    }

    @Test func knowsTheTopicsOfNews() {
        let classifier = Classifier.newsTopics
        #expect(
            classifier.labels == [
                "business", "entertainment", "politics", "science and technology", "sport", "world",
            ])
        #expect(classifier.classify("The striker scored twice as United won the cup final.").label == "sport")
        #expect(classifier.classify("Shares fell after the bank warned of lower profits.").label == "business")
    }
}
