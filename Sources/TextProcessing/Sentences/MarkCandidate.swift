/// A place where a sentence may end: a run of end marks and all that belongs to it.
///
/// Takes in repeated and spaced marks (`?!`, `. . .`), closing quotation marks and brackets, a detached mark
/// (`to do. ?`), footnote marks (`.[6]`, `.¹`, `(1987).1`) and emoticons after the mark.
struct MarkCandidate {
    /// The first mark.
    let mark: Int
    /// The end of the first run of marks.
    private(set) var runEnd: Int
    /// Where the sentence would end.
    private(set) var end: Int
    /// The first character after the end that is not blank.
    private(set) var next = 0
    /// The line breaks between `end` and `next`.
    private(set) var lineBreaks = 0
    /// How many full stops, question marks and exclamation marks, ellipses, and full stops of other scripts.
    private(set) var periods = 0
    private(set) var questions = 0
    private(set) var exclamations = 0
    private(set) var ellipses = 0
    private(set) var fullStops = 0
    /// Straight double quotation marks passed.
    private(set) var quotes = 0
    /// Whether a closing quotation mark was passed, a bracket, a bracket of East Asian text.
    private(set) var closesQuote = false
    private(set) var closesBracket = false
    private(set) var closesWideBracket = false
    /// Whether a footnote mark, an emoticon was passed.
    private(set) var hasNote = false
    private(set) var hasEmoticon = false

    /// Whether nothing stands between the end and the next word.
    var isGlued: Bool { end == next }
    /// Whether the mark is one full stop.
    var isSinglePeriod: Bool { periods == 1 && questions + exclamations + ellipses + fullStops == 0 }
    /// Whether the marks are an ellipsis: two or more full stops or the character for it.
    var isEllipsis: Bool { questions + exclamations + fullStops == 0 && (ellipses > 0 || periods > 1) }
    /// Whether the place can be the end of a sentence at all; a full stop before a digit, for one, cannot.
    private(set) var isBoundaryPossible = true

    init(_ text: Span<UInt8>, at index: Int, isQuoted: Bool, profile: LanguageProfile) {
        mark = index
        end = index
        runEnd = index
        takeMarks(text)
        // ". . . ." with the first dot at the word: it ends the sentence, and the ellipsis opens the next.
        if periods == 4, end == mark + 7, !isBlank(text, before: mark),
            character(text, at: skipOpeners(text, from: skipBlanks(text, from: end))).glyph == .upper
        {
            periods = 1
            end = mark + 1
        }
        runEnd = end
        // The commonest case first: a mark inside a number, a name or an address.
        if isSinglePeriod, end < text.count, character(text, at: end).glyph == .digit, end > 1,
            !isLetterOrCloser(text, before: index)
        {
            isBoundaryPossible = false
            next = end
            return
        }
        takeClosers(text, isQuoted: isQuoted)
        takeAttachedNotes(text)
        advance(text)
        if next > end, lineBreaks == 0 { takeDetached(text, isQuoted: isQuoted, profile: profile) }
    }

    private mutating func advance(_ text: Span<UInt8>) {
        lineBreaks = 0
        next = skipBlanks(text, from: end, breaks: &lineBreaks)
    }

    private func isLetterOrCloser(_ text: Span<UInt8>, before index: Int) -> Bool {
        let glyph = character(text, before: index).glyph
        return isLetter(glyph) || glyph == .closer || glyph == .opener
    }

    /// Takes the run of marks at `end`.
    private mutating func takeMarks(_ text: Span<UInt8>) {
        while end < text.count {
            let found = character(text, at: end)
            guard found.glyph == .mark || end == mark else {
                // ". . ." is one ellipsis, however it is spaced.
                if questions + exclamations + fullStops == 0, periods > 0, isSpacedDot(text, at: end) {
                    periods += 1
                    end += 2
                    continue
                }
                return
            }
            switch found.value {
            case 0x2E: periods += 1
            case 0x21, 0x203C: exclamations += 1
            case 0x3B, 0x3F, 0x61F, 0x37E, 0x2047, 0x2048, 0x2049, 0x203D: questions += 1
            case 0x2026: ellipses += 1
            default: fullStops += 1
            }
            end += found.length
        }
    }

    /// Whether " ." stands at `index` and another dot or the end of the row follows.
    private func isSpacedDot(_ text: Span<UInt8>, at index: Int) -> Bool {
        guard index + 1 < text.count, text[index] == UInt8(ascii: " "), text[index + 1] == UInt8(ascii: ".") else {
            return false
        }
        guard index + 2 < text.count else { return true }
        let after = text[index + 2]
        return after == UInt8(ascii: " ") || after == UInt8(ascii: "\n")
    }

