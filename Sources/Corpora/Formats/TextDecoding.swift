internal import Foundations
package import TextProcessing

/// Turns bytes of unknown encoding into text: UTF-8, UTF-16 and UTF-32 by their marks or their looks, the encoding that
/// ``EncodingGuess`` names where UTF-8 fails throughout, U+FFFD for what remains.
package enum TextDecoding {
    /// An encoding told from the first bytes of an input.
    package enum Encoding: Hashable, Sendable {
        case utf8, utf16LittleEndian, utf16BigEndian, utf32LittleEndian, utf32BigEndian
    }

    /// The encoding and the length of the byte order mark at the start.
    ///
    /// Without a mark, bytes of which most of every second are zero, and hardly any of the others, are UTF-16.
    package static func encoding(of head: Span<UInt8>) -> (encoding: Encoding, markLength: Int) {
        func begins(_ mark: [UInt8]) -> Bool {
            head.count >= mark.count && mark.indices.allSatisfy { head[$0] == mark[$0] }
        }
        if begins([0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if begins([0xFF, 0xFE, 0x00, 0x00]) { return (.utf32LittleEndian, 4) }
        if begins([0x00, 0x00, 0xFE, 0xFF]) { return (.utf32BigEndian, 4) }
        if begins([0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if begins([0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        var zeros = (even: 0, odd: 0)
        let count = min(head.count, 1024) & ~1
        for index in 0..<count where head[index] == 0 {
            if index & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        if count >= 16, let isBig = wideZeros(head) {
            return (isBig ? .utf32BigEndian : .utf32LittleEndian, 0)
        }
        if count >= 16 {
            if zeros.odd * 2 > count * 8 / 10, zeros.even * 50 < count { return (.utf16LittleEndian, 0) }
            if zeros.even * 2 > count * 8 / 10, zeros.odd * 50 < count { return (.utf16BigEndian, 0) }
        }
        return (.utf8, 0)
    }

    /// Whether bytes look like UTF-32 without a mark, and begin with the highest byte; nil if they do not.
    ///
    /// The highest byte of four is always zero, the next nearly always, and one of the others is not.
    private static func wideZeros(_ head: Span<UInt8>) -> Bool? {
        var zeros = (0, 0, 0, 0)
        let count = min(head.count, 1024) & ~3
        for index in stride(from: 0, to: count, by: 4) {
            if head[index] == 0 { zeros.0 += 1 }
            if head[index + 1] == 0 { zeros.1 += 1 }
            if head[index + 2] == 0 { zeros.2 += 1 }
            if head[index + 3] == 0 { zeros.3 += 1 }
        }
        let units = count / 4
        if zeros.0 == units, zeros.1 * 10 >= units * 9, zeros.3 * 10 <= units { return true }
        if zeros.3 == units, zeros.2 * 10 >= units * 9, zeros.0 * 10 <= units { return false }
        return nil
    }

    /// The text of bytes that should be UTF-8, without a byte order mark; see ``decoded(_:)``.
    package static func text(_ bytes: Span<UInt8>) -> String { decoded(bytes).text }

    /// The text of bytes in an encoding that was stated; nil where the system does not know it.
    package static func text(_ bytes: Span<UInt8>, in encoding: String) -> String? {
        EncodingGuess.decode(bytes, from: encoding).map { String(decoding: $0.text, as: UTF8.self) }
    }

    /// The text of bytes that should be UTF-8, without a byte order mark, and the encoding where it had to be guessed.
    ///
    /// Bytes that are no UTF-8 are repaired: if most bytes above 127 are in no valid sequence, the text is read in the
    /// encoding that its bytes look most like; else each invalid piece becomes U+FFFD.
    package static func decoded(_ bytes: Span<UInt8>) -> (text: String, guess: GuessedEncoding?) {
        var bytes = bytes
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { bytes = bytes.extracting(3...) }
        guard let valid = bytes.withUnsafeBufferPointer({ String(validating: $0, as: UTF8.self) }) else {
            return repaired(bytes)
        }
        // ISO-2022-JP is ASCII with escapes.
        if let name = escapedEncoding(of: bytes), let text = Self.text(bytes, in: name) {
            return (text, GuessedEncoding(name: name, certainty: 1))
        }
        return (valid, nil)
    }

    /// How far escapes of ISO 2022 are looked for.
    private static let escapeWindow = 1024

    /// The encoding whose escapes begin two-byte characters among ASCII; nil without any.
    private static func escapedEncoding(of bytes: Span<UInt8>) -> String? {
        for index in 0..<min(escapeWindow, max(0, bytes.count - 3)) {
            guard bytes[index] == 0x1B, bytes[index + 1] == 0x24 else { continue }
            switch bytes[index + 2] {
            case 0x40, 0x42: return "iso-2022-jp"
            case 0x29: if bytes[index + 3] == 0x43 { return "iso-2022-kr" }
            default: break
            }
        }
        return nil
    }

    private static func repaired(_ bytes: Span<UInt8>) -> (text: String, guess: GuessedEncoding?) {
        let replaced = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        var high = 0
        for index in bytes.indices where bytes[index] >= 0x80 { high += 1 }
        var kept = 0
        for scalar in replaced.unicodeScalars where scalar.value >= 0x80 && scalar != "\u{FFFD}" {
            kept += UTF8.width(scalar)
        }
        guard (high - kept) * 2 > high else { return (replaced, nil) }
        let guess = EncodingGuess(bytes)
        guard let text = Self.text(bytes, in: guess.name) else { return (replaced, nil) }
        return (text, GuessedEncoding(name: guess.name, certainty: guess.certainty))
    }

    static func append(_ scalar: UInt32, to utf8: inout [UInt8]) {
        UTF8Scalars.encode(scalar) { utf8.append($0) }
    }
}

/// Transcodes UTF-16 or UTF-32 to UTF-8 piece by piece; what is no valid code unit becomes U+FFFD.
struct WideTranscoder {
    private let encoding: TextDecoding.Encoding
    private var rest: [UInt8] = []
    private var highSurrogate: UInt32 = 0

    init(_ encoding: TextDecoding.Encoding) { self.encoding = encoding }

    private var width: Int {
        encoding == .utf32LittleEndian || encoding == .utf32BigEndian ? 4 : 2
    }

    /// Transcodes the next piece and appends the result.
    mutating func transcode(_ bytes: Span<UInt8>, into utf8: inout [UInt8]) {
        var index = 0
        while !rest.isEmpty, index < bytes.count {
            rest.append(bytes[index])
            index += 1
            if rest.count == width {
                let unit = unit(rest.span, at: 0)
                rest.removeAll(keepingCapacity: true)
                append(unit, to: &utf8)
            }
        }
        while index + width <= bytes.count {
            append(unit(bytes, at: index), to: &utf8)
            index += width
        }
        while index < bytes.count {
            rest.append(bytes[index])
            index += 1
        }
    }

    /// Ends the stream: what is left over is half a character.
    mutating func finish(into utf8: inout [UInt8]) {
        if highSurrogate != 0 || !rest.isEmpty { TextDecoding.append(0xFFFD, to: &utf8) }
        highSurrogate = 0
        rest = []
    }

    private func unit(_ bytes: Span<UInt8>, at index: Int) -> UInt32 {
        func byte(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset]) }
        switch encoding {
        case .utf8: return byte(0)
        case .utf16LittleEndian: return byte(0) | byte(1) << 8
        case .utf16BigEndian: return byte(0) << 8 | byte(1)
        case .utf32LittleEndian: return byte(0) | byte(1) << 8 | byte(2) << 16 | byte(3) << 24
        case .utf32BigEndian: return byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3)
        }
    }

    private mutating func append(_ unit: UInt32, to utf8: inout [UInt8]) {
        if highSurrogate != 0 {
            let high = highSurrogate
            highSurrogate = 0
            if width == 2, (0xDC00...0xDFFF).contains(unit) {
                return TextDecoding.append(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00), to: &utf8)
            }
            TextDecoding.append(0xFFFD, to: &utf8)
        }
        switch unit {
        case 0xD800...0xDBFF where width == 2: highSurrogate = unit
        case 0xD800...0xDFFF, 0x110000...: TextDecoding.append(0xFFFD, to: &utf8)
        default: TextDecoding.append(unit, to: &utf8)
        }
    }
}
