public import TextProcessing

/// What the terms of a text are: which words, which n-grams of them.
///
/// ```swift
/// var options = TermOptions()
/// options.wordCounts = 1...2
/// options.stopWords = StopWords.words(for: .english)
/// ```
///
/// Words come from `WordScanner`, case-folded. Words that are too short or in the list of stop words are left out
/// before n-grams are formed, so an n-gram may span them.
public struct TermOptions: Sendable, Hashable {
    /// What is one word.
    public var rules: WordRules
    /// Words with fewer Unicode scalars than this are left out; 1 keeps all.
    public var minimumWordLength: Int
    /// Folded words that are left out.
    public var stopWords: Set<String>
    /// How many words a term has: `1...1` for words, `1...2` for words and pairs of neighbours.
    public var wordCounts: ClosedRange<Int>
    /// Words are reduced to their stems by this algorithm, each different word once; `nil` leaves them as they are.
    public var stemmer: Stemmer.Algorithm?
    /// Terms are the sequences of so many characters within words; `nil` for words.
    ///
    /// A blank in front of the word and one behind it count; a word that is shorter is one term. Terms then have one word: `wordCounts` is `1...1`.
    public var characterCounts: ClosedRange<Int>?

    /// Creates options; the defaults take every word by itself.
    ///
    /// - Precondition: `wordCounts` lies in 1...8, `characterCounts` in 1...16.
    public init(
        rules: WordRules = WordRules(), minimumWordLength: Int = 1, stopWords: Set<String> = [],
        wordCounts: ClosedRange<Int> = 1...1, stemmer: Stemmer.Algorithm? = nil,
        characterCounts: ClosedRange<Int>? = nil
    ) {
        precondition(wordCounts.lowerBound >= 1 && wordCounts.upperBound <= 8, "n-grams have 1 to 8 words")
        precondition(
            characterCounts == nil || wordCounts == 1...1, "characters are taken of single words")
        precondition(
            (characterCounts?.lowerBound ?? 1) >= 1 && (characterCounts?.upperBound ?? 1) <= 16,
            "terms have 1 to 16 characters")
        self.rules = rules
        self.minimumWordLength = minimumWordLength
        self.stopWords = stopWords
        self.wordCounts = wordCounts
        self.stemmer = stemmer
        self.characterCounts = characterCounts
    }

    /// The words of scikit-learn's default `token_pattern` (`\b\w\w+\b`), lower-cased.
    ///
    /// They are equal over every code point that Unicode assigns.
    public static let scikitLearn = TermOptions(rules: .scikitLearn, minimumWordLength: 2)

    /// The most terms that a text of so many bytes has.
    func maximumTerms(bytes: Int) -> Int {
        // A word of b bytes has at most b + 2 characters with its blanks, and takes a separator's byte besides.
        if let characterCounts { return characterCounts.count * (3 * bytes + 2) }
        return bytes * wordCounts.count
    }
}
