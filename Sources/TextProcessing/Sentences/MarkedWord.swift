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
                // `today.U.S. officials`: initials that touch the sentence before are a word of their own.
                if dots > 0, longestPiece == 1, first == .upper, Self.endsPlainly(text, before: start - found.length) {
                    break scan
                }
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

    /// Whether a single letter is a word or the end of one: `u`, the last of `foto's`, `X` after a word in small letters.
    ///
    /// After a capitalised word it is the initial of a name.
    func isWord(_ text: Span<UInt8>) -> Bool {
        let mark = character(text, before: range.lowerBound)
        let before = character(text, before: range.lowerBound - mark.length)
        guard isSingleLetter, before.glyph == .lower || !isCapitalized && before.glyph == .upper else { return false }
        if mark.value == 0x27 || mark.value == 0x2019 { return !isCapitalized }
        guard mark.value == 0x20 else { return false }
        guard isCapitalized else { return true }
        var start = range.lowerBound - 1
        while start > 0, range.lowerBound - start < Self.limit, text[start - 1] > 0x20 { start -= 1 }
        return character(text, at: start).glyph == .lower
    }

    /// Whether it is a street in German: `Hauptstr`.
    func endsInStreet(_ text: Span<UInt8>) -> Bool {
        let end = range.upperBound
        guard isPlainWord, range.count >= 5 else { return false }
        return text[end - 3] | 0x20 == 0x73 && text[end - 2] | 0x20 == 0x74 && text[end - 1] | 0x20 == 0x72
    }

    /// Whether it is `St` after a name or an ordinal in English: `Main St`, `5th St`; before a name it is a saint.
    func endsStreetName(_ text: Span<UInt8>, profile: LanguageProfile) -> Bool {
        guard profile.language == .english, range.count == 2, isCapitalized, text[range.lowerBound + 1] == 0x74,
            range.lowerBound > 1, text[range.lowerBound - 1] == UInt8(ascii: " ")
        else { return false }
        var start = range.lowerBound - 1
        while start > 0, range.lowerBound - start < Self.limit, text[start - 1] > 0x20 { start -= 1 }
        let first = character(text, at: start).glyph
        return first == .digit || first == .upper
    }

    /// Whether its last letter is a small one; a number and what is no word count as small.
    func hasSmallLetters(_ text: Span<UInt8>) -> Bool { character(text, before: range.upperBound).glyph != .upper }

    /// Whether three small letters of ASCII end at an offset.
    private static func endsPlainly(_ text: Span<UInt8>, before end: Int) -> Bool {
        end >= 3 && text[end - 1] &- 0x61 < 26 && text[end - 2] &- 0x61 < 26 && text[end - 3] &- 0x61 < 26
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

/// What stands after a time of day without beginning a sentence: `at 5 p.m. Eastern`, `8 a.m. Monday`.
enum TimeWord {
    private static let words = WordValues([
        (
            """
            eastern pacific central mountain atlantic greenwich standard daylight et est edt pt pst pdt ct cst cdt mt mst \
            gmt utc bst cet ist local monday tuesday wednesday thursday friday saturday sunday january february march april \
            may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon \
            tue tues wed thu thur thurs fri sat sun
            """, 1
        )
    ])

    /// Whether the word at `index` is one.
    static func isOne(_ text: Span<UInt8>, at index: Int) -> Bool {
        var end = index
        while end < text.count, end - index < 16, isLetter(character(text, at: end).glyph) {
            end += character(text, at: end).length
        }
        return end > index && words[WordHash.of(text, index..<end)] > 0
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
