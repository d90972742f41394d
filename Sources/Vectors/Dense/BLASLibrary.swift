internal import Synchronization
internal import SystemLibrary

#if !canImport(Darwin)
    internal import CBLAS
#endif

/// The BLAS library, loaded when it is first used.
///
/// Accelerate on a Mac, else whatever the system has. Not linked: loading OpenBLAS costs 3 to 7 ms of processor time (it
/// starts its threads, and they spin), which is as much as summarizing an article takes altogether, and most commands
/// never multiply a matrix. `perf stat -r 20 epitome summarize FILE`, with and without, shows it.
enum BLASLibrary {
    #if canImport(Darwin)
        private static let names = ["/System/Library/Frameworks/Accelerate.framework/Accelerate"]
        // What CBLAS has fixed them to; Accelerate's header marks the functions that take them as outdated.
        private static let (rowMajor, asIs, transposed): (UInt32, UInt32, UInt32) = (101, 111, 112)
    #else
        // The first is the alternative that Debian manages; the others are what other distributions have.
        private static let names = ["libblas.so.3", "libopenblas.so.0", "libcblas.so.3", "libblas.so"]
        private static let rowMajor = UInt32(CblasRowMajor.rawValue)
        private static let asIs = UInt32(CblasNoTrans.rawValue)
        private static let transposed = UInt32(CblasTrans.rawValue)
    #endif
    private static let wantedThreads = Atomic<Int>(0)
    private static let isLoaded = Atomic<Bool>(false)

    /// The library; nil where none is installed.
    private nonisolated(unsafe) static let handle: UnsafeMutableRawPointer? = {
        var handle: UnsafeMutableRawPointer?
        for name in names {
            guard let candidate = dlopen(name, RTLD_NOW) else { continue }
            guard dlsym(candidate, "cblas_sgemm") != nil else { continue }
            handle = candidate
            break
        }
        isLoaded.store(true, ordering: .releasing)
        let threads = wantedThreads.load(ordering: .acquiring)
        if threads > 0, let address = handle.flatMap({ dlsym($0, "openblas_set_num_threads") }) {
            unsafeBitCast(address, to: (@convention(c) (CInt) -> Void).self)(CInt(clamping: threads))
        }
        return handle
    }()

    /// Whether the library was looked for.
    static var isOpen: Bool { isLoaded.load(ordering: .acquiring) }

    /// The address of a function of the library, or of what it stands on.
    static func symbol(_ name: String) -> UnsafeMutableRawPointer? { handle.flatMap { dlsym($0, name) } }

    /// Sets the number of threads, now or when the library is loaded.
    static func setThreads(_ count: Int) {
        wantedThreads.store(count, ordering: .releasing)
        guard isLoaded.load(ordering: .acquiring), let address = symbol("openblas_set_num_threads") else { return }
        unsafeBitCast(address, to: (@convention(c) (CInt) -> Void).self)(CInt(clamping: count))
    }

    // The enumerations are passed as the integers they are: the headers of two libraries name their types differently.
    private typealias SingleProduct =
        @convention(c) (
            UInt32, UInt32, UInt32, CInt, CInt, CInt, Float, UnsafePointer<Float>?, CInt, UnsafePointer<Float>?,
            CInt, Float, UnsafeMutablePointer<Float>?, CInt
        ) -> Void
    private typealias DoubleProduct =
        @convention(c) (
            UInt32, UInt32, UInt32, CInt, CInt, CInt, Double, UnsafePointer<Double>?, CInt, UnsafePointer<Double>?,
            CInt, Double, UnsafeMutablePointer<Double>?, CInt
        ) -> Void
    private static let single = symbol("cblas_sgemm").map { unsafeBitCast($0, to: SingleProduct.self) }
    private static let double = symbol("cblas_dgemm").map { unsafeBitCast($0, to: DoubleProduct.self) }

    private static func code(_ isTransposed: Bool) -> UInt32 { isTransposed ? transposed : asIs }

    /// `cblas_sgemm`, row-major.
    static func multiply(
        _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int, _ alpha: Float,
        _ a: UnsafePointer<Float>, _ aStride: Int, _ b: UnsafePointer<Float>, _ bStride: Int, _ beta: Float,
        _ c: UnsafeMutablePointer<Float>, _ cStride: Int
    ) {
        guard let single else {
            return plain(transposeA, transposeB, m, n, k, alpha, a, aStride, b, bStride, beta, c, cStride)
        }
        single(
            rowMajor, code(transposeA), code(transposeB), CInt(m), CInt(n), CInt(k), alpha, a,
            CInt(aStride), b, CInt(bStride), beta, c, CInt(cStride))
    }

    /// `cblas_dgemm`, row-major.
    static func multiply(
        _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int, _ alpha: Double,
        _ a: UnsafePointer<Double>, _ aStride: Int, _ b: UnsafePointer<Double>, _ bStride: Int, _ beta: Double,
        _ c: UnsafeMutablePointer<Double>, _ cStride: Int
    ) {
        guard let double else {
            return plain(transposeA, transposeB, m, n, k, alpha, a, aStride, b, bStride, beta, c, cStride)
        }
        double(
            rowMajor, code(transposeA), code(transposeB), CInt(m), CInt(n), CInt(k), alpha, a,
            CInt(aStride), b, CInt(bStride), beta, c, CInt(cStride))
    }

    /// The same without any library: right, and slow.
    private static func plain<Scalar: BinaryFloatingPoint>(
        _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int, _ alpha: Scalar,
        _ a: UnsafePointer<Scalar>, _ aStride: Int, _ b: UnsafePointer<Scalar>, _ bStride: Int, _ beta: Scalar,
        _ c: UnsafeMutablePointer<Scalar>, _ cStride: Int
    ) {
        for row in 0..<m {
            for column in 0..<n {
                var sum: Scalar = 0
                for inner in 0..<k {
                    let left = transposeA ? a[inner * aStride + row] : a[row * aStride + inner]
                    let right = transposeB ? b[column * bStride + inner] : b[inner * bStride + column]
                    sum += left * right
                }
                let place = row * cStride + column
                c[place] = alpha * sum + (beta == 0 ? 0 : beta * c[place])
            }
        }
    }
}
