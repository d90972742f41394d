import ArticleExtraction
import TestSupport
import Testing
import TextProcessing

/// What extraction does with input that is no well-formed page: each case has a stated result, and none takes more than
/// linear time.
@Suite("Hostile pages")
struct HTMLHostileTests {
    static let paragraph =
        "<p>The river was opened to boats on Monday after two years of work on its banks and locks, said the town.</p>"
    static let body =
        "<article>" + String(repeating: paragraph.replacing("Monday", with: "a Monday in May"), count: 6) + "</article>"

    private func text(_ html: String) -> String { ArticleExtractor().extract(html: html).text }

    @Test(
        "Nothing gives nothing", arguments: ["", " ", "\n\n", "<", "<!--", "</", "<>", "&", "\u{0}", "<html>", "<p>"])
    func empty(_ html: String) {
        let article = ArticleExtractor().extract(html: html)
        #expect(article.text.utf8.count <= html.utf8.count)
        #expect(article.blocks.allSatisfy { $0.range.upperBound <= article.text.utf8.count })
    }

    @Test(
        "An article survives what is broken around it",
        arguments: [
            "<div><p>unclosed", "<!-- never closed ", "<script>var a = '<p>x</p>';", "<style>p {", "<p class=\"x>",
            "<b><i><u>", "</div></div></div>", "<table><tr><td>", "\u{0}\u{1}\u{2}", "<![CDATA[", "<?php echo 1",
            "<svg><path d=\"M0\">", "&nosuch; &#xFFFFFFFF; &#0;", "<<<<>>>>", "<p a=1 a=2 a=3 <p>",
        ])
    func broken(_ junk: String) {
        // Before the article: it must be found unless the junk swallows what follows, as an unclosed script does not.
        #expect(text(junk + Self.body).contains("opened to boats"), "before: \(junk)")
        #expect(text(Self.body + junk).contains("opened to boats"), "after: \(junk)")
    }

    @Test(
        "Nesting of 100,000 elements is flattened",
        arguments: ["<div>", "<b>", "<ul><li>", "<blockquote>", "<table><tr><td>"])
    func nesting(_ tag: String) {
        let html = String(repeating: tag, count: 100_000) + Self.body
        let page = HTMLPageBuilder.parse(HTMLPruner(Array(html.utf8)).output)
        #expect(page.nodes.map(\.depth).max() ?? 0 <= 4 * HTMLPruner.maximumDepth)
        #expect(page.blocks.contains { $0.words > 15 })
        _ = text(html)
    }

    #if DEBUG
        static let size = 200_000
    #else
        static let size = 10_000_000
    #endif

    @Test(
        "Ten million bytes of one kind take linear time",
        arguments: [
            "<", ">", "&", "a", " ", "\u{0}", "<p>", "</p>", "<b>", "</b>", "<!--", "-->", "<a ", "<a b=\"",
            "<a b='c' ",
            "&amp;", "&#", "\"", "<br>", "<li>", "<script>", "<![CDATA[", "<svg>", "=\"", "é", "\u{FFFD}",
        ])
    func repeated(_ unit: String) {
        let html = String(repeating: unit, count: Self.size / unit.utf8.count)
        let article = ArticleExtractor().extract(html: html)
        #expect(article.text.utf8.count <= html.utf8.count + 16)
    }

    @Test("Attributes without end and without number")
    func attributes() {
        let long = "<p class=\"" + String(repeating: "x", count: 1_000_000) + "\">" + Self.body
        #expect(text(long).contains("opened to boats"))
        let many = "<p " + (0..<20_000).map { "a\($0)=\"\($0)\"" }.joined(separator: " ") + ">" + Self.body
        #expect(text(many).contains("opened to boats"))
        let pruned = HTMLPruner(Array(long.utf8)).output
        #expect(pruned.count < 20_000)
    }

