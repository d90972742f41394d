internal import Foundations

/// What is counted in the bytes of one sentence: letters, digits, marks, and how it is built of words.
///
/// - Complexity: a pass over the sentence, eight bytes at a time; of most eight only the marks are looked at one by one.
package struct SentenceMarks: Sendable, Hashable, BitwiseCopyable {
    /// Letters A–Z and a–z.
    package internal(set) var letters: Int32 = 0
    /// Letters A–Z.
    package internal(set) var upper: Int32 = 0
    /// Digits 0–9.
    package internal(set) var digits: Int32 = 0
    /// Letters A–Z after a blank or a control character, or at the beginning.
    package internal(set) var capitals: Int32 = 0
    /// Unicode scalars.
    package internal(set) var scalars: Int32 = 0
    /// Runs without white space; two characters of a script without blanks count as one.
    package internal(set) var runs: Int32 = 0
    /// Words; two characters of a script without blanks count as one.
    package internal(set) var tokens: Int32 = 0
    /// Characters of scripts without blanks, marks on them aside.
    package internal(set) var unspacedCharacters: Int32 = 0
    /// How many of the tokens these are.
    package internal(set) var unspacedTokens: Int32 = 0

    /// `"`.
    package internal(set) var straightQuotes: Int32 = 0
    /// `''` and ` `` `, the quotation marks of tokenized text.
    package internal(set) var doubledQuotes: Int32 = 0
    /// `“`, which opens in English and closes in German.
    package internal(set) var sixtySixQuotes: Int32 = 0
    /// `”`, `„`, `‟`.
    package internal(set) var otherCurlyQuotes: Int32 = 0
    /// `«`.
    package internal(set) var leftGuillemets: Int32 = 0
    /// `»`.
    package internal(set) var rightGuillemets: Int32 = 0

    /// Full stops, commas and semicolons.
    package internal(set) var points: Int32 = 0
    /// Commas.
    package internal(set) var commas: Int32 = 0
    /// Colons among the first 40 bytes.
    package internal(set) var earlyColons: Int32 = 0
    /// Question marks.
    package internal(set) var questions: Int32 = 0
    /// Exclamation marks.
    package internal(set) var exclamations: Int32 = 0
    /// `–` and `—`.
    package internal(set) var dashes: Int32 = 0
    /// Bars and slashes; a copyright sign counts four times.
    package internal(set) var bars: Int32 = 0
    /// Opening square brackets before a digit: `[12]`.
    package internal(set) var numericBrackets: Int32 = 0
    /// Closing round brackets after a year: `(Smith, 1998)`, `(2004a)`.
    package internal(set) var yearBrackets: Int32 = 0

    // What the profiles were trained with: words with a character beyond ASCII in them or behind them (`Freud’s`) do not
    // count.

    /// Words among ASCII that begin with a capital and a small letter and are not the first.
    package internal(set) var capitalizedWords: Int32 = 0
    /// Letters A–Z in words among ASCII.
    package internal(set) var capitalLetters: Int32 = 0
    /// Whether a word among ASCII begins or ends with a digit.
    package internal(set) var hasNumber = false
    /// Whether there is `@`.
    package internal(set) var hasAt = false
    /// Whether there is `:/`, or `ww` a byte before a full stop.
    package internal(set) var hasLink = false
    /// Whether the last mark but closing quotation marks and brackets ends a sentence.
    package internal(set) var hasEndMark = false
    /// Whether the last byte is a question mark.
    package internal(set) var isQuestion = false
    /// Whether there are characters beyond ASCII.
    package internal(set) var isBeyondASCII = false
    /// Whether `runs` and `tokens` need a look at each scalar.
    var needsScalars = false

    init() {}
}

extension SentenceMarks {
    /// Counts what the bytes of a sentence show.
    init(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        guard let bytes = text.baseAddress, !range.isEmpty else { return }
        var index = range.lowerBound
        var small = 0
        var starts = 0
        var continuations = 0
        // The highest bit of the first byte says that white space stands in front of it.
        var spaceBefore: UInt64 = 0x80
        while index < range.upperBound {
            let eight = Self.eight(bytes, at: index, end: range.upperBound, count: text.count)
            let letters = eight.smallLetters
            let spaces = eight.spaces
            small &+= letters.nonzeroBitCount
            starts &+= (~spaces & (spaces &<< 8 | spaceBefore) & EightBytes.high).nonzeroBitCount
            spaceBefore = spaces &>> 56
            continuations &+= eight.continuations.nonzeroBitCount
            // Most bytes are small letters and blanks: of eight at once, only the others are looked at.
            var rest = ~(letters | eight.blanks) & EightBytes.high
            while rest != 0 {
                count(bytes, index &+ rest.trailingZeroBitCount / 8, range)
                rest &= rest &- 1
            }
            index &+= 8
        }
        self.letters = upper &+ Int32(truncatingIfNeeded: small)
        runs = Int32(truncatingIfNeeded: starts)
        scalars = Int32(truncatingIfNeeded: range.count &- continuations)
        setEnd(bytes, range)
    }

    /// Eight bytes from an offset, blanks behind the end.
    @inline(__always)
    private static func eight(_ bytes: UnsafePointer<UInt8>, at index: Int, end: Int, count: Int) -> EightBytes {
        if index &+ 8 <= end { return EightBytes(bytes, at: index) }
        let length = UInt64(end &- index)
        let blanks: UInt64 = 0x2020_2020_2020_2020
        if index &+ 8 <= count {
            let mask = (1 &<< (8 &* length)) &- 1
            return EightBytes(EightBytes(bytes, at: index).value & mask | blanks & ~mask)
        }
        var value = blanks
        for place in 0..<length {
            value = value & ~(0xFF &<< (8 &* place)) | UInt64(bytes[index &+ Int(place)]) &<< (8 &* place)
        }
        return EightBytes(value)
    }

