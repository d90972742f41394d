import Corpora
import Documents
import TestSupport
import Testing
import TextProcessing

/// The texts of all records, or the codes of their errors.
func outcomes(_ paths: [String], _ change: (inout CorpusOptions) -> Void = { _ in }) -> [String] {
    var options = CorpusOptions()
    change(&options)
    return CorpusReader(paths: paths, options: options).map { record in
        switch record.content {
        case .failure(let error): "!\(error.code.rawValue)"
        case .success(let document):
            switch document.content {
            case .text(let text): text
            case .markdown(let text): "md:" + text
            case .html(let bytes): "html:" + String(decoding: bytes, as: UTF8.self)
            case .sentences(let sentences): sentences.joined(separator: "|")
            case .article(let article): "article:" + article.text
            }
        }
    }
}

@Suite("Formats") struct FormatTests {
    let folder = TemporaryFolder()

    @Test("JSON Lines: texts, sentences, HTML; ids of every type; blank lines passed over")
    func jsonLines() {
        let path = folder.write(
            "a.jsonl",
            """
            {"id":"a","text":"One."}

            {"id":7,"sentences":["A.","B."]}\r
            {"html":"<p>x</p>","id":null}
            {"id":[1,"x"],"text":"T\\u00e9xt","title":"Title","language":"de-AT","label":"sport","summaries":["s1","s2"]}
            """)
        let records = Array(CorpusReader(paths: [path]))
        #expect(outcomes([path]) == ["One.", "A.|B.", "html:<p>x</p>", "Téxt"])
        #expect(records.map(\.id) == ["a", "7", "4", "[1,\"x\"]"])
        #expect(records.map(\.idIsJSON) == [false, true, true, true])
        #expect(records.map(\.location.line) == [1, 3, 4, 5])
        let last = try? records[3].content.get()
        #expect(last?.title == "Title" && last?.language == .german)
        #expect(last?.labels == ["sport"] && last?.summaries == ["s1", "s2"])
    }

    @Test("JSON Lines: each bad line is an error beside the good ones, with line and byte offset")
    func badLines() {
        let path = folder.write(
            "b.jsonl",
            "{\"text\":\"ok\"}\n{\"text\":7}\nnonsense\n[1]\n{\"body\":\"x\"}\n{\"text\":\"\"}\n{\"text\":\"end\"}")
        #expect(
            outcomes([path]) == [
                "ok", "!missing-field", "!invalid-record", "!invalid-record", "!missing-field", "!empty", "end",
            ])
        let records = Array(CorpusReader(paths: [path]))
        #expect(records[2].location.line == 3 && records[2].location.byteOffset == 25)
        guard case .failure(let error) = records[4].content else { return #expect(Bool(false)) }
        #expect(error.description == "\(path) line 5: no field \"text\" (found: \"body\"). Pass `--text-field NAME`")
    }

