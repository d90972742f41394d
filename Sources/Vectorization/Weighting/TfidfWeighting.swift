internal import Foundations
public import Vectors

/// How term counts become TF-IDF weights; the names and formulas are scikit-learn's.
public struct TfidfWeighting: Sendable, Hashable {
    /// What a count within a document is worth.
    public enum TermFrequency: String, Sendable, Hashable, CaseIterable {
        /// The count.
        case raw
        /// 1 + ln(count): the tenth occurrence says less than the second.
        case sublinear
        /// 1.
        case binary
    }

    /// What a count within a document is worth.
    public var termFrequency: TermFrequency
    /// Whether weights fall with the number of documents that have the term.
    public var usesInverseDocumentFrequency: Bool
    /// Whether document frequencies are counted as if one more document had every term: idf is then
    /// ln((1 + n) / (1 + df)) + 1, else ln(n / df) + 1.
    public var smoothsInverseDocumentFrequency: Bool
    /// The norm that rows are brought to 1 in.
    public var norm: VectorNorm

    /// Creates a weighting; the defaults are scikit-learn's.
    public init(
        termFrequency: TermFrequency = .raw, usesInverseDocumentFrequency: Bool = true,
        smoothsInverseDocumentFrequency: Bool = true, norm: VectorNorm = .l2
    ) {
        self.termFrequency = termFrequency
        self.usesInverseDocumentFrequency = usesInverseDocumentFrequency
        self.smoothsInverseDocumentFrequency = smoothsInverseDocumentFrequency
        self.norm = norm
    }

    /// The inverse document frequencies for document frequencies.
    func inverseDocumentFrequencies(_ documentCounts: [UInt32], documents: Int) -> [Float] {
        guard usesInverseDocumentFrequency else { return [Float](repeating: 1, count: documentCounts.count) }
        let smoothing: Double = smoothsInverseDocumentFrequency ? 1 : 0
        func frequency(_ count: UInt32) -> Float {
            Float(Mathematics.log((Double(documents) + smoothing) / (Double(count) + smoothing)) + 1)
        }
        // Most terms are in few documents, and logarithms are slow.
        let small = (0..<64).map(frequency)
        return documentCounts.map { $0 < 64 ? small[Int($0)] : frequency($0) }
    }

    /// Replaces counts by weights, rows side by side on several threads.
    func weigh(_ counts: inout CSRMatrix, inverseDocumentFrequencies: [Float], threads: Int) {
        precondition(counts.columnCount == inverseDocumentFrequencies.count, "one idf for each column is needed")
        // Most counts are small, too.
        let logarithms = (0..<64).map { $0 == 0 ? 0 : Float(1 + Mathematics.log(Double($0))) }
        let offsets = counts.rowOffsets
        let columns = counts.columnIndices
        let rows = balancedRanges(counts.rowCount, parts: threads) { offsets[$0 + 1] - offsets[$0] + 1 }
        counts.values.withUnsafeMutableBufferPointer { values in
            let target = Values(places: values)
            ParallelLoop.run(rows.count, threads: threads) { part in
                for row in rows[part] {
                    let range = offsets[row]..<offsets[row + 1]
                    for place in range {
                        let count = target.places[place]
                        let frequency: Float =
                            switch termFrequency {
                            case .raw: count
                            case .binary: 1
                            case .sublinear:
                                count >= 0 && count < 64
                                    ? logarithms[Int(count)] : Float(1 + Mathematics.log(Double(count)))
                            }
                        target.places[place] = frequency * inverseDocumentFrequencies[Int(columns[place])]
                    }
                    norm.normalize(UnsafeMutableBufferPointer(rebasing: target.places[range]))
                }
            }
        }
    }

    /// The values of a matrix, of which each thread writes its own rows.
    private struct Values: @unchecked Sendable {
        let places: UnsafeMutableBufferPointer<Float>
    }
}
