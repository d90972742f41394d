import Corpora
import Documents
import Serialization
import TestSupport
import Testing

/// Inputs that are wrong, enormous or odd, each with the number of records it must give.
private let hostileInputs: [(name: String, records: Int, bytes: [UInt8])] = [
    ("empty.txt", 1, []),
    ("blank.txt", 1, Array(" \n\t\r\n".utf8)),
    ("one-byte.txt", 1, Array("a".utf8)),
    ("one-letter-word.txt", 1, Array("I.".utf8)),
    ("nul.txt", 1, Array("Some\0text\0here.".utf8)),
    ("only-nul.txt", 1, [UInt8](repeating: 0, count: 5000)),
    ("only-ff.txt", 1, [UInt8](repeating: 0xFF, count: 5000)),
    ("only-continuation.txt", 1, [UInt8](repeating: 0x80, count: 5000)),
    ("truncated-utf8.txt", 1, Array("Ends in the middle: ".utf8) + [0xF0, 0x9F, 0x98]),
    ("overlong-utf8.txt", 1, Array("Overlong ".utf8) + [0xC0, 0xAF, 0xE0, 0x80, 0xAF] + Array(" slash.".utf8)),
    ("surrogates-utf8.txt", 1, Array("Surrogate ".utf8) + [0xED, 0xA0, 0x80] + Array(" alone.".utf8)),
    ("latin1.txt", 1, [0x47, 0x72, 0xFC, 0xDF, 0x65, 0x2E]),
    ("utf16-odd.txt", 1, [0xFF, 0xFE, 0x41, 0x00, 0x42]),
    ("utf16-mark-only.txt", 1, [0xFF, 0xFE]),
    ("utf32-out-of-range.txt", 1, [0xFF, 0xFE, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]),
    ("punctuation.txt", 1, Array(String(repeating: "?!.,;:-–…()[]{}\"'", count: 3000).utf8)),
    ("dots.txt", 1, [UInt8](repeating: 0x2E, count: 300_000)),
    ("same-letter.txt", 1, [UInt8](repeating: 0x61, count: 1_000_000)),
    ("newlines.txt", 1, Array("x".utf8) + [UInt8](repeating: 0x0A, count: 300_000) + Array("y".utf8)),
    ("carriage-returns.txt", 1, Array(String(repeating: "A line.\r", count: 5000).utf8)),
    ("one-long-line.txt", 1, Array(String(repeating: "no end in sight ", count: 60_000).utf8)),
    ("same-sentence.txt", 1, Array(String(repeating: "The same again. ", count: 5000).utf8)),
    ("combining-marks.txt", 1, Array(("a" + String(repeating: "\u{301}", count: 50_000)).utf8)),
    ("emoji-joined.txt", 1, Array(String(repeating: "👩‍👩‍👧‍👦", count: 5000).utf8)),
    ("right-to-left.txt", 1, Array(String(repeating: "\u{202E}abc \u{05D0}\u{05D1}. ", count: 2000).utf8)),
    ("private-use.txt", 1, Array(String(repeating: "\u{E000}\u{10FFFD} ", count: 2000).utf8)),
    ("escapes.txt", 1, Array("\u{1B}[31mred\u{1B}[0m and \u{7}bell.".utf8)),
    ("million-words.txt", 1, Array((0..<100_000).map { "w\($0) " }.joined().utf8)),
    ("pdf.txt", 1, Array("%PDF-1.7 something".utf8)),
    ("zip.txt", 1, [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00]),
    ("empty.jsonl", 0, []),
    ("blank-lines.jsonl", 0, Array("\n\n \r\n".utf8)),
    ("torn.jsonl", 2, Array("{\"text\":\"Whole one.\"}\n{\"text\":\"torn".utf8)),
    ("wrong-types.jsonl", 4, Array("{\"text\":1}\n{\"text\":[]}\n{\"text\":null}\n{\"text\":{\"text\":\"x\"}}\n".utf8)),
    ("not-objects.jsonl", 4, Array("[]\n1\n\"x\"\nnull\n".utf8)),
    ("deep.jsonl", 1, Array(("{\"x\":" + String(repeating: "[", count: 200_000)).utf8)),
    (
        "deep-closed.jsonl", 1,
        Array(
            ("{\"x\":" + String(repeating: "[", count: 9000) + String(repeating: "]", count: 9000) + ",\"text\":\"t\"}")
                .utf8)
    ),
    (
        "many-keys.jsonl", 1,
        Array(("{" + (0..<20_000).map { "\"k\($0)\":\($0)," }.joined() + "\"text\":\"Fine.\"}").utf8)
    ),
    ("equal-keys.jsonl", 1, Array("{\"text\":\"first\",\"text\":\"The last one.\"}".utf8)),
    ("lone-surrogate.jsonl", 1, Array("{\"text\":\"A \\ud800 b.\"}".utf8)),
    ("bad-escape.jsonl", 1, Array("{\"text\":\"\\x41\"}".utf8)),
    ("control-in-string.jsonl", 1, Array("{\"text\":\"a\u{1}b\"}".utf8)),
    ("invalid-utf8.jsonl", 1, Array("{\"text\":\"a ".utf8) + [0xFF, 0xFE] + Array(" b.\"}".utf8)),
    (
        "odd-ids.jsonl", 3,
        Array(
            "{\"id\":{\"a\":1},\"text\":\"One.\"}\n{\"id\":1e400,\"text\":\"Two.\"}\n{\"id\":\"\\n\\\"\",\"text\":\"Three.\"}\n"
                .utf8)
    ),
    (
        "empty-sentences.jsonl", 3,
        Array("{\"sentences\":[]}\n{\"sentences\":[\"\",\" \"]}\n{\"sentences\":[1,null]}\n".utf8)
    ),
    (
        "odd-language.jsonl", 2,
        Array("{\"text\":\"A b.\",\"language\":\"\"}\n{\"text\":\"A b.\",\"language\":\"zz-ZZ-\\u0000\"}\n".utf8)
    ),
    ("open-quote.csv", 2, Array("text,id\n\"never closed,1\nok,2\n".utf8)),
    ("header-only.csv", 0, Array("text,id\n".utf8)),
    ("no-text-column.csv", 1, Array("a,b\n1,2\n3,4\n".utf8)),
    ("ragged.csv", 3, Array("text,id\nonly\na,b,c\nfine,1\n".utf8)),
    ("unclosed.html", 1, Array("<html><body><p>Text <b>bold <i>and ".utf8)),
    ("deep.html", 1, Array((String(repeating: "<div>", count: 50_000) + "Deep text.").utf8)),
    ("wide.html", 1, Array(("<html><body>" + String(repeating: "<p>Short.</p>", count: 10_000)).utf8)),
    ("long-attribute.html", 1, Array(("<p class=\"" + String(repeating: "x", count: 500_000) + "\">Text.</p>").utf8)),
    ("entities.html", 1, Array("<p>&#0;&#x110000;&#xD800;&nosuch;&amp;&lt</p>".utf8)),
    ("script-only.html", 1, Array("<html><script>var x = \"</p>\";</script></html>".utf8)),
    ("wrong-charset.html", 1, Array("<html><meta charset=\"utf-16\"><p>Plain text here.</p>".utf8)),
    ("unknown-charset.html", 1, Array("<html><meta charset=\"x-nothing\"><p>Plain text here.</p>".utf8)),
    ("unclosed.md", 1, Array("# Title\n\n```\ncode without end\n\n> > > > quote\n[link](".utf8)),
    ("deep-quotes.md", 1, Array((String(repeating: ">", count: 20_000) + " text").utf8)),
    ("deep-lists.md", 1, Array((0..<500).map { String(repeating: " ", count: $0 * 2) + "- item\n" }.joined().utf8)),
    ("cut.txt.gz", 1, Array(Gzip.member(Array("Some text that is cut off in the middle.".utf8)).dropLast(12))),
    ("magic-only.txt.gz", 1, [0x1F, 0x8B]),
    ("not-gzip.txt.gz", 1, Array("Plain text under a wrong name.".utf8)),
    ("gzip-of-gzip.txt.gz", 1, Gzip.member(Gzip.member(Array("Twice.".utf8)))),
    ("padded.txt.gz", 1, Gzip.member(Array("Padded text.".utf8)) + [UInt8](repeating: 0, count: 512)),
    ("bomb.txt.gz", 1, Gzip.member([UInt8](repeating: 0x61, count: 80 << 20), level: 9)),
]

