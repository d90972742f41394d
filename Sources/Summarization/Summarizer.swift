internal import TextProcessing

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

    /// Creates a summarizer.
    public init(_ options: SummaryOptions = SummaryOptions()) { self.options = options }

    /// Summarizes one text.
    ///
    /// - Complexity: O(bytes) with the default method; the graph methods are quadratic in the number of sentences.
    public func summarize(_ input: SummarizationInput) -> Summary {
        var workspace = SummarizationWorkspace()
        return summarize(input, workspace: &workspace)
    }

    /// Summarizes one text with the word tables of earlier ones, which is faster and gives the same summary.
    public func summarize(_ input: SummarizationInput, workspace: inout SummarizationWorkspace) -> Summary {
        let candidates = CandidateSet(input)
        guard !candidates.indices.isEmpty else {
            return Summary(
                sentences: [], reason: "the text has no sentences", method: "none", language: input.language)
        }
        let analysis = workspace.analyse(
            input, candidates: candidates.indices, findsCues: options.method == .edmundson)
        let budget = SelectionBudget(options.length, candidates: analysis.count)
        if let ranker = options.method.ranker {
            let scores = ranker.scores(analysis, wanted: budget.mostSentences(of: analysis.count))
            let selection = RankedSelection(budget: budget, guardsDuplicates: false)
                .select(scores: scores, in: analysis)
            return assemble(
                input, candidates, analysis, budget: budget, scores: scores, selection: selection,
                method: options.method.rawValue)
        }
        if let profile = profile(for: input.language) {
            let features = SentenceFeatures(analysis)
            let ranks = profile.scores(features, analysis)
            let scores = ranks.map { Double($0) }
            let set = profile.bestSet(budget, isFree: options.length == .free, features, analysis, scores: ranks)
            let selection =
                set.map {
                    RankedSelection.Result(
                        chosen: $0.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 })
                }
                ?? RankedSelection(budget: budget).select(scores: scores, in: analysis)
            return assemble(
                input, candidates, analysis, budget: budget, scores: scores, selection: selection,
                method: "\(profile.style) profile")
        }
        let setting = GatedCentrality.setting(style: options.style, budget: budget)
        let scores = setting.scores(analysis).totals
        let selection = RankedSelection(budget: budget, guardsDuplicates: setting != .flat)
            .select(scores: scores, in: analysis)
        return assemble(
            input, candidates, analysis, budget: budget, scores: scores, selection: selection, method: "default")
    }

    /// The learned profile to use: that of the style, if it was judged on the language.
    private func profile(for language: Language) -> LearnedProfile? {
        let style = options.method == .learned && options.style == .auto ? .news : options.style
        guard let profile = ProfileLibrary.profile(style) else { return nil }
        return profile.languages.contains(language.rawValue) ? profile : nil
    }

    /// The candidates of an input as the rankers see them.
    package func analyse(
        _ input: SummarizationInput, workspace: inout SummarizationWorkspace
    ) -> DocumentAnalysis {
        workspace.analyse(input, candidates: CandidateSet(input).indices)
    }

    private func assemble(
        _ input: SummarizationInput, _ candidates: CandidateSet, _ analysis: DocumentAnalysis, budget: SelectionBudget,
        scores: [Double], selection: RankedSelection.Result, method: String
    ) -> Summary {
        var sentences = selection.chosen.enumerated().map { rank, position in
            let index = analysis.sentenceIndices[position]
            return Summary.ChosenSentence(
                index: index, range: input.sentences[index].range, score: scores[position], rank: rank)
        }
        if options.order == .document { sentences.sort { $0.index < $1.index } }
        var all = [Double?](repeating: nil, count: input.sentences.count)
        for (position, index) in analysis.sentenceIndices.enumerated() { all[index] = scores[position] }
        return Summary(
            sentences: sentences, scores: all,
            reason: reason(selection, budget: budget, candidates: candidates, analysis: analysis),
            method: method, language: input.language)
    }

    private func reason(
        _ selection: RankedSelection.Result, budget: SelectionBudget, candidates: CandidateSet,
        analysis: DocumentAnalysis
    ) -> String? {
        if selection.exceedsBudget, let only = selection.chosen.first {
            return switch budget.unit {
            case .words: "the shortest sentence has \(analysis.wordCounts[only]) words"
            case .characters: "the shortest sentence has \(analysis.characterCounts[only]) characters"
            case .sentences: nil
            }
        }
        if candidates.allWereExcluded { return "every sentence looks like boilerplate" }
        guard budget.unit == .sentences, selection.chosen.count < budget.limit else { return nil }
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

/// The sentences of an input that may be chosen.
struct CandidateSet {
    /// Indices into the input's sentences, ascending.
    var indices: [Int] = []
    /// Whether every sentence was excluded, so that all are candidates again.
    var allWereExcluded = false
    /// For each sentence of the input that is no candidate though nobody excluded it, why.
    var reasons: [Int: String] = [:]

    /// Sentences with fewer words are no candidates while longer ones are left.
    static let minimumWords = 3
    /// Headings are no candidates while this many other sentences are left.
    static let minimumProse = 3

    init(_ input: SummarizationInput) {
        let utf8 = input.text.utf8.span
        let valid = input.sentences.indices.filter {
            let range = input.sentences[$0].range
            return !range.isEmpty && range.lowerBound >= 0 && range.upperBound <= utf8.count
        }
        indices = valid.filter { $0 >= input.exclusions.count || input.exclusions[$0] == nil }
        if indices.isEmpty {
            indices = valid
            allWereExcluded = !valid.isEmpty
        }
        var prose = indices.filter { input.sentences[$0].kind != .heading }
        if prose.count >= Self.minimumProse, prose.count < indices.count {
            for index in indices where input.sentences[index].kind == .heading { reasons[index] = "it is a heading" }
            indices = prose
        }
        prose = []
        for index in indices {
            let range = input.sentences[index].range
            // Only short ranges can have too few words; a long one is not worth counting.
            if range.count >= 32 || Self.hasWords(Self.minimumWords, utf8, range) { prose.append(index) }
        }
        if !prose.isEmpty, prose.count < indices.count {
            var kept = prose[...]
            for index in indices {
                if kept.first == index { kept.removeFirst() } else { reasons[index] = "it has too few words" }
            }
            indices = prose
        }
    }

    /// Whether a range holds a number of words, a letter of a script without spaces counting as half a word.
    private static func hasWords(_ wanted: Int, _ utf8: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        var halves = 0
        var inWord = false
        var i = range.lowerBound
        while i < range.upperBound {
            let (scalar, length) = TermScanner.decode(utf8, i, range.upperBound)
            i += length
            switch ScalarFolding.classify(scalar) {
            case .separator: inWord = false
            case .alphanumeric:
                if !inWord { halves += 2 }
                inWord = true
            case .unspaced:
                halves += 1
                inWord = false
            }
            if halves >= 2 * wanted { return true }
        }
        return false
    }
}
