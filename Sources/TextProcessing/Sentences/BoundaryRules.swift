/// What the rules say of a candidate.
enum Verdict: UInt8 {
    /// Surely an end.
    case end
    /// More likely an end than not.
    case likely
    /// More likely no end.
    case unlikely
    /// No end in careful writing: a small letter follows. Careless writers begin sentences so.
    case small
    /// Surely no end.
    case no

    /// The decision where nothing else is known.
    var isEnd: Bool { self == .end || self == .likely }

    /// What the rules add to the log-odds of the model, which was trained on careless writing only.
    ///
    /// Swept on EWT-dev, GUM-dev and the golden rules: with 0 everywhere EWT-dev is 0.6 points better, GUM-dev 0.4 and
    /// the golden rules 3.3 points worse; from twice these values on nothing gains. `evaluate-text sentences` measures.
    var leaning: Float {
        switch self {
        case .end, .likely: 3
        case .unlikely: -2.5
        case .small: -1.5
        case .no: -50
        }
    }

    /// What the model must overcome where no end mark stands: the price of a false cut in clean prose.
    static let bareLeaning: Float = -1.2
}

/// The rules for end marks inside a line.
enum BoundaryRules {
    /// Whether the sentence ends at the candidate.
    static func verdict(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, profile: LanguageProfile, sentence: Int, openBracket: Int
    ) -> Verdict {
        // Marks of other scripts end a sentence glued or not.
        if candidate.fullStops > 0 { return afterFullStop(text, candidate) }
        if candidate.isGlued { return GluedSentences.verdict(text, candidate, profile: profile) }
        let first = character(text, at: candidate.next)
        // A pause or a further closing mark: the sentence goes on.
        if first.glyph == .pause || first.glyph == .closer { return .no }
        if first.glyph == .dash { return beforeDash(text, candidate, first, profile: profile) }
        if first.value == 0x2F { return .no }
        let word = skipOpeners(text, from: candidate.next)
        let opening = character(text, at: word)
        // "(who knows?) have": what was a remark in brackets goes on in small letters.
        if candidate.closesBracket, opening.glyph == .lower { return .no }
        if isInsideBracket(text, candidate, sentence: sentence, openBracket: openBracket) { return .no }
        if candidate.hasEmoticon { return opening.glyph == .lower ? .unlikely : .end }
        if candidate.questions + candidate.exclamations > 0 {
            if IntroducedSpeech.holds(text, candidate, sentence: sentence) { return .no }
            return afterQuestion(text, candidate, opening: opening, sentence: sentence)
        }
        if candidate.isEllipsis {
            if opening.glyph == .lower { return .small }
            // Three dots that stand apart are a pause; four, or three at the word, may be an end.
            let isPause = candidate.periods == 3 && isBlank(text, before: candidate.mark)
            return isPause ? .unlikely : .likely
        }
        return afterPeriod(text, candidate, word: word, opening: opening, profile: profile)
    }

    private static func afterFullStop(_ text: Span<UInt8>, _ candidate: MarkCandidate) -> Verdict {
        let first = character(text, at: candidate.next)
        if candidate.closesWideBracket {
            // 「…。」と言った: a quotation that the sentence goes on from, by a particle in hiragana.
            if (0x3041...0x309F).contains(first.value) { return .no }
            return first.glyph == .pause || first.glyph == .closer || first.glyph == .mark ? .no : .end
        }
        return first.glyph == .closer || first.glyph == .pause ? .no : .end
    }

    /// A dash after an end mark starts a list item or the next speaker, or the sentence goes on after a remark.
    private static func beforeDash(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, _ dash: Character8, profile: LanguageProfile
    ) -> Verdict {
        var cursor = candidate.next
        while character(text, at: cursor).glyph == .dash { cursor += character(text, at: cursor).length }
        let isOne = cursor == candidate.next + dash.length
        // “…” — Somebody: who said it. In English a dash opens no speech; the model knows lists.
        if profile.language == .english, candidate.closesQuote || dash.value >= 0x2013 { return .unlikely }
        let word = character(text, at: skipOpeners(text, from: skipBlanks(text, from: cursor)))
        if candidate.isSinglePeriod {
            let left = MarkedWord(text, before: candidate.mark)
            if left.isDotted || profile.abbreviations[WordHash.of(text, left.range)] != 0 { return .no }
            return isOne && !left.isNumber ? .likely : word.glyph == .upper ? .likely : .no
        }
        if candidate.isEllipsis { return isOne && (word.glyph == .digit || word.glyph == .upper) ? .likely : .no }
        return word.glyph == .upper ? .likely : .no
    }

