/// Footnote and citation marks after the end of a sentence.
enum NoteMark {
    /// The end of the note mark at `index`: `[6]`, `[12, 13]`, `[citation needed]`, or superscript digits.
    static func end(_ text: Span<UInt8>, at index: Int) -> Int? {
        let first = character(text, at: index)
        switch first.value {
        case 0xB2, 0xB3, 0xB9, 0x2070...0x2079: return index + first.length
        case 0x5B: break
        default: return nil
        }
        // Long enough for a few numbers or two words; longer brackets are text.
        let limit = min(text.count, index + 24)
        var cursor = index + 1
        var words = 0
        while cursor < limit {
            switch text[cursor] {
            case UInt8(ascii: "]"): return cursor > index + 1 ? cursor + 1 : nil
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "."), 0xE2,
                0x80, 0xA6, 0x93:
                break
            case UInt8(ascii: "a")...UInt8(ascii: "z"): break
            case UInt8(ascii: " "):
                words += 1
                if words > 2 { return nil }
            default: return nil
            }
            cursor += 1
        }
        return nil
    }

    /// The end of `(...)` or `(…)` at `index`.
    static func omissionEnd(_ text: Span<UInt8>, at index: Int) -> Int? {
        var cursor = index + 1
        while cursor - index < 6, character(text, at: cursor).glyph == .mark {
            cursor += character(text, at: cursor).length
        }
        guard cursor > index + 2, character(text, at: cursor).value == 0x29 else { return nil }
        return cursor + 1
    }

    /// The end of a footnote number glued to the mark: `(1987).1 According`.
    static func gluedNumberEnd(_ text: Span<UInt8>, at index: Int, mark: Int) -> Int? {
        var cursor = index
        while cursor < text.count, cursor - index < 3, text[cursor] >= 0x30, text[cursor] <= 0x39 { cursor += 1 }
        guard cursor > index, cursor - index < 3, cursor < text.count, text[cursor] == UInt8(ascii: " ") else {
            return nil
        }
        // The word before must be one: "No.5", "p.12" and "v.2" are numbers of their own.
        var start = mark
        while start > 0, mark - start < 24, text[start - 1] > 0x20 { start -= 1 }
        let before = character(text, before: mark)
        let isWord = before.glyph == .closer || before.glyph == .lower && mark - start >= 5
        guard isWord, character(text, at: skipOpeners(text, from: cursor + 1)).glyph == .upper else { return nil }
        return cursor
    }

    /// The end of a footnote number that stands apart: `their rights. 4 Even though`.
    ///
    /// Only before a word that begins sentences: `2 The` is no count, `2 Germans` may be one.
    static func detachedNumberEnd(_ text: Span<UInt8>, at index: Int, mark: Int, profile: LanguageProfile) -> Int? {
        var cursor = index
        while cursor < text.count, cursor - index < 3, text[cursor] >= 0x30, text[cursor] <= 0x39 { cursor += 1 }
        guard cursor - index < 3, cursor < text.count, text[cursor] == UInt8(ascii: " ") else { return nil }
        let before = character(text, before: mark).glyph
        guard before == .lower || before == .closer || before == .opener else { return nil }
        let left = MarkedWord(text, before: mark)
        guard left.range.isEmpty || profile.abbreviations[WordHash.of(text, left.range)] == 0, !left.isDotted else {
            return nil
        }
        return StarterWord.isStarter(text, at: cursor + 1, profile: profile) ? cursor : nil
    }
}
