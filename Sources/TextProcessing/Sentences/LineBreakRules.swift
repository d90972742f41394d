/// The rules that tell whether a single line break ends a paragraph or the sentence goes on.
enum LineBreakRules {
    /// Whether the line from `line` to `end` and the line at `next` are of different paragraphs.
    static func isHard(_ text: Span<UInt8>, line: Int, end: Int, next: Int, layout: LineLayout) -> Bool {
        let quote = QuotePrefix(text, at: line)
        let nextQuote = QuotePrefix(text, at: next)
        if quote.depth != nextQuote.depth || quote.isAll || nextQuote.isAll { return true }
        if beginsBlock(text, at: nextQuote.end) { return true }
        if HeaderField.begins(text, at: nextQuote.end), HeaderField.begins(text, at: quote.end) { return true }
        var last = end
        while last > line, text[last - 1] <= 0x20 { last -= 1 }
        let length = last - line
        if beginsRule(text, from: line, to: last) { return true }
        let before = character(text, before: last)
        let opening = character(text, at: skipOpeners(text, from: nextQuote.end))
        let wordLength = self.wordLength(text, at: next)
        if layout.isFull(length: length, word: wordLength) { return false }
        if opening.glyph == .lower {
            // A line that goes on in small letters: wrapped, unless the lines are a list of words.
            if before.glyph == .mark || before.value == 0x3A { return layout.width == 0 }
            return words(text, from: line, to: last) < 3 && before.glyph != .pause
        }
        // A Japanese line that ends in a particle, or in the middle of a clause, goes on.
        if opening.glyph == .letter, opening.value >= 0x3040 {
            switch before.value {
            case 0x306E, 0x3092, 0x304C, 0x306B, 0x3078, 0x3001, 0xFF0C: return false
            default: break
            }
        }
        return true
    }

    /// Whether a line starts what is never a continuation: a list item, a Markdown block, a table row, a quotation.
    private static func beginsBlock(_ text: Span<UInt8>, at index: Int) -> Bool {
        let first = character(text, at: index)
        switch first.glyph {
        case .bullet: return true
        case .dash:
            return character(text, at: index + first.length).glyph == .blank
                || character(text, at: index + first.length).glyph == .dash
        case .digit: return ListMarker.end(text, at: index) != nil
        case .opener where first.value == 0x28: return ListMarker.end(text, at: index) != nil
        case .upper, .lower: return ListMarker.end(text, at: index) != nil
        default: break
        }
        switch first.value {
        case 0x23, 0x7C, 0x3D, 0x7E: return true
        case 0x2A, 0x2B: return character(text, at: index + 1).glyph == .blank
        case 0x60: return index + 2 < text.count && text[index + 1] == 0x60 && text[index + 2] == 0x60
        default: return false
        }
    }

    /// Whether a line is a Markdown heading or a table row, or made of one mark, as a rule is.
    private static func beginsRule(_ text: Span<UInt8>, from line: Int, to end: Int) -> Bool {
        var cursor = line
        while cursor < end, text[cursor] <= 0x20 { cursor += 1 }
        guard cursor < end else { return true }
        if text[cursor] == UInt8(ascii: "|") || text[end - 1] == UInt8(ascii: "|") { return true }
        if text[cursor] == UInt8(ascii: "#") {
            while cursor < end, text[cursor] == UInt8(ascii: "#") { cursor += 1 }
            return cursor < end && text[cursor] == UInt8(ascii: " ")
        }
        switch text[cursor] {
        case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"):
            break
        default: return false
        }
        // Only the first bytes are compared: a longer rule is a rule still.
        let limit = min(end, cursor + 200)
        let mark = text[cursor]
        while cursor < limit {
            if text[cursor] != mark, text[cursor] != UInt8(ascii: " ") { return false }
            cursor += 1
        }
        return true
    }

    private static func wordLength(_ text: Span<UInt8>, at index: Int) -> Int {
        var cursor = index
        while cursor < text.count, cursor - index < 24, text[cursor] > 0x20 { cursor += 1 }
        return cursor - index
    }

