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
        self = WordPart(rawValue: ck_word_part(Self.scalar(at: offset, in: text).value)) ?? .separator
    }

    /// The scalar that starts at an offset of well-formed text, and its length; 0 if the text ends within it.
    @inline(__always)
    static func scalar(at offset: Int, in text: UnsafeBufferPointer<UInt8>) -> (value: UInt32, length: Int) {
        let lead = text[offset]
        if lead < 0x80 { return (UInt32(lead), 1) }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard offset + length <= text.count else { return (0, 1) }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for place in 1..<length { value = value << 6 | UInt32(text[offset + place] & 0x3F) }
        return (value, length)
    }

    /// The folded form of a scalar: lower case, apostrophes as U+0027.
    package static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        Unicode.Scalar(ck_word_fold(scalar.value)) ?? scalar
    }
}
