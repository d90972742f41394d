import TestSupport
import Testing
import TextProcessing
import Topics

@Suite("Topics found in a collection")
struct DiscoveredTopicsTests {
    @Test("Made-up matters are found again, in English and in words that no table has", arguments: [60, 400])
    func found(count: Int) throws {
        for (words, language) in [
            (MadeUpTexts.english, Language.english), (MadeUpTexts.foreign, Language(rawValue: "fi")),
        ] {
            let made = MadeUpTexts(count, words: words)
            let topics = try DiscoveredTopics(of: made.texts, count: 3, language: language)
            #expect(topics.topics.count == 3)
            #expect(topics.topics.reduce(0) { $0 + $1.size } == count)
            #expect(made.purity(topics.answers.map(\.topic)) >= 0.97)
            for topic in topics.topics {
                let matter = made.truth[topic.nearest[0]]
                #expect(topic.nearest.allSatisfy { made.truth[$0] == matter })
                // Its own words come before those of all matters.
                #expect(topic.words.prefix(5).allSatisfy { words[matter].contains($0) }, "\(topic.words)")
            }
        }
    }

    @Test("Other texts are answered as those that topics were found in")
    func others() throws {
        let topics = try DiscoveredTopics(of: MadeUpTexts(300).texts, count: 3)
        let others = MadeUpTexts(60, seed: 5)
        #expect(others.purity(topics.answers(for: others.texts).map(\.topic)) >= 0.97)
        let empty = topics.answers(for: [""])[0]
        #expect(empty.topic == nil && empty.probability == 0 && empty.isOutlier)
    }

    @Test("The result depends on the seed and not on the number of threads")
    func threads() throws {
        let texts = MadeUpTexts(700).texts
        let one = try DiscoveredTopics(of: texts, count: 5, threads: 1)
        let three = try DiscoveredTopics(of: texts, count: 5, threads: 3)
        #expect(one.answers == three.answers && one.topics == three.topics)
    }

    @Test("A text unlike the others is an outlier")
    func outlier() throws {
        let texts = MadeUpTexts(300).texts + ["granite volcano glacier lava basalt crater magma ash tephra"]
        let topics = try DiscoveredTopics(of: texts, count: 3)
        #expect(topics.answers[300].isOutlier)
        #expect(topics.answers.prefix(300).count { $0.isOutlier } < 30)
    }

    @Test("Few, empty and equal texts have defined topics")
    func oddTexts() throws {
        #expect(throws: TopicError.self) { try DiscoveredTopics(of: [], count: 3) }
        #expect(throws: TopicError.self) { try DiscoveredTopics(of: ["", "…"], count: 3) }
        let one = try DiscoveredTopics(of: ["a striker scored"], count: 3)
        #expect(one.topics.count == 1 && one.topics[0].size == 1)
        for count in [nil, 1, 4, 50] {
            let equal = try DiscoveredTopics(of: [String](repeating: "the striker scored", count: 20), count: count)
            #expect(equal.topics.reduce(0) { $0 + $1.size } == 20)
            let mixed = try DiscoveredTopics(of: ["", "the striker scored", "", "a vote in parliament"], count: count)
            #expect(mixed.answers[0].topic == nil && mixed.answers[1].topic != nil)
        }
    }
}
