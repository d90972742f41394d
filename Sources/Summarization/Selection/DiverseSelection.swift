internal import Vectorization
internal import Vectors

/// Maximal marginal relevance: each next sentence is good and unlike those chosen.
///
/// J. Carbonell and J. Goldstein, "The Use of MMR, Diversity-Based Reranking" (SIGIR 1998): the next sentence maximises
/// (1 - d) · score - d · (largest cosine with a chosen one), scores scaled to 0…1 within the text and cosines on sets of
/// stems. Trained on full summaries it neither helped nor harmed (three sentences of news), so it is the caller's wish.
///
/// - Complexity: O(chosen · tokens).
package struct DiverseSelection: Sendable {
    /// What may be taken.
    package var budget: SelectionBudget
    /// d: 0 ranks by score alone, 1 by difference alone.
    package var diversity: Double

    /// Creates a selection.
    package init(budget: SelectionBudget, diversity: Double) {
        self.budget = budget
        self.diversity = diversity.isNaN ? 0 : min(1, max(0, diversity))
    }

    /// Chooses among all candidates; equal values go to the earlier sentence.
    package func select(scores: [Double], in sentences: SentenceMatrix) -> RankedSelection.Result {
        var result = RankedSelection.Result()
        let n = sentences.count
        // Sentences that are too short carry a penalty that must not stretch the scale.
        let usable = scores.filter { $0 > -GatedCentrality.shortPenalty / 2 }
        let top = usable.max() ?? scores.max() ?? 0
        let bottom = usable.min() ?? scores.min() ?? 0
        let span = top > bottom ? top - bottom : 1
        let sets = TfidfWeighting(termFrequency: .binary, inverseDocumentFrequency: .constant)
            .weighted(sentences.counts)
        var relevance = MarginalRelevance(sets, diversity: diversity)
        var isOut = (0..<n).map { budget.cost($0, in: sentences) > budget.total }
        var spent = 0
        while Double(spent) < budget.enough || result.chosen.isEmpty {
            var best: Int?
            var bestValue = -Double.infinity
            for i in 0..<n where !isOut[i] {
                let value = relevance.value(of: i, score: (scores[i] - bottom) / span)
                if value > bestValue {
                    best = i
                    bestValue = value
                }
            }
            guard let best else { break }
            isOut[best] = true
            let cost = budget.cost(best, in: sentences)
            if spent + cost > budget.total {
                result.rejections.append((best, .tooLong))
                continue
            }
            spent += cost
            result.chosen.append(best)
            relevance.choose(best)
        }
        if result.chosen.isEmpty {
            return RankedSelection(budget: budget, guardsDuplicates: false).select(scores: scores, in: sentences)
        }
        return result
    }
}
