import Classification
import Testing
import TextProcessing

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

    @Test func explainsTheWordsThatTheTokenizerFinds() throws {
        let text = "Don't ask O'Neill's coach: 3.5-million goals, said U.S. striker X."
        var texts = topicTexts(30)
        for number in texts.indices where texts[number].labels == ["sport"] { texts[number].text += " " + text }
        let classifier = try Classifier.train(on: texts, options: TrainingOptions(isTuned: false)).classifier
        let terms = classifier.explain(text, label: "sport").terms.filter { $0.block == .words }
        var words: [String] = []
        WordScanner().forEachWord(in: text.utf8.span) { _, range in
            words.append(String(decoding: Array(text.utf8)[range], as: UTF8.self))
        }
        #expect(Set(terms.map { $0.text }) == Set(words))
        #expect(Set(words).isSuperset(of: ["Don't", "O'Neill's", "3.5", "U.S", "X"]))
    }

    /// In French, `tokens` parts `l'homme`; a classifier of French texts does the same, another one does not.
    @Test func articlesThatAreElidedAreWordsInFrench() throws {
        let french = [
            "L'équipe a gagné le match, a dit l'entraîneur après l'entraînement dans le stade.",
            "L'entreprise a vendu l'immeuble à une banque, selon l'agence qui suit le marché.",
        ]
        let english = [
            "It's O'Neill's match, said the coach; the team doesn't know when they'll play.",
            "The bank's profit fell, and shareholders don't know who'll buy the company's shares.",
        ]
        func words(_ texts: [String], _ language: Language?) throws -> Set<String> {
            let labeled = (0..<8).map { LabeledText(texts[$0 % 2], label: $0 % 2 == 0 ? "sport" : "money") }
            var options = TrainingOptions(isTuned: false)
            options.language = language
            let classifier = try Classifier.train(on: labeled, options: options).classifier
            let read = try Classifier(bytes: classifier.fileBytes())
            #expect(read.explain(texts[0]).score == classifier.explain(texts[0]).score)
            return Set(read.explain(texts[0]).terms.filter { $0.block == .words }.map { $0.text })
        }
        let found = try words(french, nil)
        #expect(found.isSuperset(of: ["L", "équipe", "entraîneur"]) && !found.contains("L'équipe"))
        #expect(try words(french, .english).contains("L'équipe"))
        #expect(try words(english, nil).isSuperset(of: ["It's", "O'Neill's", "doesn't"]))
        #expect(found == Set(Tokenizer(language: .french).words(in: french[0])).subtracting(["l"]).union(["L"]))
    }

    @Test func whatHasNoLabelSaysWhy() throws {
        let classifier = try Classifier.train(on: topicTexts()).classifier
        let foreign = "goal " + (0..<40).map { "fremd\($0)" }.joined(separator: " ")
        let prediction = classifier.classify(foreign)
        #expect(prediction.reason == .unknownText(knownWords: 1, words: 41) && prediction.isUnknown)
        #expect(prediction.reason?.description == "too few known words (1 of 41)")
        #expect(prediction.label == nil && prediction.probability == 0 && prediction.candidates[0].probability > 0)
        #expect(classifier.classify("zzz").reason?.description == "no known word")
        #expect(classifier.classify("goal", threshold: 1).reason == .belowThreshold(1))
        #expect(classifier.classify("goal match team").reason == nil)
    }
}
