internal import Vectors

/// PacSum: centrality in which what follows a sentence counts for it and what precedes it against it.
///
/// H. Zheng and M. Lapata, "Sentence Centrality Revisited for Unsupervised Summarization" (ACL 2019), with tf-idf vectors
/// and without the paper's similarity threshold: λ₁ = -0.3 for earlier, 1 for later sentences. Running sums give all
/// degrees in linear time where the paper compares all pairs.
///
/// - Complexity: O(tokens).
public struct PacSum: SentenceRanker {
    /// The weight of similarity to earlier sentences.
    public var backwardWeight: Double

    /// Creates the ranker.
    public init(backwardWeight: Double = -0.3) { self.backwardWeight = backwardWeight }

    /// The scores of all sentences.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        let n = sentences.count
        let isf = sentences.sentenceFrequencies.map { Elementary.log(Double(n + 1) / (Double($0) + 0.5)) }
        var weights = [Double](repeating: 0, count: sentences.counts.columnIndices.count)
        for i in 0..<n {
            var squares = 0.0
            for k in sentences.entries(i) {
                weights[k] = Double(sentences.counts.values[k]) * isf[Int(sentences.counts.columnIndices[k])]
                squares += weights[k] * weights[k]
            }
            let norm = squares.squareRoot()
            if norm > 0 { for k in sentences.entries(i) { weights[k] /= norm } }
        }
        var result = [Double](repeating: 0, count: n)
        for isForward in [false, true] {
            var sums = [Double](repeating: 0, count: sentences.termCount)
            for step in 0..<n {
                let i = isForward ? n - 1 - step : step
                var product = 0.0
                for k in sentences.entries(i) {
                    product += weights[k] * sums[Int(sentences.counts.columnIndices[k])]
                    sums[Int(sentences.counts.columnIndices[k])] += weights[k]
                }
                result[i] += (isForward ? 1 : backwardWeight) * product
            }
        }
        return result
    }
}
