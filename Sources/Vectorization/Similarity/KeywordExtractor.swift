public import TextProcessing
internal import Vectors

/// The terms that say most about each text of a collection.
///
/// ```swift
/// let keywords = KeywordExtractor(language: .english).keywords(of: texts, limit: 5)
/// print(keywords[0].map(\.text))
/// ```
///
/// Terms are words and pairs of neighbours without the language's stop words, weighted by TF-IDF over the collection
/// with sublinear counts; a single text has only its counts to go by. A word is left out when a pair that contains it
/// is a better keyword. Numbers alone are none.
public struct KeywordExtractor: Sendable {
    /// A term and its weight.
    public struct Keyword: Sendable, Hashable {
        /// The term, case-folded.
        public let text: String
        /// The weight; comparable within one text.
        public let score: Float
    }

    private let terms: TermOptions
    private let stopWords: Set<String>

    /// Creates an extractor for texts of a language; of an undetermined one no stop words are known.
    public init(language: Language = .undetermined) {
        // Stop words are counted, so that pairs are of neighbours in the text, and passed over at the end.
        terms = TermOptions(rules: WordRules(language: language), wordCounts: 1...2)
        stopWords = StopWords.words(for: language)
    }

    /// The best terms of each text, best first; of equal weights pairs come first, then what is first in the collection.
    public func keywords(of texts: [String], limit: Int, threads: Int = 1) -> [[Keyword]] {
        let (vectorizer, weights) = TfidfVectorizer.fitTransform(
            texts, terms: terms, weighting: TfidfWeighting(termFrequency: .sublinear), threads: threads)
        // Of a single text's pairs only those that occur again say something.
        let pairs = vectorizer.vocabulary.columnRanges[1]
        let counts = texts.count == 1 ? vectorizer.counter.transform(texts).values : []
        return (0..<weights.rowCount).map { row in
            let range = weights.rowOffsets[row]..<weights.rowOffsets[row + 1]
            let order = range.sorted { a, b in
                let (x, y) = (weights.values[a], weights.values[b])
                if x != y { return x > y }
                // A pair says more than its words.
                let (p, q) = (
                    pairs.contains(Int(weights.columnIndices[a])), pairs.contains(Int(weights.columnIndices[b]))
                )
                return p != q ? p : a < b
            }
            var found: [Keyword] = []
            var covered = Set<Substring>()
            for place in order where found.count < limit {
                let column = Int(weights.columnIndices[place])
                if texts.count == 1, pairs.contains(column), counts[place] < 2 { continue }
                let term = vectorizer.vocabulary.term(at: column)
                let words = term.split(separator: " ")
                if words.contains(where: { covered.contains($0) || isEmpty($0) }) { continue }
                covered.formUnion(words)
                found.append(Keyword(text: term, score: weights.values[place]))
            }
            return found
        }
    }

    /// Whether a word says nothing by itself: a stop word, a single letter, a number.
    private func isEmpty(_ word: Substring) -> Bool {
        word.unicodeScalars.count < 2 || stopWords.contains(String(word))
            || word.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".")
                    || byte == UInt8(ascii: ",")
            }
    }
}
