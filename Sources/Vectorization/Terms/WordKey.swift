internal import CKernels
internal import Foundations

/// What a word is found by: its bytes, padded with zeros, in two numbers; of a word over 16 bytes a hash, whose last byte
/// is 0xFF, which UTF-8 does not have.
///
/// ```swift
/// let word: [UInt8] = Array("river".utf8) + [UInt8](repeating: 0, count: 16)
/// WordKey(word, count: 5)  // low: 0x72_6576_6972, high: 0
/// ```
struct WordKey: Equatable, BitwiseCopyable {
    var low: UInt64
    var high: UInt64

    /// Words of more bytes than this have a hash for their key.
    static let longestInline = 16

    @inline(__always)
    init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// The key of a word of at least one byte, after which 16 more may be read.
    @inline(__always)
    init(_ word: UnsafePointer<UInt8>, count: Int) {
        self = count <= Self.longestInline ? WordKey(short: word, count: count) : WordKey(long: word, count: count)
    }

    /// The key of a word of 1 to 16 bytes.
    ///
    /// Reads 16 bytes, whatever the length, and branches on none of them: lengths of words cannot be predicted.
    @inline(__always)
    init(short word: UnsafePointer<UInt8>, count: Int) {
        let mask = ck_key_mask() - count
        low = Self.eightBytes(word, 0) & Self.eightBytes(mask, 0)
        high = Self.eightBytes(word, 8) & Self.eightBytes(mask, 8)
    }

    /// A hash of all bytes of a word of more than 16.
    @inline(never)
    init(long word: UnsafePointer<UInt8>, count: Int) {
        var low = FNV1a().value
        var high: UInt64 = 0x9AE1_6A3B_2F90_404F
        var offset = 0
        while offset < count {
            // The last piece overlaps the one in front.
            let piece = Self.eightBytes(word, min(offset, count - 8))
            low = foldedProduct(low ^ piece, GoldenRatio.bits)
            high = foldedProduct(high ^ piece, 0xE703_7ED1_A0B4_28DB)
            offset += 8
        }
        self.init(low: low ^ UInt64(count), high: high | Self.longMark)
    }

    private static let longMark: UInt64 = 0xFF << 56

    /// Whether the key is a hash.
    var isLong: Bool { high >= Self.longMark }

    @inline(__always)
    static func == (a: Self, b: Self) -> Bool { (a.low ^ b.low) | (a.high ^ b.high) == 0 }

    /// Where the search for the word begins in a table of a power of two of places, and what a hashed column is made of.
    @inline(__always)
    var hash: UInt64 { foldedProduct(low ^ 0xA076_1D64_78BD_642F, high ^ 0xE703_7ED1_A0B4_28DB) }

    /// How many scalars a short word of so many bytes has: all bytes but those that continue a scalar (10xxxxxx).
    @inline(__always)
    func scalarCount(ofBytes count: Int) -> Int {
        let highBits: UInt64 = 0x8080_8080_8080_8080
        guard (low | high) & highBits != 0 else { return count }
        let inLow = (low & ~(low &<< 1) & highBits) &>> 7
        let inHigh = (high & ~(high &<< 1) & highBits) &>> 7
        return count &- Int(truncatingIfNeeded: ((inLow &+ inHigh) &* 0x0101_0101_0101_0101) &>> 56)
    }

    /// Calls `body` with the bytes of a short word.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let count = high == 0 ? 8 - low.leadingZeroBitCount / 8 : 16 - high.leadingZeroBitCount / 8
        return withUnsafeBytes(of: (low.littleEndian, high.littleEndian)) { bytes in
            body(UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[..<count]))
        }
    }

    @inline(__always)
    private static func eightBytes(_ word: UnsafePointer<UInt8>, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(word).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}

/// Both halves of a product, joined: every bit of the result depends on all bits of both numbers.
@inline(__always)
func foldedProduct(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
}
