import TestSupport
import Testing
import TextProcessing
import Vectorization
import Vectors

/// Counts against a plain twin that knows only strings and dictionaries.
@Suite("Counting terms")
struct CountVectorizerTests {
    /// Terms of one text, by the book: words, left out where options say so, joined to n-grams.
    static func plainTerms(_ text: String, _ options: TermOptions) -> [[String]] {
        let words = Tokenizer(rules: options.rules).words(in: text).filter {
            $0.unicodeScalars.count >= options.minimumWordLength && !options.stopWords.contains($0)
        }.map { word in options.stemmer.map { Stemmer($0).stem(word) } ?? word }
        if let counts = options.characterCounts {
            return [
                words.flatMap { word -> [String] in
                    let padded = Array(" \(word) ".unicodeScalars)
                    var terms: [String] = []
                    for count in counts {
                        if count >= padded.count { return terms + [" \(word) "] }
                        for first in 0...(padded.count - count) {
                            var view = String.UnicodeScalarView()
                            view.append(contentsOf: padded[first..<first + count])
                            terms.append(String(view))
                        }
                    }
                    return terms
                }
            ]
        }
        return options.wordCounts.map { length in
            words.count < length
                ? [] : (0...(words.count - length)).map { words[$0..<$0 + length].joined(separator: " ") }
        }
    }

    /// Columns and counts of all texts, by the book.
    static func plainCounts(_ texts: [String], _ options: TermOptions) -> (terms: [String], rows: [[String: Float]]) {
        let all = texts.map { plainTerms($0, options) }
        var terms: [String] = []
        var seen = Set<String>()
        for level in 0..<options.wordCounts.count {
            for text in all { for term in text[level] where seen.insert(term).inserted { terms.append(term) } }
        }
        let rows = all.map { levels in
            var counts: [String: Float] = [:]
            for level in levels { for term in level { counts[term, default: 0] += 1 } }
            return counts
        }
        return (terms, rows)
    }

