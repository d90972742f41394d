/// Faces made of punctuation, and pictographs.
enum Emoticon {
    /// The end of the emoticon or the row of pictographs at `index`.
    static func end(_ text: Span<UInt8>, at index: Int) -> Int? {
        let first = character(text, at: index)
        if first.glyph == .emoji {
            var cursor = index
            while true {
                let found = character(text, at: cursor)
                guard found.glyph == .emoji || found.glyph == .invisible else { return cursor }
                cursor += found.length
            }
        }
        guard first.value < 0x80 else { return nil }
        var cursor = index
        while cursor < text.count, cursor - index < 5, text[cursor] > 0x20 { cursor += 1 }
        return isFace(text, index, cursor) ? cursor : nil
    }

    /// Whether an emoticon or a pictograph ends right before `index`.
    static func ends(_ text: Span<UInt8>, at index: Int) -> Bool {
        let last = character(text, before: index)
        if last.glyph == .emoji { return true }
        switch last.value {
        case 0x28, 0x29, 0x44, 0x50, 0x33, 0x2F, 0x5E: break
        default: return false
        }
        var start = index
        while start > 0, index - start < 6, text[start - 1] > 0x20 { start -= 1 }
        return isFace(text, start, index)
    }

    private static func isFace(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard end - start >= 2, end - start <= 4 else { return false }
        let first = text[start]
        let last = text[end - 1]
        switch first {
        case UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "8"):
            guard isMouth(last) else { return false }
            if end - start == 2 { return first != UInt8(ascii: "8") || last == UInt8(ascii: ")") }
            let nose = text[start + 1]
            return nose == UInt8(ascii: "-") || nose == UInt8(ascii: "'") || nose == UInt8(ascii: "^") || nose == last
        case UInt8(ascii: "<"): return end - start == 2 && last == UInt8(ascii: "3")
        case UInt8(ascii: "^"): return last == UInt8(ascii: "^")
        default: return false
        }
    }

    private static func isMouth(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ")"), UInt8(ascii: "("), UInt8(ascii: "D"), UInt8(ascii: "P"), UInt8(ascii: "p"),
            UInt8(ascii: "/"), UInt8(ascii: "|"), UInt8(ascii: "]"), UInt8(ascii: "3"):
            true
        default: false
        }
    }
}
