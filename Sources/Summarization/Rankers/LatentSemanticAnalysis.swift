internal import Vectorization
internal import Vectors

/// LSA: the length of a sentence in the space of the text's strongest topics.
///
/// ```swift
/// LatentSemanticAnalysis(topics: 8).scores(sentences)
/// ```
///
/// J. Steinberger and K. Ježek, "Using Latent Semantic Analysis in Text Summarization and Summary Evaluation" (ISIM 2004):
/// with A = U Σ Vᵀ the matrix of terms by sentences, sentence j scores √(Σ_{i≤r} σᵢ² v²ⱼᵢ). Cells are counts over the
/// largest of the sentence, smoothed to 0.4 + 0.6 · count, as in sumy. The smoothing is a constant in every cell, which the
/// decomposition adds to its products, so that cells of words that do not occur are never stored.
///
/// With all topics the score is the length of the sentence's own column, and no decomposition is needed; that is what
/// sumy computes.
///
/// - Complexity: O((tokens + (n + terms) · (topics + 16)) · (topics + 16) · rounds), 12 rounds.
public struct LatentSemanticAnalysis: SentenceRanker, Hashable {
    /// How many topics count; nil for all.
    public var topics: Int?
    /// The value of a cell whose word does not occur, of 1.
    public var smoothing: Double

    /// Steps of the power iteration.
    static let rounds = 12

    /// Creates the ranker.
    public init(topics: Int? = 8, smoothing: Double = 0.4) {
        self.topics = topics
        self.smoothing = smoothing
    }

    /// The length of each sentence in the space of the topics; 0 for one without terms.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        // A sentence without terms has no column, not one of smoothed zeros.
        let members = (0..<sentences.count).filter { !sentences.entries($0).isEmpty }
        var cells = TfidfWeighting(termFrequency: .relative, inverseDocumentFrequency: .constant, norm: .none)
            .weighted(sentences.counts.rows(at: members))
        for place in cells.values.indices { cells.values[place] *= Float(1 - smoothing) }
        let lengths: [Double]
        if let topics, topics < members.count {
            let options = TruncatedSVD.Options(iterations: Self.rounds, addend: Float(smoothing))
            let rows = TruncatedSVD.fitTransform(cells, rank: topics, options: options).rows
            lengths = rows.rowNorms().map { Double($0) }
        } else {
            lengths = columnLengths(cells)
        }
        var scores = [Double](repeating: 0, count: sentences.count)
        for (member, length) in zip(members, lengths) { scores[member] = length }
        return scores
    }

    /// The lengths of the smoothed columns: Σ (s + x)² over all terms.
    private func columnLengths(_ cells: CSRMatrix) -> [Double] {
        let sums = cells.rowNorms(.l1)
        let lengths = cells.rowNorms(.l2)
        return (0..<cells.rowCount).map { row in
            let constant = smoothing * smoothing * Double(cells.columnCount)
            let square = Double(lengths[row]) * Double(lengths[row])
            return (constant + 2 * smoothing * Double(sums[row]) + square).squareRoot()
        }
    }
}
