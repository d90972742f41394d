internal import CBLAS

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The BLAS library that the process has loaded: what it is, how many threads it uses, and matrix products by it.
///
/// On Debian the same program runs on the reference library or on OpenBLAS, whichever is installed
/// (`libblas.so.3` is an alternative); matrix products are 16 to 40 times as fast on the latter.
public enum BLAS {
    /// The library's name: `OpenBLAS`, or `reference` for any that does not say what it is.
    public static let backend: String = symbol("openblas_get_config") == nil ? "reference" : "OpenBLAS"

    /// What the library says of itself, with its version; empty for the reference library.
    public static let configuration: String = string("openblas_get_config")

    /// The kind of processor whose kernels are in use, as OpenBLAS names it; empty for the reference library.
    public static var coreType: String { string("openblas_get_corename") }

    /// How many threads one call may use.
    public static var threads: Int {
        guard let address = symbol("openblas_get_num_threads") else { return 1 }
        return Int(unsafeBitCast(address, to: (@convention(c) () -> CInt).self)())
    }

    /// Sets how many threads one call may use; the reference library always uses one.
    ///
    /// Where the caller runs several threads itself, 1 is right: more would only be in each other's way.
    public static func setThreads(_ count: Int) {
        guard let address = symbol("openblas_set_num_threads") else { return }
        unsafeBitCast(address, to: (@convention(c) (CInt) -> Void).self)(CInt(clamping: max(1, count)))
    }

    private static func symbol(_ name: String) -> UnsafeMutableRawPointer? { dlsym(nil, name) }

    private static func string(_ name: String) -> String {
        guard let address = symbol(name) else { return "" }
        let function = unsafeBitCast(address, to: (@convention(c) () -> UnsafePointer<CChar>?).self)
        return function().map { String(cString: $0) } ?? ""
    }

    /// C ← α·A·B + β·C, row-major; `transposedA` and `transposedB` take the transposes.
    ///
    /// A is m×k after transposition, B k×n, C m×n; the strides are the lengths of the rows as stored.
    package static func multiply(
        _ a: UnsafePointer<Float>, rowStride aStride: Int, transposedA transposeA: Bool = false,
        _ b: UnsafePointer<Float>, rowStride bStride: Int, transposedB transposeB: Bool = false,
        into c: UnsafeMutablePointer<Float>, rowStride cStride: Int, m: Int, n: Int, k: Int, alpha: Float = 1,
        beta: Float = 0
    ) {
        guard m > 0, n > 0 else { return }
        cblas_sgemm(
            CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans, Int32(m),
            Int32(n), Int32(k), alpha, a, Int32(aStride), b, Int32(bStride), beta, c, Int32(cStride))
    }
}
