import Serialization
import TestSupport
import Testing
import Topics

/// Floors under what `make evaluate-few-labels` measures, two to four points below.
@Suite("Floors of topics", .enabled(if: EvaluationData.isPresent, "\(EvaluationData.absence)"))
struct TopicFloorTests {
    private func collection(_ file: String, _ classes: [String]) throws -> (texts: [String], truth: [Int]) {
        let lines = try #require(EvaluationData.lines(file))
        var (texts, truth): ([String], [Int]) = ([], [])
        for line in lines {
            let record = try JSONValue(parsing: Array(line.utf8).span)
            guard let text = record["text"]?.string, let label = record["label"]?.string,
                let place = classes.firstIndex(of: label)
            else { continue }
            texts.append((record["title"]?.string).map { $0 + "\n" + text } ?? text)
            truth.append(place)
        }
        return (texts, truth)
    }

    @Test(
        "Names alone",
        arguments: [
            (
                "bbc/test.jsonl.gz", ["business", "entertainment", "politics", "sport", "tech"],
                ["business", "entertainment", "politics", "sport", "technology"], 0.92
            ),
            (
                "ag-news/test.jsonl.gz", ["World", "Sports", "Business", "Sci/Tech"],
                ["world", "sports", "business", "science and technology"], 0.79
            ),
        ])
    func names(file: String, classes: [String], names: [String], floor: Double) throws {
        let (texts, truth) = try collection(file, classes)
        let topics = try NamedTopics(names.map { TopicLabel($0) }, learningFrom: texts, threads: 2)
        let right = zip(topics.answersOfLearned, truth).count { $0?.label == $1 }
        #expect(Double(right) / Double(truth.count) >= floor)
    }

    @Test("Topics that are found agree with the classes of BBC News")
    func found() throws {
        let (texts, truth) = try collection(
            "bbc/test.jsonl.gz", ["business", "entertainment", "politics", "sport", "tech"])
        let topics = try DiscoveredTopics(of: texts, count: 5, threads: 2)
        var made = MadeUpTexts(0)
        (made.texts, made.truth) = (texts, truth)
        #expect(made.purity(topics.answers.map(\.topic)) >= 0.88)
    }
}
