import Summarization
import Testing
import TextProcessing

private let flood = [
    "The river Elm rose by two metres in one night after heavy rain in the northern hills.",
    "Schools and two bridges in the valley were shut on Monday because of the flood.",
    "The mayor said that the flood had come without any warning.",
    "Heavy rain in the northern hills made the river Elm rise by two metres in a night.",
    "Volunteers filled four thousand sandbags at the old mill.",
    "A bakery gave bread to the volunteers.",
    "Insurers expect claims of nine million crowns from the flood in the valley.",
    "The weather service sees no more rain before the weekend.",
]

private let input = SummarizationInput(sentences: flood, language: .english)

private func words(_ text: String) -> Int { text.split(separator: " ").count }

@Suite("Selection")
struct SelectionTests {
    @Test("Budgets are never exceeded while one sentence fits", arguments: SummaryStyle.allCases)
    func budgets(style: SummaryStyle) {
        for limit in 1...80 {
            let summary = Summarizer(SummaryOptions(length: .words(limit), style: style)).summarize(input)
            let used = summary.texts(in: input.text).reduce(0) { $0 + words($1) }
            let shortest = flood.map(words).min() ?? 0
            if limit >= shortest { #expect(used <= limit) } else { #expect(summary.sentences.count == 1) }
        }
        for limit in stride(from: 20, to: 600, by: 23) {
            let summary = Summarizer(SummaryOptions(length: .characters(limit), style: style)).summarize(input)
            let used = summary.texts(in: input.text).joined(separator: " ").unicodeScalars.count
            if limit >= 38 { #expect(used <= limit) }
        }
        for share in [0.01, 0.25, 0.5, 1] {
            let summary = Summarizer(SummaryOptions(length: .ratio(share), style: style)).summarize(input)
            #expect(summary.sentences.count <= max(1, Int((share * 8).rounded())))
        }
    }

    @Test("Of two sentences that say the same one is chosen")
    func duplicates() {
        let summary = Summarizer(SummaryOptions(length: .sentences(4))).summarize(input)
        // The fourth sentence says what the first says, and has no more words.
        #expect(summary.sentences.map(\.index) == [0, 1, 2, 4])
    }

    @Test("The order of rank begins with the best")
    func order() {
        let summary = Summarizer(SummaryOptions(length: .sentences(4), order: .rank)).summarize(input)
        #expect(summary.sentences.map(\.rank) == [0, 1, 2, 3])
        let document = Summarizer(SummaryOptions(length: .sentences(4))).summarize(input)
        #expect(Set(document.sentences) == Set(summary.sentences))
        #expect(document.sentences.map(\.index) == document.sentences.map(\.index).sorted())
    }

    @Test("Bullets are no part of a summary's texts")
    func bullets() {
        let items = [
            "- A tent without pegs.", "• A map of paper.", "* Gloves and a hat.", "+ Water for two days.", "•",
        ]
        let input = SummarizationInput(sentences: items, language: .english)
        let summary = Summary(
            sentences: input.sentences.indices.map {
                Summary.ChosenSentence(index: $0, range: input.sentences[$0].range, score: 0, rank: $0)
            }, method: "none", language: .english)
        #expect(
            summary.texts(in: input.text)
                == ["A tent without pegs.", "A map of paper.", "Gloves and a hat.", "Water for two days.", "•"])
    }

    @Test("A query decides what the summary is about")
    func query() {
        let options = SummaryOptions(length: .sentences(1), query: "Who gave bread?")
        #expect(Summarizer(options).summarize(input).sentences.map(\.index) == [5])
        let unknown = Summarizer(SummaryOptions(query: "xylophones")).summarize(input)
        #expect(unknown.reason == "no sentence has a word of the query")
        #expect(unknown.sentences.count == 3)
    }

    @Test("Diversity of 0 keeps the ranking, of 1 avoids likeness")
    func diversity() {
        let plain = Summarizer(SummaryOptions(length: .sentences(3), style: .extract, diversity: 0)).summarize(input)
        let scores = plain.scores.compactMap { $0 }.sorted(by: >)
        #expect(plain.sentences.map(\.score).sorted(by: >) == Array(scores.prefix(3)))
        // The first and the fourth sentence say the same and score best; the others hardly share a word with them.
        func chosen(_ diversity: Double) -> [Int] {
            let options = SummaryOptions(length: .sentences(4), method: .centroid, diversity: diversity)
            return Summarizer(options).summarize(input).sentences.map(\.index)
        }
        #expect(chosen(0) == [0, 1, 3, 6])
        #expect(chosen(0.9) == [0, 4, 6, 7])
    }

    @Test("A cluster says nothing twice and names its texts")
    func cluster() {
        let first = SummarizationInput(sentences: Array(flood[0..<3]), language: .english)
        let second = SummarizationInput(sentences: Array(flood[3...]), language: .english)
        let summary = Summarizer(SummaryOptions(length: .sentences(4))).summarize(cluster: [first, second])
        #expect(summary.sentences.count == 4)
        let places = summary.sentences.map { [$0.document, $0.sentence.index] }
        #expect(places == [[0, 0], [0, 1], [0, 2], [1, 3]])
        for chosen in summary.sentences {
            let source = chosen.document == 0 ? first : second
            #expect(source.sentences[chosen.sentence.index].range == chosen.sentence.range)
        }
        #expect(Summarizer().summarize(cluster: []).sentences.isEmpty)
    }

    @Test("An update leaves out what the earlier text said")
    func update() {
        var workspace = SummarizationWorkspace()
        let earlier = SummarizationInput(sentences: Array(flood[0..<3]), language: .english)
        let summary = Summarizer(SummaryOptions(length: .sentences(8), explains: true))
            .summarize(input, updating: earlier, workspace: &workspace)
        let chosen = Set(summary.sentences.map(\.index))
        #expect(chosen.isDisjoint(with: [0, 1, 2, 3]))
        #expect(chosen.isSuperset(of: [4, 6, 7]))
        #expect(summary.explanations[0].reasonLeftOut == "the earlier text says it")
        let same = Summarizer().summarize(earlier, updating: earlier, workspace: &workspace)
        #expect(same.reason == "the earlier text says everything that this one says")
        #expect(!same.sentences.isEmpty)
    }

    @Test("Every sentence is explained, and the parts add up to the score")
    func explanations() throws {
        let summary = Summarizer(SummaryOptions(explains: true)).summarize(input)
        #expect(summary.explanations.count == flood.count)
        for explanation in summary.explanations {
            let isChosen = summary.sentences.contains { $0.index == explanation.index }
            #expect((explanation.reasonLeftOut == nil) == isChosen)
            let sum = explanation.contributions.reduce(0) { $0 + $1.amount }
            let score = try #require(summary.scores[explanation.index])
            #expect(abs(sum - score) < 1e-9)
        }
        for style in SummaryStyle.allCases {
            let summary = Summarizer(SummaryOptions(style: style, explains: true)).summarize(input)
            #expect(summary.sentences.allSatisfy { !summary.explanations[$0.index].contributions.isEmpty })
        }
    }
}
