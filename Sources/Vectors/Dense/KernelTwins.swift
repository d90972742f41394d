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

    /// How many variants of the sorting kernels this processor runs.
    package static var sortingVariants: ClosedRange<Int> { 0...Int(ck_best_level()) }

    /// The different keys, ascending, and how often each occurs; with signs, keys are (column << 1 | negative).
    package static func counts(
        of keys: [UInt32], largest: UInt32, signed: Bool, variant: Int
    ) -> (columns: [UInt32], values: [Float]) {
        var scratch = [UInt32](repeating: 0, count: 2 * keys.count + Int(CK_SCRATCH_MARGIN))
        var columns = [UInt32](repeating: 0, count: keys.count)
        var values = [Float](repeating: 0, count: keys.count)
        let kernel = signed ? ck_sum_signed_keys : ck_count_keys
        let used = Int(kernel(Int32(variant), keys, keys.count, largest, &scratch, &columns, &values))
        return (Array(columns.prefix(used)), Array(values.prefix(used)))
    }
}
