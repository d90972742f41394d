internal import CKernels

/// The BLAS library: what it is, how many threads it uses, and matrix products by it.
///
/// It is loaded when something here is first asked for; ``setThreads(_:)`` alone does not load it.
/// On Debian the same program runs on the reference library or on OpenBLAS, whichever is installed
/// (`libblas.so.3` is an alternative); matrix products are 16 to 40 times as fast on the latter.
public enum BLAS {
    /// The library's name: `OpenBLAS`, `Accelerate` on a Mac, or `reference` for any that does not say what it is.
    public static let backend: String = {
        #if canImport(Darwin)
            BLASLibrary.symbol("cblas_sgemm") == nil ? "reference" : "Accelerate"
        #else
            BLASLibrary.symbol("openblas_get_config") == nil ? "reference" : "OpenBLAS"
        #endif
    }()

    /// What the library says of itself, with its version; empty for the reference library.
    public static let configuration: String = string("openblas_get_config")

    /// The kind of processor whose kernels are in use, as OpenBLAS names it; empty for the reference library.
    public static var coreType: String { string("openblas_get_corename") }

    /// How many threads one call may use.
    public static var threads: Int {
        guard let address = BLASLibrary.symbol("openblas_get_num_threads") else { return 1 }
        return Int(unsafeBitCast(address, to: (@convention(c) () -> CInt).self)())
    }

    /// Sets how many threads one call may use; the reference library always uses one.
    ///
    /// Where the caller runs several threads itself, 1 is right: more would only be in each other's way.
    public static func setThreads(_ count: Int) {
        BLASLibrary.setThreads(max(1, count))
    }

    private static func string(_ name: String) -> String {
        guard let address = BLASLibrary.symbol(name) else { return "" }
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
        BLASLibrary.multiply(transposeA, transposeB, m, n, k, alpha, a, aStride, b, bStride, beta, c, cStride)
    }

    /// All dot products of the columns of a row-major matrix: `width` × `width`.
    static func gram(_ rows: [Double], rowStride: Int, rowCount: Int, width: Int) -> [Double] {
        var product = [Double](repeating: 0, count: width * width)
        guard width > 0 else { return product }
        BLASLibrary.multiply(
            true, false, width, width, rowCount, 1, rows, rowStride, rows, rowStride, 0, &product, width)
        return product
    }

    /// Runs a closure with one thread for each call of BLAS, then sets what was before.
    package static func withSingleThread<Result>(_ body: () -> Result) -> Result {
        let before = threads
        guard before > 1 else { return body() }
        setThreads(1)
        defer { setThreads(before) }
        return body()
    }

    /// Whether the library has kernels for this processor; the reference library does not.
    static let isFast = backend != "reference"

    /// C ← A·Bᵀ, row-major, A m×k, B n×k, C m×n: by BLAS, or by the package's own kernel where BLAS is slow.
    package static func multiplyTransposed(
        _ a: UnsafePointer<Float>, rowStride aStride: Int, _ b: UnsafePointer<Float>, rowStride bStride: Int,
        into c: UnsafeMutablePointer<Float>, rowStride cStride: Int, m: Int, n: Int, k: Int
    ) {
        if isFast {
            multiply(
                a, rowStride: aStride, b, rowStride: bStride, transposedB: true, into: c, rowStride: cStride, m: m,
                n: n, k: k)
        } else {
            ck_multiply_transposed(a, aStride, b, bStride, c, cStride, m, n, k, 0)
        }
    }
}
