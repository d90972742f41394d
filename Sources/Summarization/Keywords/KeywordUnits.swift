internal import Foundations
internal import TextProcessing
internal import Vectorization

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
    private let words: WordSenses
    private let breaks: PhraseBreaks?
    private let session: ReadingSession
    /// Where a unit that may be continued ends; -1 where none does.
    private var openEnd = -1

    /// Creates an empty list for a text in a language.
    init(language: Language, workspace: inout SummarizationWorkspace) {
        var rules = WordRules(language: language)
        rules.unspacedScripts = .runs
        tokenizer = Tokenizer(rules: rules)
        // Capitals are no sign of a name where every noun has one.
        capitalsTell = language != .german
        breaks = language == .english ? PhraseBreaks.english : nil
        workspace.own.begin()
        words = workspace.words(in: language)
        session = workspace.own
    }

    /// Adds the units of the sentences at ascending ranges of a text.
    mutating func add(_ ranges: [Range<Int>], of utf8: borrowing Span<UInt8>) {
        // All tokens at once: a scanner's buffers are larger than most sentences.
        var next = 0
        var isFirst = true
        let lexicon = session.lexicon
        let (tokens, numbers) = tokenizer.tokens(in: utf8) { word in
            Ligatures.withoutThem(Self.withoutPossessive(word)) { lexicon.number(of: $0) }
        }
        words.learn(numbers)
        var place = 0
        while place < tokens.count {
            let token = tokens[place]
            while next < ranges.count, ranges[next].upperBound <= token.range.lowerBound {
                next += 1
                isFirst = true
                openEnd = -1
            }
            guard next < ranges.count, units.count < Self.limit else { return }
            let number = numbers[place]
            place += 1
            guard token.range.lowerBound >= ranges[next].lowerBound else { continue }
            if let name = CompoundName(at: place - 1, tokens, utf8), name.range.upperBound <= ranges[next].upperBound {
                add(name: name.range, utf8, next)
                place = name.end
            } else {
                switch token.kind {
                case .word: add(word: token.range, number, utf8, next, isFirst)
                case .unspaced: add(run: token.range, utf8, next)
                case .number, .url, .mail, .hashtag, .mention: openEnd = -1
                }
            }
            isFirst = false
        }
    }

    /// Adds a name of letters, digits and signs: one unit, the same in capitals and small letters.
    private mutating func add(name range: Range<Int>, _ utf8: borrowing Span<UInt8>, _ sentence: Int) {
        let folded = range.map { utf8[$0] &- 0x41 < 26 ? utf8[$0] | 0x20 : utf8[$0] }
        let stem = Int32(bitPattern: folded.withUnsafeBufferPointer { session.lexicon.number(of: $0) })
        append(range, stem, sentence, isName: true, isIdeograph: false, utf8)
    }

    private mutating func add(
        word range: Range<Int>, _ number: WordNumber, _ utf8: borrowing Span<UInt8>, _ sentence: Int, _ isFirst: Bool
    ) {
        var range = withoutPossessive(range, utf8)
        let stem = words.senses.facts[Int(number)].stem
        guard stem >= 0, !session.lexicon.withBytes(of: number, Self.isContraction),
            range.contains(where: { !Self.isDigitOrMark(utf8[$0]) })
        else {
            openEnd = -1
            return
        }
        if let breaks, breaks.end(phraseAt: range, number, session.lexicon, utf8) {
            openEnd = -1
            return
        }
        // The last full stop of U.S. is not part of the token.
        if range.count >= 3, utf8[range.upperBound - 2] == UInt8(ascii: "."), range.upperBound < utf8.count,
            utf8[range.upperBound] == UInt8(ascii: ".")
        {
            range = range.lowerBound..<(range.upperBound + 1)
        }
        let isName = capitalsTell && !isFirst && Self.scalars(range, utf8).first?.properties.isUppercase == true
        append(range, stem, sentence, isName: isName, isIdeograph: false, utf8)
    }

    /// Cuts a run without blanks: Chinese characters one by one, katakana together; hiragana are function words.
    private mutating func add(run range: Range<Int>, _ utf8: borrowing Span<UInt8>, _ sentence: Int) {
        let scalars = Self.scalars(range, utf8)
        var at = range.lowerBound
        var place = scalars.startIndex
        while place < scalars.endIndex, units.count < Self.limit {
            let kind = ScalarKind(scalars[place].value)
            let first = at
            repeat {
                at += UTF8.width(scalars[place])
                place = scalars.index(after: place)
            } while kind != .ideograph && place < scalars.endIndex && ScalarKind(scalars[place].value) == kind
            // These scripts have no capitals.
            let piece = first..<at
            let number = utf8.extracting(piece).withUnsafeBufferPointer { session.lexicon.number(of: $0) }
            let stem = words.sense(of: number).stem
            if kind == .hiragana || stem < 0 {
                openEnd = -1
            } else {
                append(piece, stem, sentence, isName: false, isIdeograph: kind == .ideograph, utf8)
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

    /// The scalars of a range.
    private static func scalars(_ range: Range<Int>, _ utf8: borrowing Span<UInt8>) -> String.UnicodeScalarView {
        utf8.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }.unicodeScalars
    }

    /// Whether a folded word ends like `don't` or `we'll`.
    private static func isContraction(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let mark = word.lastIndex(of: UInt8(ascii: "'")) else { return false }
        return word.count - mark <= 3
    }

    /// A folded word without `'s` at its end.
    private static func withoutPossessive(_ word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        guard word.count > 2, word[word.count - 1] == UInt8(ascii: "s"), word[word.count - 2] == UInt8(ascii: "'")
        else { return word }
        return UnsafeBufferPointer(rebasing: word.dropLast(2))
    }

    private func withoutPossessive(_ range: Range<Int>, _ utf8: borrowing Span<UInt8>) -> Range<Int> {
        guard range.count > 2, utf8[range.upperBound - 1] | 0x20 == UInt8(ascii: "s") else { return range }
        let mark = range.upperBound - 2
        if utf8[mark] == UInt8(ascii: "'") { return range.lowerBound..<mark }
        // U+2019
        guard range.count > 4, utf8[mark] == 0x99, utf8[mark - 1] == 0x80, utf8[mark - 2] == 0xE2 else { return range }
        return range.lowerBound..<(mark - 2)
    }

    private static func isDigitOrMark(_ byte: UInt8) -> Bool {
        byte < 0x80 && !((byte | 0x20) &- UInt8(ascii: "a") < 26)
    }

    /// Whether what stands between two words leaves them one phrase: white space, a hyphen, or nothing.
    private static func joins(_ gap: Range<Int>, _ utf8: borrowing Span<UInt8>) -> Bool {
        if gap.count == 1, utf8[gap.lowerBound] == UInt8(ascii: "-") { return true }
        for at in gap where !ASCII.isSpace(utf8[at]) { return false }
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
            var shown = range.lowerBound
            for at in range where at >= shown {
                shown = at + PrintedText.invisible(utf8, at: at, end: range.upperBound)
                if shown > at { continue }
                if let letters = Ligatures.letters(utf8, at: at, end: range.upperBound) {
                    form.append(contentsOf: letters)
                    shown = at + Ligatures.length
                    continue
                }
                let isSpace = ASCII.isSpace(utf8[at])
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
