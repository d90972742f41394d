internal import Foundations

/// How many letters, digits and marks of each kind a sentence has.
struct SentenceMarks {
    private(set) var upper = 0
    private(set) var letters = 0
    private(set) var digits = 0
    /// Upper-case letters after a blank.
    private(set) var capitals = 0
    private(set) var quotes = 0
    /// Colons among the first 40 bytes.
    private(set) var colons = 0
    /// Bars and slashes; a copyright sign counts four times.
    private(set) var bars = 0
    private(set) var questions = 0
    private(set) var exclamations = 0
    /// Full stops, commas and semicolons.
    private(set) var points = 0
    private(set) var dashes = 0
    private(set) var hasAt = false
    /// Whether there is `:/`, or `ww` a byte before a full stop.
    private(set) var hasLink = false

    init(_ text: Span<UInt8>, _ range: Range<Int>) {
        var index = range.lowerBound
        var small = 0
        text.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            // Most bytes are small letters and blanks: of eight at once, only the others are looked at.
            while index + 8 <= range.upperBound {
                let eight = EightBytes(start, at: index)
                let letters = eight.smallLetters
                small += letters.nonzeroBitCount
                var rest = ~(letters | eight.blanks) & EightBytes.high
                while rest != 0 {
                    let place = index + rest.trailingZeroBitCount / 8
                    count(bytes[place], at: place, text, range)
                    rest &= rest &- 1
                }
                index += 8
            }
        }
        for place in index..<max(index, range.upperBound) {
            if text[place] &- 0x61 < 26 {
                small += 1
            } else {
                count(text[place], at: place, text, range)
            }
        }
        letters = small + upper
    }

    @inline(__always)
    private mutating func count(_ byte: UInt8, at index: Int, _ text: Span<UInt8>, _ range: Range<Int>) {
        switch byte {
        case 0x41...0x5A:
            upper += 1
            if index == range.lowerBound || text[index - 1] <= 0x20 { capitals += 1 }
        case 0x30...0x39: digits += 1
        case 0x22: quotes += 1
        case 0x3A:
            if index - range.lowerBound < 40 { colons += 1 }
            if index + 2 < range.upperBound, text[index + 1] == 0x2F { hasLink = true }
        case 0x7C, 0x2F: bars += 1
        case 0x3F: questions += 1
        case 0x21: exclamations += 1
        case 0x2E:
            points += 1
            if index - range.lowerBound >= 3, text[index - 3] == 0x77, text[index - 2] == 0x77 { hasLink = true }
        case 0x2C, 0x3B: points += 1
        case 0x40: hasAt = true
        case 0xE2 where index + 2 < range.upperBound && text[index + 1] == 0x80:
            if text[index + 2] >= 0x9C, text[index + 2] <= 0x9F { quotes += 1 }
            if text[index + 2] == 0x93 || text[index + 2] == 0x94 { dashes += 1 }
        case 0xC2 where index + 1 < range.upperBound:
            if text[index + 1] == 0xAB || text[index + 1] == 0xBB { quotes += 1 }
            if text[index + 1] == 0xA9 { bars += 4 }
        default: break
        }
    }
}
