internal import Foundations

/// The elementary functions by an older name, for files that do not import `Foundations` yet.
enum Elementary {
    /// The natural logarithm.
    static func log(_ x: Double) -> Double { Mathematics.log(x) }

    /// e to the power x.
    static func exp(_ x: Double) -> Double { Mathematics.exp(x) }
}
