import Serialization
import TestSupport
import Testing

/// Documents' files as a stranger passes them to the command.
@Suite("Documents in the command", .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
struct DocumentCommandTests {
    let folder = TemporaryFolder()

    private static let sentences = [
        "The old mill at Carlow will grind flour again in May, the county said.",
        "Its wheel of oak has stood still for forty years.",
        "The county pays for the wheel, and the village for the stones of the mill.",
        "A baker from the village will sell the flour of the mill.",
    ]

    private static let word = ZipFile.archive([
        ("[Content_Types].xml", "<Types/>"),
        (
            "word/document.xml",
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                + "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>The mill</w:t></w:r></w:p>"
                + "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Plans</w:t></w:r></w:p>"
                + sentences.map { "<w:p><w:r><w:t>\($0)</w:t></w:r></w:p>" }.joined() + "</w:body></w:document>"
        ),
    ])

    @Test("Every command reads a Word document, by whatever name and from a pipe")
    func everyCommand() throws {
        for name in ["mill.docx", "mill", "mill.txt"] {
            let path = folder.write(name, Self.word)
            let summary = BuiltCommand.run(["summarize", "-n", "2", path])
            #expect(summary.status == 0 && summary.lines.count == 2)
            #expect(summary.lines.allSatisfy { Self.sentences.contains($0) }, "\(summary.text)")
        }
        let piped = BuiltCommand.run(["extract", "--format", "markdown"], input: Self.word)
        #expect(piped.text.hasPrefix("# The mill\n\n# Plans\n\nThe old mill at Carlow"))
        for command in ["classify", "keywords", "language", "sentences", "tokens"] {
            let outcome = BuiltCommand.run([command, folder.file("mill.docx")])
            #expect(outcome.status == 0 && !outcome.text.isEmpty, "\(command): \(outcome.errors)")
        }
    }

    @Test("A feed gives a summary of each item, a transcript the speaker of each sentence")
    func feedsAndSpeech() throws {
        let items = (1...2).map { number in
            "<item><title>Item \(number)</title><link>https://example.org/\(number)</link><description>\(Self.sentences.joined(separator: " "))</description></item>"
        }.joined()
        let feed = folder.write(
            "feed.xml", "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>\(items)</channel></rss>")
        let summary = BuiltCommand.run(["summarize", "-n", "1", feed])
        #expect(summary.text.contains("==> https://example.org/1: Item 1 <==") && summary.text.contains("Item 2"))
        let talk =
            "ANN: Hello.\nBOB: \(Self.sentences[0])\nANN: Really?\nBOB: \(Self.sentences[1])\nANN: \(Self.sentences[2])\n"
        let path = folder.write("talk.txt", talk)
        let spoken = BuiltCommand.run(["summarize", "-n", "2", path])
        #expect(
            spoken.lines.count == 2 && spoken.lines.allSatisfy { $0.hasPrefix("ANN: ") || $0.hasPrefix("BOB: ") },
            "\(spoken.text)")
        let record = try JSONValue(parsing: BuiltCommand.run(["summarize", "-n", "1", "--format", "json", path]).text)
        #expect(record["sentences"]?.array?.first?["speaker"]?.string != nil)
    }

    @Test("A container with damaged files gives the others, an error for each, and status 1")
    func someFail() {
        var zip = ZipFile()
        zip.add("a.txt", Array(Self.sentences.joined(separator: " ").utf8))
        zip.add("b.docx", Array(Self.word.prefix(200)))
        zip.add("c.docx", Self.word)
        let path = folder.write("all.zip", zip.bytes)
        let outcome = BuiltCommand.run(["summarize", "-n", "1", "--format", "jsonl", path])
        #expect(outcome.lines.count == 3 && outcome.status != 0)
        #expect(
            outcome.lines[1].contains("has no directory") && outcome.lines[1].contains("all.zip/b.docx"),
            "\(outcome.lines)")
        #expect(outcome.errors.contains("all.zip/b.docx: the archive has no directory at its end"))
    }

    @Test("doctor says what reads each format")
    func doctor() throws {
        let report = BuiltCommand.run(["doctor"]).text
        for format in ["DOCX", "PDF", ".xz", ".bz2", ".zst", ".lz4"] { #expect(report.contains(format)) }
        let formats = try JSONValue(parsing: BuiltCommand.run(["doctor", "--format", "json"]).text)["formats"]?.array
        #expect((formats?.count ?? 0) >= 6)
    }
}
