internal import CKernels

/// The part that a Unicode scalar plays in a word; the numbers are those of the kernel's table.
package enum WordPart: Int32, Sendable {
    case separator = 0
    case letter
    case digit
    case mark
    case format
    case apostrophe
    case inner
    case numberPoint
    case ideograph
    case unspaced

    /// The table's number for a mark that Unicode composes with some letter: a mark to all but ``WordPieces``.
    static let composing = Int32(CK_COMPOSING)

    /// The part of a scalar.
    package init(of scalar: Unicode.Scalar) {
        self = WordPart(rawValue: ck_word_part(scalar.value)) ?? .separator
    }

    /// The part of the scalar that starts at an offset of well-formed text.
    init(ofScalarAt offset: Int, in text: UnsafeBufferPointer<UInt8>) {
        self = Self.decode(text, at: offset).flatMap { WordPart(rawValue: ck_word_part($0.value)) } ?? .separator
    }

    /// The scalar that starts at an offset, and its length; nil where the bytes are ill-formed or end within it.
    @inline(__always)
    static func decode(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> (value: UInt32, length: Int)? {
        let lead = text[offset]
        if lead < 0x80 { return (UInt32(lead), 1) }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard lead >= 0xC2 && lead < 0xF5 && offset &+ length <= text.count else { return nil }
        var value = UInt32(lead) & (0x7F &>> UInt32(truncatingIfNeeded: length))
        for place in offset &+ 1..<offset &+ length {
            let byte = text[place]
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value &<< 6 | UInt32(byte & 0x3F)
        }
        if length == 3 { return value >= 0x800 && value &>> 11 != 0x1B ? (value, 3) : nil }
        return length == 2 || value >= 0x10000 && value < 0x110000 ? (value, length) : nil
    }

    /// The folded form of a scalar: lower case, apostrophes as U+0027.
    package static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        Unicode.Scalar(ck_word_fold(scalar.value)) ?? scalar
    }
}
