import Corpora
import TestSupport
import Testing
import TextProcessing

/// Encodings that are stated, and those that have to be guessed.
@Suite("Encodings of inputs") struct EncodingTests {
    private let folder = TemporaryFolder()

    private func documents(_ name: String, _ bytes: [UInt8], encoding: String? = nil) -> [Document] {
        var options = CorpusOptions()
        options.encoding = encoding
        return CorpusReader(paths: [folder.write(name, bytes)], options: options).compactMap { try? $0.content.get() }
    }

    private func texts(_ documents: [Document]) -> [String] {
        documents.map { document in
            switch document.content {
            case .text(let text), .markdown(let text): text
            case .html(let bytes): String(decoding: bytes, as: UTF8.self)
            case .sentences(let sentences): sentences.joined()
            case .article(let article): article.text
            }
        }
    }

    /// "Паром перестанет ходить в мае." in Windows-1251.
    private let ferry: [UInt8] = [
        0xCF, 0xE0, 0xF0, 0xEE, 0xEC, 0x20, 0xEF, 0xE5, 0xF0, 0xE5, 0xF1, 0xF2, 0xE0, 0xED, 0xE5, 0xF2, 0x20, 0xF5,
        0xEE,
        0xE4, 0xE8, 0xF2, 0xFC, 0x20, 0xE2, 0x20, 0xEC, 0xE0, 0xE5, 0x2E,
    ]

    @Test("A guess is named with its certainty; UTF-8 and what is stated are none")
    func guessed() {
        let found = documents("a.txt", ferry)
        #expect(texts(found) == ["Паром перестанет ходить в мае."])
        #expect(found.first?.guessedEncoding?.name == "windows-1251")
        #expect((0...1).contains(found.first?.guessedEncoding?.certainty ?? -1))
        #expect(documents("b.txt", Array("Паром ходит.".utf8)).first?.guessedEncoding == nil)
        #expect(documents("c.txt", ferry, encoding: "windows-1251").first?.guessedEncoding == nil)
    }

    @Test("A stated encoding is used for every form of input", arguments: ["koi8-r", "windows-1251", "ibm866"])
    func stated(encoding: String) {
        let expected = EncodingGuess.decode(ferry.span, from: encoding).map { String(decoding: $0.text, as: UTF8.self) }
        let json = Array("{\"text\":\"".utf8) + ferry + Array("\"}\n".utf8)
        let csv = Array("text,id\n".utf8) + ferry + Array(",1\n".utf8)
        let page = Array("<html><head><meta charset=utf-8></head><body>".utf8) + ferry
        for (name, bytes) in [("a.txt", ferry), ("a.jsonl", json), ("a.csv", csv), ("a.md", ferry)] {
            #expect(texts(documents(name, bytes, encoding: encoding)) == [expected], "\(name)")
        }
        #expect(texts(documents("a.html", page, encoding: encoding)).first?.hasSuffix(expected ?? "-") == true)
    }

    @Test("UTF-32 without a mark, and Japanese behind escapes, are read")
    func unmarked() {
        let text = "The ferry will stop in May, said the owner."
        for isBig in [true, false] {
            let bytes = text.unicodeScalars.flatMap { scalar -> [UInt8] in
                let unit = [UInt8(0), 0, UInt8(scalar.value >> 8), UInt8(scalar.value & 0xFF)]
                return isBig ? unit : unit.reversed()
            }
            #expect(texts(documents("a.txt", bytes)) == [text])
        }
        let japanese: [UInt8] = [0x1B, 0x24, 0x42, 0x34, 0x41, 0x3B, 0x7A, 0x1B, 0x28, 0x42, 0x2E]
        #expect(texts(documents("j.txt", japanese)) == ["漢字."])
        // A terminal's colors are no encoding.
        #expect(texts(documents("k.txt", Array("\u{1B}[31mred\u{1B}[0m".utf8))) == ["\u{1B}[31mred\u{1B}[0m"])
    }

    @Test(
        "Encodings that compose letters give the last one, too",
        arguments: [("windows-1258", 0xE9, "é"), ("windows-1255", 0xF9, "ש")])
    func composing(encoding: String, byte: UInt8, letter: String) {
        let found = EncodingGuess.decode([0x61, byte].span, from: encoding)
        #expect(found.map { String(decoding: $0.text, as: UTF8.self) } == "a" + letter)
        #expect(found?.errors == 0)
    }
}
