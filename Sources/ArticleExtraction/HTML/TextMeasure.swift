internal import Boilerplate
internal import Foundations
internal import TextProcessing

extension BlockFeatures {
    /// What the bytes of one block say.
    struct TextMeasure {
        var length: Float = 0
        var words: Float = 0
        var linkDensity: Float = 0
        var endsSentence = false
        var sentenceMarks: Float = 0
        var commas: Float = 0
        var upper: Float = 0
        var capitals: Float = 0
        var digits: Float = 0
        var quotes: Float = 0
        var startsLower = false
        var startsUpper = false
        var startsDigit = false
        var endsColon = false
        var separators: Float = 0
        var hash: UInt64 = 0
        var wide: Float = 0
        var at: Float = 0
    }

    static func measure(_ bytes: Span<UInt8>, _ block: HTMLPage.TextBlock) -> TextMeasure {
        var measure = TextMeasure()
        let range = Int(block.text.lowerBound)..<Int(block.text.upperBound)
        measure.length = Float(range.count)
        measure.words = Float(block.words)
        measure.linkDensity = Float(block.linkBytes) / max(1, measure.length)
        var hash = FNV1a()
        var previous: UInt8 = 0x20
        var (upper, letters, capitals, digits) = (0, 0, 0, 0)
        for index in range {
            let byte = bytes[index]
            hash.add(byte)
            if byte &- 0x41 < 26 {
                upper += 1
                letters += 1
                if previous == 0x20 { capitals += 1 }
            } else if byte &- 0x61 < 26 {
                letters += 1
            } else if byte &- 0x30 < 10 {
                digits += 1
            } else {
                switch byte {
                case 0x2E, 0x21, 0x3F:
                    if index + 1 == range.upperBound || bytes[index + 1] <= 0x22 || bytes[index + 1] >= 0x80 {
                        measure.sentenceMarks += 1
                    }
                case 0x2C: measure.commas += 1
                case 0x22: measure.quotes += 1
                case 0x7C, 0x3E, 0x2F: measure.separators += 1
                case 0x40: measure.at += 1
                case 0xE2:
                    if index + 2 < range.upperBound, bytes[index + 1] == 0x80 {
                        let last = bytes[index + 2]
                        if last >= 0x9C, last <= 0x9E { measure.quotes += 1 }
                        if last == 0xA2 || last == 0xBA { measure.separators += 1 }
                    }
                case 0xC2:
                    if index + 1 < range.upperBound {
                        if bytes[index + 1] == 0xAB || bytes[index + 1] == 0xBB { measure.quotes += 1 }
                        if bytes[index + 1] == 0xB7 { measure.separators += 1 }
                    }
                case 0xE3:
                    // Ideographic full stop and comma.
                    if index + 2 < range.upperBound, bytes[index + 1] == 0x80 {
                        if bytes[index + 2] == 0x82 { measure.sentenceMarks += 1 }
                        if bytes[index + 2] == 0x81 { measure.commas += 1 }
                    }
                    measure.wide += 1
                case 0xE4...0xED: measure.wide += 1
                default: break
                }
            }
            previous = byte
        }
        measure.hash = hash.value
        measure.upper = Float(upper) / Float(max(1, letters))
        measure.capitals = Float(capitals) / max(1, measure.words)
        measure.digits = Float(digits) / max(1, measure.length)
        let first = bytes[range.lowerBound]
        measure.startsUpper = first &- 0x41 < 26
        measure.startsLower = first &- 0x61 < 26
        measure.startsDigit = first &- 0x30 < 10
        measure.endsSentence = SentenceEnd.stands(at: range, in: bytes)
        measure.endsColon = bytes[range.upperBound - 1] == 0x3A
        return measure
    }
}