    @Test("CSV: quotes, embedded line breaks, other delimiters, a byte order mark, wrong columns")
    func csv() {
        let path = folder.write(
            "a.csv",
            "\u{FEFF}id,text,label\r\n1,\"He said \"\"no\"\", then\nleft\",x\r\n2,plain \"quoted\" text,y\r\n3,too,many,columns\r\n4,\"\",z\r\n5,last,w"
        )
        #expect(
            outcomes([path]) == [
                "He said \"no\", then\nleft", "plain \"quoted\" text", "!column-count", "!empty", "last",
            ])
        #expect(CorpusReader(paths: [path]).map(\.id) == ["1", "2", "3", "4", "5"])
        #expect(CorpusReader(paths: [path]).map(\.location.line) == [2, 4, 5, 6, 7])
        let semicolons = folder.write("b.csv", "id;text\na;x, y\n")
        #expect(outcomes([semicolons]) == ["x, y"])
        let bare = folder.write("c.csv", "3,Title,Body text\n4,\"T\",B\n")
        #expect(
            outcomes([bare]) {
                $0.hasHeader = false; $0.textField = "3"
            } == ["Body text", "B"])
        let tabs = folder.write("d.tsv", "text\tid\nx y\t1\n")
        #expect(outcomes([tabs]) == ["x y"])
        #expect(outcomes([folder.write("e.csv", "a,b\n1,2\n")]) == ["!missing-field"])
    }

    @Test("CSV: a quote that never closes loses its line, not the rest")
    func openQuote() {
        let path = folder.write("q.csv", "id,text\n1,one\n2,\"two\n3,three\n4,four\n")
        #expect(outcomes([path]) == ["one", "!invalid-record", "three", "four"])
    }

    @Test("Names and first bytes tell the format")
    func detection() {
        #expect(outcomes([folder.write("x.md", "# T\n\nText")]) == ["md:# T\n\nText"])
        #expect(outcomes([folder.write("x.html", "<p>x")]) == ["html:<p>x"])
        #expect(outcomes([folder.write("page", "\n <!DOCTYPE HTML><p>x")]) == ["html:\n <!DOCTYPE HTML><p>x"])
        #expect(outcomes([folder.write("lines", "{\"text\":\"j\"}\n")]) == ["j"])
        #expect(outcomes([folder.write("plain", "just text {")]) == ["just text {"])
        #expect(outcomes([folder.write("two.txt", "a\n\n b \n")]) { $0.format = .lines } == ["a", " b "])
        for (name, magic) in [("c", "x\0y"), ("d.txt", "GIF89a")] {
            #expect(outcomes([folder.write(name, magic)]) == ["!binary"])
        }
        #expect(outcomes([folder.write("b", "PK\u{3}\u{4}")]) == ["!damaged"])
        // Random bytes without a zero byte; a coloured terminal log is text.
        var generator = SeededGenerator(seed: 7)
        let noise = (0..<4000).map { _ in UInt8.random(in: 1...255, using: &generator) }
        #expect(outcomes([folder.write("noise.txt", noise)]) == ["!binary"])
        let log = Array(String(repeating: "\u{1B}[32mok\u{1B}[0m built\r\n", count: 50).utf8)
        #expect(outcomes([folder.write("log.txt", log)]) != ["!binary"])
    }

    @Test("gzip is told by its magic bytes, in one member or many, under any name")
    func gzip() {
        let lines = (0..<5000).map { "{\"id\":\($0),\"text\":\"Text number \($0).\"}\n" }
        let bytes = lines.map { Array($0.utf8) }
        let one = folder.write("one.jsonl.gz", Gzip.member(Array(bytes.joined())))
        let many = folder.write("many.jsonl", bytes.flatMap { Gzip.member($0) })
        let expected = (0..<5000).map { "Text number \($0)." }
        #expect(outcomes([one]) == expected)
        #expect(outcomes([many]) == expected)
        #expect(outcomes([folder.write("t.txt.gz", Gzip.member(Array("Plain.".utf8)))]) == ["Plain."])
    }

    @Test("Damaged and cut gzip give what came before, then an error")
    func damagedGzip() {
        var generator = SeededGenerator(seed: 7)
        let lines = (0..<3000).map { _ in "{\"text\":\"\(generator.next())\"}\n" }.joined()
        let whole = Gzip.member(Array(lines.utf8))
        let cut = outcomes([folder.write("cut.jsonl.gz", Array(whole[..<(whole.count / 2)]))])
        #expect(cut.last == "!damaged-gzip")
        #expect(cut.count > 500 && cut.count < 2500 && cut.dropLast().allSatisfy { !$0.hasPrefix("!") })
        #expect(outcomes([folder.write("head.gz", [0x1F, 0x8B, 0x08])]) == ["!damaged-gzip"])
        // Bytes behind the last member are passed over, as gzip does.
        #expect(outcomes([folder.write("tail.txt.gz", Gzip.member(Array("ok".utf8)) + [0, 0, 0])]) == ["ok"])
    }

    @Test("A gzip bomb is refused by its ratio, without filling memory")
    func gzipBomb() {
        let bomb = Gzip.member([UInt8](repeating: 0x20, count: 40 << 20), level: 9)
        let path = folder.write("bomb.jsonl.gz", bomb)
        #expect(
            outcomes([path]) {
                $0.inflationRatioFloor = 1 << 20; $0.format = .jsonl; $0.maximumDocumentBytes = 1 << 16
            }
            .last == "!gzip-bomb")
        #expect(outcomes([folder.write("bomb.txt.gz", bomb)]) { $0.maximumDocumentBytes = 1 << 20 } == ["!too-large"])
        #expect(
            outcomes([path]) {
                $0.maximumInflatedBytes = 1 << 20; $0.format = .jsonl
            }.last == "!gzip-bomb")
    }

    @Test("UTF-16 and UTF-32, with a mark and without, and Windows-1252 become UTF-8", arguments: [true, false])
    func encodings(littleEndian: Bool) {
        let text = "Größe: 5 € and 😀, plain text to look at."
        func bytes16(_ mark: Bool) -> [UInt8] {
            ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
                let high = UInt8(unit >> 8), low = UInt8(unit & 0xFF)
                return littleEndian ? [low, high] : [high, low]
            }
        }
        #expect(outcomes([folder.write("a.txt", bytes16(true))]) == [text])
        #expect(outcomes([folder.write("b.txt", bytes16(false))]) == [text])
        let bytes32 = ([0xFEFF] + text.unicodeScalars.map(\.value)).flatMap { unit -> [UInt8] in
            let bytes = (0..<4).map { UInt8(truncatingIfNeeded: unit >> (8 * UInt32($0))) }
            return littleEndian ? bytes : bytes.reversed()
        }
        #expect(outcomes([folder.write("c.txt", bytes32)]) == [text])
        #expect(outcomes([folder.write("d.txt", [0x47, 0x72, 0xF6, 0xDF, 0x65, 0x20, 0x80])]) == ["Größe €"])
        #expect(outcomes([folder.write("e.txt", Array("Größe ß ü ".utf8) + [0xFF])]) == ["Größe ß ü \u{FFFD}"])
        #expect(outcomes([folder.write("f.txt", [0xEF, 0xBB, 0xBF, 0x61])]) == ["a"])
    }

    @Test("Records longer than a block arrive whole; beyond the limit they are errors and the rest goes on")
    func longRecords() {
        let long = String(repeating: "x", count: 700_000)
        let path = folder.write("l.jsonl", "{\"text\":\"a\"}\n{\"text\":\"\(long)\"}\n{\"text\":\"b\"}\n")
        #expect(outcomes([path]) == ["a", long, "b"])
        #expect(outcomes([path]) { $0.maximumDocumentBytes = 100_000 } == ["a", "!too-large", "b"])
        #expect(outcomes([path]) { $0.maximumDocumentBytes = 100 } == ["a", "!too-large", "b"])
        let csv = folder.write("l.csv", "text\na\n\"\(long)\"\nb\n")
        #expect(outcomes([csv]) == ["a", long, "b"])
        let file = folder.write("l.txt", long)
        #expect(outcomes([file]) { $0.maximumDocumentBytes = 700_000 } == [long])
        #expect(outcomes([file]) { $0.maximumDocumentBytes = 699_999 } == ["!too-large"])
    }
}
