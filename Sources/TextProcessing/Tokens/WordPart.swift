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

    /// The part of a scalar.
    package init(of scalar: Unicode.Scalar) {
        self = WordPart(rawValue: ck_word_part(scalar.value)) ?? .separator
    }

    /// The part of the scalar that starts at an offset of well-formed text.
    init(ofScalarAt offset: Int, in text: UnsafeBufferPointer<UInt8>) {
        let lead = text[offset]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard offset + length <= text.count else {
            self = .separator
            return
        }
        var value = length == 1 ? UInt32(lead) : UInt32(lead) & (0xFF >> UInt32(length + 1))
        for i in 1..<max(length, 1) { value = value << 6 | UInt32(text[offset + i] & 0x3F) }
        self = WordPart(rawValue: ck_word_part(value)) ?? .separator
    }

    /// The folded form of a scalar: lower case, apostrophes as U+0027.
    package static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        Unicode.Scalar(ck_word_fold(scalar.value)) ?? scalar
    }
}
