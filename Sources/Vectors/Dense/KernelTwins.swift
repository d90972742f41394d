internal import CKernels

/// The kernels as functions on arrays, for the tests that hold them against plain loops.
package enum KernelTwins {
    /// Σ a·b.
    package static func dot(_ a: [Float], _ b: [Float]) -> Float { ck_dot(a, b, min(a.count, b.count)) }

    /// Σ a².
    package static func sumOfSquares(_ a: [Float]) -> Double { ck_sum_of_squares(a, a.count) }

    /// A·Bᵀ over the first `depth` columns, by the kernel that stands in for a slow BLAS.
    package static func multiplyTransposed(_ a: DenseMatrix, _ b: DenseMatrix, depth: Int) -> [Float] {
        var product = [Float](repeating: .nan, count: a.rowCount * b.rowCount)
        ck_multiply_transposed(
            a.values, a.columnCount, b.values, b.columnCount, &product, b.rowCount, a.rowCount, b.rowCount, depth, 0)
        return product
    }
}
