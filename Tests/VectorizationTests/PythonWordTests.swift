import TestSupport
import Testing
import TextProcessing

/// Words as Python's `re` and `str.lower` have them, scalar by scalar over Unicode's properties: the plain twin of the
/// rules `.python` and `.visible`.
private enum PlainPython {
    static func lower(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var out: [Unicode.Scalar] = []
        for (place, scalar) in scalars.enumerated() {
            if scalar == "Σ" {
                let before = scalars[..<place].last { !$0.properties.isCaseIgnorable }
                let after = scalars[(place + 1)...].first { !$0.properties.isCaseIgnorable }
                let isFinal = before?.properties.isCased == true && after?.properties.isCased != true
                out.append(isFinal ? "ς" : "σ")
            } else {
                out += scalar.properties.lowercaseMapping.unicodeScalars
            }
        }
        return out
    }

    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: scalar == "_" || scalar.properties.numericType != nil
        }
    }

    static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.properties.isWhitespace && !(0x1C...0x1F).contains(scalar.value)
    }

    static func words(_ text: String, _ rules: WordRules) -> [String] {
        let scalars = Array(text.unicodeScalars)
        return (rules.lowercases ? lower(scalars) : scalars).split {
            !(rules.alphabet == .python ? isWord($0) : isVisible($0))
        }.map { word in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: word)
            return String(view)
        }
    }
}

@Suite("Python's words")
struct PythonWordTests {
    static let rules = [
        WordRules(alphabet: .python), WordRules(alphabet: .python, lowercases: false),
        WordRules(alphabet: .visible), WordRules(alphabet: .visible, lowercases: false),
    ]

    private static func expectEqual(_ text: String, _ rules: WordRules) {
        let ours = Tokenizer(rules: rules).words(in: text).map { Array($0.utf8) }
        let plain = PlainPython.words(text, rules).map { Array($0.utf8) }
        guard ours != plain else { return }
        let place = zip(ours, plain).prefix { $0 == $1 }.count
        Issue.record(
            """
            \(rules.alphabet), word \(place): \(ours.dropFirst(place).prefix(2).map { String(decoding: $0, as: UTF8.self) }) \
            instead of \(plain.dropFirst(place).prefix(2).map { String(decoding: $0, as: UTF8.self) })
            """)
    }

    @Test("Every assigned scalar is a word or separates as in Python, in four places", arguments: rules)
    func everyScalar(rules: WordRules) {
        let assigned = (UInt32(0)..<0x110000).compactMap(Unicode.Scalar.init).filter {
            switch $0.properties.generalCategory {
            case .unassigned, .privateUse: false
            default: true
            }
        }
        #expect(assigned.count > 140_000)
        for start in stride(from: 0, to: assigned.count, by: 1000) {
            var texts = Array(repeating: String.UnicodeScalarView(), count: 4)
            for scalar in assigned[start..<min(start + 1000, assigned.count)] {
                texts[0] += [scalar, " "]
                texts[1] += ["a", "b", scalar, "C", " "]
                texts[2] += ["a", scalar, " "]
                texts[3] += ["Α", scalar, "Σ", scalar, " ", "Σ", scalar, "Α", " "]
            }
            for text in texts { Self.expectEqual(String(text), rules) }
        }
    }

    @Test("Texts of odd letters longer than a chunk", arguments: rules, [1, 2] as [UInt64])
    func longTexts(rules: WordRules, seed: UInt64) {
        let pieces = [
            "the", "River", "x_y", "_", "İstanbul", "ΟΔΟΣ", "ΟΔΟΣ.", "Σ", "straße", "K", "Å", "Ⱥb", "naïve",
            "e\u{301}te", "中文",
            "x\u{AD}yz", "don't", "٣٤", "²", "𝐀b", "\u{200D}", " ", "\n", "\u{A0}", "\u{2003}", ", ", ". ", "’",
            "\u{1F}", " ",
        ]
        var generator = SeededGenerator(seed: seed)
        let text = (0..<30_000).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
        #expect(text.utf8.count > 100_000)
        Self.expectEqual(text, rules)
    }

    @Test("Ill-formed bytes separate", arguments: rules)
    func illFormed(rules: WordRules) {
        let bytes: [UInt8] = Array("ab".utf8) + [0xFF] + Array("cd".utf8) + [0xC4] + Array("ef".utf8) + [0xC4]
        var words: [String] = []
        WordScanner(rules: rules).forEachWord(in: bytes.span) { word, _ in
            words.append(String(decoding: word, as: UTF8.self))
        }
        #expect(words == ["ab", "cd", "ef"])
    }
}
