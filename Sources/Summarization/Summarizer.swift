internal import Foundations
internal import TextProcessing
internal import Vectorization

/// Chooses the sentences that say most about a text.
///
/// ```swift
/// let summarizer = Summarizer(SummaryOptions(length: .sentences(2)))
/// let summary = summarizer.summarize(input)
/// print(summary.texts(in: input.text).joined(separator: "\n"))
/// ```
///
/// The result depends on the input and the options only. A text with at least one sentence never has an empty summary;
/// if it is shorter than asked for, ``Summary/reason`` says why.
public struct Summarizer: Sendable {
    /// What the summary should be like.
    public var options: SummaryOptions
    /// The formula to use in place of the options' method; nil for that method.
    public var ranker: (any SentenceRanker)?
    /// Factors on the scores of some sentences, by their index in the input; those of an update.
    var weights: [Int: Double] = [:]
    /// Whether the input is several texts run together.
    var isCluster = false

    /// Creates a summarizer.
    ///
    /// ```swift
    /// let summarizer = Summarizer(SummaryOptions(length: .words(60)), ranker: LexRank(threshold: 0.1))
    /// ```
    ///
    /// - Parameters:
    ///   - options: What the summary should be like.
    ///   - ranker: A formula to use in place of the options' method, one of the package's with other parameters or one
    ///     of your own; nil for that method.
    public init(_ options: SummaryOptions = SummaryOptions(), ranker: (any SentenceRanker)? = nil) {
        self.options = options
        self.ranker = ranker
    }

    /// Summarizes one text.
    ///
    /// - Complexity: O(bytes) with the default method; the graph methods are quadratic in the number of sentences.
    public func summarize(_ input: SummarizationInput) -> Summary {
        SummarizationWorkspace.withIdle { summarize(input, workspace: &$0) }
    }

    /// Summarizes one text with the word tables of earlier ones, which is faster and gives the same summary.
    public func summarize(_ input: SummarizationInput, workspace: inout SummarizationWorkspace) -> Summary {
        let candidates = CandidateSet(input, workspace.own.read(input.text, input.sentences).marks)
        guard !candidates.indices.isEmpty else { return wholeText(input) }
        let analysis = workspace.analyse(
            input, candidates: candidates.indices, query: options.query,
            cues: (ranker ?? options.method.ranker) is Edmundson ? Edmundson.cues : nil)
        let budget = SelectionBudget(options.length, candidates: analysis.count)
        var scored = score(input, analysis, budget, &workspace)
        for (position, index) in analysis.sentenceIndices.enumerated() {
            if let weight = weights[index], scored.scores[position] > 0 { scored.scores[position] *= weight }
        }
        let selection = select(scored, analysis, budget)
        return assemble(input, candidates, analysis, budget, scored, selection)
    }

    /// The candidates of an input as the rankers see them.
    package func analyse(
        _ input: SummarizationInput, workspace: inout SummarizationWorkspace
    ) -> DocumentAnalysis {
        let marks = workspace.own.read(input.text, input.sentences).marks
        return workspace.analyse(input, candidates: CandidateSet(input, marks).indices)
    }

    /// The summary of a text in which no sentence was found: its text, if it has any.
    private func wholeText(_ input: SummarizationInput) -> Summary {
        let utf8 = input.text.utf8.span
        var start = 0
        var end = utf8.count
        while start < end, ASCII.isSpace(utf8[start]) { start += 1 }
        while end > start, ASCII.isSpace(utf8[end - 1]) { end -= 1 }
        guard start < end, input.sentences.isEmpty else {
            return Summary(sentences: [], reason: "the text is empty", method: "none", language: input.language)
        }
        let sentence = Summary.ChosenSentence(index: 0, range: start..<end, score: 0, rank: 0)
        return Summary(
            sentences: [sentence], reason: "the text has no sentence breaks", method: "none",
            language: input.language)
    }

    private func select(
        _ scored: ScoredCandidates, _ analysis: DocumentAnalysis, _ budget: SelectionBudget
    ) -> RankedSelection.Result {
        if let diversity = options.diversity {
            return DiverseSelection(budget: budget, diversity: diversity).select(
                scores: scored.scores, in: analysis.sentences)
        }
        if let profile = scored.profile, let features = scored.features, weights.isEmpty,
            let set = profile.bestSet(
                budget, isFree: options.length == .free, features, analysis,
                scores: scored.scores.map { Float($0) })
        {
            let scores = scored.scores
            return RankedSelection.Result(
                chosen: set.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 })
        }
        return RankedSelection(
            budget: budget, guardsDuplicates: scored.guardsDuplicates, keepsRank: options.method == .lead
        ).select(scores: scored.scores, in: analysis.sentences)
    }

    private func assemble(
        _ input: SummarizationInput, _ candidates: CandidateSet, _ analysis: DocumentAnalysis,
        _ budget: SelectionBudget, _ scored: ScoredCandidates, _ selection: RankedSelection.Result
    ) -> Summary {
        var sentences = selection.chosen.enumerated().map { rank, position in
            let index = analysis.sentenceIndices[position]
            return Summary.ChosenSentence(
                index: index, range: input.sentences[index].range, score: scored.scores[position], rank: rank)
        }
        if options.order == .document { sentences.sort { $0.index < $1.index } }
        var all = [Double?](repeating: nil, count: input.sentences.count)
        for (position, index) in analysis.sentenceIndices.enumerated() { all[index] = scored.scores[position] }
        return Summary(
            sentences: sentences, scores: all,
            reason: scored.remark
                ?? reason(selection, budget: budget, candidates: candidates, analysis: analysis),
            method: scored.method, language: input.language,
            explanations: options.explains
                ? Explanations(input, candidates, analysis, scored, selection).all : [])
    }

    private func reason(
        _ selection: RankedSelection.Result, budget: SelectionBudget, candidates: CandidateSet,
        analysis: DocumentAnalysis
    ) -> String? {
        if selection.exceedsBudget, let only = selection.chosen.first {
            return switch budget.unit {
            case .words: "the shortest sentence has \(analysis.sentences.lengths[only].words) words"
            case .characters: "the shortest sentence has \(analysis.sentences.lengths[only].characters) characters"
            case .sentences: nil
            }
        }
        if candidates.allWereExcluded { return "every sentence looks like boilerplate" }
        guard budget.unit == .sentences, selection.chosen.count < budget.limit else { return nil }
        if options.length == .free { return nil }
        if selection.chosen.count < analysis.count { return "the other sentences repeat the chosen ones" }
        let count = analysis.count
        return "text has \(count) \(count == 1 ? "sentence" : "sentences")"
    }
}

extension GatedCentrality {
    /// The setting for a style and a budget.
    static func setting(style: SummaryStyle, budget: SelectionBudget) -> GatedCentrality {
        switch style {
        case .extract: .flat
        case _ where budget.unit == .sentences && budget.limit == 1: .oneSentence
        case .news: .news
        case .auto, .science, .encyclopedia: .severalSentences
        }
    }
}
