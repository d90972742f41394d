internal import Vectors

/// KL: the sentence after which the summary's words are distributed most like the text's.
///
/// ```swift
/// KLDivergence().scores(sentences, wanted: 3)  // 0, -1, -2 for the three that are chosen
/// ```
///
/// A. Haghighi and L. Vanderwende, "Exploring Content Models for Multi-Document Summarization" (NAACL 2009). As in sumy
/// the divergence sums over the summary's words only: Σ p(w) log(p(w)/q(w)), p of the text, q of the summary;
/// and the length of the summary so far counts stop words too.
///
/// The words that the summary has already are summed once a choice, and a candidate corrects the sum for its own words:
/// Σ p log p − Σ p log c + log(all) Σ p, c the counts in the summary.
///
/// - Complexity: O(wanted · terms of all sentences).
public struct KLDivergence: SentenceRanker, Hashable {
    /// Creates the ranker.
    public init() {}

    /// 0 for the first choice, -1 for the next, and so on.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        let total = sentences.termTotals.reduce(0.0) { $0 + Double($1) }
        let text = sentences.termTotals.map { Double($0) / max(1, total) }
        let logarithms = (0...(sentences.termTotals.max().map { Int($0) } ?? 0)).map {
            Elementary.log(Double(max(1, $0)))
        }
        let informations = text.map { $0 > 0 ? Elementary.log($0) : 0 }
        var counts = [Int](repeating: 0, count: sentences.termCount)
        // Over the words of the summary: Σ p (log p − log c), and Σ p.
        var sum = 0.0
        var mass = 0.0
        var length = 0
        /// What a sentence's words add to both sums.
        func change(_ position: Int) -> (sum: Double, mass: Double) {
            var (sum, mass) = (0.0, 0.0)
            for k in sentences.entries(position) {
                let term = Int(sentences.counts.columnIndices[k])
                let count = counts[term]
                let after = logarithms[count + Int(sentences.counts.values[k])]
                if count > 0 {
                    sum += text[term] * (logarithms[count] - after)
                } else {
                    sum += text[term] * (informations[term] - after)
                    mass += text[term]
                }
            }
            return (sum, mass)
        }
        return GreedyChoice.scores(count: sentences.count, wanted: wanted) { position in
            let all = Double(length + sentences.lengths[position].contentWords)
            guard all > 0 else { return 0 }
            let change = change(position)
            return -(sum + change.sum + (mass + change.mass) * Elementary.log(all))
        } chosen: { position in
            let change = change(position)
            sum += change.sum
            mass += change.mass
            for k in sentences.entries(position) {
                counts[Int(sentences.counts.columnIndices[k])] += Int(sentences.counts.values[k])
            }
            length += sentences.lengths[position].tokens
        }
    }
}
