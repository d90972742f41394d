internal import Foundations
internal import TextProcessing

/// A name whose hyphens, digits and signs belong to it: `COVID-19`, `SARS-CoV-2`, `F-35`, `C++`, `C#`, `Node.js`, `.NET`.
struct CompoundName {
    /// The range of the text.
    let range: Range<Int>
    /// The index of the first token after it.
    let end: Int

    /// Reads on from the word with an index, where it begins such a name.
    init?(at index: Int, _ tokens: [Token], _ utf8: borrowing Span<UInt8>) {
        let first = tokens[index].range
        guard tokens[index].kind == .word, ASCII.isUppercase(utf8[first.lowerBound]) else { return nil }
        if let found = Self.numbered(index, tokens, utf8) ?? Self.signed(index, tokens, utf8)
            ?? Self.dotted(index, tokens, utf8)
        {
            (range, end) = found
        } else {
            return nil
        }
    }

    /// Parts joined by hyphens, of which one is a number.
    private static func numbered(
        _ index: Int, _ tokens: [Token], _ utf8: borrowing Span<UInt8>
    ) -> (Range<Int>, Int)? {
        var end = index + 1
        var hasNumber = false
        while end < tokens.count, end < index + 5, touches(tokens, end, utf8, UInt8(ascii: "-")) {
            guard tokens[end].kind == .number && tokens[end].range.count <= 4 || tokens[end].kind == .word else {
                break
            }
            hasNumber = hasNumber || tokens[end].kind == .number
            end += 1
        }
        // A number ends the name: what follows it describes something else (`COVID-19-related`).
        while hasNumber, tokens[end - 1].kind != .number { end -= 1 }
        return hasNumber ? (tokens[index].range.lowerBound..<tokens[end - 1].range.upperBound, end) : nil
    }

    /// A word with `++`, or a letter with `#`.
    private static func signed(_ index: Int, _ tokens: [Token], _ utf8: borrowing Span<UInt8>) -> (Range<Int>, Int)? {
        let range = tokens[index].range
        func sign(_ offset: Int) -> UInt8 {
            range.upperBound + offset < utf8.count ? utf8[range.upperBound + offset] : 0x20
        }
        func ends(_ offset: Int) -> Bool {
            !ASCII.isDigit(sign(offset)) && !((sign(offset) | 0x20) &- 0x61 < 26) && sign(offset) < 0x80
        }
        if range.count == 1, sign(0) == UInt8(ascii: "#"), ends(1) {
            return (range.lowerBound..<(range.upperBound + 1), index + 1)
        }
        if sign(0) == UInt8(ascii: "+"), sign(1) == UInt8(ascii: "+"), ends(2) {
            return (range.lowerBound..<(range.upperBound + 2), index + 1)
        }
        return nil
    }

    /// `Node.js`, `.NET`.
    private static func dotted(_ index: Int, _ tokens: [Token], _ utf8: borrowing Span<UInt8>) -> (Range<Int>, Int)? {
        let range = tokens[index].range
        let before = range.lowerBound - 1
        if range.count == 3, before >= 0, utf8[before] == UInt8(ascii: "."), equals(range, "net", utf8),
            before == 0 || utf8[before - 1] <= 0x20
        {
            return (before..<range.upperBound, index + 1)
        }
        guard index + 1 < tokens.count, touches(tokens, index + 1, utf8, UInt8(ascii: ".")),
            equals(tokens[index + 1].range, "js", utf8)
        else { return nil }
        return (range.lowerBound..<tokens[index + 1].range.upperBound, index + 2)
    }

    private static func touches(_ tokens: [Token], _ next: Int, _ utf8: borrowing Span<UInt8>, _ mark: UInt8) -> Bool {
        let end = tokens[next - 1].range.upperBound
        return tokens[next].range.lowerBound == end + 1 && utf8[end] == mark
    }

    private static func equals(_ range: Range<Int>, _ word: StaticString, _ utf8: borrowing Span<UInt8>) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        return range.allSatisfy { utf8[$0] | 0x20 == word.utf8Start[$0 - range.lowerBound] }
    }
}
