import Corpora
import Documents
import TestSupport
import Testing
import TextProcessing

/// What is decided of a record is decided of it alone, wherever it stands.
@Suite("Decisions a record, not a file")
struct RecordDecisionTests {
    let folder = TemporaryFolder()

    private func read(_ name: String, _ bytes: [UInt8], options: CorpusOptions = CorpusOptions()) -> [String] {
        CorpusReader(paths: [folder.write(name, bytes)], options: options).map { record in
            switch record.content {
            case .success(let document):
                if case .text(let text) = document.content { return text }
                return "?"
            case .failure(let error): return "!" + error.code.rawValue
            }
        }
    }

    private func read(_ name: String, _ text: String) -> [String] { read(name, Array(text.utf8)) }

    @Test("A zero byte costs its record, early or late; a text with one is no text", arguments: [0, 5, 100_000])
    func zeroBytes(before: Int) {
        let lines = String(repeating: "{\"text\":\"fine\"}\n", count: before)
        let fine = [String](repeating: "fine", count: before)
        #expect(
            read("a.jsonl", lines + "{\"text\":\"a\0b\"}\n{\"text\":\"end\"}\n") == fine + ["!invalid-record", "end"])
        let rows = String(repeating: "fine,1\n", count: before)
        #expect(read("a.csv", "text,id\n\(rows)a\0b,2\nend,3\n") == fine + ["!binary", "end"])
        var options = CorpusOptions()
        options.format = .lines
        let plain = Array((String(repeating: "fine\n", count: before) + "a\0b\nend\n").utf8)
        #expect(read("a", plain, options: options) == fine + ["!binary", "end"])
        #expect(read("a.txt", String(repeating: "fine ", count: before) + "a\0b") == ["!binary"])
    }

    @Test(
        "The delimiter is the one that the records agree on",
        arguments: [
            ("text;id, number, name\nOne, two;1\nThree;2\n", ["One, two", "Three"]),
            ("text,id;a;b\nOne;two,1\nThree;x;y,2\n", ["One;two", "Three;x;y"]),
            ("\"a;b;c;d\",text\n1,One\n2,Two\n", ["One", "Two"]),
            ("text|id\nOne, two|1\n", ["One, two"]), ("text\tid\nOne, two; three\t1\n", ["One, two; three"]),
            ("sep=;\ntext;id\nOne, two;1\n", ["One, two"]), ("sep=|\r\ntext|id\r\nOne|1\r\n", ["One"]),
            ("\"sep=\t\"\ntext\tid\nOne\t1\n", ["One"]), ("text\nOne\n", ["One"]), ("text,id\n", []),
            ("id;text\n1;\"A; b, c\"\n2;\"D\n e, f\"\n", ["A; b, c", "D\n e, f"]),
        ])
    func delimiters(csv: String, texts: [String]) { #expect(read("a.csv", csv) == texts) }

    @Test("JSON Lines that are no UTF-8 are read as CSV and text are")
    func latin1() {
        let word = Array("{\"text\":\"caf".utf8) + [0xE9] + Array(" na\\u00efve f".utf8) + [0xFC] + Array("r\"}\n".utf8)
        #expect(
            read("a.jsonl", word) == ["café naïve für"] || read("a.jsonl", word) == ["caf\u{FFFD} naïve f\u{FFFD}r"])
        let plain = Array("{\"text\":\"caf".utf8) + [0xE9] + Array(" f".utf8) + [0xFC] + Array("r\"}\n".utf8)
        #expect(read("b.jsonl", plain) == ["café für"])
        #expect(
            read("b.csv", Array("text\ncaf".utf8) + [0xE9] + Array(" f".utf8) + [0xFC] + Array("r\n".utf8)) == [
                "café für"
            ])
        // A mark of byte order inside a string is a character of it.
        #expect(read("c.jsonl", "{\"text\":\"\u{FEFF}a\"}\n") == ["\u{FEFF}a"])
    }

    @Test("NaN and Infinity in fields that nobody reads are passed over; as a text they are named")
    func notANumber() {
        #expect(read("a.jsonl", "{\"score\":NaN,\"x\":[-Infinity,{\"y\":Infinity}],\"text\":\"One.\"}\n") == ["One."])
        #expect(
            read("b.jsonl", "{\"text\":NaN}\n{\"x\":Nan,\"text\":\"a\"}\n") == ["!missing-field", "!invalid-record"])
        let record = CorpusReader(paths: [folder.write("c.jsonl", "{\"id\":NaN,\"text\":\"a\"}\n{\"a\":NaN,\"b\":1}\n")]
        ).map { $0 }
        #expect(record[0].id == "1")
        #expect(String(describing: record[1].content).contains("(found: \"a\", \"b\")"))
    }

    @Test(
        "Layouts of pandas that hold one table get advice",
        arguments: [
            ("{\"text\":{\"0\":\"a\",\"1\":\"b\"}}", "columns"),
            ("{\"0\":{\"text\":\"a\"},\"1\":{\"text\":\"b\"}}", "index"),
            ("{\"columns\":[\"text\"],\"index\":[0],\"data\":[[\"a\"]]}", "split"),
            ("{\"schema\":{},\"data\":[{\"text\":\"a\"}]}", "table"),
        ])
    func tables(json: String, orient: String) {
        for name in ["a.json", "a.jsonl"] {
            let records = CorpusReader(paths: [folder.write(name, json)]).map { String(describing: $0.content) }
            #expect(records.count == 1 && records[0].contains("orient=\"\(orient)\""), "\(records)")
            #expect(records[0].contains("lines=True"))
        }
    }

    @Test("What comes before the damage in a gzip stream is read, then comes the error", arguments: [true, false])
    func damagedGzip(isCut: Bool) {
        let lines = (0..<20_000).map { "{\"text\":\"number \($0) \($0 &* 2_654_435_761 % 1_000_003)\"}\n" }.joined()
        var packed = Gzip.member(Array(lines.utf8))
        let place = packed.count * 3 / 4
        if isCut {
            packed.removeLast(packed.count - place)
        } else {
            packed.replaceSubrange(place..<place + 40, with: [UInt8](repeating: 0xFF, count: 40))
        }
        let found = read("a.jsonl.gz", packed)
        // The decompressor knows half a million bytes back; nearly all of what is whole must come out.
        #expect(found.last == "!damaged-gzip" && found.count > 13_000, "\(found.count)")
        #expect(found.dropLast().prefix(13_000).enumerated().allSatisfy { $1.hasPrefix("number \($0) ") })
    }

    @Test("Quotes that never close cost their lines, and not the time of all that follows")
    func openQuotes() {
        let rows = (0..<400).map { "a\"b,\"c\($0)\n" }.joined()
        let found = read("a.csv", "text,id\n\(rows)")
        #expect(found.count == 400 && found.filter { $0 == "!invalid-record" }.count > 390)
        // After some of them a field may still span lines, if it is no book.
        let long = String(repeating: "word\n", count: 2000)
        let more = read("b.csv", "text,id\n" + String(repeating: "x,\"open\n", count: 5) + "\"\(long)\",1\nend,2\n")
        #expect(more.last == "end")
    }
}
