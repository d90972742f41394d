internal import TextProcessing

/// The scores of the candidates of one text, and where they come from.
struct ScoredCandidates {
    /// One score for each candidate.
    var scores: [Double]
    /// The method, as the summary names it.
    var method: String
    /// Whether sentences that say the same are kept out.
    var guardsDuplicates = true
    /// What the reader should know, before any other reason.
    var remark: String?
    /// The addends of the default's scores.
    var parts: GatedCentrality.Scores?
    /// The profile that scored, with what it saw.
    var profile: LearnedProfile?
    var features: SentenceFeatures?

    init(scores: [Double], method: String) {
        self.scores = scores
        self.method = method
    }
}

extension Summarizer {
    /// Scores the candidates by the query, the method, the profile of the style, or the default.
    func score(
        _ input: SummarizationInput, _ analysis: DocumentAnalysis, _ budget: SelectionBudget,
        _ workspace: inout SummarizationWorkspace
    ) -> ScoredCandidates {
        var remark: String?
        if options.query != nil {
            if let scores = QueryFocus().scores(analysis.sentences) {
                return ScoredCandidates(scores: scores, method: "query")
            }
            remark = "no sentence has a word of the query"
        }
        if let ranker = ranker ?? options.method.ranker {
            let wanted = budget.mostSentences(of: analysis.count)
            let scores = ranker.scores(analysis.sentences, wanted: wanted)
            precondition(scores.count == analysis.count, "a ranker gives one score for each sentence")
            let name = self.ranker.map { String(describing: type(of: $0)) } ?? options.method.rawValue
            var scored = ScoredCandidates(scores: scores, method: name)
            scored.guardsDuplicates = isCluster
            scored.remark = remark
            return scored
        }
        if !input.speakers.isEmpty, options.method == .auto, options.style == .auto {
            let wanted = budget.mostSentences(of: analysis.count)
            var scored = ScoredCandidates(
                scores: SpeechCentrality().scores(analysis.sentences, wanted: wanted), method: "speech")
            scored.remark = remark
            return scored
        }
        if let profile = profile(for: input, &workspace) {
            let features = SentenceFeatures(analysis)
            var scored = ScoredCandidates(
                scores: profile.scores(features, analysis).map { Double($0) }, method: "\(profile.style) profile")
            scored.profile = profile
            scored.features = features
            scored.remark = remark
            return scored
        }
        let setting = GatedCentrality.setting(style: options.style, budget: budget)
        let parts = setting.addends(analysis.sentences)
        var scored = ScoredCandidates(scores: parts.totals, method: setting.name)
        scored.guardsDuplicates = setting != .flat || isCluster
        scored.parts = parts
        scored.remark = remark
        return scored
    }

    /// The learned profile to use: that of the style, or of a kind of text that is recognised without doubt; only for the
    /// languages that it was judged on.
    private func profile(
        for input: SummarizationInput, _ workspace: inout SummarizationWorkspace
    ) -> LearnedProfile? {
        guard !isCluster else { return nil }
        var style = options.style
        if style == .auto {
            if ScienceRecogniser().accepts(input, &workspace) {
                style = .science
            } else if options.method == .learned {
                style = .news
            }
        }
        return ProfileLibrary.profile(style, input.language)
    }
}

extension GatedCentrality {
    /// How a summary names the setting.
    var name: String {
        switch self {
        case .oneSentence: "default (one sentence)"
        case .severalSentences: "default"
        case .news: "news"
        case .flat: "central sentences"
        default: "gated centrality"
        }
    }
}
