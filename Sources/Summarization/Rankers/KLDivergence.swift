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
/// - Complexity: O(wanted · (tokens + n · words of the summary)).
public struct KLDivergence: SentenceRanker, Hashable {
    /// Creates the ranker.
    public init() {}

    /// 0 for the first choice, -1 for the next, and so on.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        let total = sentences.termTotals.reduce(0.0) { $0 + Double($1) }
        let text = sentences.termTotals.map { Double($0) / max(1, total) }
        var counts = [Float](repeating: 0, count: sentences.termCount)
        var summaryTerms: [Int] = []
        var length = 0
        return GreedyChoice.scores(count: sentences.count, wanted: wanted) { position in
            let entries = sentences.entries(position)
            let all = Double(length + sentences.lengths[position].contentWords)
            guard all > 0 else { return 0 }
            for k in entries { counts[Int(sentences.counts.columnIndices[k])] += sentences.counts.values[k] }
            var divergence = 0.0
            for term in summaryTerms {
                divergence += text[term] * Elementary.log(text[term] * all / Double(counts[term]))
            }
            for k in entries {
                let term = Int(sentences.counts.columnIndices[k])
                // Words that the summary already has were summed above.
                if counts[term] == sentences.counts.values[k] {
                    divergence += text[term] * Elementary.log(text[term] * all / Double(counts[term]))
                }
            }
            for k in entries { counts[Int(sentences.counts.columnIndices[k])] -= sentences.counts.values[k] }
            return -divergence
        } chosen: { position in
            for k in sentences.entries(position) {
                let term = Int(sentences.counts.columnIndices[k])
                if counts[term] == 0 { summaryTerms.append(term) }
                counts[term] += sentences.counts.values[k]
            }
            length += sentences.lengths[position].tokens
        }
    }
}
