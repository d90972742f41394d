import TestSupport
import Testing
import TextProcessing
import Vectorization

@Suite("Readings") struct TextReadingTests {
    /// What a reading says of one sentence.
    private struct Read: Equatable {
        var words: [PlainReading.Word]
        var marks: SentenceMarks
    }

    private static func read(_ text: String, _ sentences: [Sentence], with reader: TextReader) -> [Read] {
        reader.read(text.utf8.span, sentences)
        let reading = reader.reading
        return (0..<reading.sentenceCount).map { sentence in
            Read(
                words: reading.words(of: sentence).map { place in
                    PlainReading.Word(
                        folded: reader.lexicon.word(reading.words[place]), range: reading.range(of: place))
                }, marks: reading.marks[sentence])
        }
    }

    /// Cuts a text into sentences of some scalars each, now and then with a gap between two.
    private static func cut(_ text: String, using generator: inout SeededGenerator) -> [Sentence] {
        var sentences: [Sentence] = []
        var at = 0
        var start = 0
        for scalar in text.unicodeScalars {
            at += UTF8.width(scalar)
            guard Int.random(in: 0..<12, using: &generator) == 0 else { continue }
            if Int.random(in: 0..<5, using: &generator) > 0 { sentences.append(Sentence(range: start..<at)) }
            start = at
        }
        sentences.append(Sentence(range: start..<at))
        return sentences
    }

    private static func check(_ text: String, _ sentences: [Sentence], _ reads: [Read]) {
        let utf8 = Array(text.utf8)
        for (sentence, read) in zip(sentences, reads) {
            let alone = String(decoding: utf8[sentence.range], as: UTF8.self)
            let plain = PlainReading(alone, at: sentence.range.lowerBound)
            #expect(read.words == plain.words, "\(alone.debugDescription)")
            #expect(Int(read.marks.tokens) == plain.tokens, "\(alone.debugDescription)")
            #expect(Int(read.marks.runs) == plain.runs, "\(alone.debugDescription)")
            #expect(Int(read.marks.unspacedTokens) == plain.unspacedTokens, "\(alone.debugDescription)")
            #expect(Int(read.marks.unspacedCharacters) == plain.unspacedCharacters, "\(alone.debugDescription)")
            #expect(Int(read.marks.scalars) == alone.unicodeScalars.count, "\(alone.debugDescription)")
            checkMarks(read.marks, alone, read.words.map { $0.range }, offset: sentence.range.lowerBound)
        }
    }

