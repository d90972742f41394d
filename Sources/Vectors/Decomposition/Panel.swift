internal import CKernels
internal import Foundations

/// A sparse matrix as the kernels take it.
struct SparseRows: Sendable {
    let matrix: CSRMatrix
    let offsets: [Int64]

    init(_ matrix: CSRMatrix) {
        self.matrix = matrix
        offsets = matrix.rowOffsets.map(Int64.init)
    }
}

/// A tall dense matrix of a few hundred columns, whose rows are padded to whole vectors of 16 floats.
///
/// Its products are cut into fixed pieces, so that sums do not depend on the number of threads.
final class Panel: @unchecked Sendable {
    let rowCount: Int
    let width: Int
    private let stride: Int
    private let values: UnsafeMutablePointer<Float>
    /// Rows for one piece of work.
    private static let piece = 2048
    /// Whether products are large enough for BLAS.
    private let byLibrary: Bool

    /// Whether BLAS multiplies the columns of panels of a size with each other.
    static func usesLibrary(rowCount: Int, width: Int) -> Bool {
        BLAS.isWorthwhile(Double(rowCount) * Double(width) * Double(width))
    }

    init(rowCount: Int, width: Int) {
        byLibrary = Self.usesLibrary(rowCount: rowCount, width: width)
        self.rowCount = rowCount
        self.width = width
        stride = (width + 15) / 16 * 16
        let bytes = max(64, rowCount * stride * MemoryLayout<Float>.stride)
        values = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64).assumingMemoryBound(to: Float.self)
        values.initialize(repeating: 0, count: rowCount * stride)
    }

    /// A matrix.
    convenience init(_ matrix: DenseMatrix) {
        self.init(rowCount: matrix.rowCount, width: matrix.columnCount)
        for row in 0..<rowCount {
            for column in 0..<width { values[row * stride + column] = matrix.values[row * width + column] }
        }
    }

    /// The transpose of a matrix.
    convenience init(transposing matrix: DenseMatrix) {
        self.init(rowCount: matrix.columnCount, width: matrix.rowCount)
        for column in 0..<width {
            for row in 0..<rowCount { values[row * stride + column] = matrix.values[column * rowCount + row] }
        }
    }

    deinit { values.deallocate() }

    /// Fills the panel with +1 and −1: directions as good as normal ones for this purpose, and cheaper.
    func fillWithSigns(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var bits: UInt64 = 0
        var left = 0
        for row in 0..<rowCount {
            for column in 0..<width {
                if left == 0 {
                    bits = random.next()
                    left = 64
                }
                values[row * stride + column] = bits & 1 == 0 ? 1 : -1
                bits >>= 1
                left -= 1
            }
        }
    }

    /// This ← sparse · other.
    func setProduct(_ sparse: SparseRows, _ other: Panel, threads: Int) {
        precondition(sparse.matrix.columnCount == other.rowCount && sparse.matrix.rowCount == rowCount)
        precondition(stride == other.stride)
        let pieces = (rowCount + 255) / 256
        ParallelLoop.run(pieces, threads: threads) { [self] index in
            sparse.offsets.withUnsafeBufferPointer { offsets in
                sparse.matrix.columnIndices.withUnsafeBufferPointer { columns in
                    sparse.matrix.values.withUnsafeBufferPointer { weights in
                        guard let offsets = offsets.baseAddress, let columns = columns.baseAddress,
                            let weights = weights.baseAddress
                        else { return }
                        ck_sparse_times_dense(
                            offsets, columns, weights, index * 256, min(rowCount, (index + 1) * 256), other.values,
                            values, stride, stride)
                    }
                }
            }
        }
    }

    /// This ← this + amount · (a row of ones, times the column sums of another panel): what a constant in every place of a
    /// matrix adds to its product with that panel.
    func addProduct(ofConstant amount: Float, with other: Panel) {
        guard amount != 0 else { return }
        let sums = other.columnSums()
        for row in 0..<rowCount {
            for column in 0..<width { values[row * stride + column] += amount * Float(sums[column]) }
        }
    }

    private func columnSums() -> [Double] {
        var sums = [Double](repeating: 0, count: width)
        for row in 0..<rowCount {
            for column in 0..<width { sums[column] += Double(values[row * stride + column]) }
        }
        return sums
    }

    /// All dot products of the columns, `width` × `width`, pieces summed in double precision.
    func gram(threads: Int) -> [Double] {
        let pieces = (rowCount + Self.piece - 1) / Self.piece
        let width = width
        let results = ParallelResults<[Float]>(count: pieces)
        ParallelLoop.run(pieces, threads: threads) { [self] index in
            let start = index * Self.piece
            let count = min(Self.piece, rowCount - start)
            results[index] = [Float](unsafeUninitializedCapacity: width * width) { product, used in
                used = width * width
                guard let product = product.baseAddress else { return }
                BLAS.multiply(
                    values + start * stride, rowStride: stride, transposedA: true, values + start * stride,
                    rowStride: stride, into: product, rowStride: width, m: width, n: width, k: count,
                    byLibrary: byLibrary)
            }
        }
        var sum = [Double](repeating: 0, count: width * width)
        for index in 0..<pieces {
            results[index]?.withUnsafeBufferPointer { piece in
                for place in piece.indices { sum[place] += Double(piece[place]) }
            }
        }
        return sum
    }

    /// The same with products in double precision: small columns are not lost beside large ones.
    private func exactGram(threads: Int) -> [Double] {
        let pieces = (rowCount + Self.piece - 1) / Self.piece
        let width = width
        let results = ParallelResults<[Double]>(count: pieces)
        ParallelLoop.run(pieces, threads: threads) { [self] index in
            let start = index * Self.piece
            let count = min(Self.piece, rowCount - start)
            let rows = (0..<count * stride).map { Double(values[start * stride + $0]) }
            results[index] = BLAS.gram(
                rows, rowStride: stride, rowCount: count, width: width, byLibrary: byLibrary)
        }
        var sum = [Double](repeating: 0, count: width * width)
        for index in 0..<pieces {
            results[index]?.withUnsafeBufferPointer { piece in
                for place in piece.indices { sum[place] += piece[place] }
            }
        }
        return sum
    }

    /// Makes the columns orthonormal: G = RᵀR, this ← this · R⁻¹.
    ///
    /// Columns that depend on those before them become zero.
    func orthonormalize(threads: Int) {
        // Twice, since one pass leaves errors in proportion to the condition number.
        for _ in 0..<2 {
            let inverse = Self.inverseFactor(exactGram(threads: threads), width)
            replace(by: inverse, threads: threads)
        }
    }

    /// The inverse of the upper Cholesky factor.
    private static func inverseFactor(_ gram: [Double], _ n: Int) -> [Float] {
        var factor = [Double](repeating: 0, count: n * n)
        var isIndependent = [Bool](repeating: true, count: n)
        // Rows of the lower factor: L Lᵀ = G.
        factor.withUnsafeMutableBufferPointer { l in
            for i in 0..<n {
                for j in 0...i {
                    var sum = gram[i * n + j]
                    for k in 0..<j { sum -= l[i * n + k] * l[j * n + k] }
                    if i == j {
                        // What is left of the column beside the others is the rounding of single precision.
                        isIndependent[i] = sum > gram[i * n + i] * 1e-11
                        l[i * n + i] = isIndependent[i] ? sum.squareRoot() : 1
                    } else {
                        l[i * n + j] = isIndependent[j] ? sum / l[j * n + j] : 0
                    }
                }
            }
        }
        // R⁻¹ = (L⁻¹)ᵀ.
        var inverse = [Double](repeating: 0, count: n * n)
        inverse.withUnsafeMutableBufferPointer { x in
            for i in 0..<n where isIndependent[i] {
                x[i * n + i] = 1 / factor[i * n + i]
                for j in 0..<i where isIndependent[j] {
                    var sum = 0.0
                    for k in j..<i { sum += factor[i * n + k] * x[j * n + k] }
                    // Stored as the transpose: row j, column i.
                    x[j * n + i] = -sum / factor[i * n + i]
                }
            }
        }
        return inverse.map { Float($0) }
    }

    /// This ← this · right, `right` being `width` × `width`.
    private func replace(by right: [Float], threads: Int) {
        let pieces = (rowCount + Self.piece - 1) / Self.piece
        ParallelLoop.run(pieces, threads: threads) { [self] index in
            let start = index * Self.piece
            let count = min(Self.piece, rowCount - start)
            let copy = UnsafeMutablePointer<Float>.allocate(capacity: count * stride)
            defer { copy.deallocate() }
            copy.initialize(from: values + start * stride, count: count * stride)
            right.withUnsafeBufferPointer { right in
                guard let right = right.baseAddress else { return }
                BLAS.multiply(
                    copy, rowStride: stride, right, rowStride: width, into: values + start * stride,
                    rowStride: stride, m: count, n: width, k: width, byLibrary: byLibrary)
            }
        }
    }

    /// this · directionsᵀ, or its transpose; `directions` is `count` × `width`.
    func combined(_ directions: [Float], count: Int, transposed: Bool, threads: Int) -> DenseMatrix {
        let rows = rowCount
        let result = [Float](unsafeUninitializedCapacity: rows * count) { output, used in
            used = rows * count
            guard count > 0, rows > 0, let output = output.baseAddress else { return }
            let target = OutputPointer(start: output)
            let pieces = (rows + Self.piece - 1) / Self.piece
            ParallelLoop.run(pieces, threads: threads) { [self] index in
                let start = index * Self.piece
                let size = min(Self.piece, rows - start)
                directions.withUnsafeBufferPointer { directions in
                    guard let directions = directions.baseAddress else { return }
                    if transposed {
                        BLAS.multiply(
                            directions, rowStride: width, values + start * stride, rowStride: stride,
                            transposedB: true, into: target.start + start, rowStride: rows, m: count, n: size, k: width,
                            byLibrary: byLibrary)
                    } else {
                        BLAS.multiply(
                            values + start * stride, rowStride: stride, directions, rowStride: width,
                            transposedB: true, into: target.start + start * count, rowStride: count, m: size,
                            n: count, k: width, byLibrary: byLibrary)
                    }
                }
            }
        }
        return transposed
            ? DenseMatrix(rowCount: count, columnCount: rows, values: result)
            : DenseMatrix(rowCount: rows, columnCount: count, values: result)
    }

    /// The first columns as a matrix.
    func matrix(width: Int) -> DenseMatrix {
        var result = DenseMatrix(rowCount: rowCount, columnCount: width)
        for row in 0..<rowCount {
            for column in 0..<width { result.values[row * width + column] = values[row * stride + column] }
        }
        return result
    }

    private struct OutputPointer: @unchecked Sendable {
        let start: UnsafeMutablePointer<Float>
    }
}
