import CKernels

/// Cuts text into words for classification and names each by a 64-bit hash, without making a string.
///
/// A word is a run of letters, digits, combining marks and underscores, lower-cased; one-character words count too
/// (they carry topic in technical text: `C`, `X`; scikit-learn's default drops them). A character of a script that is
/// written without spaces between words is a word by itself, so that word pairs are then character pairs.
///
/// The hash of a word is FNV-1a over its lower-cased Unicode scalars, finished by a mixing step. Two of a million words
/// share a hash with probability 3·10⁻⁸.
struct TermScanner {
    /// The hashes of the words found, in text order.
    private(set) var hashes: [UInt64] = []
    /// Where each word stands in the text (UTF-8 offsets), if asked for.
    private(set) var ranges: [Range<Int>] = []
    /// The lower-cased scalars of the words, a 0 after each, if asked for: what character n-grams are made of.
    private(set) var scalars: [UInt32] = []

    private let keepsRanges: Bool
    private let keepsScalars: Bool

    init(keepsRanges: Bool = false, keepsScalars: Bool = false) {
        self.keepsRanges = keepsRanges
        self.keepsScalars = keepsScalars
    }

    static let basis: UInt64 = 0xCBF2_9CE4_8422_2325
    static let prime: UInt64 = 0x100_0000_01B3

    /// Spreads every input bit over the whole word (the finaliser of MurmurHash3).
    @inline(__always)
    static func mixed(_ hash: UInt64) -> UInt64 {
        var z = hash
        z = (z ^ (z >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        z = (z ^ (z >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return z ^ (z >> 33)
    }

    /// The hash of a pair of neighbouring words.
    @inline(__always)
    static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
        mixed((first &* 0x9E37_79B9_7F4A_7C15) ^ (second &+ 0x2545_F491_4F6C_DD1D))
    }

    mutating func removeAll() {
        hashes.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
        scalars.removeAll(keepingCapacity: true)
    }

    /// Appends the words of a text to those found before.
    ///
    /// - Complexity: O(length).
    mutating func scan(_ text: Span<UInt8>) {
        guard let wordBytes = ck_word_bytes() else { return }
        var hash = Self.basis
        var start = -1
        var position = 0
        let count = text.count
        while position < count {
            let byte = text[unchecked: position]
            let folded = wordBytes[Int(byte)]
            if folded > 1 {
                if start < 0 {
                    start = position
                    hash = Self.basis
                }
                hash = (hash ^ UInt64(folded)) &* Self.prime
                if keepsScalars { scalars.append(UInt32(folded)) }
                position += 1
                continue
            }
            if folded == 0 {
                if start >= 0 {
                    finish(hash, start..<position)
                    start = -1
                }
                position += 1
                continue
            }
            let (scalar, length) = decodeScalar(text, at: position)
            switch WordScalar(scalar) {
            case .separator:
                if start >= 0 {
                    finish(hash, start..<position)
                    start = -1
                }
            case .letter(let folded):
                if start < 0 {
                    start = position
                    hash = Self.basis
                }
                hash = (hash ^ UInt64(folded)) &* Self.prime
                if keepsScalars { scalars.append(folded) }
            case .ideograph:
                if start >= 0 {
                    finish(hash, start..<position)
                    start = -1
                }
                if keepsScalars { scalars.append(scalar) }
                finish((Self.basis ^ UInt64(scalar)) &* Self.prime, position..<(position + length))
            }
            position += length
        }
        if start >= 0 { finish(hash, start..<count) }
    }

    @inline(__always)
    private mutating func finish(_ hash: UInt64, _ range: Range<Int>) {
        hashes.append(Self.mixed(hash))
        if keepsRanges { ranges.append(range) }
        if keepsScalars { scalars.append(0) }
    }
}

/// The scalar that starts at `position` in valid UTF-8, and its length in bytes; U+FFFD of length 1 where bytes are not.
@inline(__always)
private func decodeScalar(_ text: Span<UInt8>, at position: Int) -> (UInt32, Int) {
    let lead = UInt32(text[position])
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    guard length > 1, position + length <= text.count else { return (0xFFFD, 1) }
    var scalar = lead & (0x7F >> UInt32(length))
    for offset in 1..<length { scalar = scalar << 6 | UInt32(text[position + offset] & 0x3F) }
    return (scalar, length)
}

/// What a scalar outside ASCII is for the cutting of words.
enum WordScalar {
    case separator
    /// Part of a word; the value is its lower case.
    case letter(UInt32)
    /// A word by itself: the script sets no spaces between words.
    case ideograph

    @inline(__always)
    init(_ scalar: UInt32) {
        switch scalar {
        // Latin-1: letters, with × and ÷ between them.
        case 0xC0...0xDE where scalar != 0xD7: self = .letter(scalar + 0x20)
        case 0xDF...0xFF where scalar != 0xF7: self = .letter(scalar)
        // Cyrillic and Greek capitals.
        case 0x410...0x42F, 0x391...0x3A9: self = .letter(scalar + 0x20)
        case 0x430...0x45F, 0x3AC...0x3CE: self = .letter(scalar)
        // General punctuation.
        case 0x2000...0x206F: self = .separator
        // Han, kana, and their extensions.
        case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF:
            self = .ideograph
        // Thai, Lao, Myanmar, Khmer.
        case 0x0E01...0x0EDF, 0x1000...0x109F, 0x1780...0x17DD: self = .ideograph
        default: self = Self.fromProperties(scalar)
        }
    }

    @inline(never)
    private static func fromProperties(_ value: UInt32) -> WordScalar {
        guard let scalar = Unicode.Scalar(value) else { return .separator }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter:
            let mapping = scalar.properties.lowercaseMapping.unicodeScalars
            return .letter(mapping.first.map { $0.value } ?? value)
        case .lowercaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark, .enclosingMark,
            .decimalNumber, .letterNumber, .otherNumber:
            return .letter(value)
        default:
            return .separator
        }
    }
}
