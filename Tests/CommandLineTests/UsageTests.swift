import Serialization
import TestSupport
import Testing

/// What a stranger meets who mistypes, redirects or passes odd things.
@Suite("Wrong usage and odd streams", .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
struct UsageTests {
    let folder = TemporaryFolder()
    let records = """
        {"id":7,"text":"The harbour was closed on Monday.","summary":"The harbour was closed.","label":"x"}
        {"id":"b","text":"The cup was won in extra time.","summary":"The cup was won.","label":"y"}

        """

    @Test(
        "A mistyped command is named with the one that was meant",
        arguments: [
            (["sumarize", "a.txt"], "There is no command 'sumarize'. Did you mean 'summarize'?"),
            (["help", "clasify"], "There is no command 'clasify'. Did you mean 'classify'?"),
            (["evaluate", "ruoge"], "There is no command 'ruoge'. Did you mean 'rouge'?"),
            (["frobnicate"], "There is no command 'frobnicate'; the commands are summarize, classify,"),
        ])
    func mistypedCommand(arguments: [String], message: String) {
        let outcome = BuiltCommand.run(arguments)
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("epitome: " + message), "\(outcome.errors)")
    }

    @Test("A file in place of a command is told what to do with it")
    func fileAsCommand() {
        let path = folder.write("a.txt", "One sentence.")
        let outcome = BuiltCommand.run([path])
        #expect(outcome.status == 64 && outcome.errors.contains("`epitome summarize \(path)`"))
    }

    @Test(
        "Arguments that make no sense are refused",
        arguments: [
            (["classify", "-", "-"], "`-` stands more than once"),
            (["summarize", "--language", "english"], "--language takes auto or an ISO 639-1 code"),
            (["summarize", "--multi", "--errors", "e"], "--multi gives one result"),
            (["summarize", "--method", "textrnk"], "'textrnk' is invalid"),
            (["similar", "--index", "x", "--format", "markdown"], "'markdown' is invalid"),
            (["models", "--format", "jsonl"], "one of 'text' and 'json'"),
        ])
    func refusals(arguments: [String], message: String) {
        let outcome = BuiltCommand.run(arguments)
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("epitome: ") && outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test("Help names just the forms that a command writes", arguments: ["classify", "tokens", "extract", "summarize"])
    func formats(command: String) {
        let path = folder.write("a.txt", "The harbour was closed on Monday. The ships waited outside it.")
        let help = BuiltCommand.run([command, "--help"], environment: ["COLUMNS=400"]).text
        for format in ["text", "json", "jsonl", "markdown", "html"] {
            let isNamed = help.split(separator: "\n").contains { line in
                line.contains("--format <format>") && line.contains("input is")
                    && (line.contains(" \(format),") || line.contains(" \(format))"))
            }
            #expect((BuiltCommand.run([command, path, "--format", format]).status == 0) == isNamed, "\(format)")
        }
    }

    @Test("Where every input fails as a whole, nothing was done")
    func allFail() {
        let empty = folder.write("empty.txt", ""), blank = folder.write("blank.txt", " \n")
        let binary = folder.write("binary", "a\0b")
        #expect(BuiltCommand.run(["classify", empty, blank, binary]).status == 2)
        // A stream that was read is something, though no record of it was good.
        #expect(BuiltCommand.run(["classify", folder.write("bad.jsonl", "bad\nworse\n")]).status == 1)
    }

    @Test("Of a stream of bad lines the first are reported, and nothing is said of a missing label or reference")
    func manyFailures() {
        let path = folder.write("bad.jsonl", String(repeating: "bad\n", count: 50))
        for command in [["evaluate", "classify"], ["evaluate", "summarize"], ["evaluate", "rouge"]] {
            let outcome = BuiltCommand.run(command + [path])
            let lines = outcome.errors.split(separator: "\n")
            #expect(outcome.status == 2 && lines.count == 21, "\(command)")
            #expect(lines.last == "epitome: further errors are not shown")
        }
    }

    @Test(
        "Commands that write one result end as those on documents do: a reader gone, a full disk",
        arguments: [
            "models", "--help", "manual", "evaluate rouge PATH --candidate-field text", "similar --index PATH PATH",
        ])
    func streams(line: String) throws {
        let command = try #require(BuiltCommand.path)
        let path = folder.write("records.jsonl", records)
        let arguments = line.split(separator: " ").map { $0 == "PATH" ? path : String($0) }.joined(separator: " ")
        let status = folder.file("status")
        // The reader ends before the writer begins.
        _ = ShellRun("(sleep 0.2; \(command) \(arguments); echo $? > \(status)) | true")
        #expect(folder.text("status") == "0\n")
        #expect(ShellRun("\(command) \(arguments) > /dev/full 2> \(folder.file("errors"))").status == 2)
        #expect(folder.text("errors") == "epitome: standard output: the disk is full; make room and run again\n")
    }

    @Test("Identifiers keep their type in clusters, among neighbours, and through an index file")
    func identifiers() throws {
        let path = folder.write("records.jsonl", records)
        let cluster = try JSONValue(
            parsing: BuiltCommand.run(["summarize", "--multi", "--format", "json", path]).text)
        #expect(cluster["ids"] == [7, "b"])
        let index = folder.file("records.index")
        #expect(BuiltCommand.run(["similar", "--index", path, "--save", index]).status == 0)
        for collection in [path, index] {
            let outcome = BuiltCommand.run(["similar", "--index", collection, "--top", "1", path])
            let values = try outcome.lines.map { try JSONValue(parsing: $0) }
            #expect(values.map { $0["id"] } == [7, "b"])
            #expect(values.map { $0["matches"]?.array?.first?["id"] } == [7, "b"])
            #expect(values.map { $0["matches"]?.array?.first?["score"]?.double } == [1, 1])
        }
        let text = BuiltCommand.run(["similar", "--index", path, "--among", "--format", "text"])
        #expect(text.lines.first?.hasPrefix("7\tb\t") == true)
    }

    @Test("What is written to a device or through a link leaves them what they are")
    func devicesAndLinks() {
        let path = folder.write("records.jsonl", records)
        let evaluation = ["evaluate", "rouge", path, "--candidate-field", "text"]
        // The standard output is a file here, so that its name in /dev leads to a file, too.
        #expect(BuiltCommand.run(evaluation + ["--scores", "/dev/null", "--report", "/dev/stdout"]).status == 0)
        let lines = BuiltCommand.run(["sentences", path, "--output", "/dev/stdout"])
        #expect(lines.status == 0 && lines.lines.count == 2)
        #expect(ShellRun("test -c /dev/null && test -L /dev/stdout && ! ls /dev | grep -q partial").status == 0)
        #expect(ShellRun("cd \(folder.path) && touch aim && ln -s aim link && ln -s aim other").status == 0)
        #expect(BuiltCommand.run(evaluation + ["--scores", folder.file("other")]).status == 0)
        #expect(folder.text("aim")?.hasPrefix("{\"id\":7,\"") == true)
        #expect(BuiltCommand.run(["sentences", path, "--output", folder.file("link")]).status == 0)
        #expect(folder.text("aim")?.hasPrefix("{\"id\":7,") == true)
        #expect(ShellRun("cd \(folder.path) && test -L link && test -L other && ! ls | grep -q partial").status == 0)
    }

    @Test("A page reads in the direction of its text; its title is the article's, not that of a notice above it")
    func page() {
        // Tests/CommandLineTests/UsageTests.swift: the package is three components up.
        let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let article = "\(root)/Data/articles/cookie-notice.txt"
        let page = BuiltCommand.run(["summarize", "--format", "html", article]).text
        #expect(page.contains("<h1 dir=\"auto\">Halden Stores to close 38 shops and hire"))
        #expect(page.contains("<div class=\"text\" dir=\"auto\">"))
    }
}
