/// Reduction: a sentence scores the sum of its similarities with all others.
///
/// After the Reduction project of A. Fabish, which sumy took over: the similarity is TextRank's with every pair of equal
/// occurrences counted, and there is no walk. The sum over all others is found in linear time: the pairs of a word are
/// counted once for all sentences of one length.
///
/// - Complexity: O(tokens · different sentence lengths) at worst, O(n²) never.
package struct GraphReduction: SentenceRanker {
    /// Creates the ranker.
    package init() {}

    package func scores(_ analysis: DocumentAnalysis, wanted: Int) -> [Double] {
        let n = analysis.count
        let lengths = (0..<n).map { analysis.contentCount($0) }
        var result = [Double](repeating: 0, count: n)
        var sums = [Double](repeating: 0, count: analysis.termCount)
        var groups: [Int: [Int]] = [:]
        for i in 0..<n where lengths[i] > 0 { groups[lengths[i], default: []].append(i) }
        for length in groups.keys.sorted() {
            let members = groups[length] ?? []
            for i in members {
                for k in analysis.entries(i) { sums[Int(analysis.terms[k])] += Double(analysis.counts[k]) }
            }
            for i in 0..<n where lengths[i] > 0 {
                let norm = Elementary.log(Double(length)) + Elementary.log(Double(lengths[i]))
                guard norm > 0 else { continue }
                var shared = 0.0
                for k in analysis.entries(i) {
                    let own = lengths[i] == length ? Double(analysis.counts[k]) : 0
                    shared += Double(analysis.counts[k]) * (sums[Int(analysis.terms[k])] - own)
                }
                result[i] += shared / norm
            }
            for i in members { for k in analysis.entries(i) { sums[Int(analysis.terms[k])] = 0 } }
        }
        return result
    }
}
