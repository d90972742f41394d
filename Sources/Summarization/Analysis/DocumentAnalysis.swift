package import TextProcessing
internal import Vectorization

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

extension SummarizationWorkspace {
    /// Reads the candidate sentences of an input.
    ///
    /// - Complexity: O(bytes of the sentences).
    package mutating func analyse(
        _ input: SummarizationInput, candidates: [Int], query: String? = nil, cues: CueWords? = nil
    ) -> DocumentAnalysis {
        let session = own
        let reading = session.read(input.text, input.sentences)
        var builder = AnalysisBuilder(reading, words(in: input.language), sentences: candidates.count)
        var paragraph = -1
        var previous: Int?
        for index in candidates {
            if input.sentences[index].paragraph != previous {
                paragraph += 1
                previous = input.sentences[index].paragraph
            }
            builder.addSentence(
                index, paragraph: paragraph, speaker: index < input.speakers.count ? input.speakers[index] : nil)
        }
        var sentences = builder.matrix()
        func known(_ text: String) -> [Int] { builder.knownTerms(among: session.words(of: text)) }
        if let title = input.title { sentences.titleTerms = known(title) }
        if let query { sentences.queryTerms = known(query) }
        if let cues {
            sentences.bonusTerms = known(cues.bonus)
            sentences.stigmaTerms = known(cues.stigma)
        }
        builder.finish()
        var analysis = builder.analysis
        analysis.sentenceIndices = candidates
        analysis.sentences = sentences
        return analysis
    }

    /// The stems of an analysis' terms; only for the text that was analysed last.
    package mutating func stems(_ analysis: DocumentAnalysis, language: Language) -> [String] {
        let words = words(in: language)
        return analysis.stemNumbers.map { words.stem($0) }
    }
}
