import Serialization
import Summarization
import TestSupport
import Testing

/// Every ranker against its formula: `make_ranker_goldens.py` writes the papers' formulas out with numpy, pair by pair.
@Suite("Rankers give what their formulas give")
struct RankerGoldenTests {
    static let rankers: [(name: String, ranker: any SentenceRanker)] = [
        ("textrank", TextRank()), ("textrank every occurrence", TextRank(counting: .everyOccurrence)),
        ("textrank damping 0.5", TextRank(damping: 0.5)), ("lexrank", LexRank()),
        ("lexrank threshold 0.1", LexRank(threshold: 0.1)), ("lexrank damping 0.6", LexRank(damping: 0.6)),
        ("lsa 8 topics", LatentSemanticAnalysis()), ("lsa 2 topics", LatentSemanticAnalysis(topics: 2)),
        ("lsa all topics", LatentSemanticAnalysis(topics: nil)),
        ("lsa 3 topics, no smoothing", LatentSemanticAnalysis(topics: 3, smoothing: 0)), ("luhn", Luhn()),
        ("luhn gap 2", Luhn(gap: 2)), ("edmundson", Edmundson()), ("edmundson key", Edmundson(keyWeight: 1)),
        ("edmundson cue 2, location 0.5", Edmundson(cueWeight: 2, locationWeight: 0.5)), ("sumbasic", SumBasic()),
        ("sumbasic 3", SumBasic()), ("kl", KLDivergence()), ("kl 3", KLDivergence()), ("reduction", GraphReduction()),
        ("centroid", TfidfCentroid()), ("pacsum", PacSum()), ("pacsum backward 0.5", PacSum(backwardWeight: 0.5)),
        ("gated one sentence", GatedCentrality.oneSentence), ("gated default", GatedCentrality.severalSentences),
        ("gated news", GatedCentrality.news), ("gated flat", GatedCentrality.flat), ("lead", Lead()),
    ]

    private static func golden() throws -> JSONValue {
        let folder = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let bytes = try #require(EvaluationData.unpacked(folder + "/rankers.json"))
        return try JSONValue(parsing: bytes.span)
    }

    /// The only place that knows the rankers' interface.
    private static func scores(_ ranker: any SentenceRanker, _ golden: JSONValue, wanted: Int?) -> [Double] {
        func words(_ key: String) -> [String] { golden.list(key).map(\.text) }
        let matrix = SentenceMatrix(
            sentences: words("sentences").map { $0.split(separator: " ").map(String.init) },
            stopWords: Set(words("stopWords")), paragraphs: golden.list("paragraphs").compactMap(\.integer),
            title: words("title"), bonusWords: words("bonusWords"), stigmaWords: words("stigmaWords"))
        return ranker.scores(matrix, wanted: wanted ?? matrix.count)
    }

    @Test("Scores of ten sentences", arguments: rankers.map(\.name))
    func scores(_ name: String) throws {
        let golden = try Self.golden()
        let ranker = try #require(Self.rankers.first { $0.name == name }?.ranker)
        let wanted = name.hasSuffix(" 3") ? 3 : nil
        let scores = Self.scores(ranker, golden, wanted: wanted)
        let expected = golden["scores"]?.list(name).map(\.amount) ?? []
        try #require(expected.count == 10 && scores.count == 10)
        // Graphs are kept in single precision: seven digits.
        for (place, (score, value)) in zip(scores, expected).enumerated() {
            #expect(
                abs(score - value) <= 2e-6 * max(1, abs(value)), "\(name), sentence \(place): \(score), not \(value)")
        }
    }

    @Test("Every formula of the golden is compared")
    func names() throws {
        let names = try Self.golden()["scores"]?.object?.keys ?? []
        #expect(Set(names) == Set(Self.rankers.map(\.name)) && names.count == Self.rankers.count)
    }
}
