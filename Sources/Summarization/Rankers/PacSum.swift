/// PacSum: centrality in which what follows a sentence counts for it and what precedes it against it.
///
/// H. Zheng and M. Lapata, "Sentence Centrality Revisited for Unsupervised Summarization" (ACL 2019), with tf-idf vectors
/// and without the paper's similarity threshold: λ₁ = -0.3 for earlier, 1 for later sentences. Running sums give all
/// degrees in linear time where the paper compares all pairs.
///
/// - Complexity: O(tokens).
package struct PacSum: SentenceRanker {
    /// The weight of similarity to earlier sentences.
    package var backwardWeight: Double

    /// Creates the ranker.
    package init(backwardWeight: Double = -0.3) { self.backwardWeight = backwardWeight }

    package func scores(_ analysis: DocumentAnalysis, wanted: Int) -> [Double] {
        let n = analysis.count
        let isf = analysis.sentenceFrequencies.map { Elementary.log(Double(n + 1) / (Double($0) + 0.5)) }
        var weights = [Double](repeating: 0, count: analysis.terms.count)
        for i in 0..<n {
            var squares = 0.0
            for k in analysis.entries(i) {
                weights[k] = Double(analysis.counts[k]) * isf[Int(analysis.terms[k])]
                squares += weights[k] * weights[k]
            }
            let norm = squares.squareRoot()
            if norm > 0 { for k in analysis.entries(i) { weights[k] /= norm } }
        }
        var result = [Double](repeating: 0, count: n)
        for isForward in [false, true] {
            var sums = [Double](repeating: 0, count: analysis.termCount)
            for step in 0..<n {
                let i = isForward ? n - 1 - step : step
                var product = 0.0
                for k in analysis.entries(i) {
                    product += weights[k] * sums[Int(analysis.terms[k])]
                    sums[Int(analysis.terms[k])] += weights[k]
                }
                result[i] += (isForward ? 1 : backwardWeight) * product
            }
        }
        return result
    }
}
