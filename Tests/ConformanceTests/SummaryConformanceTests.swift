import Serialization
import Summarization
import TestSupport
import Testing
import TextEvaluation

/// A file beside the tests, read as JSON.
private func golden(_ name: String) throws -> JSONObject {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let bytes = try #require(EvaluationData.unpacked("/" + folder + "/Goldens/" + name))
    guard case .object(let object) = try JSONValue(parsing: bytes.span) else { throw GoldenError() }
    return object
}

private struct GoldenError: Error {}

@Suite("Summaries agree with other implementations")
struct SummaryConformanceTests {
    /// The rankers with the parameters of the implementation they are compared with.
    static let rankers: [(name: String, ranker: any SentenceRanker)] = [
        ("textrank-sumy", TextRank(counting: .everyOccurrence)), ("textrank-summa", TextRank()),
        ("lexrank", LexRank(threshold: 0.1)), ("lsa", LatentSemanticAnalysis(topics: nil)), ("luhn", Luhn()),
        ("sumbasic", SumBasic()), ("kl", KLDivergence()), ("reduction", GraphReduction()), ("edmundson", Edmundson()),
    ]

    @Test("sumy and summa choose the same sentences", arguments: rankers.map(\.name))
    func choices(name: String) throws {
        let golden = try golden("summaries.json")
        let ranker = try #require(Self.rankers.first { $0.name == name }?.ranker)
        let stopWords = Set((golden["stopWords"]?.list ?? []).map(\.text))
        let cases = golden["cases"]?.list ?? []
        #expect(cases.count >= 20)
        // Methods that choose one after another meet exact ties, which the order of a sum decides; and summa takes the
        // first eigenvector that its solver gives, which is not always the principal one.
        let allowed = ["sumbasic": 1, "kl": 1, "textrank-summa": 2][name] ?? 0
        var disagreements: [String] = []
        for value in cases {
            let item = value.members
            let sentences = (item["sentences"]?.list ?? []).map { $0.text.split(separator: " ").map(String.init) }
            var paragraphs: [Int] = []
            for (index, count) in (item["paragraphs"]?.list ?? []).enumerated() {
                paragraphs += Array(repeating: index, count: Int(count.amount))
            }
            let matrix = SentenceMatrix(
                sentences: sentences, stopWords: name == "edmundson" ? [] : stopWords, paragraphs: paragraphs,
                title: (item["title"]?.list ?? []).map(\.text),
                bonusWords: (golden["bonusWords"]?.list ?? []).map(\.text),
                stigmaWords: (golden["stigmaWords"]?.list ?? []).map(\.text))
            let scores = ranker.scores(matrix, wanted: 3)
            let ranked = scores.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
            let expected = (item["chosen"]?.members[name]?.list ?? []).map { Int($0.amount) }
            let article = item["article"]?.text ?? ""
            if Set(ranked.prefix(3)) != Set(expected) {
                // Sums in another order may part equal scores: then the chosen ones must score the same.
                let ours = ranked.prefix(3).map { scores[$0] }
                let theirs = expected.map { scores[$0] }.sorted(by: >)
                let isTie = zip(ours, theirs).allSatisfy { abs($0 - $1) <= 1e-5 * max(1e-3, abs($0)) }
                if !isTie { disagreements.append("\(article): \(ranked.prefix(3).sorted()) against \(expected)") }
            }
        }
        #expect(disagreements.count <= allowed, "\(name): \(disagreements)")
    }

    @Test("ROUGE equals rouge-score")
    func rouge() throws {
        let rows = try golden("rouge.json")["rows"]?.list ?? []
        #expect(rows.count > 150)
        var stemmed = ROUGE(stemming: true)
        var plain = ROUGE(stemming: false)
        for value in rows {
            let row = value.members
            guard case .bool(let stemming)? = row["stemming"] else { throw GoldenError() }
            let references = (row["references"]?.list ?? []).map(\.text)
            let candidate = row["candidate"]?.text ?? ""
            let scores =
                stemming
                ? stemmed.scores(references: references, candidate: candidate)
                : plain.scores(references: references, candidate: candidate)
            for (name, score) in [
                ("rouge1", scores.rouge1), ("rouge2", scores.rouge2), ("rougeL", scores.rougeL),
                ("rougeLsum", scores.rougeLsum),
            ] {
                let expected = (row["scores"]?.members[name]?.list ?? []).map(\.amount)
                for (ours, theirs) in zip([score.precision, score.recall, score.f1], expected) {
                    #expect(abs(ours - theirs) <= 1e-9, "\(name), stemming \(stemming): \(candidate.prefix(60))")
                }
            }
        }
    }

    @Test(
        "ROUGE equals the published values of REALSumm",
        .enabled(if: EvaluationData.isPresent, Comment(rawValue: EvaluationData.absence)))
    func realSumm() throws {
        let texts = try #require(EvaluationData.lines("cnn-dailymail/realsumm-100.jsonl.gz"))
        let oracle = try #require(EvaluationData.lines("cnn-dailymail/realsumm-rouge-oracle.jsonl.gz"))
        var documents: [String: JSONObject] = [:]
        for line in texts {
            let record = try JSONValue(parsing: String(line).utf8.span).members
            documents[record["id"]?.text ?? ""] = record
        }
        var stemmed = ROUGE(stemming: true)
        var plain = ROUGE(stemming: false)
        var compared = 0
        for line in oracle {
            let row = try JSONValue(parsing: String(line).utf8.span).members
            guard case .bool(let stemming)? = row["stemmer"] else { throw GoldenError() }
            let document = try #require(documents[row["id"]?.text ?? ""])
            let candidate = document["systems"]?.members[row["system"]?.text ?? ""]?.text ?? ""
            let reference = document["summary"]?.text ?? ""
            let scores =
                stemming
                ? stemmed.scores(reference: reference, candidate: candidate)
                : plain.scores(reference: reference, candidate: candidate)
            for (name, score) in [
                ("rouge1", scores.rouge1), ("rouge2", scores.rouge2), ("rougeL", scores.rougeL),
                ("rougeLsum", scores.rougeLsum),
            ] {
                let expected = (row[name]?.list ?? []).map(\.amount)
                for (ours, theirs) in zip([score.precision, score.recall, score.f1], expected) {
                    // The oracle is rounded to six digits.
                    #expect(abs(ours - theirs) <= 5e-7 + 1e-9)
                    compared += 1
                }
            }
        }
        #expect(compared == 43200)
    }
}
