import Summarization
import Testing

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
        for i in 0..<5 { #expect(abs(fast[i] - plain[i] / largest) < 1e-12) }
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
        #expect(subsets.sets.count == 63 || analysis.count < 7)
        #expect(subsets.values.count == subsets.sets.count * SubsetFeatures.width)
        #expect(subsets.sets.allSatisfy { $0 == $0.sorted() })
    }
}
