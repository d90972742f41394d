internal import Foundations
package import Vectors

/// Weighs the stored counts of a sparse matrix that lies in someone else's memory, in its own precision.
///
/// ``TfidfWeighting`` does so for a ``CSRMatrix``, whose values are of single precision. The steps are those of scikit-learn's
/// `TfidfTransformer`, in its order: 1 + ln(count), times the idf, over the norm.
package struct RowWeights<Value: BinaryFloatingPoint & Sendable, Index: FixedWidthInteger & Sendable>:
    @unchecked Sendable
{
    private let offsets: @Sendable (Int) -> Int
    private let columns: UnsafeBufferPointer<Index>
    private let values: UnsafeMutableBufferPointer<Value>
    private let rowCount: Int

    /// Takes a matrix; row `r` has the places `offsets(r)..<offsets(r + 1)`.
    package init(
        rowCount: Int, offsets: @escaping @Sendable (Int) -> Int, columns: UnsafeBufferPointer<Index>,
        values: UnsafeMutableBufferPointer<Value>
    ) {
        self.rowCount = rowCount
        self.offsets = offsets
        self.columns = columns
        self.values = values
    }

    /// Replaces the counts; without frequencies all are 1.
    ///
    /// - Complexity: O(stored values).
    package func weigh(
        isSublinear: Bool, inverseDocumentFrequencies: UnsafeBufferPointer<Value>?, norm: VectorNorm, threads: Int
    ) {
        let logarithms = isSublinear ? (0..<64).map { $0 == 0 ? 0 : Value(1 + Mathematics.log(Double($0))) } : []
        let rows = balancedRanges(rowCount, parts: threads) { offsets($0 + 1) - offsets($0) + 1 }
        nonisolated(unsafe) let frequencies = inverseDocumentFrequencies
        ParallelLoop.run(rows.count, threads: threads) { [self] part in
            for row in rows[part] {
                let places = offsets(row)..<offsets(row + 1)
                if isSublinear {
                    for place in places {
                        let count = values[place]
                        values[place] =
                            count >= 0 && count < 64 && count == count.rounded()
                            ? logarithms[Int(count)] : Value(1 + Mathematics.log(Double(count)))
                    }
                }
                if let frequencies {
                    for place in places { values[place] *= frequencies[Int(columns[place])] }
                }
                normalize(places, norm)
            }
        }
    }

    private func normalize(_ places: Range<Int>, _ norm: VectorNorm) {
        var length = 0.0
        switch norm {
        case .none: return
        case .l1: for place in places { length += Double(values[place].magnitude) }
        case .l2:
            for place in places { length += Double(values[place]) * Double(values[place]) }
            length.formSquareRoot()
        }
        guard length > 0 else { return }
        for place in places { values[place] = Value(Double(values[place]) / length) }
    }
}

extension RowWeights {
    /// Weighs the matrix if it is of one of the four kinds that there are, and says whether it is.
    ///
    /// Each kind has a body of its own here, which generic code of another module would not have.
    package func weighByKind(
        isSublinear: Bool, inverseDocumentFrequencies: UnsafeBufferPointer<Value>?, norm: VectorNorm, threads: Int
    ) -> Bool {
        let frequencies = inverseDocumentFrequencies.map { UnsafeRawBufferPointer($0) }
        return weighed(self, as: RowWeights<Double, Int32>.self, isSublinear, frequencies, norm, threads)
            || weighed(self, as: RowWeights<Float, Int32>.self, isSublinear, frequencies, norm, threads)
            || weighed(self, as: RowWeights<Double, Int64>.self, isSublinear, frequencies, norm, threads)
            || weighed(self, as: RowWeights<Float, Int64>.self, isSublinear, frequencies, norm, threads)
    }
}

/// Weighs a matrix that is of a kind; false if it is of another.
private func weighed<Value, Index>(
    _ matrix: Any, as kind: RowWeights<Value, Index>.Type, _ isSublinear: Bool, _ frequencies: UnsafeRawBufferPointer?,
    _ norm: VectorNorm, _ threads: Int
) -> Bool {
    guard let matrix = matrix as? RowWeights<Value, Index> else { return false }
    matrix.weigh(
        isSublinear: isSublinear,
        inverseDocumentFrequencies: frequencies.map { $0.assumingMemoryBound(to: Value.self) },
        norm: norm, threads: threads)
    return true
}
