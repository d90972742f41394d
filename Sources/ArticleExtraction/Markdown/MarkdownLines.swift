// What a line of Markdown begins: the tests that `MarkdownBlocks` asks in turn.

extension MarkdownBlocks {
    func starts(_ line: Span<UInt8>, with prefix: StaticString) -> Bool {
        guard line.count >= prefix.utf8CodeUnitCount else { return false }
        for i in 0..<prefix.utf8CodeUnitCount where line[i] != prefix.utf8Start[i] { return false }
        return true
    }

    func contains(_ text: StaticString, in line: Span<UInt8>) -> Bool {
        let count = text.utf8CodeUnitCount
        guard line.count >= count else { return false }
        for start in 0...(line.count - count) where starts(line.extracting(start..<line.count), with: text) {
            return true
        }
        return false
    }

    /// How many times the first byte is repeated.
    func runLength(_ line: Span<UInt8>) -> Int {
        var count = 0
        while count < line.count && line[count] == line[0] { count += 1 }
        return count
    }

    func openingFence(_ line: Span<UInt8>) -> (mark: UInt8, length: Int)? {
        guard line[0] == UInt8(ascii: "`") || line[0] == UInt8(ascii: "~") else { return nil }
        let length = runLength(line)
        guard length >= 3 else { return nil }
        if line[0] == UInt8(ascii: "`") {
            // Three backticks and a text with backticks is a code span.
            for i in length..<line.count where line[i] == UInt8(ascii: "`") { return nil }
        }
        return (line[0], length)
    }

    func isFence(_ line: Span<UInt8>, like fence: (mark: UInt8, length: Int)) -> Bool {
        guard !line.isEmpty, line[0] == fence.mark else { return false }
        let length = runLength(line)
        guard length >= fence.length else { return false }
        for i in length..<line.count where line[i] != UInt8(ascii: " ") { return false }
        return true
    }

    /// The level of a heading that is underlined by this line.
    func underline(_ line: Span<UInt8>) -> Int? {
        guard line[0] == UInt8(ascii: "=") || line[0] == UInt8(ascii: "-") else { return nil }
        var length = runLength(line)
        guard length >= 2 || line[0] == UInt8(ascii: "=") else { return nil }
        let level = line[0] == UInt8(ascii: "=") ? 1 : 2
        while length < line.count && line[length] == UInt8(ascii: " ") { length += 1 }
        return length == line.count ? level : nil
    }

    /// Three or more `-`, `*` or `_`, with blanks between them or not.
    func isRule(_ line: Span<UInt8>) -> Bool {
        guard line[0] == UInt8(ascii: "-") || line[0] == UInt8(ascii: "*") || line[0] == UInt8(ascii: "_") else {
            return false
        }
        var count = 0
        for i in line.indices {
            if line[i] == line[0] {
                count += 1
            } else if line[i] != UInt8(ascii: " ") {
                return false
            }
        }
        return count >= 3
    }

    func headingLevel(_ line: Span<UInt8>) -> Int? {
        guard line[0] == UInt8(ascii: "#") else { return nil }
        let level = runLength(line)
        guard level <= 6, level == line.count || line[level] == UInt8(ascii: " ") else { return nil }
        return level
    }

    /// Where the heading's text lies between its marks on either side.
    func headingText(_ line: Span<UInt8>, level: Int) -> Range<Int> {
        var end = line.count
        while end > level && line[end - 1] == UInt8(ascii: " ") { end -= 1 }
        var closing = end
        while closing > level && line[closing - 1] == UInt8(ascii: "#") { closing -= 1 }
        if closing < end && closing > level && line[closing - 1] == UInt8(ascii: " ") { end = closing }
        return level..<end
    }

    /// `- `, `* `, `+ `, `1. ` or `1) `: its length with one blank.
    func listMarker(_ line: Span<UInt8>) -> (length: Int, ordered: Bool)? {
        var at = 0
        while at < min(9, line.count) && line[at] &- UInt8(ascii: "0") < 10 { at += 1 }
        let ordered = at > 0
        guard at < line.count else { return nil }
        let mark = line[at]
        let isMark =
            ordered
            ? mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")")
            : mark == UInt8(ascii: "-") || mark == UInt8(ascii: "*") || mark == UInt8(ascii: "+")
        guard isMark, at + 1 < line.count, line[at + 1] == UInt8(ascii: " ") else { return nil }
        return (at + 2, ordered)
    }

    /// `[name]: address`, which is no text.
    func isDefinition(_ line: Span<UInt8>) -> Bool {
        guard line[0] == UInt8(ascii: "["), line.count >= 4, line[1] != UInt8(ascii: "^") else { return false }
        var at = 1
        while at < min(line.count, 200) && line[at] != UInt8(ascii: "]") { at += 1 }
        return at + 1 < line.count && line[at] == UInt8(ascii: "]") && line[at + 1] == UInt8(ascii: ":")
    }

    func isTableRuleByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "|") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: " ")
    }
}
