import Corpora
import Documents
import TestSupport
import Testing

@Suite("Inputs") struct InputTests {
    let folder = TemporaryFolder()

    @Test("Folders are walked in a stable order; patterns include and exclude; hidden names are passed over")
    func folders() {
        for name in ["b/2.txt", "b/10.txt", "a.txt", "c/d/e.md", ".hidden", "b/.git/x.txt", "z.html"] {
            folder.write(name, "text of \(name)")
        }
        func ids(_ include: [String] = [], _ exclude: [String] = []) -> [String] {
            var options = CorpusOptions()
            options.include = include
            options.exclude = exclude
            return CorpusReader(paths: [folder.path], options: options).map {
                String($0.id.dropFirst(folder.path.count + 1))
            }
        }
        #expect(ids() == ["a.txt", "b/10.txt", "b/2.txt", "c/d/e.md", "z.html"])
        #expect(ids(["*.txt"]) == ["a.txt", "b/10.txt", "b/2.txt"])
        #expect(ids(["b/*"], ["*0*"]) == ["b/2.txt"])
        #expect(ids(["**/e.md"]) == ["c/d/e.md"])
        #expect(ids([], ["b", "c/**"]) == ["a.txt", "z.html"])
        #expect(ids(["[az].*"]) == ["a.txt", "z.html"])
        #expect(ids(["?.txt"]) == ["a.txt", "b/2.txt"])
    }

    @Test("What cannot be read is an error in its place")
    func failures() {
        let good = folder.write("good.txt", "fine")
        let empty = folder.write("empty.txt", " \n")
        folder.write("none/.keep", "")
        #expect(
            outcomes([folder.file("absent"), good, empty, folder.file("none"), good])
                == ["!not-found", "fine", "!empty", "!no-input", "fine"])
    }

    @Test("Limit, sample and skip choose the same records on every run")
    func selection() {
        let path = folder.write("s.jsonl", (0..<1000).map { "{\"text\":\"\($0)\"}\n" }.joined())
        #expect(outcomes([path]) { $0.selection.limit = 3 } == ["0", "1", "2"])
        #expect(outcomes([path, path]) { $0.selection.limit = 1001 }.count == 1001)
        let sample = outcomes([path]) { $0.selection.sample = 0.1 }
        #expect(sample.count > 60 && sample.count < 140)
        #expect(
            outcomes([path]) {
                $0.selection.sample = 0.1; $0.selection.skip = 10
            } == Array(sample[10...]))
        #expect(
            outcomes([path]) {
                $0.selection.sample = 0.1; $0.selection.limit = 5
            } == Array(sample[..<5]))
        #expect(
            outcomes([path]) {
                $0.selection.sample = 0.1; $0.selection.seed = 2
            } != sample)
        #expect(outcomes([path]) { $0.selection.sample = 0 } == [])
    }

    @Test(
        "Mutated inputs of every format never crash, and every record is accounted for",
        arguments: 0..<30 as Range<UInt64>)
    func mutations(seed: UInt64) {
        let originals: [(String, [UInt8])] = [
            ("m.jsonl", Array((0..<20).map { "{\"id\":\($0),\"text\":\"T \\u00e9 \($0)\"}\n" }.joined().utf8)),
            ("m.csv", Array(("id,text\n" + (0..<20).map { "\($0),\"a \"\"b\"\"\nc\"\n" }.joined()).utf8)),
            (
                "m.json",
                Array(
                    ("[" + (0..<20).map { "{\"id\":\($0),\"text\":\"T \\\" \($0)\"}" }.joined(separator: ",\n") + "]")
                        .utf8)
            ),
            ("m.tsv", Array(("id\ttext\n" + (0..<20).map { "\($0)\tx y\n" }.joined()).utf8)),
            ("m.txt", Array("Some text.\r\nAnd more: ä ö ü 😀.".utf8)),
            ("m.html", Array("<html><body><p>Text</p></body></html>".utf8)),
            ("m.jsonl.gz", Gzip.member(Array((0..<50).map { "{\"text\":\"x\($0)\"}\n" }.joined().utf8))),
            ("m16.txt", [0xFF, 0xFE] + "Some text".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
        ]
        var generator = SeededGenerator(seed: seed)
        for (name, original) in originals {
            for _ in 0..<4 {
                var bytes = original
                for _ in 0..<Int.random(in: 1...6, using: &generator) { bytes.mutate(using: &generator) }
                let path = folder.write(name, bytes)
                let records = Array(CorpusReader(paths: [path]))
                #expect(records.map(\.index) == Array(0..<records.count), "seed \(seed), \(name)")
                #expect(records.count < 300)
            }
        }
    }

    @Test("Blocks end where the content says, however the bytes arrive")
    func blockBoundaries() {
        var generator = SeededGenerator(seed: 3)
        let lines = (0..<4000).map { number in
            "{\"id\":\(number),\"text\":\"\(String(repeating: "x", count: Int.random(in: 1...600, using: &generator)))\"}\n"
        }.joined()
        let plain = folder.write("p.jsonl", lines)
        let zipped = folder.write("z.jsonl.gz", Gzip.member(Array(lines.utf8)))
        func boundaries(_ path: String, skip: Int = 0) -> [Int] {
            var options = CorpusOptions()
            options.selection.skip = skip
            let reader = BlockReader(paths: [path], options: options)
            var firsts: [Int] = []
            while let block = reader.next() { firsts.append(block.records[0].index) }
            return firsts
        }
        let all = boundaries(plain)
        #expect(all.count > 5)
        #expect(boundaries(zipped) == all)
        #expect(boundaries(plain, skip: all[3]) == Array(all[3...]))
    }
}
