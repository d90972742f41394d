internal import TextProcessing

/// Finds the words and phrases that say most about a text, in the writer's own form.
///
/// ```swift
/// let text = "The river rose. The river police closed the river road."
/// let input = SummarizationInput(text: text, sentences: SentenceSegmenter().sentences(in: text), language: .english)
/// print(KeywordExtractor().keywords(in: input, limit: 2).map(\.text))  // ["river", "rose"]
/// ```
///
/// Candidates are runs of one to four words without stop words, numbers, marks or, in English, verbs and adjectives that say
/// little between them (two to four characters in Chinese and Japanese). Phrases must occur twice, be names, stand in the
/// first sentence, or by themselves in a short text. Names keep their digits and signs (`COVID-19`, `C++`). Forms of one stem
/// are one candidate. A candidate weighs the sum over its occurrences of 1 + a / (1 + s / b), where s is the number of
/// sentences before it, times a power of the sum of how rare its words are: log((N + 1) / (df + 0.5)) in a collection or,
/// without one, in the shipped frequencies of English, French and German. a, b and the power (``KeywordForm``) favor phrases in
/// papers and short texts, names in others. Occurrences inside a longer keyword that is better are no longer counted for
/// the shorter one, the idea of the C-value (Frantzi et al. 2000).
///
/// With the shipped frequencies, 44 % of the words of ten such keywords stand in the highlights of 200 validation
/// articles of CNN/DailyMail, and 29 % in the abstracts of OrangeSum; of ten by YAKE (Campos et al. 2020) 35 % and 17 %
/// (`Benchmarks/Peers/keywords.py`).
///
/// - Complexity: O(n log n) in the words of the text, of which the first 200,000 are looked at.
public struct KeywordExtractor: Sendable {
    /// A word or phrase, and its weight.
    public struct Keyword: Sendable, Hashable {
        /// The form that the text has most often.
        public let text: String
        /// The weight; comparable within one text.
        public let score: Double
        /// How often it occurs in any form, outside of better keywords.
        public let count: Int
    }

    private let frequencies: DocumentFrequencies?

    /// Creates an extractor; without a collection's frequencies, words are as rare as in the shipped ones.
    public init(frequencies: DocumentFrequencies? = nil) { self.frequencies = frequencies }

    /// The best keywords of a text, best first; of equal ones the longer, then the earlier.
    ///
    /// Sentences that are excluded are not looked at; the title counts as a sentence before the first.
    public func keywords(in input: SummarizationInput, limit: Int) -> [Keyword] {
        SummarizationWorkspace.withIdle { keywords(in: input, limit: limit, workspace: &$0) }
    }

    /// The same, with a workspace that saves stemming known words again.
    public func keywords(
        in input: SummarizationInput, limit: Int, workspace: inout SummarizationWorkspace
    ) -> [Keyword] {
        // Before words get numbers: this reads the text anew.
        let isPaper = ScienceRecogniser().accepts(input, &workspace)
        var units = KeywordUnits(language: input.language, workspace: &workspace)
        var text = input.text
        var ranges = input.sentences.indices.compactMap { index in
            index < input.exclusions.count && input.exclusions[index] != nil ? nil : input.sentences[index].range
        }
        if let title = input.title, !Self.begins(text, ranges.first, with: title) {
            let length = title.utf8.count + 1
            ranges = [0..<(length - 1)] + ranges.map { ($0.lowerBound + length)..<($0.upperBound + length) }
            text = title + "\n" + text
        }
        let utf8 = text.utf8.span
        units.add(ranges, of: utf8)
        let words = workspace.words(in: input.language)
        var candidates = KeywordCandidates(units, KeywordForm(units: units.units.count, isPaper: isPaper)) {
            [frequencies] stem in
            let rarity = frequencies?.rarity(ofHash: words.hash(ofStem: stem)) ?? Double(words.rarities(of: [stem])[0])
            return max(0.1, rarity)
        }
        return candidates.best(limit).map { choice in
            Keyword(
                text: units.commonForm(places: choice.places, length: choice.length, in: utf8), score: choice.score,
                count: choice.places.count)
        }
    }

    /// Whether the title stands in the text already, as its first sentence.
    private static func begins(_ text: String, _ first: Range<Int>?, with title: String) -> Bool {
        guard let first else { return false }
        return text.utf8.dropFirst(first.lowerBound).prefix(first.count).elementsEqual(title.utf8)
    }
}