    @Test("Encodings: mark, declaration, neither")
    func encodings() {
        let word = "Häfen für Segelboote in Übersee"
        let html = { (meta: String) in
            "<html><head>\(meta)</head><body><article><p>\(word) sind schön.</p></article></body></html>"
        }
        func decoded(_ bytes: [UInt8], _ stated: String? = nil) -> (Bool, String) {
            let page = HTMLDecoder(bytes, stated: stated)
            return (String(decoding: page.bytes, as: UTF8.self).contains(word), page.encoding)
        }
        let latin = { (text: String) in text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
        let wide = { (text: String, big: Bool) in
            text.utf16.flatMap { big ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
        }
        #expect(decoded(Array(html("").utf8)) == (true, "utf-8"))
        #expect(decoded([0xEF, 0xBB, 0xBF] + Array(html("").utf8)) == (true, "utf-8"))
        #expect(decoded(latin(html("<meta charset=iso-8859-1>"))) == (true, "windows-1252"))
        #expect(decoded(latin(html("<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-15'>"))).0)
        #expect(decoded(latin("<?xml version='1.0' encoding='windows-1252'?>" + html(""))) == (true, "windows-1252"))
        #expect(decoded(latin(html(""))) == (true, "windows-1252"))
        #expect(decoded(latin(html("")), "latin1") == (true, "windows-1252"))
        // A wrong declaration loses against bytes that are plainly UTF-8.
        #expect(decoded(Array(html("<meta charset=iso-8859-1>").utf8)) == (true, "utf-8"))
        #expect(decoded([0xFF, 0xFE] + wide(html(""), false)) == (true, "utf-16le"))
        #expect(decoded([0xFE, 0xFF] + wide(html(""), true)) == (true, "utf-16be"))
        #expect(decoded(wide(html(""), false)) == (true, "utf-16le"))
        #expect(decoded(latin(html("<meta charset=no-such-code>"))) == (true, "windows-1252"))
        // Shift JIS and KOI8-R go through libxml2's converters.
        let japanese: [UInt8] =
            Array("<meta charset=shift_jis><p>".utf8) + [0x93, 0xFA, 0x96, 0x7B] + Array("</p>".utf8)
        #expect(String(decoding: HTMLDecoder(japanese).bytes, as: UTF8.self).contains("日本"))
        let russian: [UInt8] = Array("<meta charset=koi8-r><p>".utf8) + [0xED, 0xC9, 0xD2] + Array("</p>".utf8)
        #expect(String(decoding: HTMLDecoder(russian).bytes, as: UTF8.self).contains("Мир"))
        #expect(ArticleExtractor().extract(html: latin(html("<meta charset=latin1>"))).encoding == "windows-1252")
    }

    @Test("Bytes at random, and pages with bytes changed, keep the ranges in order")
    func random() {
        var generator = SeededGenerator(seed: 11)
        let page = Array(HTMLExtractionTests.page.utf8)
        for round in 0..<60 {
            var bytes = round % 3 == 0 ? (0..<2000).map { _ in UInt8.random(in: 0...255, using: &generator) } : page
            if round % 3 != 0 {
                for _ in 0..<(1 << (round % 8)) {
                    bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
                        in: 0...255, using: &generator)
                }
            }
            let article = ArticleExtractor().extract(html: bytes)
            var end = 0
            for block in article.blocks {
                #expect(block.range.lowerBound >= end && !block.range.isEmpty, "round \(round)")
                end = block.range.upperBound
            }
            #expect(end <= article.text.utf8.count)
            #expect(article == ArticleExtractor().extract(html: bytes))
        }
    }

    @Test("A limit on size cuts and says so")
    func limit() {
        let html = Array((Self.body + Self.body).utf8)
        let article = ArticleExtractor(options: .init(maximumBytes: 300)).extract(html: html)
        #expect(article.isTruncated)
        #expect(!ArticleExtractor().extract(html: html).isTruncated)
    }
}
