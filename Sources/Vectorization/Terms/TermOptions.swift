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

    /// Creates options; the defaults take every word by itself.
    ///
    /// - Precondition: `wordCounts` lies in 1...8.
    public init(
        rules: WordRules = WordRules(), minimumWordLength: Int = 1, stopWords: Set<String> = [],
        wordCounts: ClosedRange<Int> = 1...1
    ) {
        precondition(wordCounts.lowerBound >= 1 && wordCounts.upperBound <= 8, "n-grams have 1 to 8 words")
        self.rules = rules
        self.minimumWordLength = minimumWordLength
        self.stopWords = stopWords
        self.wordCounts = wordCounts
    }

    /// The words of scikit-learn's default `token_pattern` (`\b\w\w+\b`), lower-cased.
    ///
    /// They are equal on text in scripts with blanks, but for underscores at the ends of words.
    public static let scikitLearn = TermOptions(
        rules: WordRules(
            joinsApostrophes: false, joinsNumbers: false, joinsUnderscores: true, joinsInitials: false,
            unspacedScripts: .runs),
        minimumWordLength: 2)
}
