import Epitome
import Testing

/// The README's example of the library, compiled and run; a test keeps the two texts equal.
@Suite struct LibraryExampleTests {
    @Test func exampleRuns() throws {
        let text = try #require(Self.contents(of: "Data/articles/agency-abbreviations.txt"))
        let (summary, topic) = example(text)
        #expect(!summary.isEmpty)
        #expect(topic == "world")
    }

    @Test func readmeShowsThisExample() throws {
        let readme = try #require(Self.contents(of: "README.md"))
        let source = try #require(Self.contents(of: "Tests/EpitomeTests/LibraryExampleTests.swift"))
        // The example stands between two marks, indented by eight blanks.
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0.hasSuffix("// README" + " begins") })
        let end = try #require(lines.firstIndex { $0.hasSuffix("// README" + " ends") })
        for line in lines[(start + 1)..<end] {
            #expect(readme.contains(line.dropFirst(8)), "README.md lacks the line \(line.dropFirst(8))")
        }
    }

    private func example(_ text: String) -> (summary: [String], topic: String?) {
        // README begins
        let document = DocumentPipeline().prepare(Document(id: "harbour", content: .text(text)))
        let summary = Summarizer(SummaryOptions(length: .sentences(2))).summarize(document.summarizationInput)
        for (sentence, text) in zip(summary.sentences, summary.texts(in: document.text)) {
            print(sentence.score, sentence.range, text)
        }
        let prediction = Classifier.newsTopics.classify(document.text, title: document.title)
        print(prediction.label ?? "unknown", prediction.probability)
        // README ends
        return (summary.texts(in: document.text), prediction.label)
    }

    private static func contents(of path: String) -> String? {
        // Tests/EpitomeTests/LibraryExampleTests.swift: the package is three components up.
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return try? MappedFile(path: "/\(root)/\(path)").withBytes { String(decoding: $0, as: UTF8.self) }
    }
}
