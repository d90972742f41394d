internal import Vectors

/// Centroid: a sentence scores its cosine with the sum of all sentences' tf-idf vectors.
///
/// D. Radev, H. Jing, M. Styś and D. Tam, "Centroid-based summarization of multiple documents" (2004). idf counts the
/// sentences of this text; the paper takes it from a collection.
///
/// - Complexity: O(tokens).
public struct TfidfCentroid: SentenceRanker {
    /// Creates the ranker.
    public init() {}

    /// The scores of all sentences.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        let n = Double(sentences.count)
        let idf = sentences.sentenceFrequencies.map { Elementary.log((n + 1) / (Double($0) + 0.5)) }
        var centroid = [Double](repeating: 0, count: sentences.termCount)
        var norms = [Double](repeating: 0, count: sentences.count)
        for i in 0..<sentences.count {
            for k in sentences.entries(i) {
                let weight = Double(sentences.counts.values[k]) * idf[Int(sentences.counts.columnIndices[k])]
                norms[i] += weight * weight
                centroid[Int(sentences.counts.columnIndices[k])] += weight
            }
        }
        return (0..<sentences.count).map { i in
            guard norms[i] > 0 else { return 0 }
            var product = 0.0
            for k in sentences.entries(i) {
                product +=
                    Double(sentences.counts.values[k]) * idf[Int(sentences.counts.columnIndices[k])]
                    * centroid[Int(sentences.counts.columnIndices[k])]
            }
            return product / norms[i].squareRoot()
        }
    }
}