    /// Counts a byte that is no small letter and no blank.
    @inline(__always)
    private mutating func count(_ bytes: UnsafePointer<UInt8>, _ index: Int, _ range: Range<Int>) {
        let byte = bytes[index]
        let end = range.upperBound
        switch byte {
        case 0x41...0x5A:
            upper &+= 1
            if index == range.lowerBound || bytes[index &- 1] <= 0x20 { capitals &+= 1 }
        case 0x30...0x39: digits &+= 1
        case UInt8(ascii: ","):
            points &+= 1
            commas &+= 1
        case UInt8(ascii: "."):
            points &+= 1
            if index &- range.lowerBound >= 3, bytes[index &- 3] == UInt8(ascii: "w"),
                bytes[index &- 2] == UInt8(ascii: "w")
            {
                hasLink = true
            }
        case UInt8(ascii: "\""): straightQuotes &+= 1
        case UInt8(ascii: "'"), UInt8(ascii: "`"):
            if index &+ 1 < end, bytes[index &+ 1] == byte { doubledQuotes &+= 1 }
        case 0x80...: countBeyond(byte, bytes, index, end)
        default: countRare(byte, bytes, index, range)
        }
    }

    @inline(never)
    private mutating func countRare(
        _ byte: UInt8, _ bytes: UnsafePointer<UInt8>, _ index: Int, _ range: Range<Int>
    ) {
        let end = range.upperBound
        switch byte {
        case UInt8(ascii: ";"): points += 1
        case UInt8(ascii: ":"):
            if index - range.lowerBound < 40 { earlyColons += 1 }
            if index + 2 < end, bytes[index + 1] == UInt8(ascii: "/") { hasLink = true }
        case UInt8(ascii: "|"), UInt8(ascii: "/"): bars += 1
        case UInt8(ascii: "?"): questions += 1
        case UInt8(ascii: "!"): exclamations += 1
        case UInt8(ascii: "@"): hasAt = true
        case UInt8(ascii: "["): if index + 1 < end, bytes[index + 1] &- 0x30 < 10 { numericBrackets += 1 }
        case UInt8(ascii: ")"): if Self.endsWithYear(bytes, range.lowerBound..<index) { yearBrackets += 1 }
        default: break
        }
    }

    @inline(never)
    private mutating func countBeyond(_ byte: UInt8, _ bytes: UnsafePointer<UInt8>, _ index: Int, _ end: Int) {
        isBeyondASCII = true
        switch byte {
        case 0xC2 where index + 1 < end:
            switch bytes[index + 1] {
            case 0xAB: leftGuillemets += 1
            case 0xBB: rightGuillemets += 1
            case 0xA9: bars += 4
            case 0x85, 0xA0: needsScalars = true
            default: break
            }
        case 0xE2 where index + 2 < end:
            let last = bytes[index + 2]
            switch bytes[index + 1] {
            case 0x80:
                switch last {
                case 0x9C: sixtySixQuotes += 1
                case 0x9D...0x9F: otherCurlyQuotes += 1
                case 0x93, 0x94: dashes += 1
                // White space.
                case 0x80...0x8A, 0xA8, 0xA9, 0xAF: needsScalars = true
                default: break
                }
            case 0x81: if last == 0x9F { needsScalars = true }
            default: break
            }
        // Scripts without blanks: from U+0E00 on, but for Hangul and pictographs.
        case 0xE0: if index + 1 < end, bytes[index + 1] >= 0xB8 { needsScalars = true }
        case 0xEA: if index + 1 < end, bytes[index + 1] < 0xB0 { needsScalars = true }
        case 0xF0: if index + 1 < end, bytes[index + 1] != 0x9F { needsScalars = true }
        case 0xE1, 0xE3...0xE9, 0xEF, 0xF1...: needsScalars = true
        default: break
        }
    }

    /// Whether text ends with a year and at most one letter.
    private static func endsWithYear(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
        var last = range.upperBound - 1
        if last >= range.lowerBound, bytes[last] &- 0x61 < 26 { last -= 1 }
        guard last >= range.lowerBound + 4 else { return false }
        for place in 0..<4 where bytes[last - place] &- 0x30 >= 10 { return false }
        let century = (bytes[last - 3], bytes[last - 2])
        let isYear =
            century == (UInt8(ascii: "1"), UInt8(ascii: "9")) || century == (UInt8(ascii: "2"), UInt8(ascii: "0"))
        let before = bytes[last - 4]
        return isYear && !((before | 0x20) &- 0x61 < 26 || before &- 0x30 < 10)
    }

    /// Looks at how the sentence ends, through at most eight closing quotation marks, brackets and blanks.
    private mutating func setEnd(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) {
        var index = range.upperBound - 1
        isQuestion = bytes[index] == UInt8(ascii: "?")
        let first = max(range.lowerBound, index - 8)
        while index >= first {
            let left = range.upperBound - index
            switch bytes[index] {
            case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): hasEndMark = true
            // The ellipsis, U+2026, and the full stop of Chinese and Japanese, U+3002.
            case 0xE2 where left > 2 && bytes[index + 1] == 0x80 && bytes[index + 2] == 0xA6: hasEndMark = true
            case 0xE3 where left > 2 && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x82: hasEndMark = true
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"), 0x20, 0x80...0xBF, 0xC2,
                0xE2, 0xE3:
                index -= 1
                continue
            default: break
            }
            return
        }
    }
}
