internal import TextEvaluation
internal import TextProcessing

/// The content words of a text in running order: what keywords are made of.
///
/// A unit is a word with content, or one character of a run of Chinese ones; stop words, numbers, addresses and marks
/// come between units and belong to none.
struct KeywordUnits {
    struct Unit {
        /// The number of the stem in the lexicon.
        var stem: Int32
        /// UTF-8 byte offsets into the text.
        var range: Range<Int>
        var sentence: Int32
        /// Whether it begins with a capital that is not the sentence's first letter.
        var isName: Bool
        /// Whether it is one character of a run.
        var isIdeograph: Bool
        /// Whether nothing but a blank or a hyphen stands between it and the unit before it.
        var continues: Bool
    }

    /// How many units are looked at: some 2 MB of text, and no more memory than that takes.
    static let limit = 200_000

    private(set) var units: [Unit] = []
    private let tokenizer: Tokenizer
    private let capitalsTell: Bool
    private var word = WordBuffer()
    /// Where a unit that may be continued ends; -1 where none does.
    private var openEnd = -1

    init(language: Language) {
        var rules = WordRules(language: language)
        rules.unspacedScripts = .runs
        tokenizer = Tokenizer(rules: rules)
        // Capitals are no sign of a name where every noun has one.
        capitalsTell = language != .german
    }

    /// Adds the units of the sentences at ascending ranges of a text.
    mutating func add(_ ranges: [Range<Int>], of utf8: borrowing Span<UInt8>, lexicon: inout Lexicon) {
        // All tokens at once: a scanner's buffers are larger than most sentences.
        var next = 0
        var isFirst = true
        for token in tokenizer.tokens(in: utf8) {
            while next < ranges.count, ranges[next].upperBound <= token.range.lowerBound {
                next += 1
                isFirst = true
                openEnd = -1
            }
            guard next < ranges.count, units.count < Self.limit else { return }
            guard token.range.lowerBound >= ranges[next].lowerBound else { continue }
            switch token.kind {
            case .word: add(word: token.range, utf8, next, isFirst, &lexicon)
            case .unspaced: add(run: token.range, utf8, next, &lexicon)
            case .number, .url, .mail, .hashtag, .mention: openEnd = -1
            }
            isFirst = false
        }
    }

    private mutating func add(
        word range: Range<Int>, _ utf8: borrowing Span<UInt8>, _ sentence: Int, _ isFirst: Bool,
        _ lexicon: inout Lexicon
    ) {
        var range = withoutPossessive(range, utf8)
        fold(range, utf8)
        let (stem, _) = lexicon.contentStem(of: word)
        guard stem >= 0, !isContraction, range.contains(where: { !Self.isDigitOrMark(utf8[$0]) }) else {
            openEnd = -1
            return
        }
        // The last full stop of U.S. is not part of the token.
        if range.count >= 3, utf8[range.upperBound - 2] == UInt8(ascii: "."), range.upperBound < utf8.count,
            utf8[range.upperBound] == UInt8(ascii: ".")
        {
            range = range.lowerBound..<(range.upperBound + 1)
        }
        let isName = capitalsTell && !isFirst && isCapital(range.lowerBound, utf8)
        append(range, stem, sentence, isName: isName, isIdeograph: false, utf8)
    }

    /// Cuts a run without blanks: Chinese characters one by one, katakana together; hiragana are function words.
    private mutating func add(
        run range: Range<Int>, _ utf8: borrowing Span<UInt8>, _ sentence: Int, _ lexicon: inout Lexicon
    ) {
        var at = range.lowerBound
        while at < range.upperBound, units.count < Self.limit {
            let kind = ScalarKind(TermScanner.decode(utf8, at, range.upperBound).scalar)
            let first = at
            repeat {
                at += TermScanner.decode(utf8, at, range.upperBound).length
            } while kind != .ideograph && at < range.upperBound
                && ScalarKind(TermScanner.decode(utf8, at, range.upperBound).scalar) == kind
            fold(first..<at, utf8)
            let (stem, _) = lexicon.contentStem(of: word)
            if kind == .hiragana || stem < 0 {
                openEnd = -1
            } else {
                append(first..<at, stem, sentence, isName: false, isIdeograph: kind == .ideograph, utf8)
            }
        }
    }

