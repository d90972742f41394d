import TestSupport
import Testing
import TextProcessing
import Vectorization
import Vectors

/// A vectorizer as two functions: learn columns from texts and give their rows, and give rows of further texts.
struct CheckedVectorizer: Sendable {
    var name: String
    /// Learns from texts with a number of threads; gives the learnt transform and the rows of those texts.
    var fitTransform: @Sendable (_ texts: [String], _ threads: Int) -> (Transform, CSRMatrix)
    /// Learns from texts that come one after another.
    var fitStream: @Sendable (_ texts: [String]) -> Transform

    typealias Transform = @Sendable (_ texts: [String], _ threads: Int) -> CSRMatrix
}

/// What any vectorizer must do (after scikit-learn's estimator checks).
///
/// A new one is added to
/// ``VectorizerCheckTests/vectorizers`` and passes.
func checkVectorizer(_ vectorizer: CheckedVectorizer, sourceLocation: SourceLocation = #_sourceLocation) {
    func expect(_ isTrue: Bool, _ what: String) {
        #expect(isTrue, "\(vectorizer.name): \(what)", sourceLocation: sourceLocation)
    }
    let texts = CountVectorizerTests.randomTexts(60, seed: 17) + ["", " \n", "…", "Ünïcode Ünïcode straße 東京"]
    let (transform, rows) = vectorizer.fitTransform(texts, 1)
    expect(rows.rowCount == texts.count, "\(rows.rowCount) rows of \(texts.count) texts")
    expect(transform(texts, 1) == rows, "fit and transform differ from fitTransform")
    expect(rows.values.allSatisfy(\.isFinite), "a value is not finite")
    expect(rows.columnIndices.allSatisfy { Int($0) < rows.columnCount }, "a column is out of range")
    for row in 0..<rows.rowCount {
        let columns = rows.row(row).columns
        expect(zip(columns, columns.dropFirst()).allSatisfy { $0 < $1 }, "columns of a row do not rise")
    }
    for row in 60..<63 { expect(rows.row(row).columns.isEmpty, "the text without a word has a row") }
    for threads in [2, 3, 7, 64] {
        let (other, parallel) = vectorizer.fitTransform(texts, threads)
        expect(parallel == rows, "\(threads) threads give other rows")
        expect(other(texts, threads) == rows, "\(threads) threads transform otherwise")
    }
    expect(vectorizer.fitStream(texts)(texts, 2) == rows, "texts one after another give other columns")
    expect(transform([], 2).rowCount == 0 && transform([], 2).columnCount == rows.columnCount, "no texts, no rows")
    // Rows do not depend on their neighbours.
    let backwards = transform(texts.reversed(), 2)
    for row in 0..<texts.count {
        let (a, b) = (rows.row(row), backwards.row(texts.count - 1 - row))
        expect(Array(a.columns) == Array(b.columns) && Array(a.values) == Array(b.values), "a row depends on others")
    }
    let known = transform(["common \(texts[0])"], 1)
    expect(known.columnCount == rows.columnCount && known.rowCount == 1, "a further text has other columns")
    let (nothing, empty) = vectorizer.fitTransform(["", ""], 2)
    expect(empty.rowCount == 2 && empty.values.isEmpty, "nothing learnt, something given")
    expect(nothing(["new words"], 1).rowCount == 1, "a vectorizer that learnt nothing gives no row")
}

@Suite("Every vectorizer keeps the contract of vectorizers")
struct VectorizerCheckTests {
    static let vectorizers: [CheckedVectorizer] = [
        counting("counts", TermOptions()), weighing("tf-idf", TfidfWeighting()),
        weighing("sublinear, no norm", TfidfWeighting(termFrequency: .sublinear, norm: .none)), hashing("hashing", 12),
    ]

    private static func counting(_ name: String, _ terms: TermOptions) -> CheckedVectorizer {
        CheckedVectorizer(name: name) { texts, threads in
            let (counter, rows) = CountVectorizer.fitTransform(texts, terms: terms, threads: threads)
            return ({ counter.transform($0, threads: $1) }, rows)
        } fitStream: { texts in
            let counter = CountVectorizer.fit(stream: texts, terms: terms, blockBytes: 200)
            return { counter.transform($0, threads: $1) }
        }
    }

    private static func weighing(_ name: String, _ weighting: TfidfWeighting) -> CheckedVectorizer {
        CheckedVectorizer(name: name) { texts, threads in
            let (vectorizer, rows) = TfidfVectorizer.fitTransform(texts, weighting: weighting, threads: threads)
            return ({ vectorizer.transform($0, threads: $1) }, rows)
        } fitStream: { texts in
            let vectorizer = TfidfVectorizer.fit(stream: texts, weighting: weighting, blockBytes: 200)
            return { vectorizer.transform($0, threads: $1) }
        }
    }

    private static func hashing(_ name: String, _ bits: Int) -> CheckedVectorizer {
        let vectorizer = HashingVectorizer(columnBits: bits)
        return CheckedVectorizer(name: name) { texts, threads in
            ({ vectorizer.transform($0, threads: $1) }, vectorizer.transform(texts, threads: threads))
        } fitStream: { _ in
            { vectorizer.transform($0, threads: $1) }
        }
    }

    @Test("Rows are the same in one go, in a stream and on any number of threads", arguments: vectorizers.indices)
    func contract(_ number: Int) { checkVectorizer(Self.vectorizers[number]) }

    @Test("What was not learnt has no column")
    func unknownWords() {
        let counter = CountVectorizer.fit(["the river rose", "the dam held"])
        #expect(counter.transform(["zebras gallop"]).values.isEmpty)
        #expect(counter.transform(["the zebra rose"]).values == [1, 1])
    }
}
