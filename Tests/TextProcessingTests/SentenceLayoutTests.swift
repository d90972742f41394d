import TestSupport
import Testing
import TextProcessing

@Suite("Sentences and the layout of a text")
struct SentenceLayoutTests {
    @Test("A blank line always ends, a hard wrap does not")
    func lines() {
        #expect(cut("A heading\n\nSome text here.").count == 2)
        #expect(cut("It was a cold \nnight in the city.").count == 1)
        #expect(cut("First paragraph without end\nSecond paragraph here.").count == 2)
        #expect(cut("One line\r\n\r\nanother line").count == 2)
    }

    @Test("Wrapped text is joined, its short lines end paragraphs")
    func wrapped() {
        let text = """
            The committee met on Tuesday and heard what the members of the
            Northern Board had to say about the new bridge, which nobody
            had asked for. Mr. Brown said that it was the engineers of the
            Province who wanted it most.
            The meeting was closed at nine in the evening, and everybody
            went home.
            """
        let sentences = cut(text)
        #expect(sentences.count == 3)
        #expect(sentences.last?.hasPrefix("The meeting was closed") == true)
    }

    @Test("Lists, rules, headings and quoted mail keep their lines apart")
    func blocks() {
        #expect(cut("We need\n- bread\n- milk\n* eggs\n1) butter").count == 5)
        #expect(cut("# Title\nText follows here").count == 2)
        #expect(cut("One two three\n-----\nfour five").count == 3)
        #expect(cut("From: me@example.com\nSubject: a thing\nTo: you").count == 3)
        #expect(cut("He wrote this to me\n> and I said that\n> to him").count == 2)
        #expect(cut("| a | b |\n| c | d |").count == 2)
    }

    @Test("Kinds and paragraphs are set")
    func kinds() {
        let text =
            "A short heading\n\nProse here. More prose.\n\n- one item\n- another item. It goes on.\n\n== Wiki ==\nEnd."
        let sentences = SentenceSegmenter(language: .english).sentences(in: text)
        #expect(
            sentences.map(\.kind) == [.heading, .prose, .prose, .listItem, .listItem, .listItem, .heading, .prose])
        #expect(sentences.map(\.paragraph) == [0, 1, 1, 2, 3, 3, 4, 5])
    }

    @Test("What follows a dash inside a paragraph is no list item")
    func attribution() {
        let text = "It read: “Well done!!” — Curt Miller (@curt) wrote. Then they left. All of them."
        #expect(SentenceSegmenter(language: .english).sentences(in: text).allSatisfy { $0.kind == .prose })
    }

    @Test("The last line of a text is no heading")
    func last() {
        #expect(SentenceSegmenter().sentences(in: "Some prose stands here.\n\nJohn").last?.kind == .prose)
    }
}

@Suite("Sentences of any bytes")
struct SentencePropertyTests {
    /// Pieces that the rules look at, in all combinations the generator makes of them.
    private static let pieces: [[UInt8]] =
        [
            "a", "The", "NATO", "Dr", "U.S", " ", "  ", "\n", "\n\n", "\r\n", ".", "...", ". . .", "!", "?", "\"", "'",
            "(",
            ")", "[6]", "[", "]", "1", "12.", "•", "- ", "—", ":", ";", ":)", "😀", "。", "「", "」", "…", "”", "“", "»",
            "«", "é", "É", "д", "Д", "\u{A0}", "\u{2028}", "\u{3000}", "\u{202A}", "#", ">", "|", "</p>", "www.", "@",
            "/",
        ].map { Array($0.utf8) } + [[0xFF], [0xE2], [0xE2, 0x80], [0xC3], [0xF0, 0x9F], [0x80], [0]]

    @Test("Ranges ascend on character boundaries and nothing but white space is outside", arguments: 0..<40)
    func nothingIsLost(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<60, using: &generator) {
                bytes += Self.pieces.randomElement(using: &generator) ?? []
            }
            for language in [Language.undetermined, .english, .german, .japanese] {
                check(bytes, language, seed)
            }
        }
    }

    private func check(_ bytes: [UInt8], _ language: Language, _ seed: UInt64) {
        let sentences = SentenceSegmenter(language: language).sentences(in: bytes.span)
        var end = 0
        var paragraph = 0
        for sentence in sentences {
            #expect(sentence.range.lowerBound >= end && !sentence.range.isEmpty, "seed \(seed): \(bytes)")
            #expect(sentence.range.upperBound <= bytes.count, "seed \(seed): \(bytes)")
            #expect(sentence.paragraph >= paragraph, "seed \(seed): \(bytes)")
            guard sentence.range.lowerBound >= end, sentence.range.upperBound <= bytes.count else { return }
            #expect(isBlank(bytes[end..<sentence.range.lowerBound]), "seed \(seed): \(bytes)")
            end = sentence.range.upperBound
            paragraph = sentence.paragraph
        }
        #expect(isBlank(bytes[end...]), "seed \(seed): \(bytes)")
        // Valid text stays valid text in each of its sentences.
        if String(validating: bytes, as: UTF8.self) != nil {
            for sentence in sentences {
                #expect(String(validating: bytes[sentence.range], as: UTF8.self) != nil, "seed \(seed): \(bytes)")
            }
        }
        #expect(sentences == SentenceSegmenter(language: language).sentences(in: bytes.span))
    }

    private func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }

    @Test("Long rows of one byte, and of pairs, take linear time")
    func hostile() {
        #expect(SentenceSegmenter().sentences(in: "").isEmpty)
        #expect(SentenceSegmenter().sentences(in: " \n\t ").isEmpty)
        #if DEBUG
            let count = 20_000
        #else
            let count = 10_000_000
        #endif
        // Pairs take less: each of them is a place to decide on.
        for byte in UInt8.min...UInt8.max where count < 1_000_000 || Self.tellingBytes.contains(byte) {
            let bytes = [UInt8](repeating: byte, count: count)
            #expect(SentenceSegmenter(language: .english).sentences(in: bytes.span).count <= 1 || byte < 0x21)
        }
        for pair in [
            ". ", "! ", "A.", ".A", "a.A", "\". ", "( ", ".)", "a\n", "A \n", "1. ", ".[1]", ".'", "' ", "? \"",
        ] {
            let row = Array(repeating: Array(pair.utf8), count: count / 50).flatMap { $0 }
            let sentences = SentenceSegmenter(language: .english).sentences(in: row.span)
            #expect(sentences.last.map { $0.range.upperBound <= row.count } ?? true)
        }
    }

    private static let tellingBytes =
        Array(" \n\r\t.!?\"'([)]{}-*#>|:;,aA0@/<\0".utf8) + [0x80, 0xC2, 0xE2, 0xE3, 0xF0, 0xFF]
}

@Suite("Sentence quality floors")
struct SentenceQualityTests {
    /// F1 a little under what was reached, so that a slip shows and noise of a rewrite does not.
    @Test(
        "Boundary F1 on the development parts",
        .enabled(if: EvaluationData.isPresent, Comment(rawValue: EvaluationData.absence)),
        arguments: [
            ("ewt-dev", Language.english, 93.0), ("gum-dev", .english, 98.2), ("de-gsd-dev", .german, 98.4),
            ("fr-gsd-dev", .french, 98.0), ("fr-sequoia-dev", .french, 91.0), ("es-gsd-dev", .spanish, 99.0),
            ("it-isdt-dev", .italian, 93.2),
        ])
    func treebanks(_ name: String, _ language: Language, _ floor: Double) throws {
        let score = try #require(SentenceScore(name, language))
        #expect(score.f1 * 100 >= floor, "\(name): \(score.f1 * 100)")
    }
}
