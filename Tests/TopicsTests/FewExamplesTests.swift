import TestSupport
import Testing
import TextProcessing
import Topics
import Vectors

@Suite("A few examples grown on unlabeled texts")
struct FewExamplesTests {
    private func examples(_ count: Int) -> [(text: String, label: Int)] {
        let made = MadeUpTexts(3 * count, seed: 21)
        return zip(made.texts, made.truth).map { ($0, $1) }
    }

    @Test("Two examples of each label, whose names say nothing, teach the words of all texts", arguments: [200, 2100])
    func twoExamples(count: Int) throws {
        let labels = ["xa", "xb", "xc"].map { TopicLabel($0) }
        let made = MadeUpTexts(count)
        let grown = try FewExamples(examples(2), labels: labels).grown(on: made.texts)
        #expect(made.accuracy(grown.answers.map { $0?.label }) >= 0.97)
        #expect(grown.heldOutAccuracy >= 0.8)
        let other = MadeUpTexts(60, seed: 31)
        let shares = grown.topics.probabilities(of: other.texts)
        let answers = (0..<60).map { row in (0..<3).max { shares[row, $0] < shares[row, $1] } }
        #expect(other.accuracy(answers) >= 0.97)
    }

    @Test("Examples outweigh names that are wrong")
    func wrongNames() throws {
        let labels = [TopicLabel("politics"), TopicLabel("business"), TopicLabel("sport")]
        let made = MadeUpTexts(300)
        let grown = try FewExamples(examples(16), labels: labels).grown(on: made.texts)
        #expect(made.accuracy(grown.answers.map { $0?.label }) >= 0.9)
    }

    @Test("What is known stays as it is, and a label without examples needs a known name")
    func clamped() throws {
        let made = MadeUpTexts(200)
        let labels = [TopicLabel("sport"), TopicLabel("politics"), TopicLabel("business")]
        // The first text is about sport.
        let topics = try NamedTopics(labels, learningFrom: made.texts, examples: [0: 2], language: .english)
        #expect(topics.sharesOfLearned(0) == [0, 0, 1])
        #expect(throws: TopicError.self) {
            try NamedTopics(
                labels + [TopicLabel("zedokarn")], learningFrom: made.texts, examples: [0: 2], language: .english)
        }
        let one = try FewExamples([("the match", 0)], labels: labels).grown(on: made.texts)
        #expect(one.heldOutAccuracy == 0 && one.answers.count == 200)
        let none = try FewExamples([], labels: labels).grown(on: [])
        #expect(none.answers.isEmpty)
    }
}
