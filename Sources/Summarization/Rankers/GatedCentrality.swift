internal import Vectorization
internal import Vectors

/// The untrained default: directed centrality on binary bags of stems plus a position bonus that is paid only as far as
/// the rest of the text takes the sentence up.
///
/// With b the set of content stems of sentence i and v = b/√|b|:
///
///     forward(i)  = v(i) · Σ_{j>i} v(j)          backward(i) = v(i) · Σ_{j<i} v(j)
///     c(i) = (forward(i) + β backward(i)) |b|^¼,  divided by its maximum
///     score(i) = c(i) + λ/√(1+i) · min(1, max(0, c(i)) / 0.5)
///
/// The forward and backward sums follow the idea of H. Zheng and M. Lapata, "Sentence Centrality Revisited for
/// Unsupervised Summarization" (ACL 2019); they compare every pair of sentences, running sums need one pass.
///
/// A sentence with fewer tokens than ``minimumTokens`` loses 9 points, so that it is chosen only when nothing else is
/// left.
///
/// ```swift
/// GatedCentrality.severalSentences.scores(sentences)
/// ```
///
/// - Complexity: O(tokens) time and O(distinct terms) memory.
public struct GatedCentrality: SentenceRanker, Hashable {
    /// β: the weight of what came before a sentence.
    public var backwardWeight: Double
    /// λ: the weight of the position bonus.
    public var positionWeight: Double
    /// Sentences with fewer tokens are taken only if nothing else is left.
    public var minimumTokens: Int

    /// Creates a setting.
    public init(backwardWeight: Double, positionWeight: Double, minimumTokens: Int) {
        self.backwardWeight = backwardWeight
        self.positionWeight = positionWeight
        self.minimumTokens = minimumTokens
    }

    // The constants were chosen on the training parts of seven collections; `make evaluate-summaries` re-checks them.

    /// For a summary of one sentence.
    public static let oneSentence = GatedCentrality(backwardWeight: 0.5, positionWeight: 0.45, minimumTokens: 10)
    /// For several sentences, or a budget of words, of a text about which nothing is known.
    public static let severalSentences = GatedCentrality(backwardWeight: 0, positionWeight: 0.7, minimumTokens: 6)
    /// For several sentences of a news article.
    public static let news = GatedCentrality(backwardWeight: -0.3, positionWeight: 1, minimumTokens: 6)
    /// For sentences without a common order, and for extracts of central sentences.
    public static let flat = GatedCentrality(backwardWeight: 1, positionWeight: 0, minimumTokens: 6)

    /// The centrality at which the whole position bonus is paid.
    public static let gate = 0.5

    /// What a sentence that is too short loses.
    public static let shortPenalty = 9.0

    /// The addends of each candidate's score.
    public struct Scores: Sendable {
        /// c(i), at most 1.
        public var centrality: [Double] = []
        /// The position bonus after the gate.
        public var position: [Double] = []
        /// What is taken off short sentences: 0 or negative.
        public var penalty: [Double] = []

        /// The sums.
        public var totals: [Double] {
            (0..<centrality.count).map { centrality[$0] + position[$0] + penalty[$0] }
        }
    }

    /// The sums of the addends.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] { addends(sentences).totals }

    /// The addends of all scores.
    public func addends(_ sentences: SentenceMatrix) -> Scores {
        let count = sentences.count
        let sets = TfidfWeighting(termFrequency: .binary, inverseDocumentFrequency: .constant)
            .weighted(sentences.counts)
        var centrality = sets.runningProducts(.below).products
        if backwardWeight != 0 {
            let earlier = sets.runningProducts(.above).products
            for i in 0..<count { centrality[i] += backwardWeight * earlier[i] }
        }
        var maximum = 0.0
        for i in 0..<count {
            centrality[i] *= Double(sentences.entries(i).count).squareRoot().squareRoot()
            maximum = max(maximum, centrality[i])
        }
        var result = Scores()
        result.position.reserveCapacity(count)
        result.penalty.reserveCapacity(count)
        for i in 0..<count {
            centrality[i] = maximum > 0 ? centrality[i] / maximum : 0
            let bonus = positionWeight / Double(1 + i).squareRoot()
            result.position.append(bonus * min(1, max(0, centrality[i]) / Self.gate))
            result.penalty.append(sentences.lengths[i].tokens < minimumTokens ? -Self.shortPenalty : 0)
        }
        result.centrality = centrality
        return result
    }
}
