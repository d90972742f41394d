import TestSupport
import Testing
import TextProcessing
import Vectorization

@Suite("Lexicon") struct LexiconTests {
    private static let words = [
        "a", "river", "rivers", "überfahrt", "internationally", "internationalised", "antidisestablishmentarianism",
        "漢字", "7", "counterrevolutionaries", "counterrevolutionary",
    ]

    @Test("Words have numbers in the order in which they are met, and numbers have words")
    func numbers() {
        let lexicon = Lexicon()
        #expect(Self.words.map { lexicon.number(of: $0) } == Self.words.indices.map { WordNumber($0) })
        for (number, word) in Self.words.enumerated().reversed() {
            #expect(lexicon.number(of: word) == WordNumber(number))
        }
        #expect((0..<lexicon.count).map { lexicon.word(WordNumber($0)) } == Self.words)
        for word in Self.words {
            let bytes = lexicon.withBytes(of: lexicon.number(of: word)) { Array($0) }
            #expect(bytes == Array(word.utf8))
        }
    }

    @Test("A fact is computed once for each different word, and equals the direct computation")
    func facts() {
        let lexicon = Lexicon()
        var column = LexiconColumn(unknown: -1)
        var asked: [String] = []
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<50 {
            let text = (0..<8).map { _ in Self.words.randomElement(using: &generator) ?? "" }
            let numbers = text.map { lexicon.number(of: $0) }
            column.learn(numbers, of: lexicon) { word in
                asked.append(lexicon.word(word))
                return lexicon.withBytes(of: word) { $0.count }
            }
            #expect(numbers.map { column.facts[Int($0)] } == text.map { $0.utf8.count })
        }
        #expect(asked.count == Set(asked).count)
        #expect(Set(asked) == Set(Self.words))
    }

    @Test("A word that no text has had is not learned, though others added it")
    func addedOnTheWay() {
        let lexicon = Lexicon()
        var column = LexiconColumn<WordNumber?>(unknown: nil)
        let walking = lexicon.number(of: "walking")
        // The fact is itself a word.
        func stem(_ word: WordNumber) -> WordNumber { lexicon.number(of: String(lexicon.word(word).prefix(4))) }
        column.learn([walking], of: lexicon, stem)
        let walk = lexicon.number(of: "walk")
        #expect(column.facts[Int(walking)] == walk)
        #expect(column.facts.count == lexicon.count)
        #expect(column.facts[Int(walk)] == nil)
        column.learn([walk], of: lexicon, stem)
        #expect(column.facts[Int(walk)] == walk)
    }

    @Test("A full lexicon starts anew between two texts, and its columns with it")
    func startingAnew() {
        let lexicon = Lexicon(limit: 3)
        var lengths = LexiconColumn(unknown: 0)
        for text in [["one", "two", "three"], ["four", "five"], ["a", "two"], ["nineteen"]] {
            lexicon.startAnewIfFull()
            let numbers = text.map { lexicon.number(of: $0) }
            lengths.learn(numbers, of: lexicon) { word in lexicon.word(word).count }
            #expect(numbers.map { lengths.facts[Int($0)] } == text.map(\.count))
        }
        #expect(lexicon.age == 1)
        #expect((0..<lexicon.count).map { lexicon.word(WordNumber($0)) } == ["a", "two", "nineteen"])
    }
}
