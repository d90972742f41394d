public import CEpitome
internal import Vectorization
internal import Vectors

/// Weighs the counts of a matrix in place.
@c @implementation
public func epi_weigh(
    _ matrix: UnsafePointer<epi_matrix>?, _ idf: UnsafeRawPointer?, _ sublinear: Int32, _ norm: Int32,
    _ call: UnsafePointer<epi_call>?, _ error: UnsafeMutablePointer<epi_error>?
) -> Int32 {
    do {
        guard let matrix else { throw CallFailure.invalid("no matrix was given") }
        let norms: [VectorNorm] = [.none, .l1, .l2]
        guard norms.indices.contains(Int(norm)) else { throw CallFailure.invalid("there is no norm \(norm)") }
        let weighing = Weighing(
            matrix: matrix.pointee, idf: idf, isSublinear: sublinear != 0, norm: norms[Int(norm)],
            threads: try CallSettings(call, known: []).threads)
        try weighing.run()
        return Int32(EPI_OK)
    } catch let thrown {
        let failure = failure(of: thrown)
        report(failure, to: error)
        return Int32(failure.code)
    }
}

/// A matrix in the caller's memory, on its way to being weighed.
private struct Weighing {
    let matrix: epi_matrix
    let idf: UnsafeRawPointer?
    let isSublinear: Bool
    let norm: VectorNorm
    let threads: Int

    func run() throws {
        guard matrix.rows >= 0, matrix.columns >= 0, let indptr = matrix.indptr else {
            throw CallFailure.invalid("a matrix of \(matrix.rows) rows and \(matrix.columns) columns")
        }
        nonisolated(unsafe) let start = indptr
        let offsets: @Sendable (Int) -> Int
        switch Int(matrix.indptr_type) {
        case EPI_INT32: offsets = { Int(start.load(fromByteOffset: 4 * $0, as: Int32.self)) }
        case EPI_INT64: offsets = { Int(start.load(fromByteOffset: 8 * $0, as: Int64.self)) }
        default: throw CallFailure.invalid("the rows are no integers")
        }
        var before = 0
        for row in 0...Int(matrix.rows) {
            guard offsets(row) >= before else { throw CallFailure.invalid("the rows do not ascend", row: row) }
            before = offsets(row)
        }
        switch Int(matrix.values_type) {
        case EPI_FLOAT32: try weigh(as: Float.self, offsets, count: before)
        case EPI_FLOAT64: try weigh(as: Double.self, offsets, count: before)
        default: throw CallFailure.invalid("the values are no real numbers")
        }
    }

    private func weigh<Value: BinaryFloatingPoint & Sendable>(
        as kind: Value.Type, _ offsets: @escaping @Sendable (Int) -> Int, count: Int
    ) throws {
        switch Int(matrix.indices_type) {
        case EPI_INT32: try weigh(kind, Int32.self, offsets, count)
        case EPI_INT64: try weigh(kind, Int64.self, offsets, count)
        default: throw CallFailure.invalid("the columns are no integers")
        }
    }

    private func weigh<Value: BinaryFloatingPoint & Sendable, Index: FixedWidthInteger & Sendable>(
        _ kind: Value.Type, _ index: Index.Type, _ offsets: @escaping @Sendable (Int) -> Int, _ count: Int
    ) throws {
        guard count > 0 else { return }
        guard let values = matrix.values, let indices = matrix.indices else {
            throw CallFailure.invalid("the matrix has no values")
        }
        let columns = UnsafeBufferPointer(start: indices.assumingMemoryBound(to: Index.self), count: count)
        for column in columns where column < 0 || column >= matrix.columns {
            throw CallFailure.invalid("column \(column) of \(matrix.columns)")
        }
        let rows = RowWeights(
            rowCount: Int(matrix.rows), offsets: offsets, columns: columns,
            values: UnsafeMutableBufferPointer(start: values.assumingMemoryBound(to: Value.self), count: count))
        let frequencies = idf.map {
            UnsafeBufferPointer(start: $0.assumingMemoryBound(to: Value.self), count: Int(matrix.columns))
        }
        guard
            rows.weighByKind(
                isSublinear: isSublinear, inverseDocumentFrequencies: frequencies, norm: norm, threads: threads)
        else { throw CallFailure.invalid("the matrix is of another kind") }
    }
}
