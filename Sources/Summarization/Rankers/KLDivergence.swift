/// KL: the sentence after which the summary's words are distributed most like the text's.
///
/// A. Haghighi and L. Vanderwende, "Exploring Content Models for Multi-Document Summarization" (NAACL 2009). As in sumy
/// the divergence sums over the summary's words only: Σ p(w) log(p(w)/q(w)), p of the text, q of the summary;
/// and the length of the summary so far counts stop words too.
///
/// - Complexity: O(wanted · (tokens + n · words of the summary)).
package struct KLDivergence: SentenceRanker {
    /// Creates the ranker.
    package init() {}

    package func scores(_ analysis: DocumentAnalysis, wanted: Int) -> [Double] {
        let total = analysis.termTotals.reduce(0.0) { $0 + Double($1) }
        let text = analysis.termTotals.map { Double($0) / max(1, total) }
        var counts = [Int32](repeating: 0, count: analysis.termCount)
        var summaryTerms: [Int] = []
        var length = 0
        return GreedyChoice.scores(count: analysis.count, wanted: wanted) { position in
            let entries = analysis.entries(position)
            let all = Double(length + analysis.contentCount(position))
            guard all > 0 else { return 0 }
            for k in entries { counts[Int(analysis.terms[k])] += analysis.counts[k] }
            var divergence = 0.0
            for term in summaryTerms {
                divergence += text[term] * Elementary.log(text[term] * all / Double(counts[term]))
            }
            for k in entries {
                let term = Int(analysis.terms[k])
                // Words that the summary already has were summed above.
                if counts[term] == analysis.counts[k] {
                    divergence += text[term] * Elementary.log(text[term] * all / Double(counts[term]))
                }
            }
            for k in entries { counts[Int(analysis.terms[k])] -= analysis.counts[k] }
            return -divergence
        } chosen: { position in
            for k in analysis.entries(position) {
                let term = Int(analysis.terms[k])
                if counts[term] == 0 { summaryTerms.append(term) }
                counts[term] += analysis.counts[k]
            }
            length += analysis.tokenCounts[position]
        }
    }
}