    private static func afterQuestion(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, opening: Character8, sentence: Int
    ) -> Verdict {
        switch opening.glyph {
        case .lower:
            if candidate.closesQuote { return .unlikely }
            // A name with a mark of its own: "at Yahoo! in the", "the film Shall We Dance? at".
            let left = MarkedWord(text, before: candidate.mark)
            if left.isCapitalized, left.range.lowerBound > sentence { return .no }
            if candidate.questions == 0 { return .small }
            // A question runs into a careless next sentence.
            return candidate.exclamations == 0 ? .likely : .unlikely
        case .upper, .letter:
            return candidate.closesQuote && SpeechVerb.follows(text, at: candidate.next) ? .no : .end
        default: return .likely
        }
    }

    /// A bracket opened inside the sentence and closed soon after holds a remark, and marks in it end nothing.
    private static func isInsideBracket(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, sentence: Int, openBracket: Int
    ) -> Bool {
        guard openBracket > sentence, candidate.mark - openBracket < 200, !candidate.closesBracket else { return false }
        var cursor = candidate.end
        let limit = min(text.count, cursor + 120)
        while cursor < limit {
            switch text[cursor] {
            case UInt8(ascii: ")"), UInt8(ascii: "]"): return true
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "\n"): return false
            default: break
            }
            cursor += 1
        }
        return false
    }

    private static func afterPeriod(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, word: Int, opening: Character8, profile: LanguageProfile
    ) -> Verdict {
        if candidate.hasNote { return opening.glyph == .lower ? .unlikely : .end }
        let left = MarkedWord(text, before: candidate.mark)
        let isQuoteOpened = word > candidate.next
        switch opening.glyph {
        case .lower:
            if candidate.closesQuote { return .unlikely }
            // A full stop that an abbreviation or a short number explains ends nothing before a small letter.
            let isExplained =
                left.isDotted || left.isSingleLetter || left.isNumber && left.range.count <= 2
                || profile.abbreviations[WordHash.of(text, left.range)] != 0
            if isExplained { return .no }
            return left.isLongWord(text, profile: profile) ? .likely : .small
        case .none: return .end
        default: break
        }
        if candidate.closesQuote || candidate.closesBracket {
            return opening.glyph == .digit || opening.glyph == .other ? .likely : .end
        }
        if left.range.isEmpty { return .likely }
        let kind = AbbreviationClass(rawValue: profile.abbreviations[WordHash.of(text, left.range)]) ?? .none
        switch kind {
        case .leading: return .no
        case .numbered where opening.glyph == .digit: return .no
        case .date where opening.glyph == .digit: return .no
        case .trailing, .quantity:
            return isQuoteOpened || StarterWord.isStarter(text, at: word, profile: profile) ? .likely : .unlikely
        case .capitalizedTrailing where left.isCapitalized:
            return StarterWord.isStarter(text, at: word, profile: profile) ? .likely : .unlikely
        default: break
        }
        if left.isSingleLetter {
            return afterInitial(text, left, word: word, opening: opening, profile: profile)
        }
        let isOrdinal = left.isNumber && profile.hasOrdinals && opening.glyph == .upper
        let isDoubtful = left.isDotted || isOrdinal || left.isConsonants && opening.glyph != .letter
        guard isDoubtful else { return opening.glyph == .upper || opening.glyph == .letter ? .end : .likely }
        // Years and page numbers end sentences; a day or an ordinal stands before its noun.
        if isOrdinal, left.range.count > 2 { return .likely }
        let startsSentence = StarterWord.isStarter(text, at: word, profile: profile)
        return startsSentence || left.isDotted && isQuoteOpened ? .likely : .unlikely
    }

    private static func afterInitial(
        _ text: Span<UInt8>, _ left: MarkedWord, word: Int, opening: Character8, profile: LanguageProfile
    ) -> Verdict {
        // Another initial follows: "A. I. Miller".
        let second = word + opening.length
        if second < text.count, text[second] == UInt8(ascii: ".") { return .no }
        guard StarterWord.isStarter(text, at: word, profile: profile) else {
            return opening.glyph == .upper || opening.glyph == .letter ? .no : .unlikely
        }
        // "Malcolm X. The": an initial before a name is no end, the same letter before "The" mostly is.
        return .likely
    }
}

