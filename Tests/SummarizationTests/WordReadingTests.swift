import Summarization
import TestSupport
import Testing
import TextProcessing

@Suite("Words of an analysis") struct WordReadingTests {
    @Test("Words read sixteen bytes at once are the words read byte by byte")
    func endOfText() {
        var generator = SeededGenerator(seed: 21)
        let words = [
            "a", "An", "the", "Harbour", "harbours", "HARBOUR", "x7", "7", "1999", "internationally",
            "internationalised", "Überfahrt", "naïve", "caf\u{E9}s", "it's", "don\u{2019}t", "co-op", "U.S.", "K",
            "\u{212A}elvin", "漢字", "antidisestablishmentarianism", ",", "\"", "''", "(", "日本",
        ]
        var workspace = SummarizationWorkspace()
        for language in [Language.english, .german, .undetermined] {
            for _ in 0..<200 {
                let text = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
                    words.randomElement(using: &generator) ?? ""
                }.joined(separator: Bool.random(using: &generator) ? " " : "")
                let sentence = Sentence(range: 0..<text.utf8.count)
                // Behind the second text there is room for sixteen bytes after each word of it.
                let analyses = [text, text + String(repeating: " ", count: 32)].map { text in
                    Summarizer().analyse(
                        SummarizationInput(text: text, sentences: [sentence], language: language),
                        workspace: &workspace)
                }
                #expect(analyses[0].sentences == analyses[1].sentences, "\(text)")
                #expect(analyses[0].stemNumbers == analyses[1].stemNumbers, "\(text)")
                #expect(analyses[0].firstOccurrences == analyses[1].firstOccurrences, "\(text)")
            }
        }
    }
}
