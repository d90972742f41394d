import Corpora
import Documents
import Serialization
import TestSupport
import Testing

private let article = """
    The river rose by two metres on Monday after three days of rain. Fire crews brought forty people to a school in the \
    old town. The mayor said that the dam had held, but that it would be checked again on Tuesday. Trains between the \
    coast and the capital were cancelled until further notice. Insurers expect claims of about ninety million euros. \
    The weather service sees an end of the rain by Wednesday.
    """

@Suite("The command's contract", .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
struct ContractTests {
    let folder = TemporaryFolder()

    @Test("A summary is sentences of the text, one a line, in document order, and nothing else")
    func summarize() {
        let path = folder.write("flood.txt", article)
        let outcome = BuiltCommand.run(["summarize", path, "--sentences", "2"])
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(outcome.lines.count == 2)
        for line in outcome.lines { #expect(article.contains(line)) }
        #expect(BuiltCommand.run(["summarize", "-n", "2"], input: Array(article.utf8)).output == outcome.output)
        #expect(
            BuiltCommand.run(["summarize", "-n", "2", "-"], input: Gzip.member(Array(article.utf8))).output
                == outcome.output)
    }

    @Test("JSON Lines in gives JSON Lines out: same order, ids as they were, errors in place")
    func jsonLines() throws {
        let input = """
            {"id":"a","text":"One sentence here. Another one there."}
            {"id":2,"text":""}
            not json
            {"text":"A third document."}

            """
        for command in ["summarize", "classify", "sentences", "tokens", "extract"] {
            let outcome = BuiltCommand.run([command], input: Array(input.utf8))
            #expect(outcome.status == 1, "\(command)")
            let values = try outcome.lines.map { try JSONValue(parsing: $0) }
            #expect(values.map { $0["id"] } == ["a", 2, 3, 4], "\(command)")
            #expect(values.map { $0["error"] != nil } == [false, true, true, false], "\(command)")
            #expect(values[2]["error"]?.string?.hasPrefix("standard input line 3: ") == true)
            for line in outcome.errors.split(separator: "\n") { #expect(line.hasPrefix("epitome: "), "\(line)") }
        }
    }

    @Test("JSON Lines in other shapes: pre-split sentences and HTML")
    func shapes() throws {
        let input = """
            {"id":1,"sentences":["The first one.","The second one."]}
            {"id":2,"html":"<html><body><article><p>\(article)</p></article></body></html>"}

            """
        let outcome = BuiltCommand.run(["sentences"], input: Array(input.utf8))
        let values = try outcome.lines.map { try JSONValue(parsing: $0) }
        #expect(
            values[0]["sentences"]?.array?.compactMap { $0["text"]?.string } == ["The first one.", "The second one."])
        #expect(values[1]["sentences"]?.array?.count == 6)
    }

    @Test("Offsets count code points of the original text")
    func offsets() throws {
        let text = "Ça va. Très bien 😀! Fin."
        let outcome = BuiltCommand.run(
            ["sentences", "--language", "fr"], input: Array("{\"text\":\"\(text)\"}\n".utf8))
        let scalars = Array(text.unicodeScalars)
        for sentence in try JSONValue(parsing: outcome.text)["sentences"]?.array ?? [] {
            let start = try #require(sentence["start"]?.integer), end = try #require(sentence["end"]?.integer)
            #expect(String(String.UnicodeScalarView(scalars[start..<end])) == sentence["text"]?.string)
        }
    }

    @Test(
        "Each wrong input is named, with its place and what to do",
        arguments: [
            ("absent.txt", nil, 2, "absent.txt: no such file or folder; check the path"),
            ("empty.txt", "", 2, "empty.txt: is empty; give it some text"),
            ("doc.pdf", "%PDF-1.4", 2, "doc.pdf: the PDF is cut short; fetch or save the file again"),
            (
                "doc.docx", "PK\u{3}\u{4}", 2,
                "doc.docx: the archive has no directory at its end; fetch or save the file again"
            ),
            ("bin", "ab\0cd", 2, "bin: is binary data (a zero byte at offset 2), not text"),
            (
                "controls", String(repeating: "a\u{1}b\u{2}", count: 20), 2,
                "controls: is binary data (40 control bytes among the first 80), not text"
            ),
            (
                "no.csv", "a,b\n1,2\n", 1,
                "no.csv line 1: no column is named \"text\" (found: \"a\", \"b\"). Pass `--text-field NAME`, or `--no-header` with column numbers"
            ),
        ] as [(String, String?, Int32, String)])
    func wrongInputs(name: String, content: String?, status: Int32, message: String) {
        if let content { folder.write(name, content) }
        for command in ["summarize", "classify", "sentences"] {
            let outcome = BuiltCommand.run([command, folder.file(name)])
            #expect(outcome.status == status, "\(command) \(name)")
            #expect(outcome.errors == "epitome: \(folder.path)/\(message)\n", "\(command) \(name)")
        }
    }

    @Test("A folder without files, and the standard input without bytes")
    func emptiness() {
        folder.write("none/.keep", "")
        let outcome = BuiltCommand.run(["summarize", folder.file("none")])
        #expect(outcome.errors == "epitome: \(folder.path)/none: the folder holds no files\n")
        #expect(outcome.status == 2)
        #expect(BuiltCommand.run(["classify", folder.file("absent.jsonl")]).status == 2)
        #expect(BuiltCommand.run(["classify", folder.file("absent.txt"), folder.file("absent.csv")]).status == 2)
        let nothing = BuiltCommand.run(["summarize"])
        #expect(nothing.status == 2)
        #expect(nothing.errors == "epitome: standard input: is empty; give it some text\n")
        let noLines = BuiltCommand.run(["classify", "--input-format", "jsonl"])
        #expect(noLines.status == 0 && noLines.output.isEmpty)
    }

    @Test("One bad input among good ones is reported, the others are processed, the status is 1")
    func someFail() {
        let good = folder.write("good.txt", article)
        let outcome = BuiltCommand.run(["classify", good, folder.file("absent"), good])
        #expect(outcome.status == 1)
        #expect(outcome.lines.count == 2)
        #expect(outcome.lines.allSatisfy { $0.hasPrefix(good + "\t") })
    }

    @Test(
        "Wrong usage ends with 64, a usage line and no output",
        arguments: [
            ["summarize", "--bogus"], ["summarize", "--sentences", "0"], ["summarize", "--sentences", "x"],
            ["frobnicate"],
            ["summarize", "--ratio", "2"], ["summarize", "--sentences", "2", "--words", "9"],
            ["classify", "--top", "0"],
            ["classify", "--threshold", "1.5"], ["sentences", "--jobs", "0"], ["sentences", "--sample", "7"],
            ["sentences", "--format", "yaml"], ["sentences", "--format", "html", "x"], ["sentences", "--resume"],
            ["sentences", "--max-document-bytes", "much"], ["sentences", "--delimiter", "ab"],
            ["summarize", "--style", "x"],
            ["sentences", "--limit", "-1"], ["sentences", "--output", "a", "--errors", "a"],
            ["sentences", "--input-format", "doc"],
        ])
    func usage(arguments: [String]) {
        let outcome = BuiltCommand.run(arguments)
        #expect(outcome.status == 64, "\(arguments): \(outcome.errors)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("epitome: "))
    }

    @Test("Help and version go to the standard output")
    func help() {
        for arguments in [["--help"], ["help", "classify"], ["summarize", "--help"], ["--version"]] {
            let outcome = BuiltCommand.run(arguments)
            #expect(outcome.status == 0 && outcome.errors.isEmpty && !outcome.output.isEmpty)
        }
        for shell in ["bash", "zsh", "fish"] {
            let script = BuiltCommand.run(["--generate-completion-script", shell])
            #expect(script.status == 0 && script.text.contains("summarize"))
        }
    }

    @Test("The forms of a summary: JSON, Markdown, a page that stands alone, highlighted text")
    func forms() throws {
        let path = folder.write("a.txt", article)
        let json = try JSONValue(parsing: BuiltCommand.run(["summarize", path, "--format", "json"]).text)
        #expect(json["id"]?.string == path && json["sentences"]?.array?.count == 3)
        let several = try JSONValue(parsing: BuiltCommand.run(["summarize", path, path, "--format", "json"]).text)
        #expect(several.array?.count == 2)
        let none = try JSONValue(
            parsing: BuiltCommand.run(["classify", "--input-format", "jsonl", "--format", "json"]).text)
        #expect(none == [])
        #expect(BuiltCommand.run(["summarize", path, "--format", "markdown"]).text.hasPrefix("# "))
        let page = BuiltCommand.run(["summarize", path, "--format", "html"]).text
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
        #expect(page.components("<mark>") == 3 && !page.contains("http"))
        let plain = BuiltCommand.run(["summarize", path, "--highlight"]).text
        #expect(plain.components("**") == 6)
        let coloured = BuiltCommand.run(["summarize", path, "--highlight", "--color", "always"]).text
        #expect(coloured.components("\u{1B}[1;33m") == 3)
    }

    @Test("Several texts about one matter give one summary; an earlier text takes away what it said")
    func clusters() throws {
        let first = folder.write("1.txt", article)
        let second = folder.write("2.txt", "Divers searched the harbour on Sunday. They found the wreck of a ferry.")
        let text = BuiltCommand.run(["summarize", "--multi", "-n", "2", first, second])
        #expect(text.status == 0 && text.lines.count == 2)
        let json = try JSONValue(
            parsing: BuiltCommand.run(["summarize", "--multi", first, second, "--format", "json"]).text)
        #expect(json["ids"] == [.string(first), .string(second)])
        #expect(json["sentences"]?.array?.allSatisfy { $0["id"] != nil && $0["start"]?.integer != nil } == true)
        let missing = BuiltCommand.run(["summarize", "--multi", first, folder.file("absent")])
        #expect(missing.status == 1 && missing.lines.count == 3)
        let news = folder.write("3.txt", article + " A bridge in the old town fell into the river on Tuesday night.")
        let update = BuiltCommand.run(["summarize", news, "--update", first, "-n", "1"])
        #expect(update.lines == ["A bridge in the old town fell into the river on Tuesday night."])
        let query = BuiltCommand.run(["summarize", first, "--query", "insurers and claims", "-n", "1"])
        #expect(query.lines == ["Insurers expect claims of about ninety million euros."])
        #expect(BuiltCommand.run(["summarize", first, "--update", folder.file("absent")]).status == 2)
    }

    @Test("An explanation names terms of the text")
    func explanation() throws {
        let line = Array("{\"text\":\"The team won the match with a late goal.\"}\n".utf8)
        let value = try JSONValue(parsing: BuiltCommand.run(["classify", "--explain"], input: line).text)
        let terms = value["explanation"]?["terms"]?.array ?? []
        #expect(!terms.isEmpty && terms.allSatisfy { $0["contribution"]?.double != nil })
    }

    @Test("doctor and models say what there is")
    func doctor() throws {
        let doctor = BuiltCommand.run(["doctor"])
        #expect(doctor.status == 0)
        for word in ["version", "BLAS", "processors", "news-topics"] { #expect(doctor.text.contains(word)) }
        let json = try JSONValue(parsing: BuiltCommand.run(["doctor", "--format", "json"]).text)
        #expect(json["version"]?.string != nil)
        #expect(BuiltCommand.run(["models"]).text.contains("sport"))
    }

    @Test("A reader that goes away is a normal end")
    func brokenPipe() throws {
        let lines = (0..<20_000).map { "{\"id\":\($0),\"text\":\"\(article)\"}\n" }.joined()
        let path = folder.write("many.jsonl", lines)
        let command = try #require(BuiltCommand.path)
        let shell = ShellRun(
            "\(command) sentences \(path) | head -n 1 > \(folder.file("one")); echo ${PIPESTATUS[0]} > \(folder.file("status"))"
        )
        #expect(shell.status == 0)
        #expect(folder.text("status") == "0\n")
        #expect(folder.text("one")?.hasPrefix("{\"id\":0,") == true)
    }

    @Test("A full disk is reported as that")
    func fullDisk() {
        let path = folder.write("a.txt", article)
        let outcome = BuiltCommand.run(["sentences", path, "--output", "/dev/full"])
        #expect(outcome.status == 2)
        #expect(outcome.errors == "epitome: /dev/full: the disk is full; make room and run again\n")
    }
}

extension String {
    /// How often another string occurs.
    func components(_ part: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: part) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
