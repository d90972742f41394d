// Public for the sake of inlining: see EightBytes.

/// Unicode scalars in UTF-8: one decoder and one encoder for everything that reads bytes.
public enum UTF8Scalars {
    /// The scalar that starts at `index` and its length in bytes; U+FFFD of length 1 where no well-formed sequence starts.
    ///
    ///     UTF8Scalars.decode("é".utf8Span.span, at: 0)    // (0xE9, 2)
    ///
    /// Surrogates and forms that are too long are not told apart: a `String` has none.
    @inlinable @inline(__always)
    public static func decode(_ text: borrowing Span<UInt8>, at index: Int) -> (value: UInt32, length: Int) {
        decode(text, at: index, before: text.count)
    }

    /// The same for a text that ends at `end`: what its end cuts off is U+FFFD of length 1.
    @inlinable @inline(__always)
    public static func decode(
        _ text: borrowing Span<UInt8>, at index: Int, before end: Int
    ) -> (value: UInt32, length: Int) {
        let first = text[index]
        guard first >= 0x80 else { return (UInt32(first), 1) }
        return decodeBeyondASCII(text, at: index, before: end)
    }

    /// The same where the first byte is known to be beyond ASCII.
    @inlinable
    public static func decodeBeyondASCII(
        _ text: borrowing Span<UInt8>, at index: Int, before end: Int
    ) -> (value: UInt32, length: Int) {
        let first = text[index]
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
        guard length > 1, index + length <= end else { return (0xFFFD, 1) }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for offset in 1..<length {
            let byte = text[index + offset]
            guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return (value, length)
    }

    /// Hands out the bytes of a scalar one by one.
    @inlinable @inline(__always)
    public static func encode(_ scalar: UInt32, _ append: (UInt8) -> Void) {
        switch scalar {
        case 0..<0x80: append(UInt8(truncatingIfNeeded: scalar))
        case 0x80..<0x800:
            append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
            append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        case 0x800..<0x10000:
            append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        default:
            append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
            append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        }
    }

    /// Whether a scalar is white space beyond ASCII: every `White_Space` of Unicode but the Ogham mark.
    @inlinable
    public static func isSpace(_ scalar: UInt32) -> Bool {
        scalar == 0xA0 || scalar == 0x3000 || scalar == 0x2028 || scalar == 0x2029
            || (0x2000...0x200A).contains(scalar) || scalar == 0x202F || scalar == 0x205F || scalar == 0x85
    }
}

/// Classes of ASCII bytes; bytes beyond ASCII belong to none.
public enum ASCII {
    /// Letters.
    @inlinable @inline(__always)
    public static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    /// Capital letters.
    @inlinable @inline(__always)
    public static func isUppercase(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

    /// Small letters.
    @inlinable @inline(__always)
    public static func isLowercase(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }

    /// Digits.
    @inlinable @inline(__always)
    public static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// Letters and digits.
    @inlinable @inline(__always)
    public static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

    /// The space, tab, line breaks, vertical tab and form feed.
    @inlinable @inline(__always)
    public static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 < 5 }

    /// The small letter for a capital, and any other byte itself.
    @inlinable @inline(__always)
    public static func lowercased(_ byte: UInt8) -> UInt8 { isUppercase(byte) ? byte | 0x20 : byte }
}
