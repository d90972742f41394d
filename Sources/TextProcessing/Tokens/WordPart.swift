internal import CKernels
internal import Foundations

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
        let (value, length) = UTF8Scalars.decode(text.span, at: offset)
        // The decoder lets surrogates and forms that are too long pass.
        switch length {
        case 1: return value < 0x80 ? (value, 1) : nil
        case 2: return (value, 2)
        case 3: return value >= 0x800 && value &>> 11 != 0x1B ? (value, 3) : nil
        default: return value >= 0x10000 && value < 0x110000 ? (value, 4) : nil
        }
    }

    /// The folded form of a scalar: lower case, apostrophes as U+0027.
    package static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        Unicode.Scalar(ck_word_fold(scalar.value)) ?? scalar
    }
}
