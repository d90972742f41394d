import Summarization
import TestSupport
import Testing
import Vectorization
import Vectors

@Suite("Rankers")
struct RankerTests {
    @Test("Running sums equal the sums over all pairs")
    func centrality() {
        let sentences = [["a", "b", "c"], ["b", "d"], ["a", "b", "e", "f"], ["g"], ["a", "d", "g"]]
        let analysis = SentenceMatrix(sentences: sentences)
        let setting = GatedCentrality(backwardWeight: 0.5, positionWeight: 0, minimumTokens: 0)
        let fast = setting.addends(analysis).centrality
        var plain = [Double](repeating: 0, count: 5)
        for i in 0..<5 {
            for j in 0..<5 where j != i {
                let shared = Double(Set(sentences[i]).intersection(sentences[j]).count)
                let cosine = shared / Double(sentences[i].count * sentences[j].count).squareRoot()
                plain[i] += (j > i ? 1 : 0.5) * cosine
            }
            plain[i] *= Double(sentences[i].count).squareRoot().squareRoot()
        }
        let largest = plain.max() ?? 1
        for i in 0..<5 { #expect(abs(fast[i] - plain[i] / largest) < 1e-6) }
    }

    /// Sentences of random words, some of them empty, some of one word.
    private static func random(_ count: Int, words: Int, seed: UInt64) -> SentenceMatrix {
        var generator = SeededGenerator(seed: seed)
        return SentenceMatrix(
            sentences: (0..<count).map { _ in
                (0..<Int.random(in: 0...9, using: &generator))
                    .map { _ in "w\(Int.random(in: 0..<words, using: &generator))" }
            }, stopWords: ["w0", "w1"])
    }

    @Test("A step over sentences that share words is the same with and without stored edges", arguments: [true, false])
    func sharedTermGraph(linksItself: Bool) {
        let sentences = Self.random(80, words: 40, seed: 3)
        let rows = linksItself ? sentences.counts : sentences.counts.binary()
        let graph = SharedTermGraph(rows, lengths: sentences.lengths, linksItself: linksItself)
        let edges = graph.edges()
        let amounts = (0..<80).map { Double($0 % 7) }
        var (made, stored) = ([Double](repeating: 9, count: 80), [Double](repeating: 9, count: 80))
        graph.flow(amounts, into: &made)
        edges.flow(amounts, into: &stored)
        for (a, b) in zip(made, stored) { #expect((a - b).magnitude < 1e-5) }
        for (a, b) in zip(graph.outgoingWeights(), edges.outgoingWeights()) {
            #expect((a - b).magnitude < 1e-5)
            #expect((a > 0) == (b > 0))
        }
        // The definition, pair by pair.
        let plain = (0..<80).map { i in
            var row = [Double](repeating: 0, count: sentences.termCount)
            for k in sentences.entries(i) { row[Int(rows.columnIndices[k])] = Double(rows.values[k]) }
            return row
        }
        for i in 0..<80 {
            for j in 0..<80 {
                let shared = zip(plain[i], plain[j]).reduce(0) { $0 + $1.0 * $1.1 }
                let lengths = [i, j].map { sentences.lengths[$0].contentWords }
                let isSingle = lengths == [1, 1]
                let sum = lengths.allSatisfy { $0 > 0 } ? lengths.reduce(0) { $0 + logarithm($1) } : 1
                let expected = i == j && !linksItself ? 0 : isSingle ? (linksItself ? shared : 0) : shared / sum
                #expect((Double(edges[i, j]) - expected).magnitude < 1e-5)
            }
        }
    }

    /// The natural logarithm.
    private func logarithm(_ number: Int) -> Double {
        InverseDocumentFrequency.plain.value(documentCount: 1, documents: number) - 1
    }

    @Test(
        "Topics of a text equal those of the whole decomposition of its stored, smoothed cells", arguments: [40, 150])
    func topics(count: Int) {
        let sentences = Self.random(count, words: 90, seed: 8)
        let scores = LatentSemanticAnalysis(topics: 5).scores(sentences)
        let members = (0..<count).filter { !sentences.entries($0).isEmpty }
        let rows = TfidfWeighting(termFrequency: .relative, inverseDocumentFrequency: .constant, norm: .none)
            .weighted(sentences.counts.rows(at: members))
        var cells = DenseMatrix(rowCount: members.count, columnCount: sentences.termCount, repeating: 0.4)
        for row in 0..<members.count {
            for (column, value) in zip(rows.row(row).columns, rows.row(row).values) {
                cells[row, Int(column)] += 0.6 * value
            }
        }
        let width = sentences.termCount
        let stored = CSRMatrix(
            rowOffsets: (0...members.count).map { $0 * width },
            columnIndices: (0..<members.count * width).map { UInt32($0 % width) }, values: cells.values,
            columnCount: width)
        // As many directions as there are make the decomposition exact.
        let exact = TruncatedSVD.fitTransform(stored, rank: 5, options: .init(iterations: 40, oversampling: 200)).rows
        for (member, length) in zip(members, exact.rowNorms()) {
            #expect((scores[member] - Double(length)).magnitude < 2e-3 * Double(length))
        }
        #expect(scores.indices.allSatisfy { sentences.entries($0).isEmpty == (scores[$0] == 0) })
        let all = LatentSemanticAnalysis(topics: nil).scores(sentences)
        for member in members { #expect(all[member] >= scores[member] - 1e-3) }
    }

    @Test("The position bonus is paid only to sentences that the text takes up")
    func gate() {
        let analysis = SentenceMatrix(
            sentences: [["donate", "now"], ["a", "b", "c"], ["a", "b", "d"], ["b", "c", "d"]])
        let scores = GatedCentrality(backwardWeight: 0, positionWeight: 1, minimumTokens: 0).addends(analysis)
        #expect(scores.position[0] == 0)
        #expect(scores.position[1] > 0)
    }

    @Test("Every ranker gives one finite score a sentence, whatever the sentences")
    func total() {
        let rankers: [any SentenceRanker] = [
            Lead(), TextRank(), TextRank(counting: .everyOccurrence), LexRank(), LexRank(threshold: 0.1),
            LatentSemanticAnalysis(), LatentSemanticAnalysis(topics: nil), Luhn(), Edmundson(keyWeight: 1), SumBasic(),
            KLDivergence(), GraphReduction(), TfidfCentroid(), PacSum(),
        ]
        let cases: [[[String]]] = [
            [], [[]], [["a"]], [["a"], ["a"]], [["a"], [], ["b", "b"]], Array(repeating: ["a", "b", "c"], count: 40),
        ]
        for ranker in rankers {
            for sentences in cases {
                let scores = ranker.scores(SentenceMatrix(sentences: sentences), wanted: 3)
                #expect(scores.count == sentences.count)
                let isFinite = scores.allSatisfy { $0.isFinite }
                #expect(isFinite, "\(ranker)")
            }
        }
    }

    @Test("Features are finite and sets are complete")
    func oracleFeatures() {
        let analysis = DocumentAnalysis(SentenceMatrix(sentences: (0..<12).map { ["w\($0)", "w\($0 / 2)", "common"] }))
        let features = SentenceFeatures(analysis)
        #expect(features.values.count == 12 * SentenceFeatures.width)
        let isFinite = features.values.allSatisfy { $0.isFinite }
        #expect(isFinite)
        let scores = (0..<12).map { Float(12 - $0) / 12 }
        let subsets = SubsetFeatures(analysis, features, scores: scores)
        // Of seven sentences, 7 alone, 21 pairs and 35 triples.
        #expect(subsets.sets.count == 63)
        #expect(subsets.values.count == subsets.sets.count * SubsetFeatures.width)
        #expect(subsets.sets.allSatisfy { $0 == $0.sorted() })
    }
}
