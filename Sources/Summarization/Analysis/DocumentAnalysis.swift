package import TextProcessing

/// The candidate sentences of one text as bags of stems: all that rankers see.
///
/// Sentences are numbered from 0 among the candidates ("positions"); terms are numbered in the order of their first
/// occurrence in the text, so that nothing depends on hash order.
package struct DocumentAnalysis: Sendable {
    /// For each candidate, its index among the sentences of the input.
    package var sentenceIndices: [Int] = []
    /// For each candidate, the number of word tokens, stop words included.
    package var tokenCounts: [Int] = []
    /// For each candidate, the number of runs without white space.
    package var wordCounts: [Int] = []
    /// For each candidate, the number of Unicode scalars.
    package var characterCounts: [Int] = []
    /// Where each candidate's entries begin in `terms` and `counts`; one more entry than candidates.
    package var offsets: [Int] = [0]
    /// The distinct content terms of each candidate, in the order of their first occurrence there.
    package var terms: [Int32] = []
    /// How often each of these terms occurs in the candidate.
    package var counts: [Int32] = []
    /// The words of each candidate in running order: terms, and a negative number of its own for each word without
    /// content; where each candidate begins is in `sequenceOffsets`.
    package var sequence: [Int32] = []
    /// Where each candidate's running terms begin.
    package var sequenceOffsets: [Int] = [0]
    /// For each term, how often it occurs in the text.
    package var termTotals: [Int32] = []
    /// For each term, in how many candidates it occurs.
    package var sentenceFrequencies: [Int32] = []
    /// For each term, its number in the lexicon.
    package var stemNumbers: [Int32] = []
    /// For each term, where it first occurs in the text, for giving it back in the writer's own form.
    package var firstOccurrences: [Range<Int>] = []

    /// For each term, how rare it is in general.
    package var rarities: [Float] = []
    /// For each candidate, what is counted beside its terms.
    package var shapes: [SentenceShape] = []
    /// For each candidate, its paragraph, counted from 0 among the candidates.
    package var paragraphs: [Int] = []

    /// For each candidate, the number of content words, repetitions included.
    package var contentCounts: [Int] = []
    /// The terms of the title that occur in the text.
    package var titleTerms: [Int32] = []
    /// The terms of the query that occur in the text.
    package var queryTerms: [Int32] = []
    /// The terms of ``CueWords`` that occur in the text.
    package var bonusTerms: [Int32] = []
    package var stigmaTerms: [Int32] = []

    /// Creates an analysis without sentences.
    package init() {}

    /// The number of candidate sentences.
    package var count: Int { sentenceIndices.count }

    /// The number of distinct content terms.
    package var termCount: Int { termTotals.count }

    /// The number of content words of a candidate, repetitions included.
    package func contentCount(_ position: Int) -> Int { contentCounts[position] }

    /// The entries of a candidate in `terms` and `counts`.
    package func entries(_ position: Int) -> Range<Int> { offsets[position]..<offsets[position + 1] }
}

/// Words that speak for a sentence, and words that speak against it, separated by blanks.
package struct CueWords: Sendable {
    /// Words that speak for a sentence.
    package var bonus: String
    /// Words that speak against it.
    package var stigma: String
}

/// What one worker keeps from text to text: word tables that save stemming the same word again.
///
/// A workspace changes the speed of a summary, never its content. Use one for each task.
public struct SummarizationWorkspace: Sendable {
    var lexicons: [Language: Lexicon] = [:]
    var localTerms: [Int32] = []
    /// Word frequencies to use in place of the shipped ones.
    let backgrounds: [Language: BackgroundFrequencies]?

    /// Creates an empty workspace.
    public init() { backgrounds = nil }

    /// Creates a workspace with other tables of word frequencies than the shipped ones.
    package init(backgrounds: [Language: BackgroundFrequencies]) { self.backgrounds = backgrounds }
}

extension SummarizationWorkspace {
    /// Reads the candidate sentences of an input.
    ///
    /// - Complexity: O(bytes of the sentences).
    package mutating func analyse(
        _ input: SummarizationInput, candidates: [Int], query: String? = nil, cues: CueWords? = nil
    ) -> DocumentAnalysis {
        let lexicon = takeLexicon(input.language)
        var scanner = TermScanner(lexicon: lexicon, localTerms: localTerms)
        localTerms = []
        let utf8 = input.text.utf8.span
        scanner.analysis.sentenceIndices = candidates
        scanner.reserve(sentences: candidates.count, bytes: utf8.count)
        var paragraph = -1
        var previous: Int?
        for index in candidates {
            scanner.scan(utf8, input.sentences[index].range)
            if input.sentences[index].paragraph != previous {
                paragraph += 1
                previous = input.sentences[index].paragraph
            }
            scanner.analysis.paragraphs.append(paragraph)
        }
        if let title = input.title { scanner.analysis.titleTerms = scanner.knownTerms(of: title) }
        if let query { scanner.analysis.queryTerms = scanner.knownTerms(of: query) }
        if let cues {
            scanner.analysis.bonusTerms = scanner.knownTerms(of: cues.bonus)
            scanner.analysis.stigmaTerms = scanner.knownTerms(of: cues.stigma)
        }
        scanner.finish()
        lexicons[input.language] = scanner.lexicon
        localTerms = scanner.localTerms
        return scanner.analysis
    }
}

extension SummarizationWorkspace {
    /// The stems of an analysis' terms; only for the text that was analysed last.
    package func stems(_ analysis: DocumentAnalysis, language: Language) -> [String] {
        analysis.stemNumbers.map { lexicons[language]?.stem($0) ?? "" }
    }

    /// The lexicon of a language, with room for another text; whoever takes it puts it back.
    mutating func takeLexicon(_ language: Language) -> Lexicon {
        guard let lexicon = lexicons.removeValue(forKey: language), !lexicon.isFull else { return newLexicon(language) }
        return lexicon
    }

    private func newLexicon(_ language: Language) -> Lexicon {
        let background = backgrounds.map { $0[language] } ?? BackgroundFrequencies.shipped(language)
        return Lexicon(language: language, background: background)
    }
}
