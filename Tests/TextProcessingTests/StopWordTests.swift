import Testing
import TextProcessing

@Suite struct StopWordTests {
    @Test(arguments: StopWords.languages) func everyWordIsOneFoldedWord(language: Language) throws {
        let list = try #require(StopWords(for: language))
        #expect(list.words.count > 100)
        let tokenizer = Tokenizer(language: language)
        for word in list.words where !word.contains("'") {
            #expect(tokenizer.words(in: word) == [word], "\(word) in \(language.rawValue)")
            #expect(list.contains(word))
        }
    }

    @Test func unknownLanguagesHaveNone() {
        #expect(StopWords(for: Language(rawValue: "xx")) == nil)
        #expect(StopWords.words(for: .undetermined).isEmpty)
    }

    @Test func bytesAndStringsAgree() throws {
        let list = try #require(StopWords(for: .english))
        var kept: [String] = []
        let text = Array("The cat isn’t under the table, is it?".utf8)
        WordScanner().forEachWord(in: text.span) { word, _ in
            if !list.contains(word) { kept.append(String(decoding: word, as: UTF8.self)) }
        }
        #expect(kept == ["cat", "table"])
    }
}
