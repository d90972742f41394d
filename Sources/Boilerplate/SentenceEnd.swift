/// The end of a sentence as a feature of a piece of text.
package enum SentenceEnd {
    /// Whether a range of text ends with an end mark, closing quotes and brackets aside.
    package static func stands(at range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        var index = range.upperBound
        while index > range.lowerBound {
            let byte = bytes[index - 1]
            switch byte {
            case 0x2E, 0x21, 0x3F: return true
            case 0x22, 0x27, 0x29, 0x5D, 0x20, 0x0A: index -= 1
            case 0x80...0xBF:
                guard index - 3 >= range.lowerBound else { return false }
                let three = (bytes[index - 3], bytes[index - 2], byte)
                switch three {
                case (0xE2, 0x80, 0xA6), (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F),
                    (0xE0, 0xA5, 0xA4):
                    return true
                case (0xE2, 0x80, 0x99...0x9F), (0xE2, 0x80, 0xBA), (0xE3, 0x80, 0x8D): index -= 3
                default:
                    if bytes[index - 2] == 0xC2, byte == 0xBB || byte == 0xAB {
                        index -= 2
                    } else {
                        return (bytes[index - 2], byte) == (0xD8, 0x9F) || (bytes[index - 2], byte) == (0xDB, 0x94)
                    }
                }
            default: return false
            }
        }
        return false
    }
}