    static func randomTexts(_ count: Int, seed: UInt64) -> [String] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                let rank = Int(
                    Double(200) * Double.random(in: 0...1, using: &generator)
                        * Double.random(in: 0...1, using: &generator))
                switch rank % 7 {
                case 0: return "w\(rank)"
                case 1: return "Ärger\(rank)"
                case 2: return "averyveryverylongword\(rank)"
                case 3: return "a"
                case 4: return "don't\(rank)"
                case 5: return "exactly8\(rank)"
                default: return "Word\(rank),"
                }
            }.joined(separator: " ")
        }
    }

    static func rows(of matrix: CSRMatrix, _ vocabulary: Vocabulary) -> [[String: Float]] {
        (0..<matrix.rowCount).map { row in
            let (columns, values) = matrix.row(row)
            return Dictionary(zip(columns.map { vocabulary.term(at: Int($0)) }, values)) { a, _ in
                Issue.record("a column occurs twice in row \(row)")
                return a
            }
        }
    }

    static let optionSets: [TermOptions] = [
        TermOptions(), .scikitLearn, TermOptions(stopWords: ["a", "w7", "averyveryverylongword2"]),
        TermOptions(wordCounts: 1...2), TermOptions(minimumWordLength: 3, stopWords: ["w0"], wordCounts: 1...3),
        TermOptions(wordCounts: 2...2), TermOptions(wordCounts: 3...4),
        TermOptions(stopWords: ["w0", "a"], wordCounts: 1...2, stemmer: .english),
        TermOptions(stopWords: ["w0"], characterCounts: 3...5), TermOptions(characterCounts: 9...16),
    ]

    @Test("Columns, counts and order equal the plain twin's, at any number of threads", arguments: optionSets)
    func equalsPlain(options: TermOptions) {
        let texts = Self.randomTexts(60, seed: 1)
        let plain = Self.plainCounts(texts, options)
        let (first, matrix) = CountVectorizer.fitTransform(texts, terms: options)
        #expect(first.vocabulary.terms == plain.terms)
        #expect(Self.rows(of: matrix, first.vocabulary) == plain.rows)
        for threads in [2, 3, 7, 100] {
            let (other, same) = CountVectorizer.fitTransform(texts, terms: options, threads: threads)
            #expect(other.vocabulary.terms == plain.terms)
            #expect(other.vocabulary.documentCounts == first.vocabulary.documentCounts)
            #expect(same == matrix)
        }
        #expect(first.transform(texts) == matrix)
        #expect(first.transform(texts, threads: 3) == matrix)
        for (column, term) in plain.terms.enumerated() {
            #expect(
                first.vocabulary.column(of: term)
                    == (options.characterCounts == nil ? column : first.vocabulary.column(of: term)))
            let documents = plain.rows.reduce(0) { $0 + ($1[term] == nil ? 0 : 1) }
            #expect(first.vocabulary.documentCounts[column] == documents)
        }
        #expect(first.vocabulary.column(of: "unheard of") == nil)
        #expect(first.vocabulary.column(of: "") == nil)
    }

    @Test("Selection by document frequency and by number", arguments: [1...1, 1...2, 2...3])
    func selection(wordCounts: ClosedRange<Int>) {
        let texts = Self.randomTexts(60, seed: 2)
        let options = TermOptions(wordCounts: wordCounts)
        let plain = Self.plainCounts(texts, options)
        var frequency: [String: Int] = [:], total: [String: Int] = [:]
        for row in plain.rows {
            for (term, count) in row {
                frequency[term, default: 0] += 1
                total[term, default: 0] += Int(count)
            }
        }
        let selection = TermSelection(minimumDocuments: .count(2), maximumDocuments: .share(0.4), maximumTerms: 25)
        let candidates = plain.terms.filter { frequency[$0, default: 0] >= 2 && frequency[$0, default: 0] <= 24 }
        let order = Dictionary(uniqueKeysWithValues: plain.terms.enumerated().map { ($1, $0) })
        let best = candidates.sorted {
            (-total[$0, default: 0], order[$0, default: 0]) < (-total[$1, default: 0], order[$1, default: 0])
        }.prefix(25)
        let expected = candidates.filter { best.contains($0) }
        for threads in [1, 4] {
            let (vectorizer, matrix) = CountVectorizer.fitTransform(
                texts, terms: options, selection: selection, threads: threads)
            #expect(vectorizer.vocabulary.terms == expected)
            #expect(
                Self.rows(of: matrix, vectorizer.vocabulary)
                    == plain.rows.map { row in row.filter { best.contains($0.key) } })
            #expect(vectorizer.transform(texts) == matrix)
        }
    }

    @Test("New texts: unknown words break n-grams, stop words that were never seen do not")
    func unknownWords() {
        let vectorizer = CountVectorizer.fit(
            ["red fish swim", "blue birds"], terms: TermOptions(stopWords: ["the"], wordCounts: 1...2))
        let rows = Self.rows(of: vectorizer.transform(["Red the fish! green swim", "", "!?"]), vectorizer.vocabulary)
        #expect(rows == [["red": 1, "fish": 1, "swim": 1, "red fish": 1], [:], [:]])
    }

    @Test("Nothing in, nothing out", arguments: [1, 4])
    func empty(threads: Int) {
        let (none, matrix) = CountVectorizer.fitTransform([], threads: threads)
        #expect(none.vocabulary.count == 0 && matrix.rowCount == 0)
        let (blank, rows) = CountVectorizer.fitTransform(["", " ", "\u{0}"], threads: threads)
        #expect(blank.vocabulary.count == 0 && rows.rowCount == 3 && rows.storedCount == 0)
        #expect(none.transform(["word"]).rowCount == 1)
        for texts in [[], ["", "one"]] {
            let pairs = CountVectorizer.fitTransform(texts, terms: TermOptions(wordCounts: 2...3), threads: threads)
            #expect(pairs.vectorizer.vocabulary.count == 0 && pairs.counts.rowCount == texts.count)
        }
    }

    @Test("Tables that grow while parts are put together number terms as one thread does", arguments: [2, 3, 8])
    func growsInParallel(threads: Int) {
        let texts = SyntheticCorpus(seed: 5, meanLength: 100).texts(300)
        let options = TermOptions(wordCounts: 1...3)
        let (one, rows) = CountVectorizer.fitTransform(texts, terms: options)
        let (several, same) = CountVectorizer.fitTransform(texts, terms: options, threads: threads)
        #expect(same == rows)
        #expect(several.vocabulary.documentCounts == one.vocabulary.documentCounts)
        #expect(several.transform(texts) == rows)
    }

    @Test("Documents in several blocks of numbers, one longer than a block", arguments: [1, 2, 3])
    func severalBlocks(threads: Int) {
        // A block has room for 2^19 words, and takes a document only if it could consist of words of a byte.
        let common = (0..<3000).map { "t\($0 % 50)" }.joined(separator: " ")
        let long = (0..<180_000).map { "w\($0 % 700)" }.joined(separator: " ")
        var texts = [String](repeating: common, count: 60)
        texts.insert(long, at: 20)
        let options = TermOptions(wordCounts: 1...3)
        let (vectorizer, counts) = CountVectorizer.fitTransform(texts, terms: options, threads: threads)
        #expect(vectorizer.vocabulary.count == 3 * 750)
        let (columns, values) = counts.row(20)
        let expected: [Int] = Array(50..<750) + Array(800..<1500) + Array(1550..<2250)
        #expect(columns.map { Int($0) } == expected)
        #expect(values.reduce(0, +) == Float(3 * 180_000 - 3))
        let ofCommon = [UInt32](repeating: 60, count: 50)
        let documents: [UInt32] = ofCommon + [UInt32](repeating: 1, count: 700)
        #expect(vectorizer.vocabulary.documentCounts == documents + documents + documents)
        #expect(vectorizer.transform(texts) == counts)
    }

    @Test(
        "A stream of texts gives the vocabulary of the texts, however it is cut", arguments: [1, 300, 1 << 20], [1, 3])
    func streams(blockBytes: Int, threads: Int) {
        let texts = Self.randomTexts(90, seed: 21) + ["", "one very-long-word-of-more-than-sixteen-bytes", ""]
        for terms in [TermOptions(), TermOptions(wordCounts: 1...3), TermOptions(stemmer: .english)] {
            for selection in [
                TermSelection(), TermSelection(minimumDocuments: .count(2), maximumDocuments: .share(0.5)),
                TermSelection(maximumTerms: 40),
            ] {
                let whole = CountVectorizer.fit(texts, terms: terms, selection: selection)
                let streamed = CountVectorizer.fit(
                    stream: texts, terms: terms, selection: selection, blockBytes: blockBytes, threads: threads)
                #expect(streamed.vocabulary.terms == whole.vocabulary.terms)
                #expect(streamed.vocabulary.documentCounts == whole.vocabulary.documentCounts)
                #expect(streamed.vocabulary.documentCount == whole.vocabulary.documentCount)
                #expect(streamed.transform(texts) == whole.transform(texts))
            }
        }
        #expect(CountVectorizer.fit(stream: []).vocabulary.count == 0)
        #expect(
            TfidfVectorizer.fit(stream: texts, blockBytes: blockBytes).inverseDocumentFrequencies
                == TfidfVectorizer.fit(texts).inverseDocumentFrequencies)
    }
}