    /// The words of a line, counted up to three.
    private static func words(_ text: Span<UInt8>, from line: Int, to end: Int) -> Int {
        var words = 0
        var inWord = false
        for index in line..<end {
            let isBlank = text[index] <= 0x20
            if !isBlank, !inWord { words += 1 }
            if words >= 3 { return words }
            inWord = !isBlank
        }
        return words
    }
}

/// The marks of quoted mail at the start of a line: `> >> text`.
private struct QuotePrefix {
    /// The number of marks.
    private(set) var depth = 0
    /// Where the quoted text starts.
    private(set) var end: Int
    /// Whether the line is nothing but marks.
    private(set) var isAll = false

    /// More marks than this are not told apart.
    private static let limit = 40

    init(_ text: Span<UInt8>, at line: Int) {
        end = line
        var cursor = line
        while cursor < text.count, cursor - line < Self.limit {
            if text[cursor] == UInt8(ascii: ">") {
                depth += 1
                end = cursor + 1
            } else if text[cursor] != UInt8(ascii: " ") {
                break
            }
            cursor += 1
        }
        guard depth > 0 else { return }
        end = cursor
        isAll = cursor >= text.count || text[cursor] < 0x20
    }
}

/// Header fields of mail and news: `Subject: …`, `Reply-To: …`.
enum HeaderField {
    /// Whether a name, a colon and a blank stand at `index`.
    static func begins(_ text: Span<UInt8>, at index: Int) -> Bool {
        guard character(text, at: index).glyph == .upper else { return false }
        var cursor = index
        while cursor < text.count, cursor - index < 28, isNameByte(text[cursor]) { cursor += 1 }
        return cursor - index >= 2 && cursor + 1 < text.count && text[cursor] == UInt8(ascii: ":")
            && text[cursor + 1] == UInt8(ascii: " ")
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == UInt8(ascii: "-")
    }
}

/// Markers at the start of a list item's line.
enum ListMarker {
    /// The end of the marker at `index`, with the blanks after it: `1.`, `2)`, `(iv)`, `a)`, `•`, `-`, `*`.
    static func end(_ text: Span<UInt8>, at index: Int) -> Int? {
        let first = character(text, at: index)
        var cursor = index
        if first.glyph == .bullet { return skipInlineBlanks(text, from: index + first.length) }
        if first.glyph == .dash || first.value == 0x2A || first.value == 0x2B {
            cursor += first.length
            return character(text, at: cursor).glyph == .blank ? skipInlineBlanks(text, from: cursor) : nil
        }
        let isBracketed = first.value == 0x28
        if isBracketed { cursor += 1 }
        let valueStart = cursor
        while cursor < text.count, cursor - valueStart < 3, text[cursor] >= 0x30, text[cursor] <= 0x39 { cursor += 1 }
        var isLetters = false
        if cursor == valueStart {
            isLetters = true
            while cursor < text.count, cursor - valueStart < 5, isRomanDigit(text[cursor]) { cursor += 1 }
            if cursor == valueStart, cursor < text.count, text[cursor] | 0x20 >= 0x61, text[cursor] | 0x20 <= 0x7A {
                cursor += 1
            }
        }
        guard cursor > valueStart, cursor < text.count else { return nil }
        var hasMark = false
        // "A. Smith" may be a name: letters need a bracket.
        if text[cursor] == UInt8(ascii: "."), !isLetters || text[valueStart] >= 0x61 && cursor - valueStart == 1 {
            hasMark = true
            cursor += 1
        }
        if cursor < text.count, text[cursor] == UInt8(ascii: ")") {
            hasMark = true
            cursor += 1
        } else if isBracketed {
            return nil
        }
        guard hasMark, character(text, at: cursor).glyph == .blank else { return nil }
        return skipInlineBlanks(text, from: cursor)
    }

    private static func isRomanDigit(_ byte: UInt8) -> Bool {
        byte | 0x20 == UInt8(ascii: "i") || byte | 0x20 == UInt8(ascii: "v") || byte | 0x20 == UInt8(ascii: "x")
    }

    private static func skipInlineBlanks(_ text: Span<UInt8>, from index: Int) -> Int {
        var cursor = index
        while character(text, at: cursor).glyph == .blank { cursor += character(text, at: cursor).length }
        return cursor
    }
}
