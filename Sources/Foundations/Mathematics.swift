internal import SystemLibrary

/// The elementary functions of the C library, under names that do not collide with its own, and what follows from them.
package enum Mathematics {
    /// The natural logarithm.
    @inlinable package static func log(_ x: Double) -> Double { logarithm(x) }

    /// e to the power x.
    @inlinable package static func exp(_ x: Double) -> Double { exponential(x) }

    /// e to the power x, in single precision.
    @inlinable package static func exp(_ x: Float) -> Float { singleExponential(x) }

    /// x to the power y.
    @inlinable package static func pow(_ x: Double, _ y: Double) -> Double { power(x, y) }

    /// `ln(1 + eˣ)` without overflow.
    @inlinable
    package static func softplus(_ x: Double) -> Double {
        x > 0 ? x + logarithmOfOnePlus(exp(-x)) : logarithmOfOnePlus(exp(x))
    }

    /// `1 / (1 + e⁻ˣ)`.
    @inlinable package static func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
}

// At file scope the C library's names are not hidden by those of the type.
@usableFromInline func logarithm(_ x: Double) -> Double { log(x) }
@usableFromInline func exponential(_ x: Double) -> Double { exp(x) }
@usableFromInline func singleExponential(_ x: Float) -> Float { expf(x) }
@usableFromInline func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
@usableFromInline func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }
