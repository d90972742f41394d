// Public for the sake of inlining: see EightBytes.

/// 2⁶⁴ and 2³² over the golden ratio: multiplying by them spreads keys that lie close together over the high bits
/// (Knuth, "The Art of Computer Programming", 6.4).
public enum GoldenRatio {
    /// For 64 bits.
    @inlinable public static var bits: UInt64 { 0x9E37_79B9_7F4A_7C15 }

    /// For 32 bits.
    @inlinable public static var bits32: UInt32 { 0x9E37_79B1 }
}

/// The FNV-1a hash of 64 bits: xor, then multiply, byte by byte (Fowler, Noll and Vo).
///
///     var hash = FNV1a()
///     for byte in "water".utf8 { hash.add(byte) }
///     hash.value    // 0xD3CA_CD4C_82E5_BE70
@frozen public struct FNV1a: Sendable {
    /// FNV's prime of 64 bits.
    @inlinable public static var prime: UInt64 { 0x100_0000_01B3 }

    /// The hash of what has been added.
    public var value: UInt64

    /// The hash of nothing.
    @inlinable public init() { value = 0xCBF2_9CE4_8422_2325 }

    /// Goes on from a value that is not FNV's own start.
    @inlinable public init(startingAt value: UInt64) { self.value = value }

    /// Adds a byte.
    @inlinable @inline(__always)
    public mutating func add(_ byte: UInt8) { add(UInt64(byte)) }

    /// Adds a unit of more than a byte, such as a scalar, in one step.
    @inlinable @inline(__always)
    public mutating func add(_ unit: UInt64) { value = (value ^ unit) &* Self.prime }
}

/// The FNV-1a hash of 32 bits.
@frozen public struct FNV1a32: Sendable {
    /// FNV's prime of 32 bits.
    @inlinable public static var prime: UInt32 { 0x0100_0193 }

    /// The hash of what has been added.
    public var value: UInt32

    /// The hash of nothing.
    @inlinable public init() { value = 0x811C_9DC5 }

    /// Goes on from a value that is not FNV's own start.
    @inlinable public init(startingAt value: UInt32) { self.value = value }

    /// Adds a byte or a unit of more than a byte.
    @inlinable @inline(__always)
    public mutating func add(_ unit: UInt32) { value = (value ^ unit) &* Self.prime }
}
