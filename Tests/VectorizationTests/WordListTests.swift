import Testing
import Vectorization

@Suite("Word lists") struct WordListTests {
    private static func value(_ word: String, in list: WordList<Int>) -> Int? {
        var word = word
        return word.withUTF8 { list.value(of: $0) }
    }

    @Test("A word has the value of its group, of two groups the merged one, and otherwise none")
    func values() {
        let list = WordList([("the a  an", 1), ("she a antidisestablishmentarianism", 2)]) { $0 | $1 }
        let words = [
            "the", "a", "an", "she", "antidisestablishmentarianism", "he", "antidisestablishmentarianist", "th",
        ]
        #expect(words.map { Self.value($0, in: list) } == [1, 3, 1, 2, 2, nil, nil, nil])
        #expect(Self.value("the", in: WordList([]) { $0 | $1 }) == nil)
    }
}
