package import Serialization

/// What was learned for one style: a ranker of sentences and a scorer of small sets of them.
package struct LearnedProfile: Sendable {
    /// The style, as the model file names it.
    package let style: String
    /// The languages it was trained and judged on.
    package let languages: [String]
    private let ranker: SentenceNetwork
    private let sets: SubsetNetwork?

    /// Reads a profile from a model file.
    ///
    /// - Throws: `SafetensorsError` if the file is no profile, or was made for other features.
    package init(_ file: SafetensorsFile) throws {
        guard try file.requiredMetadata("features") == SentenceFeatures.names.joined(separator: " ") else {
            throw SafetensorsError(.invalidValue, "the profile was trained with other features; train it again")
        }
        style = try file.requiredMetadata("style")
        languages = try file.requiredMetadata("languages").split(separator: " ").map(String.init)
        ranker = try SentenceNetwork(file)
        sets = file.tensor(named: "sets.first") == nil ? nil : try SubsetNetwork(file)
    }

    /// The scores of all candidates, mean 0 and variance 1 within the text.
    ///
    /// Columns that are ignored have their training mean for all sentences.
    package func scores(
        _ features: SentenceFeatures, _ analysis: DocumentAnalysis, ignoring columns: Set<Int> = []
    ) -> [Float] {
        ranker.scores(features, analysis, ignoring: columns)
    }

    /// The best set of one to three sentences that a budget allows; nil where sets are not scored, or where the budget
    /// asks for more sentences than sets have.
    ///
    /// `isFree` says that the number of sentences is the profile's to choose.
    package func bestSet(
        _ budget: SelectionBudget, isFree: Bool, _ features: SentenceFeatures, _ analysis: DocumentAnalysis,
        scores: [Float]
    ) -> [Int]? {
        guard let sets, analysis.count >= 4 else { return nil }
        if budget.unit == .sentences, !isFree, budget.limit > SubsetFeatures.largest { return nil }
        let subsets = SubsetFeatures(analysis, features, scores: scores)
        if budget.unit != .sentences {
            // A budget that holds four of the best is for longer summaries than sets are.
            let four = Ranking.descending(scores.map { Double($0) }).prefix(SubsetFeatures.largest + 1)
            if four.reduce(0, { $0 + budget.cost($1, in: analysis) }) <= budget.total { return nil }
        }
        let largest = subsets.sets.map(\.count).max() ?? 0
        let values = sets.scores(subsets)
        let costs = subsets.sets.map { $0.reduce(0) { $0 + budget.cost($1, in: analysis) } }
        // Who asks for 60 words wants about 60: sets that leave a quarter unused are taken only if no other fits.
        let wanted = 3 * budget.total / 4
        let fills = costs.contains { $0 <= budget.total && $0 >= wanted }
        var best: Int?
        for (index, set) in subsets.sets.enumerated() {
            if budget.unit == .sentences {
                guard isFree || set.count == min(budget.limit, largest) else { continue }
            } else {
                guard costs[index] <= budget.total, !fills || costs[index] >= wanted else { continue }
            }
            if best == nil || values[index] > values[best ?? 0] { best = index }
        }
        return best.map { subsets.sets[$0] }
    }
}
