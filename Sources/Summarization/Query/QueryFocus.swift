internal import Vectors

/// How well each sentence answers a query: BM25, widened by what the best answers speak of.
///
/// S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with sentences as the
/// documents, k₁ = 1.2 and b = 0.75. The three best sentences make a centroid (pseudo-relevance feedback, after Rocchio); a
/// sentence scores BM25 over its maximum, half its cosine with that centroid, and a quarter of its centrality in the text,
/// so that sentences without a word of the query can follow when those with one are used up.
///
/// - Complexity: O(tokens).
public struct QueryFocus: Sendable {
    /// The weight of the cosine with the centroid of the best answers.
    public static let feedbackWeight = 0.5
    /// The weight of centrality in the whole text.
    public static let centralityWeight = 0.25
    /// How many answers make the centroid.
    public static let feedbackSentences = 3

    /// Creates the focus.
    public init() {}

    /// The scores of all candidates; nil if no sentence has a word of the query.
    public func scores(_ sentences: SentenceMatrix) -> [Double]? {
        let n = sentences.count
        guard !sentences.queryTerms.isEmpty, n > 0 else { return nil }
        let frequencies = sentences.sentenceFrequencies
        let idf = frequencies.map { Elementary.log(1 + (Double(n) - Double($0) + 0.5) / (Double($0) + 0.5)) }
        var isAsked = [Bool](repeating: false, count: sentences.termCount)
        for term in sentences.queryTerms { isAsked[term] = true }
        let mean = max(1, Double(sentences.lengths.reduce(0) { $0 + $1.contentWords }) / Double(n))
        let relevance = (0..<n).map { i in
            let length = 1.2 * (0.25 + 0.75 * Double(sentences.lengths[i].contentWords) / mean)
            var score = 0.0
            for k in sentences.entries(i) where isAsked[Int(sentences.counts.columnIndices[k])] {
                let count = Double(sentences.counts.values[k])
                score += idf[Int(sentences.counts.columnIndices[k])] * count * 2.2 / (count + length)
            }
            return score
        }
        let best = Ranking.descending(relevance)
        guard let first = best.first, relevance[first] > 0 else { return nil }
        var centroid = [Double](repeating: 0, count: sentences.termCount)
        for i in best.prefix(Self.feedbackSentences) where relevance[i] > 0 {
            for k in sentences.entries(i) {
                centroid[Int(sentences.counts.columnIndices[k])] +=
                    Double(sentences.counts.values[k]) * idf[Int(sentences.counts.columnIndices[k])]
            }
        }
        let size = max(centroid.reduce(0) { $0 + $1 * $1 }.squareRoot(), 1e-12)
        let centrality = GatedCentrality.flat.addends(sentences)
        return (0..<n).map { i in
            var product = 0.0
            var squares = 0.0
            for k in sentences.entries(i) {
                let weight = Double(sentences.counts.values[k]) * idf[Int(sentences.counts.columnIndices[k])]
                product += weight * centroid[Int(sentences.counts.columnIndices[k])]
                squares += weight * weight
            }
            let cosine = squares > 0 ? product / squares.squareRoot() / size : 0
            return relevance[i] / relevance[first] + Self.feedbackWeight * cosine
                + Self.centralityWeight * centrality.centrality[i] + centrality.penalty[i]
        }
    }
}
