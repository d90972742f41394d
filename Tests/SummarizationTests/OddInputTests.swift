import Summarization
import TestSupport
import Testing
import TextProcessing

/// Texts that break summarizers.
private let oddTexts: [(name: String, text: String)] = [
    ("one sentence", "Rain fell all night."),
    ("no end marks", "rain fell all night\nthe river rose\nnobody was hurt"),
    ("only a list", "- milk\n- eggs\n- bread\n- two pounds of potatoes"),
    ("only marks", "?! ... --- !!!"),
    ("one letter", "a"),
    ("NUL bytes", "One\u{0}two three.\u{0} Four five six seven eight."),
    ("mixed scripts", "Der Fluss stieg. 河水上涨了两米。 Река поднялась на два метра. ارتفع النهر مترين. नदी बढ़ी।"),
    ("right to left", "ارتفع منسوب النهر مترين خلال الليل. أغلقت المدارس أبوابها. لم يصب أحد بأذى."),
    ("Chinese", "河水一夜之间上涨了两米。当地学校停课。没有人员受伤。官员说桥梁已经关闭。"),
    ("Thai without marks", "แม่น้ำสูงขึ้นสองเมตรในหนึ่งคืน โรงเรียนปิด ไม่มีใครบาดเจ็บ"),
    ("emoji", "🌧️🌧️🌧️ 🏠🏠 👨‍👩‍👧‍👦."),
]

private func input(_ text: String, _ language: Language = .english) -> SummarizationInput {
    SummarizationInput(text: text, sentences: SentenceSegmenter().sentences(in: text), language: language)
}

private let lengths: [SummaryLength] = [
    .sentences(1), .sentences(3), .sentences(0), .sentences(-5), .sentences(.max), .ratio(0.2), .ratio(0), .ratio(.nan),
    .ratio(99), .words(1), .words(60), .characters(1), .characters(140), .free,
]

@Suite("Odd inputs")
struct OddInputTests {
    @Test("A text no longer than the budget comes back whole, short sentences and all")
    func shortTextComesBackWhole() {
        let text = "The river rose by two metres on Monday. Nobody was hurt. Trains stopped."
        let summary = Summarizer().summarize(input(text))
        #expect(summary.sentences.map(\.index) == [0, 1, 2])
    }

    @Test("A text that is not empty has a summary, within its bounds", arguments: oddTexts.map(\.name))
    func neverEmpty(name: String) throws {
        let text = try #require(oddTexts.first { $0.name == name }?.text)
        let input = input(text)
        for method in SummaryMethod.allCases {
            for style in SummaryStyle.allCases {
                for length in lengths {
                    let options = SummaryOptions(length: length, method: method, style: style, explains: true)
                    let summary = Summarizer(options).summarize(input)
                    #expect(!summary.sentences.isEmpty, "\(method) \(style) \(length)")
                    #expect(summary.sentences.allSatisfy { $0.range.upperBound <= text.utf8.count })
                    #expect(summary.sentences.map(\.index) == summary.sentences.map(\.index).sorted())
                    #expect(Set(summary.sentences.map(\.index)).count == summary.sentences.count)
                }
            }
        }
    }

    @Test("An empty text has an empty summary with a reason", arguments: ["", " \n\t ", "\u{A0}"])
    func empty(text: String) {
        let summary = Summarizer().summarize(input(text))
        if summary.sentences.isEmpty { #expect(summary.reason != nil) }
        #expect(text.isEmpty ? summary.sentences.isEmpty : true)
    }

    @Test("A text without sentence ranges is its own summary")
    func noSentences() {
        let summary = Summarizer().summarize(SummarizationInput(text: "  some words \n", sentences: []))
        #expect(summary.texts(in: "  some words \n") == ["some words"])
        #expect(summary.reason == "the text has no sentence breaks")
    }

    @Test("A short text says why its summary is short")
    func reasons() {
        let two = input("The river rose by two metres in one night. Schools in the valley stay shut until Monday.")
        let summary = Summarizer().summarize(two)
        #expect(summary.sentences.count == 2)
        #expect(summary.reason == "text has 2 sentences")
    }

    @Test("Equal sentences are chosen once")
    func allEqual() {
        let sentence = "The river in the northern valley rose by two metres."
        for count in [2, 10, 10_000] {
            let sentences = Array(repeating: sentence, count: count)
            let input = SummarizationInput(sentences: sentences, language: .english)
            let summary = Summarizer().summarize(input)
            #expect(summary.sentences.map(\.index) == [0], "\(count) equal sentences")
            #expect(summary.reason == "the other sentences repeat the chosen ones")
        }
    }

    @Test("One sentence of a megabyte is summarized in linear time")
    func oneLongSentence() {
        let text = String(repeating: "water rises slowly ", count: 55_000) + "."
        let whole = SummarizationInput(
            text: text, sentences: [Sentence(range: 0..<text.utf8.count)], language: .english)
        for style in SummaryStyle.allCases {
            let summary = Summarizer(SummaryOptions(length: .words(10), style: style)).summarize(whole)
            #expect(summary.sentences.count == 1)
            #expect(summary.reason?.hasPrefix("the shortest sentence has") == true)
        }
    }

    @Test("If everything is excluded, everything is a candidate again")
    func allExcluded() {
        var all = input("Please donate today to support us. Subscribe to our newsletter for more news.")
        all.exclusions = all.sentences.map { _ in SummarizationInput.Exclusion(reason: "asks for donations") }
        let summary = Summarizer(SummaryOptions(length: .sentences(1), explains: true)).summarize(all)
        #expect(summary.sentences.count == 1)
        #expect(summary.reason == "every sentence looks like boilerplate")
    }

    @Test("Ranges that are not in the text are ignored")
    func wrongRanges() {
        var odd = input("The river rose by two metres in one night.")
        odd.sentences.append(Sentence(range: 10..<5000))
        odd.sentences.append(Sentence(range: 3..<3))
        #expect(Summarizer().summarize(odd).sentences.map(\.index) == [0])
    }

    @Test("Random bytes of text never trap and repeat exactly", arguments: [1, 2, 3])
    func random(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "river ", "rose. ", "\n", "\n\n", "1.5 ", "“Yes,” ", "é", "水", "। ", "the ", "valley? ", "U.S. ",
            "\u{200B}",
        ]
        for _ in 0..<30 {
            let text = (0..<Int.random(in: 1...200, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            let input = input(text)
            var workspace = SummarizationWorkspace()
            for style in SummaryStyle.allCases {
                let summarizer = Summarizer(SummaryOptions(style: style, explains: true))
                let first = summarizer.summarize(input, workspace: &workspace)
                #expect(first == summarizer.summarize(input, workspace: &workspace))
                #expect(first == summarizer.summarize(input))
            }
        }
    }
}
