internal import TextEvaluation

/// Classes and lower case of Unicode scalars, by arithmetic for the alphabets that most text is in.
///
/// The standard library's property look-ups are right for every scalar but cost a search each; they remain the
/// fallback, and a test compares both over all scalars of the arithmetic ranges.
enum ScalarFolding {
    /// How the scalar takes part in words.
    enum Class: UInt8 {
        /// Not part of a word.
        case separator
        /// A letter or digit of a script that separates words by spaces.
        case alphanumeric
        /// A letter of a script without spaces between words, where pairs of letters stand for words.
        case unspaced
    }

    static func classify(_ scalar: UInt32) -> Class {
        switch scalar {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return .alphanumeric
        case 0..<0x80: return .separator
        case 0xC0...0x24F: return scalar == 0xD7 || scalar == 0xF7 ? .separator : .alphanumeric
        case 0x400...0x481, 0x48A...0x52F: return .alphanumeric
        case 0x2000...0x2BFF:
            break
        case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x0E00...0x0EFF,
            0x1000...0x109F, 0x1780...0x17FF:
            return isAlphanumeric(scalar) ? .unspaced : .separator
        case 0xAC00...0xD7A3: return .alphanumeric
        default: break
        }
        return isAlphanumeric(scalar) ? .alphanumeric : .separator
    }

    /// Whether the scalar is a letter, a combining mark or a digit by its Unicode category.
    private static func isAlphanumeric(_ value: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(value) else { return false }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
            return true
        default: return false
        }
    }

    /// Appends the lower-case form of a scalar to a word.
    static func appendLowercased(_ scalar: UInt32, to bytes: inout WordBuffer) {
        let folded: UInt32
        switch scalar {
        case 0x41...0x5A: folded = scalar + 0x20
        case 0..<0x80: folded = scalar
        case 0xC0...0xDE: folded = scalar + 0x20
        case 0xDF...0xFF: folded = scalar
        case 0x100...0x12F, 0x132...0x137, 0x14A...0x177: folded = scalar | 1
        case 0x139...0x148, 0x179...0x17E: folded = scalar & 1 == 1 ? scalar + 1 : scalar
        case 0x391...0x3A9: folded = scalar + 0x20
        case 0x3B1...0x3C9: folded = scalar
        case 0x410...0x42F: folded = scalar + 0x20
        case 0x430...0x45F: folded = scalar
        case 0x400...0x40F: folded = scalar + 0x50
        case 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F: folded = scalar | 1
        case 0x3040...0x9FFF, 0xAC00...0xD7A3: folded = scalar
        default:
            guard let value = Unicode.Scalar(scalar) else { return }
            for byte in value.properties.lowercaseMapping.utf8 { bytes.append(byte) }
            return
        }
        append(folded, to: &bytes)
    }

    private static func append(_ scalar: UInt32, to bytes: inout WordBuffer) {
        switch scalar {
        case 0..<0x80: bytes.append(UInt8(scalar))
        case 0x80..<0x800:
            bytes.append(UInt8(0xC0 | scalar >> 6))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        case 0x800..<0x10000:
            bytes.append(UInt8(0xE0 | scalar >> 12))
            bytes.append(UInt8(0x80 | (scalar >> 6) & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        default:
            bytes.append(UInt8(0xF0 | scalar >> 18))
            bytes.append(UInt8(0x80 | (scalar >> 12) & 0x3F))
            bytes.append(UInt8(0x80 | (scalar >> 6) & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        }
    }
}
