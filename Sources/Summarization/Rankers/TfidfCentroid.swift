/// Centroid: a sentence scores its cosine with the sum of all sentences' tf-idf vectors.
///
/// D. Radev, H. Jing, M. Styś and D. Tam, "Centroid-based summarization of multiple documents" (2004). idf counts the
/// sentences of this text; the paper takes it from a collection.
///
/// - Complexity: O(tokens).
package struct TfidfCentroid: SentenceRanker {
    /// Creates the ranker.
    package init() {}

    package func scores(_ analysis: DocumentAnalysis, wanted: Int) -> [Double] {
        let n = Double(analysis.count)
        let idf = analysis.sentenceFrequencies.map { Elementary.log((n + 1) / (Double($0) + 0.5)) }
        var centroid = [Double](repeating: 0, count: analysis.termCount)
        var norms = [Double](repeating: 0, count: analysis.count)
        for i in 0..<analysis.count {
            for k in analysis.entries(i) {
                let weight = Double(analysis.counts[k]) * idf[Int(analysis.terms[k])]
                norms[i] += weight * weight
                centroid[Int(analysis.terms[k])] += weight
            }
        }
        return (0..<analysis.count).map { i in
            guard norms[i] > 0 else { return 0 }
            var product = 0.0
            for k in analysis.entries(i) {
                product += Double(analysis.counts[k]) * idf[Int(analysis.terms[k])] * centroid[Int(analysis.terms[k])]
            }
            return product / norms[i].squareRoot()
        }
    }
}
