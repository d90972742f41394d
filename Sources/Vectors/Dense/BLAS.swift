internal import CKernels

/// The BLAS library: what it is, how many threads it uses, and matrix products by it.
///
/// It is loaded when something here is first asked for, or by the first product that is large enough for it;
/// ``setThreads(_:)`` alone does not load it.
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

    /// Runs a closure with one thread for each call of BLAS, then sets what was before.
    ///
    /// `isNeeded` says whether the closure calls the library at all; asking for its threads loads it.
    package static func withSingleThread<Result>(_ isNeeded: Bool = true, _ body: () -> Result) -> Result {
        guard isNeeded else { return body() }
        let before = threads
        guard before > 1 else { return body() }
        setThreads(1)
        defer { setThreads(before) }
        return body()
    }

    /// Whether the library has kernels for this processor; the reference library does not.
    static let isFast = backend != "reference"

    /// Whether the library is loaded already; asking does not load it.
    package static var isLoaded: Bool { BLASLibrary.isOpen }

    /// From so many multiplications on the library is worth its start.
    ///
    /// Loading OpenBLAS costs 3 to 7 ms of processor time, and it saves 0.04 ns of the kernel's 0.09 for a multiplication
    /// (`contestant crossovers gram`).
    static let worthwhileWork = 200_000_000.0

    /// Whether products with so many multiplications in all are left to the library.
    ///
    /// The number alone decides, not whether the library is loaded, so that equal matrices have equal products.
    static func isWorthwhile(_ multiplications: Double) -> Bool { multiplications >= worthwhileWork && isFast }

    /// C ← A·B, row-major; `transposedA` and `transposedB` take the transposes.
    ///
    /// A is m×k after transposition, B k×n, C m×n; the strides are the lengths of the rows as stored.
    static func multiply(
        _ a: UnsafePointer<Float>, rowStride aStride: Int, transposedA transposeA: Bool = false,
        _ b: UnsafePointer<Float>, rowStride bStride: Int, transposedB transposeB: Bool = false,
        into c: UnsafeMutablePointer<Float>, rowStride cStride: Int, m: Int, n: Int, k: Int, byLibrary: Bool
    ) {
        guard m > 0, n > 0 else { return }
        guard !byLibrary else {
            return BLASLibrary.multiply(transposeA, transposeB, m, n, k, 1, a, aStride, b, bStride, 0, c, cStride)
        }
        // The kernel takes rows of both, so that what is stored the other way is turned round first.
        let left = transposeA ? transposed(a, rowStride: aStride, rows: k, columns: m) : nil
        let right = transposeB ? nil : transposed(b, rowStride: bStride, rows: k, columns: n)
        defer {
            left?.deallocate()
            right?.deallocate()
        }
        ck_multiply_transposed(
            left ?? a, left == nil ? aStride : k, right ?? b, right == nil ? bStride : k, c, cStride, m, n, k, 0)
    }

    private static func transposed(
        _ values: UnsafePointer<Float>, rowStride: Int, rows: Int, columns: Int
    ) -> UnsafePointer<Float> {
        let result = UnsafeMutablePointer<Float>.allocate(capacity: max(1, rows * columns))
        for row in 0..<rows {
            for column in 0..<columns {
                (result + column * rows + row).initialize(to: values[row * rowStride + column])
            }
        }
        return UnsafePointer(result)
    }

    /// C ← A·Bᵀ, row-major, A m×k, B n×k, C m×n.
    static func multiplyTransposed(
        _ a: UnsafePointer<Float>, rowStride aStride: Int, _ b: UnsafePointer<Float>, rowStride bStride: Int,
        into c: UnsafeMutablePointer<Float>, rowStride cStride: Int, m: Int, n: Int, k: Int, byLibrary: Bool
    ) {
        multiply(
            a, rowStride: aStride, b, rowStride: bStride, transposedB: true, into: c, rowStride: cStride, m: m, n: n,
            k: k, byLibrary: byLibrary)
    }

    /// All dot products of the columns of a row-major matrix in double precision: `width` × `width`.
    static func gram(
        _ rows: [Double], rowStride: Int, rowCount: Int, width: Int, byLibrary: Bool
    ) -> [Double] {
        var product = [Double](repeating: 0, count: width * width)
        guard width > 0 else { return product }
        guard !byLibrary else {
            BLASLibrary.multiply(
                true, false, width, width, rowCount, 1, rows, rowStride, rows, rowStride, 0, &product, width)
            return product
        }
        product.withUnsafeMutableBufferPointer { product in
            rows.withUnsafeBufferPointer { rows in
                for row in 0..<rowCount {
                    let start = row * rowStride
                    for i in 0..<width {
                        let value = rows[start + i]
                        for j in 0...i { product[i * width + j] += value * rows[start + j] }
                    }
                }
                for i in 0..<width { for j in 0..<i { product[j * width + i] = product[i * width + j] } }
            }
        }
        return product
    }
}
