internal import Vectorization
internal import Vectors

/// How well each sentence answers a query: BM25, widened by what the best answers speak of.
///
/// S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with sentences as the
/// documents, k₁ = 1.2 and b = 0.75. The three best sentences make a centroid (pseudo-relevance feedback, after Rocchio); a
/// sentence scores BM25 over its maximum, half its cosine with that centroid, and a quarter of its centrality in the text,
/// so that sentences without a word of the query can follow when those with one are used up.
///
/// ```swift
/// let scores = QueryFocus().scores(sentences)      // nil if no sentence has a word of the query
/// ```
///
/// - Complexity: O(tokens).
public struct QueryFocus: Sendable, Hashable {
    /// The weight of the cosine with the centroid of the best answers.
    public static let feedbackWeight = 0.5
    /// The weight of centrality in the whole text.
    public static let centralityWeight = 0.25
    /// How many answers make the centroid.
    public static let feedbackSentences = 3

    /// Creates the focus.
    public init() {}

    /// The scores of all sentences; nil if none has a term of the query (``SentenceMatrix/queryTerms``).
    public func scores(_ sentences: SentenceMatrix) -> [Double]? {
        guard !sentences.queryTerms.isEmpty, sentences.count > 0 else { return nil }
        var query = [Float](repeating: 0, count: sentences.termCount)
        for term in sentences.queryTerms { query[term] = 1 }
        let relevance = BM25Weighting(k1: 1.2, b: 0.75).weights(sentences.counts).times(query)
        let best = Ranking.descending(relevance)
        guard let first = best.first, relevance[first] > 0 else { return nil }
        var weights = TfidfWeighting(inverseDocumentFrequency: .bm25, norm: .none)
            .weighted(sentences.counts, documentCounts: sentences.sentenceFrequencies)
        let answers = weights.sum(ofRows: best.prefix(Self.feedbackSentences).filter { relevance[$0] > 0 })
        weights.normalizeRows()
        let size = max(answers.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot(), 1e-12)
        let cosines = weights.times(answers).map { Double($0) / size }
        let centrality = GatedCentrality.flat.addends(sentences)
        return (0..<sentences.count).map { i in
            Double(relevance[i] / relevance[first]) + Self.feedbackWeight * cosines[i]
                + Self.centralityWeight * centrality.centrality[i] + centrality.penalty[i]
        }
    }
}