@Suite("Hostile inputs", .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
struct HostileInputTests {
    @Test(
        "No crash, no hang: a result or an error record for every record",
        arguments: ["summarize", "classify", "sentences", "tokens", "extract", "language"])
    func accounted(command: String) throws {
        let folder = TemporaryFolder()
        let paths = hostileInputs.map { folder.write($0.name, $0.bytes) }
        let outcome = BuiltCommand.run([command, "--format", "jsonl"] + paths)
        guard outcome.status == 0 || outcome.status == 1 else {
            // Find out which it was.
            for (input, path) in zip(hostileInputs, paths) {
                let single = BuiltCommand.run([command, "--format", "jsonl", path])
                #expect(single.status <= 2, "\(command) \(input.name): \(single.status) \(single.errors)")
            }
            return
        }
        #expect(outcome.lines.count == hostileInputs.reduce(0) { $0 + $1.records })
        for line in outcome.lines {
            let value = try JSONValue(parsing: line)
            #expect(value["id"] != nil && value.object.map { $0.count >= 2 } == true)
        }
    }

    @Test("Very many short lines take some 300 bytes of memory each: rows of numbers are made in blocks")
    func manyShortLines() throws {
        let folder = TemporaryFolder()
        let path = folder.write("lines.txt", (0..<300_000).map { "ab \(10 + $0 % 90)\n" }.joined())
        let command = try #require(BuiltCommand.path)
        // It needs 190 MB of address space; it needed 490 MB when all rows were held at once.
        let shell = ShellRun(
            "ulimit -v 330000; \(command) summarize --quiet --jobs 1 \(path) > \(folder.file("summary")) 2> \(folder.file("errors"))"
        )
        #expect(shell.status == 0 && folder.text("errors") == "")
        #expect(folder.text("summary")?.split(separator: "\n").count == 3)
    }

    @Test("The forms of output hold for hostile text, too", arguments: ["text", "json", "markdown", "html"])
    func forms(format: String) throws {
        let folder = TemporaryFolder()
        let paths = hostileInputs.filter { $0.bytes.count < 100_000 }.map { folder.write($0.name, $0.bytes) }
        let outcome = BuiltCommand.run(
            ["summarize", "--format", format, "--quiet"] + (format == "markdown" ? [] : ["--explain"]) + paths)
        #expect(outcome.status == 1)
        if format == "json" { #expect(try JSONValue(parsing: outcome.output.span).array != nil) }
    }
}
