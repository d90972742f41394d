import Serialization
import TestSupport
import Testing

@Suite("similar, keywords and benchmark", .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
struct SimilarityCommandTests {
    let folder = TemporaryFolder()

    private func collection() -> String {
        folder.write(
            "collection.jsonl",
            """
            {"id":"a","text":"The red fish swims in the cold river."}
            {"id":"b","text":"A minister resigned after the vote."}
            {"id":"c","text":"The red fish swims in the cold river!"}

            """)
    }

    @Test("An index file answers as the collection does")
    func index() {
        let path = collection()
        let query = folder.write("query.jsonl", "{\"id\":\"q\",\"text\":\"red fish\"}\n")
        let direct = BuiltCommand.run(["similar", "--index", path, "--top", "2", query])
        #expect(direct.status == 0)
        #expect(
            direct.lines.count == 1 && direct.text.contains("\"id\":\"a\"") && direct.text.contains("\"id\":\"c\""))
        let saved = BuiltCommand.run([
            "similar", "--index", path, "--save", folder.file("c.index"), query, "--top", "2",
        ])
        #expect(saved.output == direct.output)
        #expect(
            BuiltCommand.run(["similar", "--index", folder.file("c.index"), "--top", "2", query]).output
                == direct.output)
    }

    @Test("Near-duplicates: each finds the other and not itself")
    func among() throws {
        let outcome = BuiltCommand.run(
            ["similar", "--index", collection(), "--among", "--threshold", "0.9", "--format", "text"])
        #expect(outcome.status == 0)
        #expect(outcome.lines.map { $0.split(separator: "\t").prefix(2).joined(separator: " ") } == ["a c", "c a"])
    }

    @Test("Keywords of a collection are JSON Lines if asked for")
    func keywords() throws {
        let outcome = BuiltCommand.run([
            "keywords", collection(), "--format", "jsonl", "--language", "en", "--top", "2",
        ])
        #expect(outcome.status == 0 && outcome.lines.count == 3)
        let line = try JSONValue(parsing: outcome.lines[1])
        #expect(line["id"]?.string == "b" && line["keywords"]?.array?.count == 2)
    }

    @Test("Keywords come in input order at any number of jobs, a broken line as its record, a pipe like --one-pass")
    func keywordBatch() throws {
        var lines = ""
        for number in 0..<300 {
            lines +=
                "{\"id\":\(number),\"text\":\"The mayor opened bridge B\(number % 7)x in Port \(number % 3 == 0 ? "Ansel" : "Orran").\"}\n"
            if number == 150 { lines += "{broken\n" }
        }
        let path = folder.write("many.jsonl", lines)
        let one = BuiltCommand.run(["keywords", path, "-j1", "-k3"])
        #expect(one.status == 1 && one.lines.count == 301 && one.lines[151].contains("\"error\""))
        #expect(BuiltCommand.run(["keywords", path, "--jobs", "3", "--top", "3"]).output == one.output)
        // What all documents have weighs least in the collection; a single pass cannot know.
        #expect(one.lines[3].contains("\"B3x\"") && !one.lines[3].contains("\"opened\""))
        let onePass = BuiltCommand.run(["keywords", path, "--one-pass", "--top", "3"])
        #expect(onePass.lines.count == 301 && onePass.output != one.output)
        let piped = BuiltCommand.run(["keywords", "--top", "3", "--input-format", "jsonl"], input: Array(lines.utf8))
        #expect(piped.lines.filter { !$0.contains("error") } == onePass.lines.filter { !$0.contains("error") })
    }

    @Test(
        "Wrong usage and files that are no index",
        arguments: [
            (["similar", "query.txt"], 64), (["similar", "--index", "x", "--top", "0"], 64),
            (["similar", "--index", "/nonexistent.index", "q"], 2), (["benchmark", "--documents", "0"], 64),
            (["keywords", "--top", "-1", "x"], 64),
        ])
    func failures(arguments: [String], status: Int) {
        let outcome = BuiltCommand.run(arguments)
        #expect(Int(outcome.status) == status && outcome.output.isEmpty && !outcome.errors.isEmpty)
    }

    @Test("The benchmark's steps are right")
    func benchmark() throws {
        let outcome = BuiltCommand.run(["benchmark", "--documents", "50", "--jobs", "2", "--format", "json"])
        #expect(outcome.status == 0)
        let steps = try #require(try JSONValue(parsing: outcome.text)["steps"]?.array)
        #expect(steps.count == 7 && steps.allSatisfy { $0["correct"] == true })
    }
}
