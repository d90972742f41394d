/// Lengths and counts as features: what matters is how many times longer, not how much longer.
package enum LogarithmicScale {
    /// log2(1 + x) from the exponent and the mantissa's leading bits: exact where 1 + x is a power of two, monotonous
    /// between, and the same bits on every system.
    @inlinable
    package static func value(_ x: Float) -> Float {
        let shifted = max(0, x) + 1
        return Float(shifted.exponent) + shifted.significand - 1
    }
}
