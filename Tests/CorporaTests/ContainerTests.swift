import Corpora
import Documents
import TestSupport
import Testing
import TextProcessing

/// Feeds, mailboxes and archives give documents; compressed files are read as what they hold.
@Suite("Containers") struct ContainerTests {
    let folder = TemporaryFolder()

    private func ids(_ path: String, _ change: (inout CorpusOptions) -> Void = { _ in }) -> [String] {
        var options = CorpusOptions()
        change(&options)
        return CorpusReader(paths: [path], options: options).map {
            $0.id.hasPrefix(folder.path) ? String($0.id.dropFirst(folder.path.count + 1)) : $0.id
        }
    }

    @Test("RSS, Atom and JSON Feed: each item a document with title, link and date")
    func feeds() throws {
        let rss = """
            <?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
            <title>Valley news</title><language>en</language><item><title>AT&amp;amp;T &amp; mills</title>
            <link>https://example.org/1</link><pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate>
            <description>Short.</description><content:encoded><![CDATA[<p>The wheel <b>turns</b>.</p><p>It is old.</p>]]>
            </content:encoded></item><item><title>Two</title><guid>b</guid><description>Plain words.</description></item>
            </channel></rss>
            """
        let path = folder.write("feed.rss", rss)
        let records = Array(CorpusReader(paths: [path]))
        #expect(records.map(\.id) == ["https://example.org/1", "b"])
        #expect(outcomes([path]) == ["article:The wheel turns.\n\nIt is old.", "article:Plain words."])
        let first = try records[0].content.get()
        #expect(first.title == "AT&T & mills" && first.language == .english)
        guard case .article(let article) = first.content else { return #expect(Bool(false)) }
        #expect(article.date == "2026-03-03T10:00:00Z")
        let atom = """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>News</title><entry><title>Eins</title>
            <link rel="self" href="x"/><link href="https://example.org/a"/><id>urn:1</id><updated>2026-03-03</updated>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Das Rad &lt; dreht.</p></div></content>
            </entry></feed>
            """
        #expect(outcomes([folder.write("a.xml", atom)]) == ["article:Das Rad < dreht."])
        #expect(ids(folder.write("a.xml", atom)) == ["https://example.org/a"])
        let json =
            #"{"version":"https://jsonfeed.org/version/1.1","items":[{"url":"u","title":"T","content_html":"<p>Wheel.</p>"}]}"#
        #expect(outcomes([folder.write("f.json", json)]) == ["article:Wheel."])
        #expect(outcomes([folder.write("bad.rss", "<rss><channel>")]) == ["!damaged"])
        #expect(outcomes([folder.write("none.rss", "<rss><channel></channel></rss>")]) == ["!no-text"])
    }

    @Test("Mailboxes: each mail a document, named by what it calls itself")
    func mailbox() {
        let box =
            "From ann@b.c Tue Mar  3 10:00:00 2026\nFrom: a@b.c\nMessage-ID: <1@x>\nSubject: One\n\nThe wheel turns.\n>From here on.\n\n"
            + "From bob@b.c Tue Mar  3 11:00:00 2026\nFrom: b@b.c\nSubject: Two\n\nFrom time to time.\n"
        let path = folder.write("box", box)
        #expect(ids(path) == ["1@x", "box:2"])
        #expect(outcomes([path]) == ["article:The wheel turns.\nFrom here on.", "article:From time to time."])
        let many = String(repeating: box + "\n", count: 3_000)
        #expect(outcomes([folder.write("many.mbox", many)]).count == 6_000)
    }

    @Test("ZIP and tar archives are folders: files by their paths, nested ones too, none written, patterns heard")
    func archives() throws {
        let inner = ZipFile.archive([("c.txt", "Inner text.")])
        var zip = ZipFile()
        zip.add("a.txt", Array("First text.".utf8))
        zip.add("../../evil.md", Array("# Up\n\nStill only a name.".utf8), isDeflated: false)
        zip.add("__MACOSX/._a.txt", [0, 1])
        zip.add("n/lines.jsonl", Array("{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n".utf8))
        zip.add("n/inner.zip", inner)
        zip.add("n/report.docx", SampleZip.word)
        let path = folder.write("all.zip", zip.bytes)
        #expect(
            ids(path) == [
                "all.zip/a.txt", "all.zip/../../evil.md", "all.zip/n/lines.jsonl:1", "all.zip/n/lines.jsonl:2",
                "all.zip/n/inner.zip/c.txt", "all.zip/n/report.docx",
            ])
        #expect(
            outcomes([path]) == [
                "First text.", "md:# Up\n\nStill only a name.", "One.", "Two.", "Inner text.", "article:Read me.",
            ])
        #expect(ids(path) { $0.include = ["*.txt"] } == ["all.zip/a.txt"])
        let tar = SampleZip.tar([
            ("a.txt", "First text."), ("long/" + String(repeating: "x", count: 60) + "/b.txt", "Second."),
        ])
        #expect(outcomes([folder.write("t.tar", tar)]) == ["First text.", "Second."])
        #expect(outcomes([folder.write("t.tgz", Gzip.member(tar))]) == ["First text.", "Second."])
        for length in [1_024 + 100, 1_024 + 514] {
            #expect(outcomes([folder.write("cut.tar", Array(tar[..<length]))]) == ["First text.", "!damaged"])
        }
        var nested = inner
        for _ in 0..<6 {
            var outer = ZipFile()
            outer.add("x.zip", nested)
            nested = outer.bytes
        }
        #expect(outcomes([folder.write("deep.zip", nested)]) == ["!too-large"])
    }

    @Test("Web archives: each page a document, its address the name")
    func webArchive() {
        func record(_ kind: String, _ uri: String, _ content: String) -> String {
            "WARC/1.0\r\nWARC-Type: \(kind)\r\nWARC-Target-URI: \(uri)\r\nContent-Length: \(content.utf8.count)\r\n\r\n\(content)\r\n\r\n"
        }
        let page =
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n1c\r\n<!doctype html><p>The wheel.\r\n0\r\n\r\n"
        let archive =
            record("warcinfo", "", "software: own\r\n")
            + record("request", "https://example.org/1", "GET / HTTP/1.1\r\n\r\n")
            + record("response", "https://example.org/1", page)
            + record(
                "response", "https://example.org/2", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>no")
        let path = folder.write("crawl.warc", archive)
        #expect(ids(path) == ["https://example.org/1"])
        #expect(outcomes([path]) == ["html:<!doctype html><p>The wheel."])
        #expect(outcomes([folder.write("cut.warc", String(archive.prefix(400)))]).last == "!damaged")
    }

    @Test(
        "xz, bzip2, Zstandard, LZ4 as gzip: records, members one after the other, damage",
        arguments: ["xz", "bzip2", "zstd", "lz4"])
    func compression(program: String) {
        let lines = (0..<4_000).map { "{\"id\":\($0),\"text\":\"Text number \($0).\"}\n" }.joined()
        folder.write("lines", lines)
        let ending = ["xz": "xz", "bzip2": "bz2", "zstd": "zst", "lz4": "lz4"][program] ?? ""
        let made = ShellRun.outcome(
            "command -v \(program) || exit 7; \(program) -c < lines > a.jsonl.\(ending) && cat a.jsonl.\(ending) a.jsonl.\(ending) > b",
            in: folder)
        // The library may be there without the program.
        guard made.status == 0, FormatSupport.all.contains(where: { $0.formats == ".\(ending)" && $0.library != nil })
        else { return }
        let expected = (0..<4_000).map { "Text number \($0)." }
        #expect(outcomes([folder.file("a.jsonl.\(ending)")]) == expected)
        #expect(outcomes([folder.file("b")]) { $0.format = .jsonl } == expected + expected)
        let packed = folder.read("a.jsonl.\(ending)") ?? []
        let cut = outcomes([folder.write("cut.jsonl.\(ending)", Array(packed[..<(packed.count / 2)]))])
        #expect(cut.last == "!damaged")
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<20 {
            var bytes = packed
            bytes.mutate(using: &generator)
            #expect(!outcomes([folder.write("m.jsonl.\(ending)", bytes)]).isEmpty)
        }
    }

    @Test("Damaged containers give errors or documents, never a crash", arguments: 0..<30)
    func mutated(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let samples: [(String, [UInt8])] = [
            ("a.zip", ZipFile.archive([("a.txt", "Text one."), ("b.jsonl", "{\"text\":\"x y\"}\n")])),
            ("a.tar", SampleZip.tar([("a.txt", "Text one."), ("b.txt", "Text two.")])),
            (
                "a.mbox",
                Array("From a Tue Mar 3 10:00:00 2026\nFrom: a@b.c\n\nx\n\nFrom b Tue\nFrom: c@d.e\n\ny\n".utf8)
            ),
            (
                "a.rss",
                Array(
                    "<rss><channel><item><title>a</title><description>b &lt;p&gt;</description></item></channel></rss>"
                        .utf8)
            ),
            (
                "a.warc",
                Array(
                    "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 30\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>words</p>\r\n\r\n"
                        .utf8)
            ),
        ]
        for (name, sample) in samples {
            for _ in 0..<10 {
                var bytes = sample
                for _ in 0..<Int.random(in: 1...4, using: &generator) { bytes.mutate(using: &generator) }
                _ = outcomes([folder.write(name, bytes)])
            }
        }
    }
}

/// Archives for the tests above.
enum SampleZip {
    static let word = ZipFile.archive([
        ("[Content_Types].xml", "<Types/>"),
        (
            "word/document.xml",
            "<w:p xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:r><w:t>Read me.</w:t></w:r></w:p>"
        ),
    ])

    static func tar(_ members: [(name: String, content: String)]) -> [UInt8] {
        var bytes: [UInt8] = []
        for member in members {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, _ place: Int) {
                for (index, byte) in text.utf8.enumerated() { header[place + index] = byte }
            }
            func octal(_ number: Int, _ width: Int) -> String {
                let digits = String(number, radix: 8)
                return String(repeating: "0", count: width - digits.count) + digits
            }
            put(member.name, 0)
            put("0000644", 100)
            put(octal(member.content.utf8.count, 11), 124)
            put("0", 156)
            put("ustar", 257)
            put("00", 263)
            var sum = 0
            for index in header.indices { sum += (148..<156).contains(index) ? 0x20 : Int(header[index]) }
            put(octal(sum, 6), 148)
            header[155] = 0x20
            bytes += header + Array(member.content.utf8)
            bytes += [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
        }
        return bytes + [UInt8](repeating: 0, count: 1024)
    }
}
