import SystemLibrary
import TestSupport
import Testing

/// Every call of the system fails once, at every place: what has a name afterwards is whole, and what failed was said.
@Suite(
    "Failing calls of the system",
    .enabled(if: BuiltCommand.isBuilt && FaultShim.shared != nil, "no C compiler for the shim"))
struct FaultTests {
    let folder = TemporaryFolder()

    private func records(_ count: Int) -> String {
        (0..<count).map {
            "{\"id\":\($0),\"text\":\"The council met on day \($0). It voted.\",\"label\":\"\($0 % 2)\"}\n"
        }.joined()
            + "broken\n"
    }

    /// Runs a command with each call of a function failing in turn, until there are no more calls; the files are checked after each.
    private func forEachFault(
        _ function: String, _ code: Int32, _ line: String, _ check: (BuiltCommand.Outcome, Int) -> Void
    ) throws -> Int {
        let shim = try #require(FaultShim.shared)
        let log = folder.file("log")
        for number in 1...200 {
            unlink(log)
            let outcome = ShellRun.outcome(
                "rm -f o.jsonl* e.jsonl* m m.*; export \(shim.environment(function, number, code, log: log)); epitome \(line)",
                in: folder)
            guard folder.text("log")?.contains("FAILED") == true else { return number - 1 }
            #expect(outcome.status < 128, "\(function) \(number) \(code): \(outcome.status) \(outcome.errors)")
            check(outcome, number)
        }
        return 200
    }

    @Test(
        "A run on documents: the output is whole or has no name, and the status says which",
        arguments: [
            ("write", EIO), ("write", ENOSPC), ("write", EINTR), ("read", EIO), ("read", EINTR), ("open", EMFILE),
            ("open", EACCES),
            ("rename", EIO), ("fsync", EIO), ("close", EIO), ("flock", ENOLCK), ("flock", EINTR),
        ])
    func runs(function: String, code: Int32) throws {
        folder.write("in.jsonl", records(40))
        let line = "sentences in.jsonl -o o.jsonl --errors e.jsonl -j 1"
        #expect(
            ShellRun.outcome("epitome \(line); cp o.jsonl whole.jsonl; cp e.jsonl errors.jsonl", in: folder).status == 0
        )
        let (whole, errors) = (folder.read("whole.jsonl"), folder.read("errors.jsonl"))
        let calls = try forEachFault(function, code, line) { outcome, number in
            let context = "\(function) \(number) \(code): status \(outcome.status), \(outcome.errors)"
            if let output = folder.read("o.jsonl") {
                // Only an input that could not be read gives another output, and says so.
                #expect(output == whole || outcome.errors.contains("in.jsonl: "), "\(context)")
                if output == whole { #expect(folder.read("e.jsonl") == errors, "\(context)") }
            } else {
                #expect(outcome.status == 2 && outcome.errors.hasPrefix("epitome: "), "\(context)")
            }
            if code == EINTR || code == ENOLCK {
                #expect(outcome.status == 1 && folder.read("o.jsonl") == whole, "\(context)")
            }
        }
        #expect(calls >= 1, "\(function)")
    }

    @Test(
        "A model: whole or absent",
        arguments: [("write", ENOSPC), ("fsync", EIO), ("rename", EIO), ("open", EACCES), ("close", EIO)])
    func models(function: String, code: Int32) throws {
        folder.write("in.jsonl", records(40))
        let line = "train in.jsonl -o m --no-tuning -q -j 1"
        #expect(ShellRun.outcome("epitome \(line); cp m whole", in: folder).status == 0)
        let whole = folder.read("whole")
        let calls = try forEachFault(function, code, line) { outcome, number in
            let model = folder.read("m")
            #expect(model == nil || model == whole, "\(function) \(number)")
            #expect(
                model == nil ? outcome.status == 2 : outcome.status <= 2, "\(function) \(number): \(outcome.status)")
            #expect(ShellRun.outcome("ls | grep -c partial", in: folder).text == "0\n", "\(function) \(number)")
        }
        #expect(calls >= 1)
    }

    @Test(
        "File and folder are synced before and after the name is given",
        arguments: ["sentences in.jsonl -o o.jsonl", "train in.jsonl -o m --no-tuning -q"])
    func order(line: String) throws {
        folder.write("in.jsonl", records(40))
        let shim = try #require(FaultShim.shared)
        _ = ShellRun.outcome(
            "export \(shim.environment("none", 1, 0, log: folder.file("log"))); epitome \(line)", in: folder)
        let calls = (folder.text("log") ?? "").split(separator: "\n").filter { ["fsync", "rename"].contains($0) }
        let name = try #require(calls.lastIndex(of: "rename"))
        #expect(name > 0 && calls[name - 1] == "fsync" && calls[name...].dropFirst().contains("fsync"), "\(calls)")
    }

    @Test("With ever less memory the output is whole or has no name")
    func memory() throws {
        folder.write("in.jsonl", records(400))
        #expect(
            ShellRun.outcome("epitome summarize in.jsonl -o o.jsonl; cp o.jsonl whole.jsonl", in: folder).status == 0)
        let whole = folder.read("whole.jsonl")
        var failures = 0
        for kilobytes in stride(from: 400_000, through: 20_000, by: -38_000) {
            let outcome = ShellRun.outcome(
                "export SWIFT_BACKTRACE=enable=no; ulimit -v \(kilobytes); ulimit -c 0; rm -f o.jsonl*; timeout 60 '\(BuiltCommand.path ?? "")' summarize in.jsonl -o o.jsonl -q -j 2",
                in: folder)
            let output = folder.read("o.jsonl")
            #expect(output == nil || output == whole, "\(kilobytes) kB")
            if output == nil { failures += 1 }
            #expect(output != nil || outcome.status != 0, "\(kilobytes) kB")
        }
        #expect(failures > 0)
    }
}
