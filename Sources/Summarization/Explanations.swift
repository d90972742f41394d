internal import TextProcessing

/// What speaks for each sentence of an input, and why it was left out.
struct Explanations {
    /// One explanation for each sentence of the input.
    private(set) var all: [SentenceExplanation] = []

    init(
        _ input: SummarizationInput, _ candidates: CandidateSet, _ analysis: DocumentAnalysis,
        _ scored: ScoredCandidates, _ selection: RankedSelection.Result
    ) {
        var positions = [Int?](repeating: nil, count: input.sentences.count)
        for (position, index) in analysis.sentenceIndices.enumerated() { positions[index] = position }
        let contributions = Self.contributions(analysis, scored)
        let isChosen = Set(selection.chosen)
        var rejections: [Int: RankedSelection.Rejection] = [:]
        for entry in selection.rejections { rejections[entry.position] = entry.rejection }
        let worst = selection.chosen.map { scored.scores[$0] }.min() ?? 0
        all = input.sentences.indices.map { index in
            guard let position = positions[index] else {
                let exclusion = index < input.exclusions.count ? input.exclusions[index]?.reason : nil
                return SentenceExplanation(
                    index: index, contributions: [],
                    reasonLeftOut: exclusion ?? candidates.reasons[index] ?? "it is empty")
            }
            var reason: String?
            if !isChosen.contains(position) {
                reason = Self.reason(
                    rejections[position] ?? .outranked, analysis, isHigher: scored.scores[position] > worst)
            }
            return SentenceExplanation(
                index: index, contributions: contributions[position].sorted { abs($0.amount) > abs($1.amount) },
                reasonLeftOut: reason)
        }
    }

    private static func reason(
        _ rejection: RankedSelection.Rejection, _ analysis: DocumentAnalysis, isHigher: Bool
    ) -> String {
        switch rejection {
        case .duplicate(let other): "it says what sentence \(analysis.sentenceIndices[other] + 1) says"
        case .tooLong: "it does not fit into the length that is left"
        case .outranked where isHigher: "the chosen sentences make the better summary together"
        case .outranked: "the chosen sentences score higher"
        }
    }

    private static func contributions(
        _ analysis: DocumentAnalysis, _ scored: ScoredCandidates
    ) -> [[SentenceExplanation.Contribution]] {
        let n = analysis.count
        if let parts = scored.parts {
            return (0..<n).map { i in
                [
                    ("shares words with the rest of the text", parts.centrality[i]),
                    ("stands near the beginning", parts.position[i]), ("is very short", parts.penalty[i]),
                ].filter { $0.1 != 0 }.map { SentenceExplanation.Contribution(name: $0.0, amount: $0.1) }
            }
        }
        if let profile = scored.profile, let features = scored.features {
            return profile.contributions(features, analysis, scores: scored.scores)
        }
        return (0..<n).map { [SentenceExplanation.Contribution(name: scored.method, amount: scored.scores[$0])] }
    }
}

extension LearnedProfile {
    /// What kinds of features add to each score: the score less the score without them, that is with all sentences having
    /// their training mean.
    func contributions(
        _ features: SentenceFeatures, _ analysis: DocumentAnalysis, scores: [Double]
    ) -> [[SentenceExplanation.Contribution]] {
        var result = [[SentenceExplanation.Contribution]](repeating: [], count: analysis.count)
        for (name, columns) in SentenceFeatures.kinds {
            let without = self.scores(features, analysis, ignoring: columns)
            for i in 0..<analysis.count {
                let amount = scores[i] - Double(without[i])
                if abs(amount) >= 0.005 { result[i].append(.init(name: name, amount: amount)) }
            }
        }
        return result
    }
}

extension SentenceFeatures {
    /// Kinds of features in words a reader understands, with their columns.
    static let kinds: [(name: String, columns: Set<Int>)] = [
        (
            "where it stands",
            [
                "index", "relativeIndex", "reciprocalIndex", "paragraph", "indexInParagraph", "paragraphLength",
            ]
        ),
        (
            "its length and its neighbours' length",
            ["tokens", "contentTokens", "relativeLength", "previousLength", "nextLength", "commas", "lengthRank"]
        ),
        (
            "words that matter in the text",
            [
                "meanFrequency", "sumTfidf", "sumTfisf", "repeatedWeight", "topTerms", "topTermShare", "meanRarity",
                "tfidfRank", "topTermRank", "repeatedWeightRank",
            ]
        ),
        (
            "likeness to the rest of the text",
            [
                "lengthTemperedCentrality", "centroidCosine", "degree", "directedCentrality", "nearestEarlier",
                "nearestLater", "cosineWithEarlier", "cosineWithLater", "neighbourCentrality", "centroidRank",
                "directedRank", "temperedRank", "isolatedTerms", "newTerms",
            ]
        ),
        (
            "likeness to the first sentences",
            ["cosineWithFirst", "cosineWithSecond", "sharedWithLead", "cosineWithLead"]
        ),
        (
            "how it is worded",
            [
                "quotationMarks", "reports", "hasDigit", "capitalisedWords", "capitalShare", "beginsWithAnaphor",
                "isQuestion", "secondPerson", "firstPerson", "announces", "notices", "noEndMark",
            ]
        ),
    ].map { kind in (kind.0, Set(kind.1.compactMap { names.firstIndex(of: $0) })) }
}
