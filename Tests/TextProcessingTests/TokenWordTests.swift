import TestSupport
import Testing
import TextProcessing

/// Words with their ranges, as the scanner gives them.
private func scan(_ text: String, _ rules: WordRules = WordRules(), chunk: Int = 32 << 10, variant: Int32 = 2)
    -> [ReferenceWords.Word]
{
    var words: [ReferenceWords.Word] = []
    let bytes = Array(text.utf8)
    WordScanner(rules: rules, chunkSize: chunk, variant: variant).forEachWord(in: bytes.span) { word, range in
        words.append(.init(folded: String(decoding: word, as: UTF8.self), range: range))
    }
    return words
}

@Suite struct TokenWordTests {
    @Test(arguments: [
        ("Don't panic!", ["don't", "panic"]),
        ("Don’t PANIC", ["don't", "panic"]),
        ("rock ’n’ roll, 'quoted'", ["rock", "n", "roll", "quoted"]),
        ("1,000.50 and 3.14.", ["1,000.50", "and", "3.14"]),
        ("snake_case _emphasis_ __init__", ["snake_case", "emphasis", "init"]),
        ("the U.S. Army, e.g. at a.m.", ["the", "u.s", "army", "e.g", "at", "a.m"]),
        ("end.Start", ["end", "start"]),
        ("well-known", ["well", "known"]),
        ("ÉCOLE Straße ΟΔΟΣ İstanbul", ["école", "straße", "οδοσ", "istanbul"]),
        ("Москва, Київ", ["москва", "київ"]),
        ("東京都に2020年", ["東京", "京都", "都に", "2020", "年"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("co\u{AD}operate ze\u{200C}ro", ["cooperate", "zero"]),
        ("cafe\u{301}", ["cafe\u{301}"]),
        ("col·legi", ["col·legi"]),
        ("١٬٢٣٤٫٥", ["١٬٢٣٤٫٥"]),
        ("ȺȺ \u{212A}elvin", ["ⱥⱥ", "kelvin"]),
        ("한국어 문장", ["한국어", "문장"]),
        ("", []), ("\0\0", []), ("!?… 🎉", []),
    ]) func wordsFollowTheRules(text: String, expected: [String]) {
        #expect(Tokenizer().words(in: text) == expected)
        #expect(ReferenceWords.words(in: text, rules: WordRules()).map(\.folded) == expected)
    }

    /// Strings compare by canonical equivalence, so the bytes are compared here.
    @Test(arguments: [
        ("Cafe\u{301}", "caf\u{E9}"), ("VIE\u{323}\u{302}T", "vi\u{1EC7}t"), ("か\u{3099}", "\u{304C}"),
        ("q\u{301}e\u{301}", "q\u{301}\u{E9}"), ("и\u{306}", "\u{439}"), ("e\u{AD}\u{301}", "\u{E9}"),
        ("o\u{334}\u{302}", "o\u{334}\u{302}"), ("क\u{93C}", "क\u{93C}"),
    ]) func lettersAndMarksAreComposed(text: String, expected: String) {
        let words = Tokenizer().words(in: text)
        #expect(words.map { Array($0.utf8) } == [Array(expected.utf8)])
        #expect(scan(text).map(\.range) == [0..<text.utf8.count])
    }

    @Test func frenchSeparatesElidedArticles() {
        #expect(Tokenizer(language: .french).words(in: "L’homme qu'il") == ["l", "homme", "qu", "il"])
        #expect(Tokenizer().words(in: "L’homme") == ["l'homme"])
    }

    @Test func unspacedScriptsHaveThreeForms() {
        let text = "漢字かな"
        func words(_ scripts: WordRules.UnspacedScripts) -> [String] {
            Tokenizer(rules: WordRules(unspacedScripts: scripts)).words(in: text)
        }
        #expect(words(.bigrams) == ["漢字", "字か", "かな"])
        #expect(words(.characters) == ["漢", "字", "か", "な"])
        #expect(words(.runs) == ["漢字かな"])
    }

    /// Every kernel, every chunk size and every rule equals the plain twin on random texts of awkward scalars.
    @Test(arguments: 0..<16) func everyPathEqualsThePlainOne(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let common: [Unicode.Scalar] = Array("aabbEeZz019'.,_ -\n’éÉßж漢字かกิ".unicodeScalars)
        let rare: [Unicode.Scalar] = Array(
            "\u{301}\u{AD}\u{200D}\u{FE0F}·‘\u{212A}ȺİſςµΣǅ٣٫٬Ⅷ½🎉\u{0}\u{7F}ㅎ한\u{5F4}א\u{20000}𝐀𐐀\u{F8FF}ー"
                .unicodeScalars)
        for round in 0..<60 {
            let length = Int.random(in: 0...(round % 4 == 0 ? 400 : 90), using: &random)
            var text = ""
            for _ in 0..<length {
                let pool = Int.random(in: 0..<4, using: &random) == 0 ? rare : common
                if let scalar = pool.randomElement(using: &random) { text.unicodeScalars.append(scalar) }
            }
            let rules = WordRules(
                joinsApostrophes: round % 5 != 0, joinsNumbers: round % 7 != 0, joinsUnderscores: round % 3 != 0,
                joinsInitials: round % 4 != 0,
                unspacedScripts: WordRules.UnspacedScripts(rawValue: UInt8(round % 3)) ?? .bigrams)
            let expected = ReferenceWords.words(in: text, rules: rules)
            for variant in [Int32(0), 1, 2] {
                for chunk in [64, 192, 32 << 10] {
                    let found = scan(text, rules, chunk: chunk, variant: variant)
                    #expect(
                        found == expected,
                        "seed \(seed) round \(round) variant \(variant) chunk \(chunk): \(text.debugDescription)")
                }
            }
        }
    }

    @Test(arguments: 0..<8) func illFormedBytesSeparate(seed: Int) {
        var random = SeededGenerator(seed: UInt64(1000 + seed))
        let pool: [UInt8] = [
            0x61, 0x42, 0x20, 0x27, 0x80, 0xBF, 0xC3, 0xA9, 0xE2, 0x80, 0x99, 0xF0, 0xED, 0xA0, 0xFF, 0xC0,
        ]
        for _ in 0..<100 {
            let bytes = (0..<Int.random(in: 0...150, using: &random)).compactMap { _ in
                pool.randomElement(using: &random)
            }
            let repaired = String(decoding: bytes, as: UTF8.self)
            let expected = ReferenceWords.words(in: repaired, rules: WordRules()).map(\.folded)
            for chunk in [64, 32 << 10] {
                for variant in [Int32(0), 1, 2] {
                    var found: [String] = []
                    WordScanner(rules: WordRules(), chunkSize: chunk, variant: variant).forEachWord(in: bytes.span) {
                        word, range in
                        found.append(String(decoding: word, as: UTF8.self))
                        #expect(range.upperBound <= bytes.count && !range.isEmpty)
                    }
                    #expect(found == expected, "seed \(seed): \(bytes)")
                }
            }
        }
    }

    /// A word longer than any chunk is one word, and a long text of one byte ends, in little time.
    @Test(arguments: [0x61, 0x20, 0x27, 0x2E, 0x39, 0x40, 0x23, 0x3A, 0x5F, 0x80, 0xC3, 0xE6, 0xFF, 0x00] as [UInt8])
    func oneRepeatedByteIsLinear(byte: UInt8) {
        #if DEBUG
            let count = 1 << 20
        #else
            let count = 10 << 20
        #endif
        let bytes = [UInt8](repeating: byte, count: count)
        var words = 0
        var covered = 0
        WordScanner().forEachWord(in: bytes.span) { word, range in
            words += 1
            covered += range.count
        }
        let isWord = byte == 0x61 || byte == 0x39
        #expect(words == (isWord ? 1 : 0) && covered == (isWord ? count : 0))
        #expect(Tokenizer().tokens(in: bytes.span).count == words)
    }

    @Test(arguments: ["漢", "ก", "é", "a\u{301}", "a'", "1.", "a.", "a@", "#a", "http://", "a:", "\u{AD}", "É’"])
    func oneRepeatedClusterIsLinear(unit: String) {
        #if DEBUG
            let text = String(repeating: unit, count: 100_000)
        #else
            let text = String(repeating: unit, count: 3_000_000)
        #endif
        let tokens = Tokenizer().tokens(in: text)
        var last = 0
        for token in tokens {
            #expect(token.range.lowerBound >= last && token.range.upperBound <= text.utf8.count)
            last = token.range.lowerBound
        }
    }

    /// The kernel's table agrees with the standard library's Unicode data for every scalar both know.
    @Test func tableAgreesWithTheStandardLibrary() {
        var wrong: [String] = []
        for value in UInt32(0)..<0x40000 {
            guard let scalar = Unicode.Scalar(value), let age = scalar.properties.age, age.major <= 14 else { continue }
            let part = WordPart(of: scalar)
            let agrees: Bool
            switch scalar.properties.generalCategory {
            case .decimalNumber: agrees = part == .digit
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter: agrees = part == .letter
            case .modifierLetter, .otherLetter, .letterNumber, .otherNumber:
                agrees = part == .letter || part == .ideograph || part == .unspaced
            case .nonspacingMark, .spacingMark, .enclosingMark: agrees = part == .mark || part == .format
            case .format: agrees = part == .format || (0x600...0x605).contains(value)
            default: agrees = part == .separator || part == .apostrophe || part == .inner || part == .numberPoint
            }
            let lower = scalar.properties.lowercaseMapping.unicodeScalars
            let folded = WordPart.folded(scalar)
            let special: Set<UInt32> = [0xB5, 0x17F, 0x3C2, 0x130, 0x2018, 0x2019, 0xFF07]
            let folds = special.contains(value) || lower.count != 1 || lower.first == folded
            if !agrees || !folds { wrong.append("U+\(String(value, radix: 16)) \(part) \(folded)") }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(20))")
    }
}
