import Serialization
import TestSupport
import Testing

/// What comes from documents and names must not be obeyed by a terminal, a Markdown reader or a spreadsheet.
@Suite("Texts and names in the output", .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
struct TextSafetyTests {
    let folder = TemporaryFolder()

    /// A run whose standard output and error are a terminal; nil where `script` (util-linux) is missing.
    private func onTerminal(_ line: String, columns: Int = 80, term: String = "xterm") -> String? {
        guard ShellRun("command -v script > /dev/null").status == 0 else { return nil }
        let command = "stty cols \(columns); \(BuiltCommand.path ?? "") \(line)"
        let outcome = ShellRun.outcome(
            "export TERM=\(term); script -qec \"\(command)\" typescript > /dev/null 2>&1; cat typescript", in: folder)
        return outcome.text
    }

    private let hostile =
        "The council \u{1B}]0;PWNED\u{7}met \u{9B}31m on \u{202E}Monday\u{202C} to decide on the budget."

    @Test("On a terminal control characters are made visible; in a pipe, and with --raw, they are as they were")
    func terminal() throws {
        folder.write("a.txt", hostile)
        for command in ["summarize", "sentences", "extract", "summarize --highlight", "summarize --format markdown"] {
            guard let shown = onTerminal("\(command) a.txt") else { return }
            #expect(shown.contains("\\x1B") && shown.contains("\\u{9B}") && shown.contains("\\u{202E}"), "\(command)")
            #expect(
                !shown.contains("\u{1B}]0;") && !shown.contains("\u{9B}") && !shown.contains("\u{202E}"), "\(command)")
        }
        // The program's own emphasis passes.
        #expect(onTerminal("summarize --highlight a.txt")?.contains("\u{1B}[1;33m") == true)
        #expect(onTerminal("sentences --raw a.txt")?.contains("\u{1B}]0;PWNED") == true)
        #expect(BuiltCommand.run(["sentences", folder.file("a.txt")]).text.contains("\u{1B}]0;PWNED"))
    }

    @Test("Names in messages are made visible, too")
    func messages() throws {
        guard let shown = onTerminal("summarize \\\"\\$(printf 'no\\\\033]0;PWNED\\\\007.txt')\\\"") else { return }
        #expect(shown.contains("no\\x1B]0;PWNED\\x07.txt: no such file"), "\(shown)")
    }

    @Test("Progress fits the terminal, and says nothing to a dumb one")
    func progress() throws {
        folder.write(
            "in.jsonl",
            String(
                repeating: "{\"text\":\"The council met on Monday to decide on the budget of the town.\"}\n",
                count: 60_000))
        guard let narrow = onTerminal("sentences in.jsonl -o o.jsonl -j 1", columns: 24) else { return }
        let drawn = narrow.split(whereSeparator: { $0 == "\r" || $0 == "\n" || $0 == "\r\n" }).filter {
            $0.contains("/s")
        }
        for line in drawn { #expect(line.prefix { $0 != "\u{1B}" }.count < 24, "\(line)") }
        #expect(onTerminal("sentences in.jsonl -o p.jsonl -j 1", term: "dumb")?.contains("\u{1B}") == false)
    }

    @Test("Markdown keeps words as words: no tag, link, heading or list comes into being")
    func markdown() throws {
        let words = "# <script>alert(1)</script> met on [Monday](javascript:alert(2)) &lt; `a` *b* _c_ a_b 1 < 2."
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("title", words)
        writer.member("text", words + " A second sentence is here.")
        writer.endObject()
        folder.write("a.jsonl", writer.text + "\n")
        for command in ["summarize", "extract"] {
            let text = BuiltCommand.run([command, "--format", "markdown", folder.file("a.jsonl")]).text
            for (plain, shown) in [
                ("<script>", "\\<script\\>"), ("[Monday]", "\\[Monday\\]"), ("&lt;", "\\&lt;"),
                ("`a`", "\\`a\\`"),
                ("*b*", "\\*b\\*"), (" _c_", "\\_c\\_"),
            ] {
                #expect(text.contains(shown) && !text.contains(" \(plain)"), "\(command) \(plain): \(text)")
            }
            #expect(text.contains("a_b") && text.contains("\\# "))
        }
        folder.write("b.jsonl", "{\"text\":\"- one. 2. two is a sentence here.\"}\n")
        let list = BuiltCommand.run(["summarize", "--format", "markdown", folder.file("b.jsonl")]).text
        #expect(list.contains("- 2\\. two is"))
    }

    @Test("Links that run something are left out of an article's Markdown")
    func links() {
        let paragraph = String(repeating: "The council met on Monday and decided on the budget of the town. ", count: 8)
        folder.write(
            "a.html",
            "<html><body><article><h1>T</h1><p>\(paragraph)<a href=' java&#10;script:alert(1)'>one</a> <a href='DATA:text/html,x'>two</a> <a href='https://example.org/a(b)'>three</a> &amp; 1. four | five</p></article></body></html>"
        )
        let text = BuiltCommand.run(["extract", "--format", "markdown", folder.file("a.html")]).text
        #expect(text.contains("one") && !text.lowercased().contains("script:") && !text.lowercased().contains("data:"))
        #expect(text.contains("[three](https://example.org/a%28b%29)") && text.contains("four \\| five"))
    }

    @Test("Fields of tab-separated text are one line each")
    func fields() {
        folder.write("a\tb\nc.txt", "The team won the match with a late goal.")
        let outcome = BuiltCommand.run(["classify", "--with-path", folder.file("a\tb\nc.txt")])
        #expect(outcome.lines.count == 1 && outcome.lines[0].split(separator: "\t").count == 3)
        #expect(outcome.lines[0].contains("a\\tb\\nc.txt"))
    }

    @Test("CSV is RFC 4180, with a line for each record, and formulas are made harmless if asked for")
    func csv() throws {
        folder.write(
            "in.jsonl",
            "{\"id\":\"=1+1\",\"text\":\"The team won the match with a late goal.\"}\nbroken\n{\"id\":\"a,\\\"b\\\"\\nc\",\"text\":\"The minister resigned after the vote.\"}\n"
        )
        for (command, columns) in [
            ("classify", "label,probability,reason"), ("language", "language,probability"),
            ("keywords -k 1", "keyword,score,count"),
            ("similar --index in.jsonl -k 1", "match,score"),
        ] {
            let outcome = ShellRun.outcome("epitome \(command) in.jsonl -o o.csv", in: folder)
            #expect(outcome.status == 1, "\(command): \(outcome.errors)")
            let text = folder.text("o.csv") ?? ""
            #expect(text.hasPrefix("id,\(columns),error\r\n=1+1,"), "\(text)")
            #expect(text.contains("\r\n2,,") && text.contains("in.jsonl line 2: "), "\(text)")
            #expect(text.contains("\r\n\"a,\"\"b\"\"\nc\","), "\(text)")
            let safe = ShellRun.outcome(
                "epitome \(command) in.jsonl --format csv --formula-safe -q 2>/dev/null", in: folder)
            #expect(safe.text.contains("\r\n'=1+1,"), "\(safe.text)")
        }
        let tsv = ShellRun.outcome("epitome language in.jsonl --format tsv 2>/dev/null", in: folder)
        #expect(
            tsv.lines.count == 4
                && tsv.lines.allSatisfy { $0.split(separator: "\t", omittingEmptySubsequences: false).count == 4 })
        let none = ShellRun.outcome("epitome summarize in.jsonl -o o.csv", in: folder)
        #expect(none.status == 64 && none.errors.contains("named as csv"))
        #expect(ShellRun.outcome("epitome classify in.jsonl -o x.html; ls x.html", in: folder).status != 0)
    }

    @Test("Whether the path is printed can be stated; of several documents each is named")
    func paths() {
        folder.write("a.txt", "The harbour was closed on Monday. The ships waited outside it.")
        folder.write("b.txt", "The cup was won in extra time. The team came home.")
        for command in ["classify", "language", "keywords"] {
            let one = ShellRun.outcome("epitome \(command) a.txt; epitome \(command) --with-path a.txt", in: folder)
            #expect(one.lines.count == 2 && one.lines[1] == "a.txt\t" + one.lines[0])
            let two = ShellRun.outcome(
                "epitome \(command) a.txt b.txt; epitome \(command) --no-path a.txt b.txt", in: folder)
            #expect(two.lines.count == 4 && two.lines[0] == "a.txt\t" + two.lines[2])
        }
        let summaries = ShellRun.outcome("epitome summarize a.txt b.txt", in: folder)
        #expect(summaries.lines.filter { !$0.contains("The") } == ["==> a.txt <==", "", "==> b.txt <=="])
        #expect(summaries.lines.first == "==> a.txt <==" && summaries.lines.last == "The team came home.")
        let bare = ShellRun.outcome("epitome summarize --no-path a.txt b.txt; epitome summarize a.txt", in: folder)
        #expect(bare.lines.count == 6 && !bare.text.contains("==>"))
        let cluster = ShellRun.outcome("epitome summarize --multi a.txt b.txt", in: folder)
        #expect(cluster.lines.allSatisfy { $0.hasSuffix(" [a.txt]") || $0.hasSuffix(" [b.txt]") })
        let page = ShellRun.outcome("epitome summarize --multi a.txt b.txt --format html", in: folder).text
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("a.txt") && page.hasSuffix("</html>\n"))
        let sentences = ShellRun.outcome("epitome sentences --with-path a.txt; epitome sentences a.txt", in: folder)
        #expect(sentences.lines.count == 4 && sentences.lines[0] == "a.txt\t" + sentences.lines[2])
    }

    @Test("Names that are not UTF-8 are files like others, given or found in a folder, and outputs, too")
    func otherNames() throws {
        let prepare =
            "mkdir \"$(printf 'd\\xff')\"; printf 'The council met. It voted.' > \"$(printf 'd\\xff/x\\xfe.txt')\""
        #expect(ShellRun.outcome(prepare, in: folder).status == 0)
        let walked = ShellRun.outcome("epitome sentences . --format jsonl", in: folder)
        let record = try JSONValue(parsing: walked.text)
        #expect(walked.status == 0 && record["id"] == "./d\\xFF/x\\xFE.txt" && record["sentences"]?.array?.count == 2)
        let given = ShellRun.outcome(
            "epitome sentences d*/x*.txt -o \"$(printf 'o\\xe9.txt')\"; cat o*.txt; ls | wc -l", in: folder)
        #expect(given.lines == ["The council met.", "It voted.", "2"], "\(given.errors)")
        let missing = ShellRun.outcome("epitome sentences \"$(printf 'no\\xe9.txt')\"", in: folder)
        #expect(
            missing.status == 2 && missing.errors == "epitome: no\\xE9.txt: no such file or folder; check the path\n")
        // A name that really holds the scalars that stand for bytes is another file.
        let private_ = ShellRun.outcome(
            "printf 'A. B.' > $'\\xf4\\x8f\\xbb\\xa9.txt'; epitome sentences $'\\xf4\\x8f\\xbb\\xa9.txt' $'\\xe9.txt'; echo $?",
            in: folder)
        #expect(private_.lines.suffix(1) == ["1"] && private_.lines.count > 1)
    }

    @Test("A link that leads nowhere is an error record; an address is told from a file")
    func lostLinks() throws {
        folder.write("d/a.txt", "The match was won.")
        #expect(ShellRun.outcome("ln -s nowhere d/b.txt; ln -s loop d/loop", in: folder).status == 0)
        let outcome = ShellRun.outcome("epitome classify d --format jsonl", in: folder)
        #expect(outcome.status == 1 && outcome.lines.count == 3)
        #expect(
            try JSONValue(parsing: outcome.lines[1])["error"]?.string
                == "d/b.txt: is a link that leads nowhere; remove it or make what it names")
        let address = ShellRun.outcome("epitome extract https://example.org/a.html", in: folder)
        #expect(address.status == 2 && address.errors.contains("is an address, not a file; fetch it first"))
    }

    @Test("--records-may-fail ends with 0 if each record has its answer, and not if an input could not be read")
    func recordsMayFail() {
        folder.write("in.jsonl", "{\"text\":\"The match was won.\"}\nbroken\n")
        #expect(ShellRun.outcome("epitome classify in.jsonl", in: folder).status == 1)
        #expect(ShellRun.outcome("epitome classify in.jsonl --records-may-fail", in: folder).status == 0)
        #expect(ShellRun.outcome("epitome classify in.jsonl nosuch.jsonl --records-may-fail", in: folder).status == 1)
        #expect(
            ShellRun.outcome("epitome classify nosuch.jsonl --format jsonl --records-may-fail", in: folder).status == 2)
        #expect(ShellRun.outcome("epitome classify in.jsonl --format text --records-may-fail", in: folder).status == 64)
    }

    @Test("The bare name shows three examples, and every command's help has some")
    func examples() throws {
        let bare = BuiltCommand.run([])
        #expect(bare.status == 0 && bare.lines.filter { $0.contains(" epitome ") && $0.hasPrefix("  ") }.count == 3)
        let help = BuiltCommand.run(["--help"]).text
        let names = help.split(separator: "\n").drop { !$0.hasPrefix("SUBCOMMANDS") }.compactMap {
            $0.hasPrefix("  ") && !$0.hasPrefix("   ") ? $0.split(separator: " ").first.map(String.init) : nil
        }.filter { $0 != "See" }
        #expect(names.count >= 12)
        for command in names.map({ [$0] }) + [
            ["evaluate", "classify"], ["evaluate", "summarize"], ["evaluate", "rouge"],
        ] {
            let text = BuiltCommand.run(command + ["--help"]).text
            #expect(text.contains("EXAMPLES:\n") && text.contains("\n  "), "\(command)")
            #expect(text.contains("  epitome \(command[0])") || text.contains("| epitome \(command[0])"), "\(command)")
        }
    }

    @Test("A query that nothing answers says so; an explanation is given in text and in a page, or refused")
    func queriesAndReasons() {
        folder.write(
            "a.txt",
            "The console costs 99 pounds. The maker hopes for Christmas. Critics liked the games. Shops open at nine.")
        let none = ShellRun.outcome("epitome summarize --query zebra a.txt", in: folder)
        #expect(none.status == 0 && none.errors == "epitome: a.txt: no sentence has a word of the query\n")
        #expect(ShellRun.outcome("epitome summarize --query console a.txt", in: folder).errors.isEmpty)
        let plain = ShellRun.outcome("epitome summarize -n 2 a.txt", in: folder)
        let explained = ShellRun.outcome("epitome summarize -n 2 --explain a.txt", in: folder)
        #expect(explained.lines.count == 4 && explained.lines[1].hasPrefix("  score "))
        #expect([explained.lines[0], explained.lines[2]] == plain.lines)
        let page = ShellRun.outcome("epitome summarize --format html --explain a.txt", in: folder).text
        #expect(
            page.contains("<small class=\"about\">score ")
                && page != ShellRun.outcome("epitome summarize --format html a.txt", in: folder).text)
        #expect(ShellRun.outcome("epitome summarize --format markdown --explain a.txt", in: folder).status == 64)
    }

    @Test("An encoding that had to be guessed is said with what to do, and --encoding says it instead")
    func encodings() {
        let ferry: [UInt8] = [
            0xCF, 0xE0, 0xF0, 0xEE, 0xEC, 0x20, 0xEF, 0xE5, 0xF0, 0xE5, 0xF1, 0xF2, 0xE0, 0xED, 0xE5, 0xF2, 0x20, 0xF5,
            0xEE,
            0xE4, 0xE8, 0xF2, 0xFC, 0x20, 0xE2, 0x20, 0xEC, 0xE0, 0xE5, 0x2E,
        ]
        let page = Array("<html><body><p>".utf8) + ferry + Array("</p></body></html>".utf8)
        for (name, bytes) in [("a.txt", ferry), ("a.html", page)] {
            let path = folder.write(name, bytes)
            let guessed = BuiltCommand.run(["extract", path])
            #expect(guessed.status == 0 && guessed.text.contains("Паром перестанет ходить"))
            #expect(guessed.errors.contains("windows-1251"), "\(guessed.errors)")
            #expect(guessed.errors.contains("--encoding"))
            let stated = BuiltCommand.run(["extract", "--encoding", "windows-1251", path])
            #expect(stated.text == guessed.text && stated.errors.isEmpty)
            #expect(BuiltCommand.run(["extract", "--encoding", "koi8-r", path]).text != stated.text)
        }
        let wrong = BuiltCommand.run(["extract", "--encoding", "klingon", folder.file("a.txt")])
        #expect(wrong.status == 64 && wrong.errors.contains("--encoding takes"))
        #expect(BuiltCommand.run(["extract", "-q", folder.file("a.txt")]).errors.isEmpty)
    }
}