    /// Takes closing marks that touch the end mark, and end marks after them.
    private mutating func takeClosers(_ text: Span<UInt8>, isQuoted: Bool) {
        while end < text.count {
            let found = character(text, at: end)
            switch found.value {
            case 0x3C:
                // Mark-up left in the text: "<em>Yes.</em>".
                guard let tag = Self.closingTagEnd(text, at: end) else { return }
                end = tag
                continue
            case 0x22:
                // With no quotation open, a mark that touches the next word opens one: `the sun."It was`.
                let isOpen = isQuoted != (quotes % 2 == 1)
                if !isOpen, isLetter(character(text, at: end + 1).glyph) { return }
                quotes += 1
            case 0x27, 0x60:
                // An apostrophe before a letter belongs to the word (`Jr.'s`).
                if isLetter(character(text, at: end + 1).glyph) { return }
            case 0x2A, 0x5F:
                // Markdown emphasis closes only where a blank or punctuation follows.
                var after = end + 1
                while after < text.count, text[after] == text[end] { after += 1 }
                let glyph = character(text, at: after).glyph
                guard glyph == .blank || glyph == .lineBreak || glyph == .none else { return }
                end = after
                continue
            case 0x2019:
                if isLetter(character(text, at: end + found.length).glyph) { return }
            case 0xAB, 0x201C, 0x2018, 0x2039:
                // These close in German and its neighbours, but open before a letter.
                let glyph = character(text, at: end + found.length).glyph
                if isLetter(glyph) || glyph == .digit { return }
            default:
                guard found.glyph == .closer || found.glyph == .invisible || found.glyph == .mark else { return }
            }
            switch found.glyph {
            case .mark:
                // `?".` and `.).` end once.
                takeMarks(text)
                continue
            case .closer where found.value == 0x29 || found.value == 0x5D || found.value == 0x7D: closesBracket = true
            case .closer where found.value >= 0x3000: closesWideBracket = true
            case .invisible: break
            default: closesQuote = true
            }
            end += found.length
        }
    }

    /// The end of the closing tag at `index`, or of a line break's tag.
    private static func closingTagEnd(_ text: Span<UInt8>, at index: Int) -> Int? {
        guard index + 2 < text.count, text[index + 1] == UInt8(ascii: "/") || text[index + 1] | 0x20 == 0x62 else {
            return nil
        }
        var cursor = index + 2
        let limit = min(text.count, index + 14)
        while cursor < limit {
            let byte = text[cursor]
            if byte == UInt8(ascii: ">") { return cursor + 1 }
            guard
                byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x2F
                    || byte == 0x20
            else { return nil }
            cursor += 1
        }
        return nil
    }

    /// Takes footnote marks that touch the end mark.
    private mutating func takeAttachedNotes(_ text: Span<UInt8>) {
        while let note = NoteMark.end(text, at: end) {
            end = note
            hasNote = true
        }
        if let note = NoteMark.gluedNumberEnd(text, at: end, mark: mark) {
            end = note
            hasNote = true
        }
    }

    /// Takes what stands apart but belongs to the sentence: closing marks, further end marks, notes, emoticons.
    private mutating func takeDetached(_ text: Span<UInt8>, isQuoted: Bool, profile: LanguageProfile) {
        for _ in 0..<8 {
            let found = character(text, at: next)
            let after = next + found.length
            let glyphAfter = character(text, at: after).glyph
            let standsAlone = glyphAfter == .blank || glyphAfter == .lineBreak || glyphAfter == .none
            switch found.value {
            case 0xBB, 0x201D, 0x29, 0x5D:
                guard standsAlone || glyphAfter == .mark || glyphAfter == .pause else { return }
                closesQuote = true
                end = after
            case 0x22:
                guard standsAlone, isQuoted != (quotes % 2 == 1) else { return }
                quotes += 1
                closesQuote = true
                end = after
            case 0x21, 0x3F, 0x2E:
                let before = end
                end = next
                takeMarks(text)
                let glyph = character(text, at: end).glyph
                guard glyph == .blank || glyph == .lineBreak || glyph == .none || glyph == .closer else {
                    end = before
                    return
                }
            case 0x30...0x39:
                guard isSinglePeriod, !hasNote,
                    let note = NoteMark.detachedNumberEnd(text, at: next, mark: mark, profile: profile)
                else { return }
                end = note
                hasNote = true
            case 0x28:
                // "(...)": something is left out here.
                guard let note = NoteMark.omissionEnd(text, at: next) else { return }
                end = note
            case 0x5B:
                guard let note = NoteMark.end(text, at: next) else { return }
                end = note
                hasNote = true
            default:
                guard let emoticon = Emoticon.end(text, at: next) else { return }
                end = emoticon
                hasEmoticon = true
            }
            advance(text)
            if next == end || lineBreaks > 0 { return }
        }
    }
}
