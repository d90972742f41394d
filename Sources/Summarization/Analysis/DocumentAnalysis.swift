package import TextProcessing

/// The candidate sentences of one text: what rankers see of them, and what only the summarizer needs.
///
/// Sentences are numbered from 0 among the candidates ("positions").
package struct DocumentAnalysis: Sendable {
    /// The candidates as rows of counts.
    package var sentences = SentenceMatrix(sentences: [])
    /// For each candidate, its index among the sentences of the input.
    package var sentenceIndices: [Int] = []
    /// For each candidate, what is counted beside its terms.
    package var shapes: [SentenceShape] = []
    /// For each term, its number in the lexicon.
    package var stemNumbers: [Int32] = []
    /// For each term, where it first occurs in the text, for giving it back in the writer's own form.
    package var firstOccurrences: [Range<Int>] = []
    /// For each term, how rare it is in general.
    package var rarities: [Float] = []

    /// Creates an analysis without sentences.
    package init() {}

    /// The number of candidate sentences.
    package var count: Int { sentences.count }

    /// The number of distinct content terms.
    package var termCount: Int { sentences.termCount }

    /// The places of a candidate's terms in the columns and values of its row.
    package func entries(_ position: Int) -> Range<Int> { sentences.entries(position) }
}

extension DocumentAnalysis {
    /// Builds an analysis from sentences that are cut into words already; all terms are equally rare.
    package init(_ sentences: SentenceMatrix) {
        self.sentences = sentences
        sentenceIndices = Array(0..<sentences.count)
        shapes = Array(repeating: SentenceShape(), count: sentences.count)
        stemNumbers = (0..<sentences.termCount).map { Int32($0) }
        firstOccurrences = Array(repeating: 0..<0, count: sentences.termCount)
        rarities = Array(repeating: 1, count: sentences.termCount)
    }
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
        scanner.reserve(sentences: candidates.count, bytes: utf8.count)
        var paragraph = -1
        var previous: Int?
        for index in candidates {
            if input.sentences[index].paragraph != previous {
                paragraph += 1
                previous = input.sentences[index].paragraph
            }
            scanner.addSentence(utf8, input.sentences[index].range, paragraph: paragraph)
        }
        var sentences = scanner.matrix()
        if let title = input.title { sentences.titleTerms = scanner.knownTerms(of: title) }
        if let query { sentences.queryTerms = scanner.knownTerms(of: query) }
        if let cues {
            sentences.bonusTerms = scanner.knownTerms(of: cues.bonus)
            sentences.stigmaTerms = scanner.knownTerms(of: cues.stigma)
        }
        scanner.finish()
        scanner.analysis.sentenceIndices = candidates
        scanner.analysis.sentences = sentences
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
