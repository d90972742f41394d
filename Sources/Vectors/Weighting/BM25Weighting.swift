/// Weights for counts by which an ``InvertedIndex`` ranks like BM25.
///
/// A count c in a document of length l becomes ln(1 + (n − df + ½) / (df + ½)) · c / (c + k₁ · (1 − b + b · l / l̄)),
/// the form of Lucene and the default of bm25s; queries are rows of counts.
///
/// Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, without the constant
/// factor k₁ + 1, which does not change the order.
public struct BM25Weighting: Sendable, Hashable {
    /// How soon further occurrences stop counting.
    public var k1: Float
    /// How much long documents are held back, 0 to 1.
    public var b: Float

    /// Creates a weighting; the defaults are those of bm25s.
    public init(k1: Float = 1.5, b: Float = 0.75) {
        self.k1 = k1
        self.b = b
    }

    /// The weights for counts; the columns' document frequencies are those of the same matrix.
    ///
    /// - Complexity: O(stored values + columns).
    public func weights(_ counts: CSRMatrix) -> CSRMatrix {
        let rarity = InverseDocumentFrequency.bm25.values(
            documentCounts: counts.columnCounts(), documents: counts.rowCount)
        let lengths = counts.rowNorms(.l1)
        let total = lengths.reduce(0.0) { $0 + Double($1) }
        let mean = total > 0 ? Float(total / Double(counts.rowCount)) : 1
        var weights = counts
        for row in 0..<counts.rowCount {
            let damping = k1 * (1 - b + b * lengths[row] / mean)
            for place in counts.rowOffsets[row]..<counts.rowOffsets[row + 1] {
                let count = counts.values[place]
                weights.values[place] = rarity[Int(counts.columnIndices[place])] * count / (count + damping)
            }
        }
        return weights
    }
}
