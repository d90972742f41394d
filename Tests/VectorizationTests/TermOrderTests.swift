import Serialization
import TestSupport
import Testing
import TextProcessing
import Vectorization
import Vectors

/// Columns by name and columns of given terms, against the plain twin of ``CountVectorizerTests``.
@Suite("Columns by name")
struct TermOrderTests {
    static let optionSets = CountVectorizerTests.optionSets

    /// Sorted as Python sorts strings: by scalars, which is by bytes of UTF-8.
    private static func sorted(_ terms: [String]) -> [String] {
        terms.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    @Test("Columns stand by name, counts are the same, at any number of threads", arguments: optionSets)
    func byName(options: TermOptions) {
        let texts = CountVectorizerTests.randomTexts(60, seed: 3)
        let plain = CountVectorizerTests.plainCounts(texts, options)
        let selection = TermSelection(order: .name)
        let (vectorizer, matrix) = CountVectorizer.fitTransform(texts, terms: options, selection: selection)
        let terms = vectorizer.vocabulary.terms
        #expect(terms == Self.sorted(plain.terms))
        #expect(CountVectorizerTests.rows(of: matrix, vectorizer.vocabulary) == plain.rows)
        for row in 0..<matrix.rowCount {
            let columns = Array(matrix.row(row).columns)
            #expect(columns == columns.sorted())
        }
        #expect(vectorizer.transform(texts, threads: 3) == matrix)
        #expect(CountVectorizer.fitTransform(texts, terms: options, selection: selection, threads: 3).counts == matrix)
        for (column, term) in terms.enumerated() {
            #expect(vectorizer.vocabulary.column(of: term) == column)
            let documents = plain.rows.reduce(0) { $0 + ($1[term] == nil ? 0 : 1) }
            #expect(vectorizer.vocabulary.documentCounts[column] == documents)
        }
    }

    @Test("Selected terms stand by name, too", arguments: [1...1, 1...2, 2...3])
    func selected(wordCounts: ClosedRange<Int>) {
        let texts = CountVectorizerTests.randomTexts(60, seed: 4)
        let options = TermOptions(wordCounts: wordCounts)
        var selection = TermSelection(minimumDocuments: .count(2), maximumTerms: 40)
        let (first, counts) = CountVectorizer.fitTransform(texts, terms: options, selection: selection)
        selection.order = .name
        let (named, sortedCounts) = CountVectorizer.fitTransform(texts, terms: options, selection: selection)
        #expect(named.vocabulary.terms == Self.sorted(first.vocabulary.terms))
        #expect(
            CountVectorizerTests.rows(of: sortedCounts, named.vocabulary)
                == CountVectorizerTests.rows(of: counts, first.vocabulary))
        #expect(named.transform(texts) == sortedCounts)
    }

