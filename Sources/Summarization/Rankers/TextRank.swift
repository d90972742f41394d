internal import Vectors

/// TextRank: a random walk over sentences that share words.
///
/// R. Mihalcea and P. Tarau, "TextRank: Bringing Order into Texts" (EMNLP 2004). The weight of an edge is the number of
/// distinct content words both sentences have over the sum of the logarithms of their lengths; the walk follows edges
/// with probability 0.85. Sentences without any edge get the score 0, as in summa.
///
/// - Complexity: O(n² · words of a sentence).
public struct TextRank: SentenceRanker {
    /// How shared words are counted.
    public enum Counting: Sendable, Hashable {
        /// Each shared word once, as in the paper and in summa.
        case distinct
        /// Every pair of equal occurrences, and each sentence also linked with itself, as in sumy.
        case everyOccurrence
    }

    /// The probability of following an edge.
    public var damping: Double
    /// How shared words are counted.
    public var counting: Counting

    /// Creates the ranker.
    public init(damping: Double = 0.85, counting: Counting = .distinct) {
        self.damping = damping
        self.counting = counting
    }

    /// The scores of all sentences.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        var graph = SentenceGraph(sentences)
        let lengths = graph.nodes.map { Double(sentences.lengths[$0].contentWords) }
        let logs = lengths.map { $0 > 0 ? Elementary.log($0) : 0 }
        let countsOccurrences = counting == .everyOccurrence
        graph.addProducts(sentences, includesSelf: countsOccurrences) { _, entry in
            countsOccurrences ? (sentences.counts.values[entry]) : 1
        }
        graph.mapWeights { a, b, weight in
            let norm = logs[a] + logs[b]
            if norm == 0 { return countsOccurrences ? weight : 0 }
            return weight / Float(norm)
        }
        var scores = graph.walk(damping: damping)
        if !countsOccurrences {
            let sums = graph.rowSums()
            if sums.contains(where: { $0 > 0 }) {
                for node in 0..<scores.count where sums[node] == 0 { scores[node] = 0 }
            }
        }
        return graph.spread(scores, over: sentences.count)
    }
}
