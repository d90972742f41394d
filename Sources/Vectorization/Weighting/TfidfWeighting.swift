internal import Foundations
public import Vectors

/// How term counts become TF-IDF weights; by default with the names and formulas of scikit-learn.
///
/// ```swift
/// let weights = TfidfWeighting(termFrequency: .sublinear).weighted(counts)
/// let sentences = TfidfWeighting(termFrequency: .relative, inverseDocumentFrequency: .lexRank).weighted(rows)
/// ```
public struct TfidfWeighting: Sendable, Hashable {
    /// What a count within a document is worth.
    public enum TermFrequency: String, Sendable, Hashable, CaseIterable {
        /// The count.
        case raw
        /// 1 + ln(count): the tenth occurrence says less than the second.
        case sublinear
        /// 1.
        case binary
        /// The count over the largest count of the document.
        case relative
    }

    /// What a count within a document is worth.
    public var termFrequency: TermFrequency
    /// How weights fall with the number of documents that have the term.
    public var inverseDocumentFrequency: InverseDocumentFrequency
    /// The norm that rows are brought to 1 in.
    public var norm: VectorNorm

    /// Creates a weighting; the defaults are scikit-learn's.
    public init(
        termFrequency: TermFrequency = .raw, inverseDocumentFrequency: InverseDocumentFrequency = .smooth,
        norm: VectorNorm = .l2
    ) {
        self.termFrequency = termFrequency
        self.inverseDocumentFrequency = inverseDocumentFrequency
        self.norm = norm
    }

    /// The weights of counts.
    ///
    /// - Parameters:
    ///   - counts: A row of counts for each document.
    ///   - documentCounts: In how many documents each term is; those of the matrix itself if nil.
    ///   - threads: How many threads share the rows.
    /// - Returns: A matrix with the same stored places.
    /// - Complexity: O(stored values + columns).
    public func weighted(_ counts: CSRMatrix, documentCounts: [UInt32]? = nil, threads: Int = 1) -> CSRMatrix {
        var weights = counts
        let frequencies =
            inverseDocumentFrequency == .constant
            ? nil
            : inverseDocumentFrequency.values(
                documentCounts: documentCounts ?? counts.columnCounts(), documents: counts.rowCount)
        weigh(&weights, inverseDocumentFrequencies: frequencies, threads: threads)
        return weights
    }

    /// The weights of counts with inverse document frequencies of another collection, one for each column.
    ///
    /// - Complexity: O(stored values + columns).
    public func weighted(
        _ counts: CSRMatrix, inverseDocumentFrequencies: [Float], threads: Int = 1
    ) -> CSRMatrix {
        var weights = counts
        weigh(&weights, inverseDocumentFrequencies: inverseDocumentFrequencies, threads: threads)
        return weights
    }

    /// Replaces counts by weights, rows side by side on several threads; without frequencies all are 1.
    func weigh(_ counts: inout CSRMatrix, inverseDocumentFrequencies: [Float]?, threads: Int) {
        precondition(
            inverseDocumentFrequencies.map { $0.count == counts.columnCount } ?? true,
            "one idf for each column is needed")
        let worth = CountWorth(termFrequency)
        let offsets = counts.rowOffsets
        let columns = counts.columnIndices
        let rows = balancedRanges(counts.rowCount, parts: threads) { offsets[$0 + 1] - offsets[$0] + 1 }
        counts.values.withUnsafeMutableBufferPointer { values in
            let target = Values(places: values)
            ParallelLoop.run(rows.count, threads: threads) { part in
                for row in rows[part] {
                    let range = offsets[row]..<offsets[row + 1]
                    let places = UnsafeMutableBufferPointer(rebasing: target.places[range])
                    scale(places, worth)
                    if let inverseDocumentFrequencies {
                        for place in places.indices {
                            places[place] *= inverseDocumentFrequencies[Int(columns[range.lowerBound + place])]
                        }
                    }
                    norm.normalize(places)
                }
            }
        }
    }

    /// Replaces the counts of one document by what they are worth.
    private func scale(_ counts: UnsafeMutableBufferPointer<Float>, _ worth: CountWorth) {
        switch termFrequency {
        case .raw: break
        case .binary, .sublinear: for place in counts.indices { counts[place] = worth[counts[place]] }
        case .relative:
            var largest: Float = 0
            for count in counts { largest = max(largest, count) }
            if largest > 0 { for place in counts.indices { counts[place] /= largest } }
        }
    }

    /// The values of a matrix, of which each thread writes its own rows.
    private struct Values: @unchecked Sendable {
        let places: UnsafeMutableBufferPointer<Float>
    }
}
