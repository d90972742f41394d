// Public, since functions of package access are not inlined into other modules (Swift 6.3).

/// SplitMix64: 64 random bits from a seed, each an independent-looking mix of a counter.
///
///     var random = SplitMix64(seed: 1)
///     let die = random.next() % 6
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014). Equal seeds give equal sequences on
/// every system.
@frozen public struct SplitMix64: RandomNumberGenerator, Sendable {
    @usableFromInline var state: UInt64

    /// Creates a generator.
    @inlinable public init(seed: UInt64) { state = seed }

    /// The next 64 random bits.
    @inlinable
    public mutating func next() -> UInt64 {
        state &+= GoldenRatio.bits
        return Self.mixed(state)
    }

    /// A well mixed value for each value: the generator's output function alone, a bijection.
    @inlinable
    public static func mixed(_ value: UInt64) -> UInt64 {
        var z = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// The next number from 0 to 1, 1 excluded, in steps of 2⁻⁵³.
    @inlinable public mutating func nextUnit() -> Double { Self.unit(next()) }

    /// The 53 highest bits as a number from 0 to 1, 1 excluded.
    @inlinable public static func unit(_ bits: UInt64) -> Double { Double(bits >> 11) * 0x1p-53 }
}

/// Knuth's linear congruential generator ("The Art of Computer Programming", 3.3.4, table 1, line 26: MMIX).
///
/// For trained models whose bits depend on its stream; anything new takes ``SplitMix64``.
@frozen public struct LinearCongruential: Sendable {
    @usableFromInline var state: UInt64

    /// Creates a generator.
    @inlinable public init(seed: UInt64) { state = seed }

    /// The 31 highest bits of the next state: the low ones repeat soon.
    @inlinable
    public mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}

/// xorshift64* (Vigna, "An experimental exploration of Marsaglia's xorshift generators, scrambled", 2016).
///
/// For solvers whose results depend on its stream; anything new takes ``SplitMix64``.
@frozen public struct XorShift64Star: Sendable {
    @usableFromInline var state: UInt64

    /// Creates a generator.
    @inlinable public init(seed: UInt64) { state = seed &* GoldenRatio.bits | 1 }

    /// The next 64 random bits.
    @inlinable
    public mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }
}
