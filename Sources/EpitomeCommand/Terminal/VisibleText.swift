/// Control characters made visible: what a terminal would obey, it is shown instead.
///
/// A text from elsewhere can hold sequences that set the title of a window, recolour what follows, or write over what came
/// before, and marks that turn the order of letters round. On a terminal they appear as `\x1B` and `\u{202E}`; into files and
/// pipes bytes go as they are.
enum VisibleText {
    /// Text for a terminal: tabs and line breaks stay, and the program's own ``TerminalStyle`` sequences.
    ///
    /// - Complexity: O(*n*).
    static func bytes(_ bytes: [UInt8], keepsStyles: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if keepsStyles, bytes[index] == 0x1B, let length = TerminalStyle.sequenceLength(bytes[index...]) {
                result.append(contentsOf: bytes[index..<index + length])
                index += length
                continue
            }
            let (length, shown) = shown(bytes, at: index)
            if let shown {
                result.append(contentsOf: shown.utf8)
            } else {
                result.append(contentsOf: bytes[index..<index + length])
            }
            index += length
        }
        return result
    }

    /// A message for a terminal.
    static func message(_ text: String) -> String {
        String(decoding: bytes(Array(text.utf8), keepsStyles: false), as: UTF8.self)
    }

    /// One field of tab-separated text: also tabs and line breaks become `\t` and `\n`, or columns would shift.
    static func field(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t": result += "\\t"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\0"..."\u{1F}", "\u{7F}": result += hexadecimal(UInt8(scalar.value))
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The length of the character at an index, and what is shown for it if that is not the character itself.
    private static func shown(_ bytes: [UInt8], at index: Int) -> (length: Int, shown: String?) {
        let byte = bytes[index]
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        switch byte {
        case 0x09, 0x0A: return (1, nil)
        // The first half of a line break in files of other systems.
        case 0x0D where next == 0x0A: return (1, nil)
        case 0..<0x20, 0x7F: return (1, hexadecimal(byte))
        // C1: the same commands as ESC and a letter, in one character.
        case 0xC2 where next & 0xE0 == 0x80: return (2, "\\u{\(String(next, radix: 16, uppercase: true))}")
        case 0xE2 where index + 2 < bytes.count:
            let third = bytes[index + 2]
            let scalar = 0x2000 + UInt32(next & 0x3F) << 6 + UInt32(third & 0x3F)
            let turns = (0x202A...0x202E).contains(scalar) || (0x2066...0x2069).contains(scalar)
            return turns ? (3, "\\u{\(String(scalar, radix: 16, uppercase: true))}") : (1, nil)
        // Outside a sequence such a byte can be a C1 command by itself.
        case 0x80..<0xC0 where index == 0 || bytes[index - 1] < 0x80: return (1, hexadecimal(byte))
        default: return (1, nil)
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
