import TestSupport
import Testing
import TextProcessing
import Topics
import Vectors

@Suite("Topics from their names")
struct NamedTopicsTests {
    private let labels = [TopicLabel("sport"), TopicLabel("politics"), TopicLabel("business")]

    private func answers(_ topics: NamedTopics) -> [Int?] { topics.answersOfLearned.map { $0?.label } }

    @Test("Names alone sort texts that do not hold them", arguments: [30, 200, 2100])
    func names(count: Int) throws {
        let made = MadeUpTexts(count)
        let topics = try NamedTopics(labels, learningFrom: made.texts)
        #expect(topics.hasLearned == (count >= 150))
        #expect(topics.language == .english)
        #expect(made.accuracy(answers(topics)) >= 0.97)
        let others = MadeUpTexts(60, seed: 9)
        let shares = topics.probabilities(of: others.texts)
        #expect(others.accuracy(shares.rowCount.indices { Array(shares.row($0)) }) >= 0.97)
    }

    @Test("Without texts each is compared with the names")
    func cosine() throws {
        let topics = try NamedTopics(labels, learningFrom: [], language: .english)
        #expect(!topics.hasLearned && topics.seeds.allSatisfy(\.isEmpty))
        let shares = topics.shares(of: "The striker scored in the last minute of the match.")
        #expect(shares[0] > 0.5 && abs(shares.reduce(0, +) - 1) < 1e-5)
        let words = topics.decidingWords(in: "The striker scored for the bank", for: 0)
        #expect((words.first { $0.word == "striker" }?.contribution ?? 0) > 0)
        #expect((words.first { $0.word == "bank" }?.contribution ?? 0) < 0)
    }

    @Test("Without word vectors the texts themselves say what keywords mean")
    func foreign() throws {
        let made = MadeUpTexts(300, words: MadeUpTexts.foreign)
        let labels = MadeUpTexts.foreign.enumerated().map {
            TopicLabel("matter \($0)", description: $1.prefix(2).joined(separator: ", "))
        }
        let topics = try NamedTopics(labels, learningFrom: made.texts, language: Language(rawValue: "fi"))
        #expect(made.accuracy(answers(topics)) >= 0.97)
        #expect(throws: TopicError.self) {
            try NamedTopics(labels, learningFrom: [], language: Language(rawValue: "fi"))
        }
    }

    @Test("The result is the same at any number of threads, for fitted texts and for others")
    func threads() throws {
        let made = MadeUpTexts(2300)
        let one = try NamedTopics(labels, learningFrom: made.texts, threads: 1)
        let three = try NamedTopics(labels, learningFrom: made.texts, threads: 3)
        #expect(one.probabilitiesOfLearned == three.probabilitiesOfLearned)
        #expect(one.seeds == three.seeds)
        let others = Array(made.texts.prefix(50))
        #expect(one.probabilities(of: others, threads: 1) == three.probabilities(of: others, threads: 3))
    }

    @Test("A text that was learned from is answered as if it came again")
    func repeated() throws {
        let made = MadeUpTexts(300)
        let topics = try NamedTopics(labels, learningFrom: made.texts)
        let again = topics.probabilities(of: made.texts)
        for (a, b) in zip(again.values, topics.probabilitiesOfLearned.values) { #expect(abs(a - b) < 1e-4) }
    }

    @Test("Labels that cannot be told apart or are not known are errors")
    func errors() {
        func code(_ labels: [TopicLabel], _ texts: [String] = MadeUpTexts(200).texts) -> TopicError.Code? {
            do { _ = try NamedTopics(labels, learningFrom: texts, language: .english) } catch { return error.code }
            return nil
        }
        #expect(code([]) == .tooFewLabels)
        #expect(code([TopicLabel("sport")]) == .tooFewLabels)
        #expect(code([TopicLabel("sport"), TopicLabel("sport")]) == .equalLabels)
        #expect(code([TopicLabel("sport"), TopicLabel("…")]) == .emptyLabel)
        #expect(code([TopicLabel("sport"), TopicLabel("zedokarn")]) == .unknownLabel)
        #expect(code([TopicLabel("sport"), TopicLabel("zedokarn", description: "elections")]) == nil)
        #expect(code([TopicLabel("спорт"), TopicLabel("политика")]) == .unknownLabel)
    }

    @Test("Empty, equal, few and foreign texts have defined answers", arguments: [1, 3, 160])
    func oddTexts(count: Int) throws {
        let empty = try NamedTopics(labels, learningFrom: [String](repeating: "", count: count), language: .english)
        #expect(answers(empty).allSatisfy { $0 == nil })
        let equal = try NamedTopics(
            labels, learningFrom: [String](repeating: "the match", count: count), language: .english)
        #expect(equal.probabilitiesOfLearned.values.allSatisfy { $0.isFinite && $0 >= 0 && $0 <= 1 })
        #expect(Set(answers(equal)).count == 1)
        let foreign = MadeUpTexts(count, words: MadeUpTexts.foreign)
        let mixed = try NamedTopics(labels, learningFrom: foreign.texts + [""], language: .english)
        #expect(mixed.probabilitiesOfLearned.values.allSatisfy { $0.isFinite })
        #expect(mixed.shares(of: "").allSatisfy { $0 == 0 })
        #expect(mixed.shares(of: "zedokarn falbrino … 12").allSatisfy { $0.isFinite })
    }

    @Test("A thousand labels are as good as three")
    func manyLabels() throws {
        let made = MadeUpTexts(400)
        let words = ["water", "stone", "bread", "music", "garden", "winter", "doctor", "engine", "letter", "colour"]
        let many = words.flatMap { a in words.flatMap { b in (0..<10).map { TopicLabel("\(a) \(b) \($0)") } } }
        let topics = try NamedTopics(labels + many, learningFrom: made.texts)
        #expect(topics.probabilitiesOfLearned.columnCount == 1003)
        #expect(topics.probabilitiesOfLearned.values.allSatisfy { $0.isFinite })
    }

    @Test("The words that decide are those of the topic")
    func evidence() throws {
        let topics = try NamedTopics(labels, learningFrom: MadeUpTexts(600).texts)
        let words = topics.decidingWords(in: "people saw the striker and the referee in town, unheardof", for: 0)
        #expect(Set(words.prefix(2).map(\.word)) == ["striker", "referee"])
        #expect(words.prefix(2).allSatisfy { $0.contribution > 0 && $0.count == 1 })
        #expect(!words.contains { $0.word == "unheardof" })
    }
}

extension Int {
    /// The place of the largest of each of so many lists.
    fileprivate func indices(_ list: (Int) -> [Float]) -> [Int?] {
        (0..<self).map { row in
            let values = list(row)
            return values.indices.max { values[$0] < values[$1] }
        }
    }
}
