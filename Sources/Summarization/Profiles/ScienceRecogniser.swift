internal import Foundations
internal import TextProcessing

/// Recognises research papers by their marks: citations, and references to figures, tables and sections.
///
/// A wrong profile costs more than a right one gains, so this asks for at least two kinds of marks, four marks in 1,000
/// words, two of `we` or `our`, and 700 words. On the training parts that accepts 87 % of the papers of ScisummNet, 7 of
/// GUM's 178 texts (three were looked at: academic), and none of 4,900 news articles, encyclopedia articles, newsgroup
/// posts, reviews and web texts; counted with a replica of the rule in Python.
package struct ScienceRecogniser: Sendable {
    /// How much of a text is looked at.
    package static let window = 1 << 16

    /// Creates a recogniser.
    package init() {}

    /// Marks in 1,000 words.
    struct Rates {
        var words = 0
        var etAl = 0
        var brackets = 0
        var figures = 0
        var years = 0
        var writers = 0
    }

    /// Whether English text is a research paper.
    ///
    /// - Complexity: O(min(bytes, window)).
    package func accepts(_ input: SummarizationInput) -> Bool {
        guard input.language == .english, input.text.utf8.count >= 3000 else { return false }
        let rates = rates(input.text.utf8.span)
        guard rates.words >= 700 else { return false }
        let words = Double(rates.words) / 1000
        let marks = [rates.etAl, rates.brackets, rates.figures, rates.years].map { Double($0) / words }
        let kinds = zip(marks, [0.2, 0.2, 0.3, 0.3]).count { $0 > $1 }
        return kinds >= 2 && marks.reduce(0, +) >= 4 && Double(rates.writers) / words >= 2
    }

    private func rates(_ utf8: borrowing Span<UInt8>) -> Rates {
        var rates = Rates()
        let end = min(utf8.count, Self.window)
        let raw = utf8.bytes
        var i = 0
        // The highest bit of the first byte says what stands in front of it.
        var spaceBefore: UInt64 = 0x80
        var wordBefore: UInt64 = 0
        while i + 8 <= end {
            let eight = EightBytes(raw, at: i)
            let spaces = eight.spaces
            let words = eight.alphanumerics
            rates.words += (~spaces & (spaces << 8 | spaceBefore) & EightBytes.high).nonzeroBitCount
            var marks = words & ~(words << 8 | wordBefore)
            marks |=
                eight.range(UInt8(ascii: "["), UInt8(ascii: "[")) | eight.range(UInt8(ascii: ")"), UInt8(ascii: ")"))
            while marks != 0 {
                count(utf8, i + marks.trailingZeroBitCount / 8, end, &rates)
                marks &= marks &- 1
            }
            spaceBefore = spaces >> 56
            wordBefore = words >> 56
            i += 8
        }
        while i < end {
            let byte = utf8[i]
            let isWord = ByteClass.isAlphanumeric(byte)
            if !ByteClass.isSpace(byte), spaceBefore != 0 { rates.words += 1 }
            if isWord ? wordBefore == 0 : byte == UInt8(ascii: "[") || byte == UInt8(ascii: ")") {
                count(utf8, i, end, &rates)
            }
            spaceBefore = ByteClass.isSpace(byte) ? 0x80 : 0
            wordBefore = isWord ? 0x80 : 0
            i += 1
        }
        return rates
    }

    /// Counts a bracket at `i`, or a word that begins there.
    @inline(__always)
    private func count(_ utf8: borrowing Span<UInt8>, _ i: Int, _ end: Int, _ rates: inout Rates) {
        if utf8[i] == UInt8(ascii: "[") {
            if i + 1 < end, utf8[i + 1] &- 0x30 < 10 { rates.brackets += 1 }
            return
        }
        if utf8[i] == UInt8(ascii: ")") {
            if Self.endsWithYear(utf8, i) { rates.years += 1 }
            return
        }
        switch utf8[i] | 0x20 {
        case UInt8(ascii: "e"):
            if Self.matches(utf8, i, end, "et al") { rates.etAl += 1 }
            if Self.numbered(utf8, i, end, "equation") || Self.numbered(utf8, i, end, "eq.") { rates.figures += 1 }
        case UInt8(ascii: "f"):
            if Self.numbered(utf8, i, end, "figure") || Self.numbered(utf8, i, end, "fig.") { rates.figures += 1 }
        case UInt8(ascii: "t"): if Self.numbered(utf8, i, end, "table") { rates.figures += 1 }
        case UInt8(ascii: "s"): if Self.numbered(utf8, i, end, "section") { rates.figures += 1 }
        case UInt8(ascii: "w"): if Self.isWord(utf8, i, end, "we") { rates.writers += 1 }
        case UInt8(ascii: "o"): if Self.isWord(utf8, i, end, "our") { rates.writers += 1 }
        default: break
        }
    }

    /// Whether a bracket that closes at `i` has a year before it: `(Smith, 1998)`, `(2004a)`.
    private static func endsWithYear(_ utf8: borrowing Span<UInt8>, _ i: Int) -> Bool {
        var last = i - 1
        if last >= 0, utf8[last] &- 0x61 < 26 { last -= 1 }
        guard last >= 4 else { return false }
        for k in 0..<4 where utf8[last - k] &- 0x30 >= 10 { return false }
        let century = (utf8[last - 3], utf8[last - 2])
        let isYear =
            century == (UInt8(ascii: "1"), UInt8(ascii: "9")) || century == (UInt8(ascii: "2"), UInt8(ascii: "0"))
        return isYear && !ByteClass.isAlphanumeric(utf8[last - 4])
    }

    private static func matches(
        _ utf8: borrowing Span<UInt8>, _ i: Int, _ end: Int, _ word: StaticString
    ) -> Bool {
        let count = word.utf8CodeUnitCount
        guard i + count <= end else { return false }
        let bytes = word.utf8Start
        for k in 0..<count {
            let byte = utf8[i + k]
            let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
            if folded != bytes[k] { return false }
        }
        return true
    }

    private static func isWord(_ utf8: borrowing Span<UInt8>, _ i: Int, _ end: Int, _ word: StaticString) -> Bool {
        let after = i + word.utf8CodeUnitCount
        return matches(utf8, i, end, word) && (after >= end || !ByteClass.isAlphanumeric(utf8[after]))
    }

    /// Whether a word is followed by a number, perhaps after a space and an opening bracket.
    private static func numbered(
        _ utf8: borrowing Span<UInt8>, _ i: Int, _ end: Int, _ word: StaticString
    ) -> Bool {
        guard matches(utf8, i, end, word) else { return false }
        var k = i + word.utf8CodeUnitCount
        if k < end, utf8[k] == 0x20 { k += 1 }
        if k < end, utf8[k] == UInt8(ascii: "(") { k += 1 }
        return k < end && utf8[k] &- 0x30 < 10
    }
}
