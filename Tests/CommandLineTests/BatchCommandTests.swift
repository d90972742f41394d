import Corpora
import Serialization
import SystemLibrary
import TestSupport
import Testing
import TextProcessing

@Suite("Batch through the command", .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
struct BatchCommandTests {
    let folder = TemporaryFolder()

    private func input(_ count: Int, seed: UInt64 = 1) -> String {
        var generator = SeededGenerator(seed: seed)
        let words = ["river", "team", "minister", "match", "market", "share", "film", "storm", "vote", "goal"]
        let lines = (0..<count).map { number -> String in
            if number % 97 == 13 { return "broken line \(number)\n" }
            let text = (0..<Int.random(in: 1...30, using: &generator)).map { _ in
                "The \(words[Int.random(in: 0..<words.count, using: &generator)]) is here."
            }.joined(separator: " ")
            return "{\"id\":\(number),\"text\":\"\(text)\"}\n"
        }
        return folder.write("in.jsonl", lines.joined())
    }

    @Test("The output does not depend on the number of jobs")
    func order() {
        let path = input(3000)
        let one = BuiltCommand.run(["classify", path, "--jobs", "1"])
        #expect(one.lines.count == 3000 && one.status == 1)
        for jobs in ["2", "7"] { #expect(BuiltCommand.run(["classify", path, "-j", jobs]).output == one.output) }
    }

    @Test("A JSON array is a stream of documents like JSON Lines; where it breaks is said")
    func jsonArray() throws {
        _ = input(400)
        let lines = try #require(folder.text("in.jsonl"))
        let records = lines.split(separator: "\n").filter { $0.hasPrefix("{") }
        let plain = folder.write("plain.jsonl", records.joined(separator: "\n"))
        let array = folder.write("array.json", "[\n" + records.joined(separator: ",\n  ") + "\n]\n")
        let whole = BuiltCommand.run(["sentences", array])
        #expect(whole.status == 0 && whole.output == BuiltCommand.run(["sentences", plain]).output)
        folder.write("broken.json", "[" + records.prefix(3).joined(separator: ",") + " oops]")
        let broken = BuiltCommand.run(["sentences", folder.file("broken.json"), "--format", "jsonl"])
        #expect(broken.status == 1 && broken.lines.count == 4)
        #expect(broken.lines.last?.contains("broken.json line 1: a comma or the array's end was expected") == true)
    }

    @Test("Output files appear whole, compressed where the name says so, and errors are collected")
    func files() throws {
        let path = input(1000)
        let plain = BuiltCommand.run(["sentences", path])
        let outcome = BuiltCommand.run(
            [
                "sentences", path, "-o", folder.file("out.jsonl.gz"), "--errors", folder.file("errors.jsonl"),
                "--verbose",
            ])
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("1,000 documents, 11 failed"))
        #expect(CorpusReader(paths: [folder.file("out.jsonl.gz")], options: lines).map(text) == plain.lines)
        let errors = try (folder.text("errors.jsonl") ?? "").split(separator: "\n").map {
            try JSONValue(parsing: String($0))
        }
        #expect(errors.map { $0["line"]?.integer } == stride(from: 14, through: 1000, by: 97).map { $0 })
        #expect(errors[0]["code"] == "invalid-record" && errors[0]["path"]?.string == path)
        for name in ["out.jsonl.gz.partial", "out.jsonl.gz.partial.run", "errors.jsonl.partial"] {
            #expect(access(folder.file(name), F_OK) != 0, "\(name)")
        }
    }

    private var lines: CorpusOptions {
        var options = CorpusOptions()
        options.format = .lines
        return options
    }

    private func text(_ record: CorpusRecord) -> String {
        guard let document = try? record.content.get() else { return "" }
        if case .text(let text) = document.content { return text }
        return ""
    }

    @Test("--limit and --sample try a run out")
    func trial() {
        let path = input(1000)
        #expect(BuiltCommand.run(["tokens", path, "--limit", "5"]).lines.count == 5)
        let sample = BuiltCommand.run(["tokens", path, "--sample", "0.1"]).lines
        #expect(sample.count > 60 && sample.count < 140)
        #expect(BuiltCommand.run(["tokens", path, "--sample", "0.1", "--limit", "10"]).lines == Array(sample[..<10]))
    }

    @Test(
        "A run killed at any moment and resumed each time gives the same bytes",
        arguments: ["out.jsonl", "out.jsonl.gz"])
    func kills(name: String) throws {
        let kills = getenv("EPITOME_KILLS").flatMap { Int(String(cString: $0)) } ?? 12
        let path = input(kills > 100 ? 20_000 : 6000)
        let whole = folder.file("whole-" + name)
        let arguments = ["sentences", path, "--errors", folder.file("errors.jsonl"), "--quiet", "--output"]
        #expect(BuiltCommand.run(arguments + [whole]).status == 1)
        let expected = folder.read("whole-" + name)
        let expectedErrors = folder.read("errors.jsonl")
        unlink(folder.file("errors.jsonl"))

        var generator = SeededGenerator(seed: 11)
        var done = 0
        var status: Int32 = 137
        while status == 137 {
            // Growing delays, so that a slow machine gets through as well.
            let delay = UInt32.random(in: 1000...(60_000 + UInt32(done) * 4000), using: &generator)
            status =
                BuiltCommand.run(
                    arguments + [folder.file(name), "--resume"], killedAfter: done < kills ? (delay, SIGKILL) : nil
                ).status
            if done < kills, status != 137 {
                // The run ended before the signal: check it, and begin again until enough signals have hit.
                #expect(folder.read(name) == expected)
                unlink(folder.file(name))
                unlink(folder.file("errors.jsonl"))
                status = 137
            }
            done += 1
            if done > kills * 4 + 4 { break }
        }
        #expect(status == 1)
        #expect(folder.read(name) == expected)
        #expect(folder.read("errors.jsonl") == expectedErrors)
    }

    @Test("A run killed after the errors got their name and before the output did keeps the errors")
    func killedBetweenNames() {
        let path = input(2000)
        let arguments = ["sentences", path, "--errors", folder.file("e.jsonl"), "--output", folder.file("o.jsonl")]
        #expect(BuiltCommand.run(arguments).status == 1)
        let output = folder.read("o.jsonl")
        let errors = folder.read("e.jsonl")
        #expect(errors?.isEmpty == false)
        rename(folder.file("o.jsonl"), OutputFile.partialPath(of: folder.file("o.jsonl")))
        #expect(BuiltCommand.run(arguments + ["--resume"]).status == 1)
        #expect(folder.read("o.jsonl") == output)
        #expect(folder.read("e.jsonl") == errors)
    }

    @Test("SIGINT and SIGTERM finish what is in flight and say how to go on", arguments: [SIGINT, SIGTERM])
    func interrupts(signal: Int32) {
        let path = input(60_000)
        let arguments = ["sentences", path, "--output", folder.file("o.jsonl")]
        let outcome = BuiltCommand.run(arguments, killedAfter: (150_000, signal))
        // A very fast machine may be done before the signal comes.
        guard outcome.status != 1 else { return }
        #expect(outcome.status == 128 + signal)
        #expect(outcome.errors.contains("interrupted after"))
        #expect(outcome.errors.contains("run the same command with --resume to go on"))
        #expect(folder.read("o.jsonl.partial")?.last.map { $0 == 0x0A } ?? true)
        #expect(BuiltCommand.run(arguments + ["--resume"]).status == 1)
        let direct = BuiltCommand.run(["sentences", path])
        #expect(folder.read("o.jsonl") == direct.output)
    }

    @Test("--resume refuses another command's partial output, and leaves a complete one alone")
    func resumeGuards() {
        let path = input(200)
        folder.write("o.jsonl.partial", "{\"id\":0}\n")
        folder.write("o.jsonl.partial.run", "{\"version\":\"0\",\"arguments\":[\"sentences\",\"other.jsonl\"]}")
        let refused = BuiltCommand.run(["sentences", path, "--output", folder.file("o.jsonl"), "--resume"])
        #expect(refused.status == 2 && refused.errors.contains("the interrupted run had other arguments"))
        folder.write("done.jsonl", "{\"id\":0}\n")
        let complete = BuiltCommand.run(["sentences", path, "--output", folder.file("done.jsonl"), "--resume"])
        #expect(complete.status == 0 && complete.errors.contains("complete already"))
        #expect(folder.text("done.jsonl") == "{\"id\":0}\n")
    }

    @Test("As a worker it answers line by line before its input ends")
    func worker() throws {
        let command = try #require(BuiltCommand.path)
        // The shell writes a line, waits for its answer, and only then writes the next.
        let script = """
            coproc \(command) classify --input-format jsonl --unbuffered --quiet 2>/dev/null
            for number in 1 2 3 4 5; do
              if [ $number = 3 ]; then echo 'broken' >&"${COPROC[1]}"
              else echo "{\\"id\\":\\"w$number\\",\\"text\\":\\"The team won the match.\\"}" >&"${COPROC[1]}"; fi
              read -r -t 20 answer <&"${COPROC[0]}" || exit 9
              echo "$answer" >> \(folder.file("answers"))
            done
            """
        #expect(ShellRun(script).status == 0)
        let answers = try (folder.text("answers") ?? "").split(separator: "\n").map {
            try JSONValue(parsing: String($0))
        }
        #expect(answers.count == 5)
        #expect(answers.map { $0["id"] } == ["w1", "w2", 3, "w4", "w5"])
        #expect(answers.map { $0["error"] != nil } == [false, false, true, false, false])
    }
}