/// The word before a full stop.
struct MarkedWord {
    /// Where it stands, without opening marks; empty where no word touches the mark.
    let range: Range<Int>
    /// Whether it begins with a capital.
    let isCapitalized: Bool
    /// Whether it is one letter.
    let isSingleLetter: Bool
    /// Whether it is letters and full stops, each piece short: `U.S`, `z.B`, `т.д`.
    let isDotted: Bool
    /// Whether it is a number, with full stops inside or without.
    let isNumber: Bool
    /// Whether full stops are inside.
    let hasDots: Bool
    /// Whether it is a short word of consonants only, which is an abbreviation in any language: `Hbf`, `Skt`.
    let isConsonants: Bool
    /// Whether it is letters only.
    let isPlainWord: Bool

    /// The longest word looked at, in bytes.
    private static let limit = 40

    init(_ text: Span<UInt8>, before index: Int) {
        var mark = index
        // Direction marks around the full stop are no part of the word.
        while character(text, before: mark).glyph == .invisible { mark -= character(text, before: mark).length }
        var start = mark
        var letters = 0
        var digits = 0
        var dots = 0
        var piece = 0
        var longestPiece = 0
        var vowels = 0
        var lowers = 0
        var first = Glyph.none
        // Elision (l'Ing.) starts a word; so does a hyphen.
        scan: while start > 0, mark - start < Self.limit {
            let found = character(text, before: start)
            switch found.glyph {
            case .upper, .lower, .letter:
                letters += 1
                piece += 1
                if found.glyph == .lower { lowers += 1 }
                if found.value >= 0x80 || Self.isVowel(UInt8(found.value)) { vowels += 1 }
            case .digit:
                digits += 1
                piece += 1
            case .mark:
                dots += 1
                piece = 0
            case .blank, .lineBreak, .opener, .closer, .dash, .bullet, .none, .pause, .emoji: break scan
            case .other where found.value == 0x2F: break scan
            case .other, .invisible: piece += 8
            }
            longestPiece = max(longestPiece, piece)
            first = found.glyph
            start -= found.length
        }
        range = start..<mark
        isCapitalized = first == .upper
        isSingleLetter = letters == 1 && digits + dots == 0 && piece == 1
        isDotted = dots > 0 && letters > 0 && longestPiece <= 2
        isNumber = digits > 0 && letters == 0
        hasDots = dots > 0
        isPlainWord = letters > 0 && digits == 0 && dots == 0
        isConsonants = isPlainWord && vowels == 0 && lowers > 0 && letters >= 2 && letters <= 4
    }

    /// Whether the word is too long, or ends too fully, to be an abbreviation, so that a full stop after it is an end even
    /// before a small letter.
    ///
    /// Italian, Spanish and Portuguese words end in vowels and their abbreviations do not; elsewhere seven letters tell.
    func isLongWord(_ text: Span<UInt8>, profile: LanguageProfile) -> Bool {
        guard isPlainWord, !isCapitalized else { return false }
        switch profile.language {
        case .english, .german: return false
        case .italian, .spanish, .portuguese:
            let last = character(text, before: range.upperBound)
            return range.count >= 4 && last.value < 0x80 && Self.isVowel(UInt8(last.value))
        default:
            return range.count >= (character(text, at: range.lowerBound).length > 1 ? 14 : 7)
                && profile.abbreviations[WordHash.of(text, range)] == 0
        }
    }

    private static func isVowel(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"),
            UInt8(ascii: "y"):
            true
        default: false
        }
    }
}

/// The word after a candidate.
enum StarterWord {
    /// Whether the word at `index` is capitalised and one that begins sentences in the language.
    static func isStarter(_ text: Span<UInt8>, at index: Int, profile: LanguageProfile) -> Bool {
        guard character(text, at: index).glyph == .upper else { return false }
        var hash = WordHash()
        var cursor = index
        let limit = min(text.count, index + 24)
        while cursor < limit {
            let byte = text[cursor]
            let isWord = byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
            // A typographic apostrophe counts as the plain one.
            if byte == 0xE2, cursor + 2 < text.count, text[cursor + 1] == 0x80 {
                if text[cursor + 2] == 0x99 {
                    hash.add(UInt8(ascii: "'"))
                    if profile.starters[hash.value] > 0 { return true }
                    cursor += 3
                    continue
                }
                break
            }
            if byte == UInt8(ascii: "'") {
                hash.add(byte)
                if profile.starters[hash.value] > 0 { return true }
                cursor += 1
                continue
            }
            guard isWord else { break }
            hash.add(byte)
            cursor += 1
        }
        return profile.starters[hash.value] > 0
    }
}
