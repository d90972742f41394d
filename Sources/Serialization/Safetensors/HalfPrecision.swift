/// Conversion between `Float` and IEEE 754 binary16, as bits.
///
/// Swift's `Float16` does this too, but not on every platform, and on processors without the instructions each
/// conversion is a library call. Results equal `Float16`'s, except that NaN payloads are not kept.
public enum HalfPrecision {
    /// The value of a binary16 bit pattern.
    @inlinable
    public static func float(fromBits bits: UInt16) -> Float {
        let sign = UInt32(bits & 0x8000) << 16
        let exponent = UInt32(bits >> 10) & 0x1F
        let fraction = UInt32(bits & 0x3FF)
        if exponent == 0x1F { return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13) }
        if exponent == 0 {
            // Zero and subnormals: fraction × 2⁻²⁴, exact in single precision.
            let magnitude = Float(fraction) * 0x1p-24
            return sign == 0 ? magnitude : -magnitude
        }
        return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }

    /// The nearest binary16 bit pattern, ties to even; too large becomes infinity.
    public static func bits(from value: Float) -> UInt16 {
        let bits = value.bitPattern
        let sign = UInt16(truncatingIfNeeded: bits >> 16) & 0x8000
        let magnitude = bits & 0x7FFF_FFFF
        if magnitude > 0x7F80_0000 { return sign | 0x7E00 }
        // 65520 and above round to infinity.
        if magnitude >= 0x477F_F000 { return sign | 0x7C00 }
        if magnitude < 0x3880_0000 {
            // Subnormal: adding 0.5 leaves fraction × 2⁻²⁴, rounded to even by the hardware, in the low bits.
            let shifted = (Float(bitPattern: magnitude) + 0.5).bitPattern
            return sign | UInt16(truncatingIfNeeded: shifted &- Float(0.5).bitPattern)
        }
        let rounding = UInt32(0xFFF) + (magnitude >> 13 & 1)
        return sign | UInt16(truncatingIfNeeded: (magnitude + rounding - (112 << 23)) >> 13)
    }
}
