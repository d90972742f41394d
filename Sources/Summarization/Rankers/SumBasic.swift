internal import Vectors

/// SumBasic: the sentence with the most probable words, again and again, each chosen word's probability squared.
///
/// ```swift
/// SumBasic().scores(sentences, wanted: 3)      // 0, -1, -2 for the three that are chosen
/// ```
///
/// A. Nenkova and L. Vanderwende, "The Impact of Frequency on Summarization" (MSR-TR-2005-101). The paper first picks the
/// most probable word and then the best sentence that has it; like sumy, this takes the sentence with the best mean.
///
/// - Complexity: O(wanted · tokens).
public struct SumBasic: SentenceRanker, Hashable {
    /// Creates the ranker.
    public init() {}

    /// 0 for the first choice, -1 for the next, and so on.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        let total = sentences.termTotals.reduce(0.0) { $0 + Double($1) }
        var probabilities = sentences.termTotals.map { Double($0) / max(1, total) }
        let lengths = (0..<sentences.count).map { Double(sentences.lengths[$0].contentWords) }
        return GreedyChoice.scores(count: sentences.count, wanted: wanted) { position in
            guard lengths[position] > 0 else { return 0 }
            var sum = 0.0
            for k in sentences.entries(position) {
                sum += Double(sentences.counts.values[k]) * probabilities[Int(sentences.counts.columnIndices[k])]
            }
            return sum / lengths[position]
        } chosen: { position in
            for k in sentences.entries(position) {
                // Each occurrence squares once.
                for _ in 0..<Int(min(sentences.counts.values[k], 16)) {
                    probabilities[Int(sentences.counts.columnIndices[k])] *=
                        probabilities[Int(sentences.counts.columnIndices[k])]
                }
            }
        }
    }
}

/// Choosing one sentence after another.
enum GreedyChoice {
    /// Scores that fall with the order of choice: the first chosen gets 0, the next -1, and so on; what was not
    /// looked at follows in order of position.
    static func scores(
        count: Int, wanted: Int, value: (Int) -> Double, chosen: (Int) -> Void
    ) -> [Double] {
        var left = Array(0..<count)
        var result = (0..<count).map { -Double(count + $0) }
        for rank in 0..<min(wanted, count) {
            var best = 0
            var bestValue = -Double.infinity
            for (place, position) in left.enumerated() {
                let value = value(position)
                // What differs by the rounding of a sum is equal, and the earlier sentence is taken.
                if value > bestValue + 1e-12 * bestValue.magnitude || bestValue == -.infinity {
                    best = place
                    bestValue = value
                }
            }
            let position = left.remove(at: best)
            result[position] = -Double(rank)
            chosen(position)
        }
        return result
    }
}
