/// Orders of scores; where only the best few of many are wanted, ``DenseIndex`` and ``InvertedIndex`` keep no others.
public enum Ranking {
    /// Places by falling score; equal scores in the order of their places, and what is not a number at the end.
    ///
    /// ```swift
    /// Ranking.descending([0.2, 0.9, .nan, 0.9])     // [1, 3, 0, 2]
    /// ```
    ///
    /// - Complexity: O(n log n).
    @inlinable public static func descending<Score: BinaryFloatingPoint>(_ scores: [Score]) -> [Int] {
        let keys = scores.map { $0.isNaN ? -Score.infinity : $0 }
        return scores.indices.sorted { keys[$0] != keys[$1] ? keys[$0] > keys[$1] : $0 < $1 }
    }
}
