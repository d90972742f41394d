/// Takes sentences by falling score within a budget, without saying the same thing twice.
package struct RankedSelection: Sendable {
    /// Why a candidate was not taken.
    package enum Rejection: Sendable, Hashable {
        /// The sentence says what a chosen one says.
        case duplicate(of: Int)
        /// The sentence does not fit into what is left of the budget.
        case tooLong
        /// The budget was spent on sentences with a higher score.
        case outranked
    }

    /// What was chosen.
    package struct Result: Sendable {
        /// The chosen candidates, in the order in which they were chosen.
        package var chosen: [Int] = []
        /// For each candidate that was looked at and not taken, why; the others were outranked.
        package var rejections: [(position: Int, rejection: Rejection)] = []
        /// Whether nothing fitted the budget, so that the shortest sentence was taken.
        package var exceedsBudget = false
    }

    /// What may be taken.
    package var budget: SelectionBudget
    /// Whether duplicates are kept out.
    package var guardsDuplicates: Bool

    /// Creates a selection.
    package init(budget: SelectionBudget, guardsDuplicates: Bool = true) {
        self.budget = budget
        self.guardsDuplicates = guardsDuplicates
    }

    /// Chooses among all candidates; equal scores go to the earlier sentence.
    ///
    /// A candidate that says the same as exactly one chosen sentence, and says more, takes its place.
    ///
    /// - Complexity: O(n log n) for n candidates, plus O(candidates looked at · chosen · terms of a sentence).
    package func select(scores: [Double], in analysis: DocumentAnalysis) -> Result {
        var result = Result()
        guard analysis.count > 0 else { return result }
        let total = budget.total
        var spent = 0
        var chosen = DuplicateGuard.Chosen(analysis)
        for position in Ranking.descending(scores) {
            if !result.chosen.isEmpty, Double(spent) >= budget.enough { break }
            let cost = budget.cost(position, in: analysis)
            guard cost <= total else {
                result.rejections.append((position, .tooLong))
                continue
            }
            if guardsDuplicates {
                let duplicates = chosen.duplicates(of: position)
                if let other = duplicates.first {
                    let isFuller = analysis.entries(position).count > analysis.entries(other).count
                    let newSpent = spent - budget.cost(other, in: analysis) + cost
                    if duplicates.count == 1, isFuller, newSpent <= total,
                        let place = result.chosen.firstIndex(of: other)
                    {
                        result.chosen[place] = position
                        result.rejections.append((other, .duplicate(of: position)))
                        chosen.remove(other)
                        chosen.insert(position)
                        spent = newSpent
                    } else {
                        result.rejections.append((position, .duplicate(of: other)))
                    }
                    continue
                }
            }
            guard spent + cost <= total else {
                result.rejections.append((position, .tooLong))
                continue
            }
            result.chosen.append(position)
            chosen.insert(position)
            spent += cost
        }
        if result.chosen.isEmpty {
            var shortest = 0
            for position in 1..<max(1, analysis.count)
            where budget.cost(position, in: analysis) < budget.cost(shortest, in: analysis) { shortest = position }
            result.chosen = [shortest]
            result.rejections.removeAll { $0.position == shortest }
            result.exceedsBudget = true
        }
        return result
    }
}

/// Orders of scores.
enum Ranking {
    /// Positions by falling score; equal scores, and anything that is not a number, in order of position at the end.
    static func descending(_ scores: [Double]) -> [Int] {
        let keys = scores.map { $0.isNaN ? -Double.infinity : $0 }
        return (0..<scores.count).sorted { keys[$0] != keys[$1] ? keys[$0] > keys[$1] : $0 < $1 }
    }
}
