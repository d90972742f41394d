#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// The few functions of the C library that scores need, under names that do not collide with its own.
enum Elementary {
    /// The natural logarithm.
    static func log(_ x: Double) -> Double {
        #if canImport(Darwin)
            Darwin.log(x)
        #elseif canImport(Musl)
            Musl.log(x)
        #else
            Glibc.log(x)
        #endif
    }

    /// e to the power x.
    static func exp(_ x: Double) -> Double {
        #if canImport(Darwin)
            Darwin.exp(x)
        #elseif canImport(Musl)
            Musl.exp(x)
        #else
            Glibc.exp(x)
        #endif
    }
}