    /// Compares the counts of letters and marks with counting scalars.
    private static func checkMarks(_ marks: SentenceMarks, _ text: String, _ words: [Range<Int>], offset: Int) {
        func count(_ scalars: String) -> Int { text.unicodeScalars.count { scalars.unicodeScalars.contains($0) } }
        let capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        #expect(Int(marks.upper) == count(capitals))
        #expect(Int(marks.letters) == count(capitals + capitals.lowercased()))
        #expect(Int(marks.digits) == count("0123456789"))
        #expect(Int(marks.straightQuotes) == count("\""))
        #expect(Int(marks.sixtySixQuotes) == count("\u{201C}"))
        #expect(Int(marks.otherCurlyQuotes) == count("\u{201D}\u{201E}\u{201F}"))
        #expect(Int(marks.leftGuillemets) == count("«") && Int(marks.rightGuillemets) == count("»"))
        #expect(Int(marks.points) == count(".,;") && Int(marks.commas) == count(","))
        #expect(Int(marks.questions) == count("?") && Int(marks.exclamations) == count("!"))
        #expect(Int(marks.dashes) == count("–—"))
        #expect(Int(marks.bars) == count("|/") + 4 * count("©"))
        #expect(marks.hasAt == text.unicodeScalars.contains("@"))
        #expect(marks.isBeyondASCII == !text.unicodeScalars.allSatisfy { $0.isASCII })
        let bytes = Array(text.utf8)
        let ascii = words.map { ($0.lowerBound - offset)..<($0.upperBound - offset) }.enumerated()
            .filter { $1.upperBound == bytes.count || bytes[$1.upperBound] < 0x80 }
            .map { ($0, bytes[$1]) }.filter { $1.allSatisfy { $0 < 0x80 } }
        func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
        func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }
        #expect(Int(marks.capitalLetters) == ascii.reduce(0) { $0 + $1.1.count(where: isCapital) })
        #expect(marks.hasNumber == ascii.contains { isDigit($1.first) || isDigit($1.last) })
        let named = ascii.count { place, word in
            place > 0 && isCapital(word[word.startIndex]) && word.count > 1
                && (0x61...0x7A).contains(word[word.startIndex + 1])
        }
        #expect(Int(marks.capitalizedWords) == named)
        #expect(marks.isQuestion == (text.utf8.last == UInt8(ascii: "?")))
    }

    @Test("Random texts are read as the plain twin reads each sentence alone, with one reader and with a new one")
    func random() {
        var generator = SeededGenerator(seed: 77)
        let pieces: [String] = [
            " ", " ", " ", "\n", "\u{A0}", "\u{3000}", "\u{2009}", ".", ",", "\"", "''", "``", "“", "”", "„", "«", "»",
            "–",
            "|", "©", "[4", "(Ito, 1998)", "2004a)", "www.", "://", ":/x", "@", "?", "!", ";", "a", "The", "UN", "x7",
            "7",
            "1999", "Überfahrt", "naïve", "cafe\u{301}s", "e\u{301}", "\u{301}", "don’t", "it's", "snake_case", "U.S.",
            "K", "\u{212A}elvin", "İ", "Σίσυφος", "МОСКВА", "co\u{AD}operate", "\u{200D}", "漢", "字", "日本語", "カタカナ",
            "ひら",
            "ภาษาไทย", "ကို", "한국어", "हिन्दी", "ﬁ", "½", "²", "🙂", "\u{FE0F}", "Ⅷ", "antidisestablishmentarianism",
            "internationalisations", "überinterpretationen", "𠀋", "𝔘",
        ]
        let reader = TextReader(lexicon: Lexicon())
        for round in 0..<1500 {
            let text = (0..<Int.random(in: 0...40, using: &generator))
                .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let sentences = Self.cut(text, using: &generator)
            let reads = Self.read(text, sentences, with: reader)
            #expect(reads.count == sentences.count)
            Self.check(text, sentences, reads)
            if round.isMultiple(of: 10) {
                #expect(reads == Self.read(text, sentences, with: TextReader(lexicon: Lexicon())))
            }
        }
    }

    @Test("Every scalar is read as the plain twin reads it: alone, in a word, after a capital and before a pair")
    func allScalars() {
        let reader = TextReader(lexicon: Lexicon(limit: 50_000))
        var text = ""
        var sentences: [Sentence] = []
        func flush() {
            reader.lexicon.startAnewIfFull()
            Self.check(text, sentences, Self.read(text, sentences, with: reader))
            (text, sentences) = ("", [])
        }
        for value in UInt32(1)..<0x30000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            // The scripts of whole planes are read alike: every 61st of the large blocks will do.
            if (0x3400..<0x9F00).contains(value) || (0xAC00..<0xD7A0).contains(value) || value >= 0x20000,
                !value.isMultiple(of: 61)
            {
                continue
            }
            let start = text.utf8.count
            text += "\(scalar)b C\(scalar) d\(scalar)\(scalar)e"
            sentences.append(Sentence(range: start..<text.utf8.count))
            text += "\n"
            if text.utf8.count > 60_000 { flush() }
        }
        flush()
    }

    @Test("Ranges that overlap, lie outside of the text, cut a scalar or are empty are read as far as they go")
    func oddRanges() {
        let text = "Rain fell. Überall stieg der Fluß."
        let reader = TextReader(lexicon: Lexicon())
        let ranges = [0..<10, 5..<20, 30..<90, 7..<7, 12..<16, 100..<120, 0..<text.utf8.count]
        let reads = Self.read(text, ranges.map { Sentence(range: $0) }, with: reader)
        #expect(
            reads.map { $0.words.map(\.folded) } == [
                ["rain", "fell"], ["fell", "überall"], ["fluß"], [], ["berall".prefix(3).description], [],
                ["rain", "fell", "überall", "stieg", "der", "fluß"],
            ])
        reader.read("".utf8.span, [])
        #expect(reader.reading.sentenceCount == 0 && reader.reading.words.isEmpty)
    }

    @Test("A text of many chunks is read like its sentences alone, and its folded bytes stand at its offsets")
    func longText() {
        var generator = SeededGenerator(seed: 3)
        var text = ""
        var sentences: [Sentence] = []
        for number in 0..<3000 {
            let start = text.utf8.count
            text += ["The River rose \(number) Metres", "Élan Vital", "Ä"].randomElement(using: &generator) ?? ""
            text += number.isMultiple(of: 7) ? "" : "."
            sentences.append(Sentence(range: start..<text.utf8.count))
            text += number.isMultiple(of: 5) ? "" : "\n\n"
        }
        let reader = TextReader(lexicon: Lexicon())
        Self.check(text, sentences, Self.read(text, sentences, with: reader))
        let folded = reader.reading.folded
        #expect(folded.count == text.utf8.count + TextReader.readableBytes)
        let lower = Array(text.lowercased().utf8)
        for sentence in sentences { #expect(folded[sentence.range].elementsEqual(lower[sentence.range])) }
    }

    @Test("A session reads a text once for all who ask, and again when text, borders or lexicon have changed")
    func session() {
        let session = ReadingSession(lexicon: Lexicon(limit: 6))
        let text = "Rain fell. It stopped."
        let sentences = SentenceSegmenter(language: .english).sentences(in: text)
        let first = session.read(text, sentences)
        #expect(session.words(of: "It rained").map(session.lexicon.word) == ["it", "rained"])
        let words = { (reading: TextReading) in reading.words.map { session.lexicon.word($0) } }
        #expect(session.read(text, sentences).words == first.words)
        #expect(words(first) == ["rain", "fell", "it", "stopped"])
        #expect(words(session.read(text, [sentences[1]])) == ["it", "stopped"])
        #expect(words(session.read("Snow fell. It lay on.", sentences)) == ["snow", "fell", "it", "lay", "on"])
        // There are more words now than the lexicon keeps.
        session.begin()
        #expect(session.lexicon.count == 0)
        #expect(words(session.read(text, sentences)) == ["rain", "fell", "it", "stopped"])
        #expect(words(session.read(text, sentences)) == ["rain", "fell", "it", "stopped"])
    }
}
