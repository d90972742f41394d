import Epitome
import Testing

@Suite struct PipelineTests {
    private func prepared(_ content: Document.Content) -> PreparedDocument {
        DocumentPipeline().prepare(Document(id: "a", content: content))
    }

    private func texts(_ document: PreparedDocument) -> [String] {
        let utf8 = Array(document.text.utf8)
        return document.sentences.map { String(decoding: utf8[$0.range], as: UTF8.self) }
    }

    @Test func htmlBecomesSentencesOfTheExtractedText() {
        let html = """
            <html lang="en"><head><title>Rain</title></head><body><nav><a href="/">Home</a></nav><article><h1>Rain</h1>
            <p>Rain fell on the valley all night and the river rose by two metres before dawn.</p>
            <p>Nobody was hurt, the mayor said, but forty families had to leave their homes.</p>
            <p>The bridge at the mill stays closed until engineers have looked at its piers.</p></article></body></html>
            """
        let document = prepared(.html(Array(html.utf8)))
        #expect(document.title == "Rain")
        #expect(texts(document).contains { $0.hasPrefix("Nobody was hurt") })
        #expect(!texts(document).contains("Home"))
    }

    @Test func markdownCodeIsNoCandidate() {
        let document = prepared(.markdown("# T\n\nA sentence of text stands here.\n\n```\nlet a = 1\n```\n"))
        let code = texts(document).firstIndex(of: "let a = 1")
        #expect(code.map { document.exclusions[$0]?.reason } == "is code")
        #expect(document.title == "T")
    }

    @Test func givenSentencesStayAsTheyAre() {
        let document = prepared(.sentences(["One. Two.", "Three."]))
        #expect(texts(document) == ["One. Two.", "Three."])
    }

    @Test(arguments: ["", " \n ", "\u{0}", "a", "!!!", "# "])
    func everyTextHasAResult(text: String) {
        for content in [Document.Content.text(text), .markdown(text), .html(Array(text.utf8)), .sentences([text])] {
            let document = prepared(content)
            let summary = Summarizer().summarize(document.summarizationInput)
            #expect(summary.sentences.allSatisfy { $0.range.upperBound <= document.text.utf8.count })
            #expect(document.exclusions.count == document.sentences.count)
        }
    }

    @Test func offsetsCountCodePoints() {
        var offsets = ScalarOffsets(of: "aé漢😀b")
        #expect([0, 1, 3, 6, 10, 11].map { offsets.scalarOffset(ofByte: $0) } == [0, 1, 2, 3, 4, 5])
        #expect(offsets.scalarOffset(ofByte: 3) == 2)
        #expect(offsets.scalarOffset(ofByte: 99) == 5)
    }

    @Test func cleanTextLeavesForeignSentencesOut() {
        var document = PreparedDocument(
            id: "a", text: "Keep this. Drop this. Keep that.", language: .english,
            sentences: [.init(range: 0..<10), .init(range: 11..<21), .init(range: 22..<32)])
        document.exclusions = [nil, .init(reason: "is boilerplate", isForeign: true), nil]
        #expect(document.cleanText == "Keep this. Keep that.")
    }
}
