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

    @Test(
        "A record in, a record out: without a match, without a text, broken; with --output, --errors, --resume, any --jobs"
    )
    func batch() throws {
        let path = collection()
        let queries = (0..<400).map { number in
            number % 7 == 3
                ? "broken\n"
                : number % 5 == 1
                    ? "{\"id\":\(number),\"text\":\"\"}\n"
                    : "{\"id\":\(number),\"text\":\"\(number % 2 == 0 ? "red fish" : "zebra")\"}\n"
        }.joined()
        folder.write("queries.jsonl", queries)
        let one = ShellRun.outcome(
            "epitome similar --index collection.jsonl queries.jsonl -j 1 2> /dev/null", in: folder)
        #expect(one.status == 1 && one.lines.count == 400)
        let values = try one.lines.map { try JSONValue(parsing: $0) }
        for (number, value) in values.enumerated() {
            let fails = number % 7 == 3 || number % 5 == 1
            #expect((value["error"] != nil) == fails, "\(number)")
            if !fails { #expect(value["matches"]?.array?.count == (number % 2 == 0 ? 2 : 0), "\(number)") }
        }
        let line = "epitome similar --index collection.jsonl queries.jsonl -o o.jsonl --errors e.jsonl -q"
        #expect(ShellRun.outcome("\(line) -j 3 2> /dev/null", in: folder).status == 1)
        #expect(folder.read("o.jsonl") == one.output && folder.text("e.jsonl")?.split(separator: "\n").count == 126)
        let resumed = ShellRun.outcome(
            "head -n 50 o.jsonl > o.jsonl.partial; mv o.jsonl old; \(line) --resume 2> /dev/null; cmp o.jsonl old",
            in: folder)
        #expect(resumed.status == 0, "\(resumed.text)")
        #expect(BuiltCommand.run(["similar", "--index", path, "--format", "json", path]).text.hasPrefix("["))
    }

    @Test("An index is known by its content, whatever its name; a folder may be called .index; damage is told")
    func contents() throws {
        _ = collection()
        folder.write("d.index/a.txt", "The red fish swims in the cold river.")
        let script = """
            epitome similar --index collection.jsonl --save c.idx && echo 'red fish' | epitome similar --index c.idx
            echo 'red fish' | epitome similar --index d.index --no-path --format text
            cp c.idx e.idx; printf 'X' | dd of=e.idx bs=1 seek=$(($(stat -c %s e.idx) - 3)) conv=notrunc 2> /dev/null
            epitome similar --index e.idx query.txt; echo $?
            """
        folder.write("query.txt", "red fish")
        let outcome = ShellRun.outcome(script, in: folder)
        #expect(outcome.lines.count == 3 && outcome.lines[0].contains("\"id\":\"a\""), "\(outcome.errors)")
        #expect(
            outcome.lines[1].contains("d.index/a.txt\t")
                && outcome.lines[1].hasSuffix("The red fish swims in the cold river."))
        #expect(outcome.lines[2] == "2" && outcome.errors.contains("do not match its checksum"))
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
