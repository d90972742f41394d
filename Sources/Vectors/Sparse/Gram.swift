internal import CKernels
internal import Foundations

/// All dot products of the rows of sparse matrices, dense or as the sparse graph of the large ones.
extension CSRMatrix {
    /// All dot products of the rows: the Gram matrix, `rowCount` × `rowCount`.
    ///
    /// ```swift
    /// let cosines = weights.gram()      // of rows of length 1
    /// cosines[0, 3]
    /// ```
    ///
    /// By columns where rows are short, as those of sentences are; by the package's dense kernel or BLAS where so many
    /// values are stored that a dense product is faster (``GramRoute``). The matrix alone decides which, so that equal
    /// matrices give equal products at any number of threads.
    ///
    /// - Complexity: O(rows² + Σ over columns of the square of their stored values), or O(rows² · columns).
    public func gram(threads: Int = 1) -> DenseMatrix { gram(by: GramRoute(self), threads: threads) }

    /// The Gram matrix by one of the ways to it; tests compare them.
    package func gram(by route: GramRoute, threads: Int = 1) -> DenseMatrix {
        let count = rowCount
        guard count > 0 else { return DenseMatrix(rowCount: 0, columnCount: 0) }
        switch route {
        case .sparse: return sparseGram(threads: threads)
        case .kernel, .blas:
            let rows = dense()
            var result = DenseMatrix(rowCount: count, columnCount: count)
            rows.values.withUnsafeBufferPointer { rows in
                result.values.withUnsafeMutableBufferPointer { result in
                    guard let rows = rows.baseAddress, let result = result.baseAddress else { return }
                    BLAS.multiplyTransposed(
                        rows, rowStride: columnCount, rows, rowStride: columnCount, into: result, rowStride: count,
                        m: count, n: count, k: columnCount, byLibrary: route == .blas)
                    // BLAS may sum the two halves in different orders.
                    Self.mirror(result, count)
                }
            }
            return result
        }
    }

    /// The products of rows with rows of another matrix that are above a threshold.
    ///
    /// ```swift
    /// let graph = weights.products(with: weights, above: 0.1)      // cosines above 0.1, row by row
    /// ```
    ///
    /// Products of rows without a common column are 0 and never looked at. A row may be bounded to its largest products;
    /// of equal ones the columns that come first are kept.
    ///
    /// - Parameters:
    ///   - other: A matrix with the same columns.
    ///   - threshold: Products up to this are left out, and so is 0.
    ///   - limit: How many products a row keeps at most.
    ///   - threads: How many threads share the rows.
    /// - Returns: A matrix of as many rows as this one has, with a column for each row of the other.
    /// - Complexity: O(Σ over columns of the product of their stored values in both), 8 bytes for each product kept.
    public func products(
        with other: CSRMatrix, above threshold: Float = 0, atMost limit: Int = .max, threads: Int = 1
    ) -> CSRMatrix {
        precondition(columnCount == other.columnCount, "both matrices need the same columns")
        let postings = other.transposed()
        let size = threads > 1 ? max(1, min(256, (rowCount + threads - 1) / threads)) : max(1, rowCount)
        let pieces = (rowCount + size - 1) / size
        let parts = ParallelResults<ProductRows>(count: pieces)
        ParallelLoop.run(pieces, threads: threads) { piece in
            var rows = ProductRows(columnCount: other.rowCount)
            for row in piece * size..<min(rowCount, (piece + 1) * size) {
                rows.add(row, of: self, postings, above: threshold, atMost: limit)
            }
            parts[piece] = rows
        }
        var offsets = [0]
        offsets.reserveCapacity(rowCount + 1)
        var columns: [UInt32] = []
        var values: [Float] = []
        for part in 0..<pieces {
            guard let rows = parts[part] else { continue }
            parts[part] = nil
            for end in rows.ends { offsets.append(columns.count + end) }
            if columns.isEmpty {
                (columns, values) = (rows.columns, rows.values)
            } else {
                columns += rows.columns
                values += rows.values
            }
        }
        return CSRMatrix(
            rowOffsets: offsets, columnIndices: columns, values: values, columnCount: other.rowCount)
    }

    /// The rows with all their zeros.
    func dense() -> DenseMatrix {
        var result = DenseMatrix(rowCount: rowCount, columnCount: columnCount)
        for row in 0..<rowCount {
            for place in rowOffsets[row]..<rowOffsets[row + 1] {
                result.values[row * columnCount + Int(columnIndices[place])] = values[place]
            }
        }
        return result
    }

