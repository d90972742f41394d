import Serialization
import TestSupport
import Testing

@Suite("evaluate summarize and evaluate rouge", .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
struct EvaluationCommandTests {
    let folder = TemporaryFolder()

    private func f1(_ outcome: BuiltCommand.Outcome, _ measure: String, system: Int = 0) throws -> Double? {
        try JSONValue(parsing: outcome.output.span)["systems"]?.array?[system][measure]?["f1"]?.double
    }

    @Test("Summaries and references in one file")
    func oneFile() throws {
        let path = folder.write(
            "pairs.jsonl",
            """
            {"id":1,"candidate":"the river rose","summary":"the river rose by two metres"}
            {"id":2,"candidate":"buses ran","summaries":["trains stopped","buses ran"]}
            {"id":3,"candidate":"no reference"}

            """)
        let outcome = BuiltCommand.run(["evaluate", "rouge", path, "--format", "json"])
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("without a reference, not counted: 1"))
        #expect(try abs((f1(outcome, "rouge1") ?? 0) - (2.0 / 3 + 1) / 2) < 1e-12)
    }

    @Test("Two files are joined by id, whatever their order, and a rival is compared")
    func twoFiles() throws {
        let ours = folder.write(
            "ours.jsonl", "{\"id\":\"a\",\"summary\":\"trains stopped\"}\n{\"id\":\"b\",\"summary\":\"buses ran\"}\n")
        let theirs = folder.write(
            "theirs.jsonl", "{\"id\":\"b\",\"summary\":\"buses ran\"}\n{\"id\":\"a\",\"summary\":\"wrong\"}\n")
        let gold = folder.write(
            "gold.jsonl", "{\"id\":\"b\",\"summary\":\"buses ran\"}\n{\"id\":\"a\",\"summary\":\"trains stopped\"}\n")
        let outcome = BuiltCommand.run([
            "evaluate", "rouge", ours, "--references", gold, "--against", theirs, "--format", "json",
            "--report", folder.file("page.html"), "--scores", folder.file("scores.jsonl"),
        ])
        #expect(outcome.status == 0)
        #expect(try f1(outcome, "rouge1") == 1 && f1(outcome, "rouge1", system: 1) == 0.5)
        #expect(folder.text("page.html")?.contains("Is it better?") == true)
        let scores = try #require(folder.read("scores.jsonl")).split(separator: 0x0A)
        #expect(scores.count == 2)
        #expect(try JSONValue(parsing: Array(scores[0]).span)["id"]?.string == "a")
    }

    @Test("Lines of two plain files belong together by their number")
    func lines() throws {
        let ours = folder.write("ours.txt", "trains stopped\nbuses ran\n")
        let gold = folder.write("gold.txt", "trains stopped\nno\n")
        let outcome = BuiltCommand.run([
            "evaluate", "rouge", ours, "--references", gold, "--input-format", "lines", "--format", "json",
        ])
        #expect(try outcome.status == 0 && f1(outcome, "rouge2") == 0.5)
    }

    @Test("A broken record is reported and the others are scored")
    func brokenRecord() throws {
        let path = folder.write(
            "pairs.jsonl", "{\"candidate\":\n{\"candidate\":\"buses ran\",\"summary\":\"buses ran\"}\n")
        let outcome = BuiltCommand.run(["evaluate", "rouge", path, "--format", "json"])
        #expect(try outcome.status == 1 && f1(outcome, "rouge1") == 1)
        #expect(outcome.errors.contains("line 1"))
    }

    @Test("Nothing to score ends with 2 and says which field was read")
    func nothing() {
        let path = folder.write("pairs.jsonl", "{\"text\":\"buses ran\",\"summary\":\"buses ran\"}\n")
        let outcome = BuiltCommand.run(["evaluate", "rouge", path])
        #expect(outcome.status == 2 && outcome.errors.contains("--candidate-field"))
        let other = BuiltCommand.run(["evaluate", "summarize", path, "--reference-field", "gold"])
        #expect(other.status == 2 && other.errors.contains("--reference-field"))
    }

    @Test("A text whose reference is its own sentence is summarized and scored beside its first sentences")
    func summarize() throws {
        let text = """
            The harbour was quiet on Monday. The council of the harbour voted for the new bridge over the harbour. \
            The bridge of the council will cost nine million. Gulls were seen.
            """
        let path = folder.write(
            "articles.jsonl",
            "{\"id\":\"a\",\"text\":\"\(text)\",\"summary\":\"The harbour was quiet on Monday.\"}\n")
        let outcome = BuiltCommand.run(["evaluate", "summarize", path, "-n", "1", "--format", "json"])
        #expect(try outcome.status == 0 && f1(outcome, "rouge1", system: 1) == 1)
        let lead = BuiltCommand.run([
            "evaluate", "summarize", path, "-n", "1", "--method", "lead", "--format", "json",
        ])
        #expect(try f1(lead, "rouge1") == 1)
    }
}
