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
        let usable = scores.filter { $0 > -Ranking.shortPenalty / 2 }
        let top = usable.max() ?? scores.max() ?? 0
        let bottom = usable.min() ?? scores.min() ?? 0
        let span = top > bottom ? top - bottom : 1
        var similarity = [Double](repeating: 0, count: n)
        var isOut = (0..<n).map { budget.cost($0, in: sentences) > budget.total }
        var isMember = [Bool](repeating: false, count: sentences.termCount)
        var spent = 0
        while Double(spent) < budget.enough || result.chosen.isEmpty {
            var best: Int?
            var bestValue = -Double.infinity
            for i in 0..<n where !isOut[i] {
                let value = (1 - diversity) * (scores[i] - bottom) / span - diversity * similarity[i]
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
            for k in sentences.entries(best) { isMember[Int(sentences.counts.columnIndices[k])] = true }
            let size = Double(sentences.entries(best).count)
            for i in 0..<n where !isOut[i] {
                let entries = sentences.entries(i)
                guard !entries.isEmpty, size > 0 else { continue }
                var shared = 0
                for k in entries where isMember[Int(sentences.counts.columnIndices[k])] { shared += 1 }
                similarity[i] = max(similarity[i], Double(shared) / (size * Double(entries.count)).squareRoot())
            }
            for k in sentences.entries(best) { isMember[Int(sentences.counts.columnIndices[k])] = false }
        }
        if result.chosen.isEmpty {
            return RankedSelection(budget: budget, guardsDuplicates: false).select(scores: scores, in: sentences)
        }
        return result
    }
}
