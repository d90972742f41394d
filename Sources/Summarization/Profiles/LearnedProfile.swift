package import Serialization
internal import Vectors

/// What was learned for one style: a ranker of sentences and a scorer of small sets of them.
package struct LearnedProfile: Sendable {
    /// The style, as the model file names it.
    package let style: String
    /// The languages it was trained and judged on.
    package let languages: [String]
    /// Networks of several seeds, whose scores are averaged: single ones differ by chance.
    private let rankers: [SentenceNetwork]
    private let setScorers: [SubsetNetwork]

    /// Reads a profile from a model file.
    ///
    /// - Throws: `SafetensorsError` if the file is no profile, or was made for other features.
    package init(_ file: SafetensorsFile) throws {
        guard try file.requiredMetadata("features") == SentenceFeatures.names.joined(separator: " ") else {
            throw SafetensorsError(.invalidValue, "the profile was trained with other features; train it again")
        }
        style = try file.requiredMetadata("style")
        languages = try file.requiredMetadata("languages").split(separator: " ").map(String.init)
        rankers = try Self.members("ranker", file).map { try SentenceNetwork(file, named: $0) }
        setScorers = try Self.members("sets", file).map { try SubsetNetwork(file, named: $0) }
        guard !rankers.isEmpty else { throw SafetensorsError(.invalidValue, "the file holds no ranker") }
    }

    /// The names of the networks of one kind: `ranker`, `ranker.2` and so on.
    private static func members(_ kind: String, _ file: SafetensorsFile) -> [String] {
        var names: [String] = []
        while true {
            let name = names.isEmpty ? kind : "\(kind).\(names.count + 1)"
            guard file.tensor(named: name + ".first") != nil else { return names }
            names.append(name)
        }
    }

    /// The scores of all candidates, mean 0 and variance 1 within the text.
    ///
    /// Columns that are ignored have their training mean for all sentences.
    package func scores(
        _ features: SentenceFeatures, _ analysis: DocumentAnalysis, ignoring columns: Set<Int> = []
    ) -> [Float] {
        guard rankers.count > 1 else { return rankers[0].scores(features, analysis, ignoring: columns) }
        var mean = [Float](repeating: 0, count: analysis.count)
        for ranker in rankers {
            for (i, score) in ranker.scores(features, analysis, ignoring: columns).enumerated() {
                mean[i] += score / Float(rankers.count)
            }
        }
        return SentenceNetwork.standardised(mean)
    }

    /// The best set of one to three sentences that a budget allows; nil where sets are not scored, or where the budget
    /// asks for more sentences than sets have.
    ///
    /// `isFree` says that the number of sentences is the profile's to choose.
    package func bestSet(
        _ budget: SelectionBudget, isFree: Bool, _ features: SentenceFeatures, _ analysis: DocumentAnalysis,
        scores: [Float]
    ) -> [Int]? {
        guard !setScorers.isEmpty, analysis.count >= 4 else { return nil }
        if budget.unit == .sentences, !isFree, budget.limit > SubsetFeatures.largest { return nil }
        if budget.unit != .sentences {
            // A budget that holds four of the best is for longer summaries than sets are.
            let four = Ranking.descending(scores.map { Double($0) }).prefix(SubsetFeatures.largest + 1)
            if four.reduce(0, { $0 + budget.cost($1, in: analysis.sentences) }) <= budget.total { return nil }
        }
        let size = budget.unit == .sentences && !isFree ? budget.limit : nil
        let subsets = SubsetFeatures(analysis, features, scores: scores, size: size)
        let allowed = Self.allowed(subsets.sets, budget, analysis)
        var values = [Float](repeating: 0, count: allowed.count)
        for scorer in setScorers {
            for (place, score) in scorer.scores(subsets, rows: allowed, isFree: isFree).enumerated() {
                values[place] += score
            }
        }
        var best: Int?
        for place in allowed.indices where best.map({ values[place] > values[$0] }) ?? true { best = place }
        return best.map { subsets.sets[allowed[$0]] }
    }

    /// The sets that a budget allows.
    private static func allowed(
        _ sets: [[Int]], _ budget: SelectionBudget, _ analysis: DocumentAnalysis
    ) -> [Int] {
        if budget.unit == .sentences { return Array(sets.indices) }
        let costs = sets.map { $0.reduce(0) { $0 + budget.cost($1, in: analysis.sentences) } }
        let fitting = sets.indices.filter { costs[$0] <= budget.total }
        // Who asks for 60 words wants about 60: sets that leave a quarter unused are taken only if no other fits.
        let filling = fitting.filter { costs[$0] >= 3 * budget.total / 4 }
        return filling.isEmpty ? fitting : filling
    }
}