    /// Column by column: each stored value is multiplied with those that stand below it in its column.
    private func sparseGram(threads: Int) -> DenseMatrix {
        let count = rowCount
        let postings = transposed()
        let values = [Float](unsafeUninitializedCapacity: count * count) { output, used in
            output.initialize(repeating: 0)
            used = count * count
            guard let start = output.baseAddress else { return }
            let target = GramTarget(start: start)
            // Few rows at a time: the first ones have the most products.
            let pieces = threads > 1 ? (count + 63) / 64 : 1
            let size = threads > 1 ? 64 : count
            ParallelLoop.run(pieces, threads: threads) { piece in
                for row in piece * size..<min(count, (piece + 1) * size) {
                    addRow(row, postings, to: target.start + row * count)
                }
            }
            Self.mirror(start, count)
        }
        return DenseMatrix(rowCount: count, columnCount: count, values: values)
    }

    /// Copies what stands above the diagonal to below it.
    private static func mirror(_ values: UnsafeMutablePointer<Float>, _ count: Int) {
        for row in 0..<count {
            for column in row + 1..<max(row + 1, count) { values[column * count + row] = values[row * count + column] }
        }
    }

    /// The products of a row with itself and those below it.
    private func addRow(_ row: Int, _ postings: CSRMatrix, to sums: UnsafeMutablePointer<Float>) {
        let rows = postings.columnIndices.span
        let others = postings.values.span
        for place in rowOffsets[row]..<rowOffsets[row + 1] {
            let column = Int(columnIndices[place])
            let value = values[place]
            // From the end, where the rows below stand.
            var at = postings.rowOffsets[column + 1] - 1
            let first = postings.rowOffsets[column]
            while at >= first, Int(rows[at]) >= row {
                sums[Int(rows[at])] += value * others[at]
                at -= 1
            }
        }
    }

    private struct GramTarget: @unchecked Sendable {
        let start: UnsafeMutablePointer<Float>
    }
}

/// The ways to a Gram matrix.
package enum GramRoute: String, Sendable, Hashable, CaseIterable {
    /// Stored values only, column by column.
    case sparse
    /// Dense rows by the package's own kernel.
    case kernel
    /// Dense rows by BLAS.
    case blas

    // Nanoseconds, from `contestant crossovers gram` (30 rows of 200 and 100 rows of 500 columns, densities from 1 % to 100 %,
    // OpenBLAS with AVX2 kernels): 1.4 to 5 for a product of stored values, 0.09 to 0.19 for the kernel, 0.05 to 0.08 for
    // BLAS. Only their ratios and the library's start matter.

    /// One product of two stored values, added to a sum.
    static let sparseProduct = 2.0
    /// One multiplication of the dense kernel, with what it costs to write the row out.
    static let kernelProduct = 0.09
    /// One multiplication by OpenBLAS.
    static let libraryProduct = 0.05
    /// Loading the library, if it is not loaded.
    static let libraryStart = 6e6

    /// The fastest way for a matrix.
    package init(_ matrix: CSRMatrix) {
        let counts = matrix.columnCounts()
        let sparse = counts.reduce(0.0) { $0 + Double($1) * Double($1) } / 2 * Self.sparseProduct
        let dense = Double(matrix.rowCount) * Double(matrix.rowCount) * Double(matrix.columnCount)
        let kernel = dense * Self.kernelProduct
        let library = dense * Self.libraryProduct + Self.libraryStart
        // Whether there is a fast library is asked last, for asking loads it.
        if sparse <= min(kernel, library) {
            self = .sparse
        } else if kernel > library, BLAS.isFast {
            self = .blas
        } else {
            self = kernel < sparse ? .kernel : .sparse
        }
    }
}

/// Rows of products as they are found.
private struct ProductRows: Sendable {
    private(set) var ends: [Int] = []
    private(set) var columns: [UInt32] = []
    private(set) var values: [Float] = []
    private var sums: [Float]
    /// For each column, 1 + the last row that had a product in it.
    private var visits: [Int32]
    private var touched: [UInt32] = []
    private var visit: Int32 = 0

    init(columnCount: Int) {
        sums = [Float](repeating: 0, count: columnCount)
        visits = [Int32](repeating: 0, count: columnCount)
    }

    mutating func add(
        _ row: Int, of matrix: CSRMatrix, _ postings: CSRMatrix, above threshold: Float, atMost limit: Int
    ) {
        visit += 1
        touched.removeAll(keepingCapacity: true)
        for place in matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1] {
            let column = Int(matrix.columnIndices[place])
            let value = matrix.values[place]
            for at in postings.rowOffsets[column]..<postings.rowOffsets[column + 1] {
                let other = Int(postings.columnIndices[at])
                if visits[other] != visit {
                    visits[other] = visit
                    sums[other] = 0
                    touched.append(UInt32(other))
                }
                sums[other] += value * postings.values[at]
            }
        }
        var kept = touched.filter { sums[Int($0)] > threshold && sums[Int($0)] != 0 }
        if kept.count > limit {
            kept.sort { sums[Int($0)] != sums[Int($1)] ? sums[Int($0)] > sums[Int($1)] : $0 < $1 }
            kept.removeLast(kept.count - max(0, limit))
        }
        kept.sort()
        columns += kept
        for column in kept { values.append(sums[Int(column)]) }
        ends.append(columns.count)
    }
}
