// Public, since functions of package access are not inlined into other modules (Swift 6.3): each use would be a call.

/// Eight bytes of a text, the first in the lowest bits, compared at once: a result has the highest bit of each byte for
/// which it is so.
@frozen public struct EightBytes: Sendable {
    /// The bytes.
    public let value: UInt64

    /// The highest bit of each byte.
    @inlinable public static var high: UInt64 { 0x8080_8080_8080_8080 }

    /// Takes bytes that were read.
    @inlinable @inline(__always)
    public init(_ value: UInt64) { self.value = value }

    /// Reads eight bytes from an offset.
    @inlinable @inline(__always)
    public init(_ bytes: UnsafePointer<UInt8>, at offset: Int) {
        value = UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Reads eight bytes from an offset.
    @inlinable @inline(__always)
    public init(_ bytes: borrowing RawSpan, at offset: Int) {
        value = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Bytes from `first` to `last`, both of ASCII, after some bits have been set in all.
    @inlinable @inline(__always)
    public func range(_ first: UInt8, _ last: UInt8, setting bits: UInt8 = 0) -> UInt64 {
        let value = self.value | 0x0101_0101_0101_0101 &* UInt64(bits)
        let low = value & ~Self.high
        let fromFirst = low &+ 0x0101_0101_0101_0101 &* UInt64(0x80 - first)
        let beyondLast = low &+ 0x0101_0101_0101_0101 &* UInt64(0x7F - last)
        return fromFirst & ~beyondLast & ~value & Self.high
    }

    /// Letters a to z.
    @inlinable @inline(__always)
    public var smallLetters: UInt64 { range(0x61, 0x7A) }

    /// Letters and digits of ASCII.
    @inlinable @inline(__always)
    public var alphanumerics: UInt64 { range(0x61, 0x7A, setting: 0x20) | range(0x30, 0x39) }

    /// Spaces, and tabs and line breaks of ASCII.
    @inlinable @inline(__always)
    public var spaces: UInt64 { range(0x20, 0x20) | range(0x09, 0x0D) }

    /// Blanks and control characters.
    @inlinable @inline(__always)
    public var blanks: UInt64 { range(0, 0x20) }

    /// Bytes of characters beyond ASCII.
    @inlinable @inline(__always)
    public var beyond: UInt64 { value & Self.high }

    /// Bytes that continue a character.
    @inlinable @inline(__always)
    public var continuations: UInt64 { value & ~(value << 1) & Self.high }
}