    @Test("A collection gives the same in blocks, and keeps the terms that it is told to", arguments: optionSets)
    func collection(options: TermOptions) {
        let texts = CountVectorizerTests.randomTexts(60, seed: 5)
        let (whole, matrix) = CountVectorizer.fitTransform(
            texts, terms: options, selection: TermSelection(order: .name))
        let collection = TermCollection(terms: options)
        for start in stride(from: 0, to: 60, by: 25) {
            collection.add(UTF8TextsSlice(texts, start..<min(60, start + 25)), threads: 2)
        }
        #expect(collection.termCount == whole.vocabulary.count)
        #expect(collection.documentCounts(threads: 2) == whole.vocabulary.documentCounts.map { Int64($0) })
        var totals = [Int64](repeating: 0, count: matrix.columnCount)
        for (column, value) in zip(matrix.columnIndices, matrix.values) { totals[Int(column)] += Int64(value) }
        #expect(collection.totals() == totals)
        let kept = totals.map { $0 % 2 == 0 }
        let (half, halfMatrix) = collection.take(keeping: kept, threads: 2)
        #expect(half.vocabulary.terms == zip(whole.vocabulary.terms, kept).compactMap { $1 ? $0 : nil })
        #expect(half.transform(texts) == halfMatrix)
        let all = CountVectorizerTests.rows(of: matrix, whole.vocabulary)
        let wanted = Set(half.vocabulary.terms)
        #expect(
            CountVectorizerTests.rows(of: halfMatrix, half.vocabulary)
                == all.map { $0.filter { wanted.contains($0.key) } })
    }

    @Test("Given terms have the columns of their places", arguments: optionSets)
    func givenTerms(options: TermOptions) throws {
        let texts = CountVectorizerTests.randomTexts(60, seed: 6)
        let (fitted, _) = CountVectorizer.fitTransform(texts, terms: options)
        var terms = Array(fitted.vocabulary.terms.reversed())
        terms.insert("never seen anywhere at all", at: 1)
        terms.append("")
        let vocabulary = try #require(Vocabulary(terms: terms, options: options))
        #expect(vocabulary.terms == terms)
        let vectorizer = CountVectorizer(terms: options, vocabulary: vocabulary)
        let rows = CountVectorizerTests.rows(of: vectorizer.transform(texts, threads: 2), vocabulary)
        #expect(rows == CountVectorizerTests.rows(of: fitted.transform(texts), fitted.vocabulary))
        #expect(Vocabulary(terms: terms + [terms[0]], options: options) == nil)
        #expect(Vocabulary(terms: terms + [""], options: options) == nil)
    }

    @Test("Columns by name and given terms come back from a file", arguments: optionSets)
    func files(options: TermOptions) throws {
        let texts = CountVectorizerTests.randomTexts(40, seed: 7)
        let (named, matrix) = CountVectorizer.fitTransform(
            texts, terms: options, selection: TermSelection(minimumDocuments: .count(2), order: .name))
        let given = CountVectorizer(
            terms: options,
            vocabulary: try #require(
                Vocabulary(terms: ["", "no such  term"] + named.vocabulary.terms.reversed(), options: options)))
        for vectorizer in [named, given] {
            var writer = SafetensorsWriter()
            try vectorizer.add(to: &writer)
            let again = try CountVectorizer(from: SafetensorsFile(bytes: writer.bytes()))
            #expect(again.vocabulary.terms == vectorizer.vocabulary.terms)
            #expect(again.transform(texts) == vectorizer.transform(texts))
        }
        #expect(named.transform(texts) == matrix)
    }

    @Test("Columns in a file that stand for two terms are refused")
    func forgedColumns() throws {
        let (vectorizer, _) = CountVectorizer.fitTransform(["a b"], selection: TermSelection(order: .name))
        var writer = SafetensorsWriter()
        try vectorizer.add(to: &writer)
        writer.metadata["terms.mixed_columns"] = "3"
        #expect(throws: SafetensorsError.self) { try CountVectorizer(from: SafetensorsFile(bytes: writer.bytes())) }
        writer.metadata["terms.mixed_columns"] = "1"
        #expect(throws: SafetensorsError.self) { try CountVectorizer(from: SafetensorsFile(bytes: writer.bytes())) }
    }

    @Test("Words that begin alike, and words beside n-grams of them")
    func ties() {
        let texts = [
            "abcdefgh abcdefghi abcdefgh- abcdefghb ab a", "ab a abcdefghijklmnopqrstuvw abcdefghijklmnopqrstuva",
        ]
        let selection = TermSelection(order: .name)
        let (vectorizer, _) = CountVectorizer.fitTransform(
            texts, terms: TermOptions(wordCounts: 1...3), selection: selection)
        let terms = vectorizer.vocabulary.terms
        #expect(terms == Self.sorted(terms) && Set(terms).count == terms.count)
        #expect(terms.contains("ab a abcdefghijklmnopqrstuvw"))
    }
}

@Suite("scikit-learn's hashes")
struct MurmurTests {
    @Test("Columns and signs are those of scikit-learn's murmurhash3")
    func knownValues() {
        let known: [(String, Int32)] = MurmurGoldens.values
        for (term, hash) in known {
            let terms = TermOptions(rules: .scikitLearn, minimumWordLength: 1, wordCounts: MurmurGoldens.lengths(term))
            let rows = MurmurVectorizer(terms: terms, columnCount: 1000, isSigned: true).rows(of: [term], threads: 1)
            let column = Int(hash.magnitude % 1000)
            #expect(rows.columnIndices.map { Int($0) } == [column] && rows.values == [hash < 0 ? -1 : 1])
        }
    }
}

/// What `sklearn.utils.murmurhash3_32` says (1.9.1).
private enum MurmurGoldens {
    static let values: [(String, Int32)] = [
        ("a", 1009084850),
        ("ab", -1681926305),
        ("abc", -1277324294),
        ("hello", 613153351),
        ("fish", 326019215),
        ("river bank", 433359349),
        ("straße", 2095602437),
        ("a long enough one", 93411645),
    ]

    static func lengths(_ term: String) -> ClosedRange<Int> {
        let count = term.split(separator: " ").count
        return count...count
    }
}
