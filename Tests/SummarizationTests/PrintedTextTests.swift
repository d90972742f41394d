import Summarization
import Testing
import TextProcessing

/// What is printed of a text: without what only layout put in; the offsets stay those of the text.
@Suite struct PrintedTextTests {
    /// The one sentence of a text as a summary prints it.
    private func printed(_ text: String, _ language: Language = .english) -> String? {
        let range = 0..<text.utf8.count
        let sentence = Summary.ChosenSentence(index: 0, range: range, score: 1, rank: 0)
        return Summary(sentences: [sentence], method: "", language: language).texts(in: text).first
    }

    @Test(
        "Words that line ends broke are whole again, compounds keep their hyphen",
        arguments: [
            ("The flood caused great dam-\nage here.", "The flood caused great damage here."),
            ("Cows had tram- pled the grass.", "Cows had trampled the grass."),
            ("She has forty-\ntwo hens.", "She has forty-two hens."),
            ("It is a well-\nknown rule, so well-known.", "It is a well-known rule, so well-known."),
            ("A Zorblax-\nian ship and Zorblaxian crews.", "A Zorblaxian ship and Zorblaxian crews."),
            ("Both short- and long-term plans.", "Both short- and long-term plans."),
            ("He met Smith-\nJones there.", "He met Smith-Jones there."),
            ("The plan - if there was one - failed.", "The plan - if there was one - failed."),
        ])
    func brokenWords(text: String, expected: String) { #expect(printed(text) == expected) }

    @Test("German compounds that a line end broke are whole again, suspended hyphens stay")
    func german() {
        #expect(printed("Die Bundes-\nregierung tagt.", .german) == "Die Bundesregierung tagt.")
        #expect(
            printed("Vor-\nund Nachteile, Hin- und Rückfahrt.", .german) == "Vor- und Nachteile, Hin- und Rückfahrt.")
    }

    @Test("Soft hyphens and zero-width blanks go, joiners stay")
    func invisible() {
        #expect(printed("Die Bundes\u{AD}regierung\u{200B} tagt.\u{FEFF}", .german) == "Die Bundesregierung tagt.")
        #expect(printed("می\u{200C}رود", Language(rawValue: "fa")) == "می\u{200C}رود")
    }

    @Test("Keywords are free of soft hyphens")
    func keywords() {
        let text = "Die Strom\u{AD}steuer sinkt. Die Strom\u{AD}steuer gilt allen."
        let sentences = SentenceSegmenter(language: .german).sentences(in: text)
        let input = SummarizationInput(text: text, sentences: sentences, language: .german)
        let keywords = KeywordExtractor().keywords(in: input, limit: 3).map(\.text)
        #expect(keywords.contains("Stromsteuer"))
        #expect(keywords.allSatisfy { !$0.unicodeScalars.contains("\u{AD}") })
    }
}
