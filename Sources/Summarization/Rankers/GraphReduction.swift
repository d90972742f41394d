internal import Vectors

/// Reduction: a sentence scores the sum of its similarities with all others.
///
/// After the Reduction project of A. Fabish, which sumy took over: the similarity is TextRank's with every pair of equal
/// occurrences counted, and there is no walk. The sum over all others is found in linear time: the pairs of a word are
/// counted once for all sentences of one length.
///
/// - Complexity: O(tokens · different sentence lengths) at worst, O(n²) never.
public struct GraphReduction: SentenceRanker {
    /// Creates the ranker.
    public init() {}

    /// The scores of all sentences.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        let n = sentences.count
        let lengths = (0..<n).map { sentences.lengths[$0].contentWords }
        var result = [Double](repeating: 0, count: n)
        var sums = [Double](repeating: 0, count: sentences.termCount)
        var groups: [Int: [Int]] = [:]
        for i in 0..<n where lengths[i] > 0 { groups[lengths[i], default: []].append(i) }
        for length in groups.keys.sorted() {
            let members = groups[length] ?? []
            for i in members {
                for k in sentences.entries(i) {
                    sums[Int(sentences.counts.columnIndices[k])] += Double(sentences.counts.values[k])
                }
            }
            for i in 0..<n where lengths[i] > 0 {
                let norm = Elementary.log(Double(length)) + Elementary.log(Double(lengths[i]))
                guard norm > 0 else { continue }
                var shared = 0.0
                for k in sentences.entries(i) {
                    let own = lengths[i] == length ? Double(sentences.counts.values[k]) : 0
                    shared += Double(sentences.counts.values[k]) * (sums[Int(sentences.counts.columnIndices[k])] - own)
                }
                result[i] += shared / norm
            }
            for i in members { for k in sentences.entries(i) { sums[Int(sentences.counts.columnIndices[k])] = 0 } }
        }
        return result
    }
}