    private mutating func append(
        _ range: Range<Int>, _ stem: Int32, _ sentence: Int, isName: Bool, isIdeograph: Bool,
        _ utf8: borrowing Span<UInt8>
    ) {
        let continues = openEnd >= 0 && Self.joins(openEnd..<range.lowerBound, utf8)
        openEnd = range.upperBound
        units.append(
            Unit(
                stem: stem, range: range, sentence: Int32(sentence), isName: isName, isIdeograph: isIdeograph,
                continues: continues))
    }

    // MARK: Letters

    private mutating func fold(_ range: Range<Int>, _ utf8: borrowing Span<UInt8>) {
        word.clear()
        var at = range.lowerBound
        while at < range.upperBound {
            let (scalar, length) = TermScanner.decode(utf8, at, range.upperBound)
            if scalar == 0x2019 || scalar == 0x2018 {
                word.append(UInt8(ascii: "'"))
            } else {
                ScalarFolding.appendLowercased(scalar, to: &word)
            }
            at += length
        }
    }

    /// Whether the folded word ends like `don't` or `we'll`.
    private var isContraction: Bool {
        let bytes = word.word
        guard let mark = bytes.lastIndex(of: UInt8(ascii: "'")) else { return false }
        return bytes.count - mark <= 3
    }

    private func withoutPossessive(_ range: Range<Int>, _ utf8: borrowing Span<UInt8>) -> Range<Int> {
        guard range.count > 2, utf8[range.upperBound - 1] | 0x20 == UInt8(ascii: "s") else { return range }
        let mark = range.upperBound - 2
        if utf8[mark] == UInt8(ascii: "'") { return range.lowerBound..<mark }
        // U+2019
        guard range.count > 4, utf8[mark] == 0x99, utf8[mark - 1] == 0x80, utf8[mark - 2] == 0xE2 else { return range }
        return range.lowerBound..<(mark - 2)
    }

    private func isCapital(_ at: Int, _ utf8: borrowing Span<UInt8>) -> Bool {
        let (scalar, _) = TermScanner.decode(utf8, at, utf8.count)
        return Unicode.Scalar(scalar)?.properties.isUppercase ?? false
    }

    private static func isDigitOrMark(_ byte: UInt8) -> Bool {
        byte < 0x80 && !((byte | 0x20) &- UInt8(ascii: "a") < 26)
    }

    /// Whether what stands between two words leaves them one phrase: white space, a hyphen, or nothing.
    private static func joins(_ gap: Range<Int>, _ utf8: borrowing Span<UInt8>) -> Bool {
        if gap.count == 1, utf8[gap.lowerBound] == UInt8(ascii: "-") { return true }
        for at in gap where !ByteClass.isSpace(utf8[at]) { return false }
        return gap.count <= 80
    }

    private enum ScalarKind {
        case ideograph, hiragana, other

        init(_ scalar: UInt32) {
            switch scalar {
            case 0x3005, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: self = .ideograph
            case 0x3040...0x309F: self = .hiragana
            default: self = .other
            }
        }
    }
}

extension KeywordUnits {
    /// The form that units at some places have most often, white space as one blank; of equal ones the first.
    func commonForm(places: [Int], length: Int, in utf8: borrowing Span<UInt8>) -> String {
        var counts: [[UInt8]: Int] = [:]
        var forms: [[UInt8]] = []
        for place in places {
            let range = units[place].range.lowerBound..<units[place + length - 1].range.upperBound
            var form: [UInt8] = []
            for at in range {
                let isSpace = ByteClass.isSpace(utf8[at])
                if isSpace, form.last == UInt8(ascii: " ") { continue }
                form.append(isSpace ? UInt8(ascii: " ") : utf8[at])
            }
            counts[form, default: 0] += 1
            forms.append(form)
        }
        let highest = counts.values.max()
        return String(decoding: forms.first { counts[$0] == highest } ?? [], as: UTF8.self)
    }
}
