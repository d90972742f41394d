import TestSupport
import Testing

/// Four times the bytes take about four times the time, whatever the bytes are.
@Suite("Time and memory of hostile inputs", .serialized, .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
struct ResourceTests {
    /// A hostile input: what it begins with, and what is repeated.
    struct Kind: CustomStringConvertible, Sendable {
        var name: String
        var command: String
        var head: String
        var unit: String
        var count: Int
        var description: String { name }
    }

    static let kinds: [Kind] = [
        Kind(name: "mismatched-end.html", command: "extract", head: "<html><body>", unit: "<div></b>", count: 8000),
        Kind(name: "dd-option.html", command: "extract", head: "<html><body>", unit: "<dd><option>x", count: 8000),
        Kind(name: "dt.html", command: "extract", head: "<html><body>", unit: "<dt>x<p>", count: 8000),
        Kind(name: "li-td.html", command: "extract", head: "<html><body>", unit: "<li><td>x", count: 8000),
        Kind(
            name: "bold-div.html", command: "extract", head: "<html><body>", unit: "<b><b><div>x</b></b>", count: 8000),
        Kind(name: "table.html", command: "extract", head: "<html><body>", unit: "<table><tr><td>x", count: 8000),
        Kind(name: "form.html", command: "extract", head: "<html><body>", unit: "<form><a href=x><p>x", count: 8000),
        Kind(name: "custom.html", command: "extract", head: "<html><body>", unit: "<x-a></x-b>", count: 8000),
        Kind(
            name: "marks.html", command: "extract",
            head: "<html><body>" + String(repeating: "<b><i><a href=x>", count: 130), unit: "<p>x", count: 8000),
        Kind(name: "open-quotes.csv", command: "language", head: "id,text\n", unit: "a\"b,\"c\n", count: 10_000),
        Kind(name: "quotes.csv", command: "language", head: "id,text\n", unit: "\"\n", count: 20_000),
        Kind(name: "comments.html", command: "extract", head: "<html><body>", unit: "<!--x--<p>y", count: 8000),
        Kind(name: "braces.jsonl", command: "language", head: "", unit: "{\"text\":\"{[\"}\n", count: 10_000),
        Kind(name: "brackets.md", command: "sentences", head: "", unit: "[![a](b", count: 8000),
        Kind(name: "stars.md", command: "sentences", head: "", unit: "**a_", count: 20_000),
        Kind(name: "abbreviations.txt", command: "sentences", head: "", unit: "Mr. A. e.g. 5. ", count: 20_000),
        Kind(
            name: "kl.txt", command: "summarize --method kl --ratio 0.5", head: "",
            unit: "Word@ said that the word@ was not word@ at all. ", count: 500),
        Kind(name: "array.json", command: "language", head: "[", unit: "{\"text\":\"a\"},", count: 10_000),
    ]

    /// Seconds of processor time of a run.
    private func measure(_ kind: Kind, _ count: Int, in folder: TemporaryFolder) -> Double {
        var text = kind.head
        text.reserveCapacity(kind.head.utf8.count + kind.unit.utf8.count * count + 1 << 16)
        // Different words, where the kind asks for them.
        let pieces = kind.unit.split(separator: "@", omittingEmptySubsequences: false)
        for number in 0..<count {
            for (place, piece) in pieces.enumerated() {
                text += place == 0 ? piece : "\((number &* 7919 &+ place) % 3001)\(piece)"
            }
        }
        folder.write(kind.name, text)
        let outcome = ShellRun.outcome(
            """
            TIMEFORMAT='%U %S'
            { time '\(BuiltCommand.path ?? "")' \(kind.command) -q -j 1 -o out \(kind.name) 2> errors; } 2> seconds
            status=$?; cat seconds; exit $status
            """, in: folder)
        #expect(outcome.status <= 2, "\(kind.name): \(folder.text("errors") ?? "")")
        return outcome.text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }.reduce(0, +)
    }

    @Test("Time grows with the length, not with its square", arguments: kinds)
    func time(kind: Kind) {
        let folder = TemporaryFolder()
        // What a start takes is no part of it. A busy machine can only add: the better of two counts.
        let start = measure(Kind(name: "a.txt", command: "language", head: "A.", unit: "", count: 0), 0, in: folder)
        func best(_ count: Int) -> Double { (0..<2).map { _ in measure(kind, count, in: folder) }.min() ?? 0 }
        let small = best(kind.count) - start
        let large = best(kind.count * 4) - start
        #expect(large < 7 * max(small, 0.1), "\(kind.count) units \(small) s, four times as many \(large) s")
    }

    @Test("A small page takes little memory, however many marks are open")
    func pageMemory() throws {
        let folder = TemporaryFolder()
        let page =
            "<html><body>" + String(repeating: "<b><i><a href=x>", count: 130)
            + String(repeating: "<p>x", count: 50_000)
        let path = folder.write("a.html", page)
        let command = try #require(BuiltCommand.path)
        #expect(ShellRun("ulimit -v 400000; \(command) extract -q -j 1 \(path) > /dev/null").status == 0)
    }

    @Test("Documents over their time do not leave ever more threads behind")
    func threads() throws {
        let folder = TemporaryFolder()
        // Documents that take seconds each: many sentences, all compared with each other.
        let text = (0..<6000).map { "Word\($0) and word\($0 % 71) met word\($0 % 53) on day \($0)." }.joined(
            separator: " ")
        folder.write("in.jsonl", String(repeating: "{\"text\":\"\(text)\"}\n", count: 8))
        let outcome = ShellRun.outcome(
            """
            '\(try #require(BuiltCommand.path))' summarize --method lexrank --ratio 0.5 in.jsonl -j 1 --time-limit 0.02 -q -o o.jsonl & pid=$!
            most=0; while kill -0 $pid 2> /dev/null; do
              n=$(grep -s Threads: /proc/$pid/status | tr -dc 0-9); [ "${n:-0}" -gt $most ] && most=$n; sleep 0.01; done
            wait $pid; echo $most; wc -l < o.jsonl
            """, in: folder)
        let numbers = outcome.lines.compactMap { Int($0) }
        #expect(numbers.count == 2 && numbers[0] <= 6 && numbers[1] == 8, "\(outcome.text) \(outcome.errors)")
    }
}
