public import Vectors

/// How long one sentence is.
public struct SentenceLength: Sendable, Hashable {
    /// Word tokens, stop words included.
    public var tokens: Int
    /// Words with content, repetitions included.
    public var contentWords: Int
    /// Runs without white space.
    public var words: Int
    /// Unicode scalars.
    public var characters: Int

    /// Creates a length.
    public init(tokens: Int = 0, contentWords: Int = 0, words: Int = 0, characters: Int = 0) {
        self.tokens = tokens
        self.contentWords = contentWords
        self.words = words
        self.characters = characters
    }
}

/// The sentences of one text as rows of counts: all that a ``SentenceRanker`` sees.
///
/// ```swift
/// let sentences = SentenceMatrix(sentences: [["the", "cat", "sat"], ["the", "cat", "slept"]], stopWords: ["the"])
/// sentences.counts.rowCount                // 2
/// sentences.sentenceFrequencies            // [2, 1, 1]: cat, sat, slept
/// ```
///
/// Terms are the stems of content words, numbered by their first occurrence in the text, so that nothing depends on
/// hash order. Rankers see terms and never text, so that they can be compared with other implementations on the same
/// sentences and words.
public struct SentenceMatrix: Sendable, Equatable {
    /// How often each term (column) occurs in each sentence (row).
    public let counts: CSRMatrix
    /// The length of each sentence.
    public let lengths: [SentenceLength]
    /// The paragraph of each sentence, counted from 0.
    public let paragraphs: [Int]
    /// How often each term occurs in all sentences together.
    public let termTotals: [Float]
    /// In how many sentences each term occurs.
    public let sentenceFrequencies: [UInt32]
    /// The words of all sentences in running order: terms, and for each word without content a negative number of its
    /// own.
    public let runningTerms: [Int32]
    /// Where each sentence begins in ``runningTerms``; one more entry than sentences.
    public let runningOffsets: [Int]
    /// The terms that the title has, each once.
    public package(set) var titleTerms: [Int] = []
    /// The terms that a query has, each once.
    public package(set) var queryTerms: [Int] = []
    /// Terms that speak for a sentence in Edmundson's method, each once.
    public package(set) var bonusTerms: [Int] = []
    /// Terms that speak against one, each once.
    public package(set) var stigmaTerms: [Int] = []

    /// Creates a matrix; term totals and sentence frequencies are summed here.
    ///
    /// - Precondition: there is a length, a paragraph and a running offset for each row.
    /// - Complexity: O(stored values + terms).
    package init(
        counts: CSRMatrix, lengths: [SentenceLength], paragraphs: [Int], runningTerms: [Int32], runningOffsets: [Int]
    ) {
        precondition(
            lengths.count == counts.rowCount && paragraphs.count == lengths.count
                && runningOffsets.count == lengths.count + 1,
            "each sentence needs a row, a length, a paragraph and its running words")
        self.counts = counts
        self.lengths = lengths
        self.paragraphs = paragraphs
        self.runningTerms = runningTerms
        self.runningOffsets = runningOffsets
        termTotals = counts.columnSums()
        sentenceFrequencies = counts.columnCounts()
    }

    /// The number of sentences.
    public var count: Int { lengths.count }

    /// The number of different terms.
    public var termCount: Int { counts.columnCount }

    /// The places of a sentence's terms in the matrix's `columnIndices` and `values`.
    public func entries(_ sentence: Int) -> Range<Int> {
        counts.rowOffsets[sentence]..<counts.rowOffsets[sentence + 1]
    }

    /// The words of a sentence in running order; see ``runningTerms``.
    public func words(of sentence: Int) -> ArraySlice<Int32> {
        runningTerms[runningOffsets[sentence]..<runningOffsets[sentence + 1]]
    }
}

extension SentenceMatrix {
    /// Counts sentences that are cut into words already.
    ///
    /// - Parameters:
    ///   - sentences: The words of each sentence, stemmed if stems are to be counted.
    ///   - stopWords: Words without content.
    ///   - paragraphs: The paragraph of each sentence; all in one if empty.
    ///   - title: The words of the title.
    ///   - bonusWords: Words that speak for a sentence in Edmundson's method.
    ///   - stigmaWords: Words that speak against it.
    /// - Complexity: O(words).
    public init(
        sentences: [[String]], stopWords: Set<String> = [], paragraphs: [Int] = [], title: [String] = [],
        bonusWords: [String] = [], stigmaWords: [String] = []
    ) {
        var builder = SentenceMatrixBuilder()
        var numbers: [String: Int32] = [:]
        var stopNumbers: [String: Int32] = [:]
        for (index, words) in sentences.enumerated() {
            for word in words {
                if stopWords.contains(word) {
                    let number = stopNumbers[word] ?? Int32(stopNumbers.count)
                    stopNumbers[word] = number
                    builder.add(~number)
                } else {
                    let number = numbers[word] ?? Int32(numbers.count)
                    numbers[word] = number
                    builder.add(number)
                }
            }
            builder.endSentence(
                tokens: words.count, words: words.count,
                characters: words.reduce(max(0, words.count - 1)) { $0 + $1.unicodeScalars.count },
                paragraph: index < paragraphs.count ? paragraphs[index] : 0)
        }
        self = builder.matrix(terms: numbers.count)
        func known(_ words: [String]) -> [Int] {
            var seen = Set<Int32>()
            return words.compactMap { numbers[$0] }.filter { seen.insert($0).inserted }.map { Int($0) }
        }
        titleTerms = known(title)
        bonusTerms = known(bonusWords)
        stigmaTerms = known(stigmaWords)
    }
}
