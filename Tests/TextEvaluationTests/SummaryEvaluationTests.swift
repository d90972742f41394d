import Serialization
import Testing
import TextEvaluation

@Suite("Evaluation of summaries")
struct SummaryEvaluationTests {
    private func evaluation() -> SummaryEvaluation {
        var evaluation = SummaryEvaluation(systems: ["ours", "lead"])
        evaluation.add(
            id: "a", references: ["the river rose by two metres"],
            candidates: ["the river rose", "nobody was hurt"])
        evaluation.add(
            id: "b", references: ["trains stopped", "buses ran"], candidates: ["buses ran", "trains stopped today"])
        return evaluation
    }

    @Test("Means are over documents, not over words")
    func means() {
        let evaluation = evaluation()
        #expect(evaluation.count == 2)
        // Document a: precision 3 of 3, recall 3 of 6; document b: all.
        let mean = evaluation.mean(.rouge1, of: 0)
        #expect(mean.precision == 1 && mean.recall == 0.75)
        #expect(abs(mean.f1 - (2.0 / 3 + 1) / 2) < 1e-12)
        #expect(evaluation.systems.map(\.wordCount) == [5, 6])
    }

    @Test("The difference is paired and has its interval")
    func difference() {
        let evaluation = evaluation()
        let difference = evaluation.difference(.rouge1, of: 0, to: 1)
        // Document b: 1 against 2 · (2/3) · 1 / (2/3 + 1) = 0.8.
        #expect(abs(difference.mean - (2.0 / 3 + 0.2) / 2) < 1e-12)
        #expect(difference.lower >= 0.2 - 1e-12 && difference.upper <= 2.0 / 3 + 1e-12)
        let reverse = evaluation.difference(.rouge1, of: 1, to: 0)
        #expect(abs(reverse.mean + difference.mean) < 1e-12)
    }

    @Test("The lowest come first, ties in input order")
    func lowest() {
        let evaluation = evaluation()
        #expect(evaluation.lowest(.rouge1, of: 0, limit: 5) == [0, 1])
        #expect(evaluation.lowest(.rouge2, of: 1, limit: 1) == [0])
    }

    @Test("Without documents all figures are zero, and JSON and page are whole")
    func empty() throws {
        let evaluation = SummaryEvaluation(systems: ["ours"])
        #expect(evaluation.mean(.rougeL, of: 0).f1 == 0)
        var writer = JSONWriter()
        evaluation.write(to: &writer)
        let value = try JSONValue(parsing: Array(writer.text.utf8).span)
        #expect(value["documents"]?.integer == 0)
        #expect(SummaryReport(evaluation, title: "None").html.hasSuffix("</html>\n"))
    }

    @Test("JSON holds means, intervals and differences under the measures' names")
    func json() throws {
        var writer = JSONWriter()
        evaluation().write(to: &writer)
        let value = try JSONValue(parsing: Array(writer.text.utf8).span)
        let systems = try #require(value["systems"]?.array)
        #expect(systems.count == 2 && systems[0]["rouge1"]?["precision"]?.double == 1)
        #expect(value["differences"]?.array?.first?["rougeLsum"]?["mean"]?.double != nil)
    }
}
