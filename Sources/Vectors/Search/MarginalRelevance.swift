/// How much each row resembles the rows that were chosen so far: what maximal marginal relevance takes off a score.
///
/// ```swift
/// var relevance = MarginalRelevance(weights, diversity: 0.3)
/// let value = relevance.value(of: row, score: 0.8)       // (1 − 0.3) · 0.8 − 0.3 · largest product with a chosen row
/// relevance.choose(row)
/// ```
///
/// J. Carbonell and J. Goldstein, "The Use of MMR, Diversity-Based Reranking" (SIGIR 1998). Products of rows are the
/// similarity, so rows of length 1 give cosines.
public struct MarginalRelevance: Sendable {
    /// 0 values a row by its score alone, 1 by its difference alone.
    public let diversity: Double
    /// For each row, its largest product with a chosen one; 0 before any is chosen.
    public private(set) var similarities: [Float]
    private let rows: CSRMatrix

    /// Starts with no row chosen.
    public init(_ rows: CSRMatrix, diversity: Double) {
        self.rows = rows
        self.diversity = diversity
        similarities = [Float](repeating: 0, count: rows.rowCount)
    }

    /// (1 − diversity) · score − diversity · the largest product of the row with a chosen one.
    public func value(of row: Int, score: Double) -> Double {
        (1 - diversity) * score - diversity * Double(similarities[row])
    }

    /// Adds a row to the chosen ones.
    ///
    /// - Complexity: O(stored values + columns).
    public mutating func choose(_ row: Int) {
        let products = rows.times(rows.sum(ofRows: CollectionOfOne(row)))
        for other in products.indices { similarities[other] = max(similarities[other], products[other]) }
    }
}
