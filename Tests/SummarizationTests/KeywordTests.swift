import Summarization
import TestSupport
import Testing
import TextProcessing

@Suite("Keywords")
struct KeywordTests {
    private func keywords(
        _ text: String, _ language: Language = .english, title: String? = nil, limit: Int = 10,
        frequencies: DocumentFrequencies? = nil
    ) -> [KeywordExtractor.Keyword] {
        let sentences = SentenceSegmenter(language: language).sentences(in: text)
        let input = SummarizationInput(text: text, sentences: sentences, title: title, language: language)
        return KeywordExtractor(frequencies: frequencies).keywords(in: input, limit: limit)
    }

    @Test("A phrase comes before its words, in the text's form; no stop words, no numbers, no contractions")
    func phrases() {
        let found = keywords(
            "The solar panels cost 1999. A solar panel doesn't rust. They said the solar panels of Mary's roof pay off.",
            limit: 20)
        #expect(found.first?.text == "solar panels" && found.first?.count == 3)
        let texts = Set(found.map(\.text))
        #expect(texts.isDisjoint(with: ["The", "the", "1999", "solar", "panel", "panels", "doesn't", "doesn", "They"]))
        #expect(texts.contains("Mary"))
    }

    @Test("A word inside a better phrase is counted without it")
    func nested() {
        let found = keywords(
            "The prime minister spoke. The prime minister left. The prime minister slept. He was once a minister.")
        #expect(found.first?.text == "prime minister" && found.first?.count == 3)
        #expect(found.first { $0.text == "minister" }?.count == 1)
        #expect(!found.contains { $0.text == "prime" })
    }

    @Test("Names of two words are found at once, phrases of small letters only when they come again")
    func names() {
        let found = keywords("Yesterday the clever engineer Ada Lovelace wrote notes.", limit: 20).map(\.text)
        #expect(found.contains("Ada Lovelace") && !found.contains("clever engineer"))
    }

    @Test("A phrase that stands by itself counts at once in a short text, and in a long one in its first sentence")
    func singlePhrases() {
        let abstract = "We propose sparse pointer networks for code completion. The method reduces memory."
        let short = keywords(abstract, limit: 20).map(\.text)
        #expect(short.contains("sparse pointer networks") && short.contains("code completion"))
        let filler = (0..<60).map {
            "The lamp number \($0) burned over a table in the garden beside some road, a bird sang."
        }
        let long = keywords(
            "Sparse pointer networks are here. " + filler.joined(separator: " ") + " A spare tyre burst.", limit: 30
        )
        .map(\.text)
        #expect(long.contains("Sparse pointer networks") && !long.contains("spare tyre"))
    }

    @Test("Verbs and adjectives that fit anything end an English phrase, but no name")
    func breaks() {
        let found = keywords("The proposed parser significantly improves several results in New York.", limit: 20).map(
            \.text)
        #expect(found.contains("parser") && found.contains("New York"))
        #expect(!found.contains { $0.contains("proposed") || $0.contains("improves") || $0.contains("significantly") })
        // Only English has the list.
        #expect(keywords("Der new Parser läuft.", .german, limit: 20).contains { $0.text.contains("new") })
    }

    @Test("Names keep their hyphens, digits and signs")
    func compoundNames() {
        let text = """
            COVID-19 came with SARS-CoV-2, not with SARS-CoV. An F-35 of 2019 flew over. C++ and C# are taught, Node.js and .NET, \
            too. COVID-19-related costs rose, and COVID-19 went on. Items A# and 5-7 and X-12345 are none. See node.js.
            """
        let found = keywords(text, limit: 60)
        let texts = Set(found.map(\.text))
        for name in ["COVID-19", "SARS-CoV-2", "F-35", "C++", "C#", ".NET", "Node.js"] {
            #expect(texts.contains(name), "\(name)")
        }
        #expect(found.first { $0.text == "COVID-19" }.map { $0.count >= 2 } == true)
        #expect(texts.isDisjoint(with: ["COVID", "F", "35", "CoV-2", "C", "X-12345"]))
    }

    @Test("Ligatures are letters: for stop words, for stems, in print")
    func ligatures() {
        let found = keywords("The ﬁrst oﬃce of the ﬁrm. The offices of the firm were the ﬁve best.", limit: 20)
        let texts = found.map(\.text)
        #expect(!texts.contains { $0.utf8.contains(0xEF) } && !texts.contains("first") && !texts.contains("five"))
        #expect(found.first { $0.text == "firm" }?.count == 2)
        #expect(found.first { $0.text.hasPrefix("office") }?.count == 2)
    }

    @Test("Marks, sentence ends and stop words part phrases; a line break and a hyphen do not")
    func gaps() {
        let found = keywords(
            "Iron, copper. Iron, copper. Wind\nfarm and wind farm. Glass of water, glass of water. Low-cost, low-cost.",
            limit: 20
        ).map(\.text)
        #expect(found.contains("Wind farm") && found.contains("Low-cost"))
        #expect(!found.contains { $0.contains("copper") && $0.contains(" ") } && !found.contains("Glass of water"))
    }

    @Test("Chinese and Japanese: characters together, hiragana apart")
    func unspaced() {
        #expect(keywords("図書館は駅にある。図書館の本を読む。", Language(rawValue: "ja")).first?.text == "図書館")
        #expect(keywords("コンピューターを使う。コンピューターは高い。", Language(rawValue: "ja")).first?.text == "コンピューター")
    }

    @Test("The title counts, once if it stands in the text")
    func title() {
        let alone = keywords("Nothing else was said.", title: "Harbour bridge")
        #expect(alone.contains { $0.text == "Harbour bridge" })
        let twice = keywords("Harbour again.\n\nThe harbour opened.", title: "Harbour again.")
        #expect(twice.first { $0.text.lowercased() == "harbour" }?.count == 2)
    }

    @Test("What every document of a collection has weighs less than what one has")
    func collection() {
        var frequencies = DocumentFrequencies()
        var workspace = SummarizationWorkspace()
        let texts = ["Goal by the striker.", "Goal by the keeper.", "Goal by the referee.", "Goal by the captain."]
        for text in texts { frequencies.add(text, language: .english, workspace: &workspace) }
        #expect(frequencies.documentCount == 4)
        #expect(keywords(texts[1], frequencies: frequencies).map(\.text) == ["keeper", "Goal"])
        var halves = [DocumentFrequencies(), DocumentFrequencies()]
        for (index, text) in texts.enumerated() {
            halves[index % 2].add(text, language: .english, workspace: &workspace)
        }
        halves[0].merge(halves[1])
        #expect(
            keywords(texts[1], frequencies: halves[0]) == keywords(texts[1], frequencies: frequencies))
    }

    @Test("Any bytes give some answer, the same again; never more than asked for")
    func total() {
        var random = SeededGenerator(seed: 11)
        let pieces = [
            "river ", "River ", "— ", "東京", "です", "U.S. ", "don’t ", "'", "a", "1,000 ", "\n\n", "\u{0}", "ไทย", "É",
        ]
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in pieces.randomElement(using: &random)! }
                .joined()
            let found = keywords(text, .undetermined, limit: 5)
            #expect(found.count <= 5 && found == keywords(text, .undetermined, limit: 5))
            #expect(found.allSatisfy { !$0.text.isEmpty && $0.count > 0 && $0.score > 0 })
        }
        #expect(keywords("", limit: 3).isEmpty)
        #expect(keywords(String(repeating: "a", count: 1_000_000), limit: 3).count == 1)
        #expect(keywords(String(repeating: "x y ", count: 500_000), limit: 3).isEmpty)
    }
}
