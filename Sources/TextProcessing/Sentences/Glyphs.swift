internal import Foundations

/// What one character means to the segmenter.
enum Glyph: UInt8 {
    /// A blank inside a line.
    case blank
    /// A line break.
    case lineBreak
    /// An upper-case or title-case letter.
    case upper
    /// A lower-case letter.
    case lower
    /// A letter of a script without case.
    case letter
    /// A decimal digit.
    case digit
    /// An opening bracket or quotation mark, or one that may open.
    case opener
    /// A closing bracket or quotation mark that never opens.
    case closer
    /// A dash of any length.
    case dash
    /// A list bullet.
    case bullet
    /// A mark that may end a sentence.
    case mark
    /// A comma, a colon, a semicolon and the like: they never begin a sentence.
    case pause
    /// A mark that shows nothing: joiners and direction controls.
    case invisible
    /// A pictograph.
    case emoji
    /// Anything else.
    case other
    /// Before the first or after the last byte.
    case none
}

/// One character at a place: its value, its length in bytes and its class.
struct ScannedCharacter {
    /// The Unicode scalar value; U+FFFD for a byte that starts no valid sequence.
    var value: UInt32
    /// The length in bytes, at least 1 unless the place is outside the text.
    var length: Int
    /// The class.
    var glyph: Glyph
}

/// The character that starts at `index`, class `.none` and length 0 at the end of the text.
///
/// Bytes that are not UTF-8 count as one character each, so any input is walked to its end.
@inline(__always)
func character(_ text: Span<UInt8>, at index: Int) -> ScannedCharacter {
    guard index >= 0, index < text.count else { return ScannedCharacter(value: 0, length: 0, glyph: .none) }
    let first = text[index]
    guard first >= 0x80 else { return ScannedCharacter(value: UInt32(first), length: 1, glyph: asciiGlyph(first)) }
    return characterBeyondASCII(text, at: index)
}

private func characterBeyondASCII(_ text: Span<UInt8>, at index: Int) -> ScannedCharacter {
    let (value, length) = UTF8Scalars.decodeBeyondASCII(text, at: index, before: text.count)
    return ScannedCharacter(value: value, length: length, glyph: length == 1 ? .other : glyph(of: value))
}

/// The character that ends right before `index`.
func character(_ text: Span<UInt8>, before index: Int) -> ScannedCharacter {
    guard index > 0, index <= text.count else { return ScannedCharacter(value: 0, length: 0, glyph: .none) }
    var start = index - 1
    if text[start] < 0x80 {
        return ScannedCharacter(value: UInt32(text[start]), length: 1, glyph: asciiGlyph(text[start]))
    }
    while start > 0, index - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
    let found = character(text, at: start)
    return start + found.length == index ? found : ScannedCharacter(value: 0xFFFD, length: 1, glyph: .other)
}

/// The class of an ASCII byte.
@inline(__always)
private func asciiGlyph(_ byte: UInt8) -> Glyph {
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0B, 0x0C: .lineBreak
    case UInt8(ascii: " "), UInt8(ascii: "\t"): .blank
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): .upper
    case UInt8(ascii: "a")...UInt8(ascii: "z"): .lower
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\""), UInt8(ascii: "'"),
        UInt8(ascii: "`"):
        .opener
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): .closer
    case UInt8(ascii: "-"): .dash
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): .mark
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"): .pause
    default: .other
    }
}

/// The class of a scalar beyond ASCII.
private func glyph(of value: UInt32) -> Glyph {
    switch value {
    case 0x85, 0x2028, 0x2029: return .lineBreak
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return .blank
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xFE00...0xFE0F: return .invisible
    case 0xAB, 0xBF, 0xA1, 0x2018, 0x201A...0x201C, 0x201E, 0x201F, 0x2039: return .opener
    case 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0xFF08, 0xFF3B, 0xFF5B, 0xFF62: return .opener
    case 0xBB, 0x2019, 0x201D, 0x203A: return .closer
    case 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0xFF09, 0xFF3D, 0xFF5D, 0xFF63: return .closer
    case 0x2010...0x2015, 0x2212: return .dash
    case 0x2022, 0x2023, 0x2043, 0x25AA, 0x25AB, 0x25CF, 0x25CB, 0x25E6, 0x25A0, 0x25A1, 0x25BA, 0x2219, 0xB7:
        return .bullet
    case 0x2026, 0x3002, 0xFF01, 0xFF1F, 0xFF0E, 0xFF61, 0x203C, 0x2047...0x2049, 0x37E, 0x589, 0x61F, 0x6D4, 0x964,
        0x965, 0x104A, 0x104B, 0x1362, 0x1367, 0x1368, 0x17D4, 0x17D5, 0x700...0x702, 0x1803, 0x1809, 0xF0D, 0xA4FF,
        0xAAF1, 0xABEB, 0x166E, 0x203D:
        return .mark
    case 0xFF0C, 0x3001, 0x60C, 0x61B, 0xFF1A, 0xFF1B, 0xFF64, 0x387, 0x55D: return .pause
    case 0x1F000...0x1FAFF, 0x2600...0x27BF, 0xE0020...0xE007F: return .emoji
    case 0xB2, 0xB3, 0xB9, 0x2070...0x2079: return .other
    default: break
    }
    guard let scalar = Unicode.Scalar(value) else { return .other }
    let properties = scalar.properties
    if properties.isUppercase || properties.generalCategory == .titlecaseLetter { return .upper }
    if properties.isLowercase { return .lower }
    if properties.isAlphabetic { return .letter }
    if properties.generalCategory == .decimalNumber { return .digit }
    return .other
}

/// Whether the character is a letter of any script.
func isLetter(_ glyph: Glyph) -> Bool { glyph == .upper || glyph == .lower || glyph == .letter }
