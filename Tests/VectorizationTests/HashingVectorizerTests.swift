import TestSupport
import Testing
import TextProcessing
import Vectorization
import Vectors

/// What hashing promises: the same columns for the same terms, counts that add up, no state.
@Suite("Hashing terms")
struct HashingVectorizerTests {
    @Test(
        "Equal to counting over a vocabulary, but for the names of columns", arguments: CountVectorizerTests.optionSets)
    func equalsCounting(options: TermOptions) {
        let texts = CountVectorizerTests.randomTexts(40, seed: 3)
        let counts = CountVectorizer.fitTransform(texts, terms: options).counts
        let hashed = HashingVectorizer(terms: options, columnBits: 30, isSigned: false, norm: .none).transform(texts)
        #expect(hashed.rowCount == counts.rowCount)
        for row in 0..<counts.rowCount {
            // 2^30 columns for some thousand terms: no two meet.
            #expect(hashed.row(row).values.sorted() == counts.row(row).values.sorted())
            let columns = hashed.row(row).columns
            #expect(zip(columns, columns.dropFirst()).allSatisfy { $0 < $1 })
        }
        let signed = HashingVectorizer(terms: options, columnBits: 30, norm: .none).transform(texts)
        #expect(signed.columnIndices == hashed.columnIndices)
        #expect(signed.values.map(\.magnitude) == hashed.values)
        #expect(signed.values.contains { $0 < 0 } && signed.values.contains { $0 > 0 })
    }

    @Test("The number of threads and the other texts do not matter")
    func stateless() {
        let texts = CountVectorizerTests.randomTexts(40, seed: 4)
        let vectorizer = HashingVectorizer(terms: TermOptions(wordCounts: 1...2), columnBits: 12)
        let rows = vectorizer.transform(texts)
        #expect(vectorizer.transform(texts, threads: 5) == rows)
        #expect(vectorizer.transform([texts[7]]).values == Array(rows.row(7).values))
        for norm in rows.rowNorms() where norm != 0 { #expect((norm - 1).magnitude < 1e-5) }
    }

    @Test("Blocks of a stream are the rows of all texts, piece by piece", arguments: [1, 700, 1 << 20])
    func streams(blockBytes: Int) {
        let texts = CountVectorizerTests.randomTexts(40, seed: 9)
        let vectorizer = HashingVectorizer(columnBits: 14)
        let rows = vectorizer.transform(texts)
        var next = 0
        var blocks = 0
        vectorizer.transform(stream: texts.lazy.map { $0 }, blockBytes: blockBytes, threads: 2) { block in
            #expect(block == rows.rows(next..<next + block.rowCount))
            next += block.rowCount
            blocks += 1
        }
        #expect(next == texts.count)
        #expect(blockBytes == 1 ? blocks == texts.count : blockBytes == 700 ? blocks > 5 : blocks == 1)
        vectorizer.transform(stream: [String]()) { _ in Issue.record("no texts, no block") }
    }

    @Test("Columns of known words stay what they are in every version")
    func pinned() {
        let vectorizer = HashingVectorizer(terms: TermOptions(wordCounts: 1...2), columnBits: 20, norm: .none)
        let row = vectorizer.transform(["fish averyveryverylongword Fish"])
        #expect(row.columnIndices == Self.pinnedColumns)
        #expect(row.values == Self.pinnedValues)
    }

    /// Written down on 23 November 2026; a change breaks stored models.
    static let pinnedColumns: [UInt32] = [224_865, 237_078, 711_446, 792_931]
    static let pinnedValues: [Float] = [-1, 1, -2, 1]
}
