import Serialization
import SystemLibrary
import TestSupport
import Testing

/// Nothing that is written may replace what is read, and no two runs may write one file.
@Suite("Outputs and inputs", .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
struct OutputSafetyTests {
    let folder = TemporaryFolder()

    private func records(_ count: Int = 30) -> String {
        (0..<count).map {
            "{\"id\":\($0),\"text\":\"The \($0 % 2 == 0 ? "team won the cup" : "council raised a tax") on day \($0).\",\"label\":\"\($0 % 2)\",\"summary\":\"Won.\"}\n"
        }.joined()
    }

    @Test(
        "An output that is an input is refused before anything is opened, by whatever name",
        arguments: [
            "classify in.jsonl -o in.jsonl", "classify in.jsonl -o ./in.jsonl", "classify in.jsonl -o link.jsonl",
            "classify link.jsonl -o in.jsonl", "classify in.jsonl -o hard.jsonl",
            "classify in.jsonl -o sub/../in.jsonl",
            "classify in.jsonl -o o.jsonl --errors in.jsonl", "summarize in.jsonl -o in.jsonl",
            "summarize in.jsonl --multi -o in.jsonl", "summarize in.jsonl --update in.jsonl -o in.jsonl",
            "train in.jsonl -o in.jsonl --no-tuning", "train in.jsonl -o m --report in.jsonl --no-tuning",
            "train in.jsonl -o m --report ./m --no-tuning", "evaluate classify in.jsonl --report in.jsonl",
            "evaluate summarize in.jsonl --report in.jsonl", "evaluate summarize in.jsonl --scores link.jsonl",
            "evaluate rouge in.jsonl --candidate-field text --scores in.jsonl",
            "similar --index in.jsonl --save in.jsonl",
            "similar --index in.jsonl in.jsonl -o hard.jsonl", "classify in.jsonl -o a --errors ./a",
            "classify o.jsonl.partial -o o.jsonl", "classify -o in.jsonl < in.jsonl", "classify in.jsonl >> in.jsonl",
            "classify d -o d/in.jsonl", "classify in.jsonl --model m.safetensors -o m.safetensors",
        ])
    func refused(line: String) throws {
        let content = records()
        folder.write("in.jsonl", content)
        folder.write("o.jsonl.partial", content)
        folder.write("d/in.jsonl", content)
        folder.write("m.safetensors", content)
        folder.write("sub/x", "")
        #expect(ShellRun("cd \(folder.path) && ln -s in.jsonl link.jsonl && ln in.jsonl hard.jsonl").status == 0)
        let outcome = ShellRun.outcome("epitome \(line)", in: folder)
        #expect(outcome.status == 64, "\(outcome.errors)")
        #expect(outcome.errors.hasPrefix("epitome: ") && !outcome.errors.contains("Usage"))
        for name in ["in.jsonl", "o.jsonl.partial", "d/in.jsonl", "m.safetensors", "link.jsonl", "hard.jsonl"] {
            #expect(folder.text(name) == content, "\(name)")
        }
    }

    @Test("A device is no file: it may be read and written")
    func devices() {
        #expect(ShellRun.outcome("epitome sentences /dev/null -o /dev/null", in: folder).status == 2)
        folder.write("in.jsonl", records())
        #expect(ShellRun.outcome("epitome sentences in.jsonl -o /dev/null --errors /dev/null", in: folder).status == 0)
        let dash = ShellRun.outcome("epitome sentences in.jsonl -o - && ls", in: folder)
        #expect(dash.status == 0 && dash.lines.count == 31 && dash.lines.last == "in.jsonl")
    }

    @Test("What a run writes into the folder that it reads is passed over, also when it runs again")
    func ownOutput() {
        folder.write("d/a.txt", "The team won the cup.")
        folder.write("d/b.txt", "The council met.")
        let line = "epitome classify d -o d/out.jsonl --errors d/bad.jsonl --format jsonl"
        let first = ShellRun.outcome(line, in: folder)
        #expect(first.status == 0 && first.errors.contains("d/out.jsonl lies in the folder d, which is read"))
        let once = folder.text("d/out.jsonl")
        #expect(once?.split(separator: "\n").count == 2)
        #expect(ShellRun.outcome(line + " -q", in: folder).errors.isEmpty)
        #expect(folder.text("d/out.jsonl") == once)
        // What is excluded is no input.
        #expect(
            ShellRun.outcome("epitome classify d --include a.txt -o d/b.txt --format jsonl", in: folder).status == 0)
        #expect(folder.text("d/b.txt")?.contains("a.txt") == true)
    }

    @Test("A second run on one output is refused with the number of the first, which ends whole")
    func twoRuns() throws {
        folder.write("in.jsonl", records())
        let outcome = ShellRun.outcome(
            """
            (head -n 15 in.jsonl; sleep 1.5; tail -n 15 in.jsonl) | '\(try #require(BuiltCommand.path))' sentences -o o.jsonl --input-format jsonl -q - &
            first=$!
            for i in $(seq 50); do [ -s o.jsonl.partial.run ] && break; sleep 0.02; done
            epitome language in.jsonl -o o.jsonl; echo "second $?"
            epitome language in.jsonl -o o.jsonl --resume; echo "third $?"
            epitome language in.jsonl -o ./o.jsonl -q; echo "fourth $?"
            echo "process $first"
            wait $first; echo "first $?"
            """, in: folder)
        #expect(outcome.lines.filter { !$0.hasPrefix("process") } == ["second 2", "third 2", "fourth 2", "first 0"])
        let process = try #require(outcome.lines.first { $0.hasPrefix("process") })
        #expect(outcome.errors.contains("o.jsonl: another run is writing it (\(process))"), "\(outcome.errors)")
        let lines = folder.text("o.jsonl")?.split(separator: "\n") ?? []
        #expect(lines.count == 30 && lines.allSatisfy { $0.contains("\"sentences\"") })
    }

    @Test("A link or file that stands in the place of the unfinished output is not written to")
    func plantedLinks() {
        folder.write("in.jsonl", records())
        folder.write("victim", "precious")
        for plant in ["ln -s victim o.jsonl.partial", "ln victim o.jsonl.partial", "ln -s nowhere o.jsonl.partial"] {
            let outcome = ShellRun.outcome(
                "rm -f o.jsonl*; \(plant); epitome classify in.jsonl -o o.jsonl -q", in: folder)
            #expect(outcome.status == 2 && outcome.errors.contains("o.jsonl.partial: is in the way"), "\(plant)")
            #expect(folder.text("victim") == "precious" && folder.text("nowhere") == nil)
        }
        // The names of models and reports in the making can be foreseen, too.
        let model = ShellRun.outcome(
            "for i in $(seq 1 40); do ln -s victim m.partial-$((BASHPID + i)); done; epitome train in.jsonl -o m --no-tuning -q",
            in: folder)
        #expect(model.status == 0 && folder.text("victim") == "precious")
    }

    @Test("What an interrupted run left is not thrown away unasked")
    func leftovers() {
        folder.write("in.jsonl", records())
        folder.write("o.jsonl.partial", "{\"id\":0,\"sentences\":[]}\n")
        let refused = BuiltCommand.run(["sentences", folder.file("in.jsonl"), "-o", folder.file("o.jsonl")])
        #expect(refused.status == 2 && refused.errors.contains("Pass --resume to go on with it, or remove it"))
        #expect(folder.text("o.jsonl.partial") == "{\"id\":0,\"sentences\":[]}\n")
        // Of text nothing can be gone on with.
        folder.write("o.txt.partial", "half a sen")
        #expect(BuiltCommand.run(["sentences", folder.file("in.jsonl"), "-o", folder.file("o.txt")]).status == 0)
    }

    @Test(
        "--resume refuses what has changed and says what; --resume=force goes on",
        arguments: [
            ("sed -i 's/day 7/day 8/' in.jsonl", "in.jsonl was changed"),
            ("echo '{\"text\":\"More.\"}' >> in.jsonl", "in.jsonl had"),
            ("cp other.safetensors m.safetensors", "m.safetensors"),
        ])
    func changedSince(change: String, reason: String) throws {
        folder.write("in.jsonl", records())
        // A run that is killed while it waits for its second input: its note stays, and what it has done.
        let command = "classify in.jsonl pipe -m m.safetensors -o o.jsonl"
        let prepare = """
            for m in m other; do epitome train in.jsonl -o $m.safetensors --no-tuning -q --metadata name=$m > /dev/null; done
            epitome classify in.jsonl -m m.safetensors --format jsonl -q | head -n 3 > saved
            mkfifo pipe; (exec 3<> pipe; sleep 1) &
            '\(try #require(BuiltCommand.path))' \(command) & sleep 0.6; kill -9 $!; wait; test -s o.jsonl.partial.run
            """
        #expect(ShellRun.outcome(prepare, in: folder).status == 0)
        folder.write("o.jsonl.partial", folder.text("saved") ?? "")
        #expect(ShellRun.outcome(change, in: folder).status == 0)
        let resumed = "(exec 3<> pipe; sleep 0.7) & epitome \(command)"
        let refused = ShellRun.outcome("\(resumed) --resume", in: folder)
        #expect(refused.status == 2 && refused.errors.contains("cannot be gone on with: "), "\(refused.errors)")
        #expect(refused.errors.contains(reason) && refused.errors.contains("--resume=force"), "\(refused.errors)")
        #expect(folder.text("o.jsonl.partial") == folder.text("saved"))
        #expect(ShellRun.outcome("\(resumed) --resume=force", in: folder).status <= 1)
    }

    @Test("Lines that no run has written, as a loss of power leaves them, are done again")
    func zeroBytes() {
        folder.write("in.jsonl", records())
        #expect(ShellRun.outcome("epitome sentences in.jsonl -o o.jsonl", in: folder).status == 0)
        let whole = folder.read("o.jsonl")
        let script = """
            head -n 9 o.jsonl > o.jsonl.partial; head -c 4000 /dev/zero >> o.jsonl.partial; printf '\\n\\n' >> o.jsonl.partial
            rm o.jsonl; epitome sentences in.jsonl -o o.jsonl --resume
            """
        #expect(ShellRun.outcome(script, in: folder).status == 0)
        #expect(folder.read("o.jsonl") == whole)
    }

    @Test("A file that is replaced hands its permissions on; a new one takes the usual ones")
    func permissions() {
        folder.write("in.jsonl", records())
        let outcome = ShellRun.outcome(
            """
            umask 022; for f in o.jsonl e.jsonl m page.html; do : > $f; chmod 600 $f; done
            epitome classify in.jsonl -o o.jsonl --errors e.jsonl -q; epitome train in.jsonl -o m --report page.html --no-tuning -q > /dev/null
            epitome classify in.jsonl -o new.jsonl -q
            stat -c %a o.jsonl e.jsonl m page.html new.jsonl
            """, in: folder)
        #expect(outcome.lines == ["600", "600", "600", "600", "644"], "\(outcome.errors)")
    }

    @Test(
        "With a descriptor closed, messages do not land in the output, and nothing that cannot be written is a success")
    func closedDescriptors() {
        folder.write("in.jsonl", records(2))
        let errors = ShellRun.outcome(
            "epitome classify nosuch.txt in.jsonl --format jsonl -o o.jsonl 2>&-; echo $?; grep -c '^epitome:' o.jsonl",
            in: folder)
        #expect(errors.lines == ["1", "0"])
        #expect(ShellRun.outcome("epitome classify in.jsonl >&-", in: folder).status == 2)
        #expect(ShellRun.outcome("epitome classify - -o p.jsonl <&-", in: folder).status == 2)
        #expect(
            ShellRun.outcome("epitome classify in.jsonl -o q.jsonl <&- >&- 2>&-; wc -l < q.jsonl", in: folder).text
                == "2\n")
    }

    @Test("A signal that was ignored at the start stays ignored", arguments: ["HUP", "INT", "TERM"])
    func ignoredSignals(name: String) throws {
        folder.write("in.jsonl", records(4))
        let outcome = ShellRun.outcome(
            """
            trap '' \(name)
            (head -n 2 in.jsonl; sleep 0.8; tail -n 2 in.jsonl) | '\(try #require(BuiltCommand.path))' classify --input-format jsonl -o o.jsonl -q - &
            sleep 0.4; kill -\(name) $!; wait $!; echo $?; wc -l < o.jsonl
            """, in: folder)
        #expect(outcome.lines == ["0", "4"])
    }
}
