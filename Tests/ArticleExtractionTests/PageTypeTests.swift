import ArticleExtraction
import Serialization
import TestSupport
import Testing
import TextProcessing

/// Pages that are no news: what their text is.
@Suite("Page types")
struct PageTypeTests {
    private static func page(_ title: String, _ body: String, head: String = "") -> String {
        """
        <!DOCTYPE html><html lang="en"><head><title>\(title)</title>\(head)</head><body>
        <nav><ul><li><a href="/">Home</a></li><li><a href="/all">All</a></li><li><a href="/help">Help</a></li></ul></nav>
        \(body)
        <footer><p>© 2025 The Lock Keepers. All rights reserved. <a href="/imprint">Imprint</a></p></footer></body></html>
        """
    }

    private static let posts = [
        "My kettle trips the fuse as soon as it boils. It is two years old and was never dropped. What should I look at first?",
        "Look at the seal under the lid. Mine leaked into the switch, and a drop there is enough to trip a fuse like yours.",
        "I would measure the resistance of the element before buying anything. It should be about twenty ohms when cold.",
        "It was the seal. I dried the switch for a day and put a new ring in for two pounds. Thank you both, it boils again.",
    ]

    @Test("The posts of a thread are its text")
    func forum() {
        let posts = Self.posts.enumerated().map { number, text in
            """
            <div class="post" id="post-\(number)"><div class="username">keeper\(number)</div>
            <div class="post-content"><p>\(text)</p></div><div class="actions"><a href="#">Reply</a> <a href="#">Like</a></div></div>
            """
        }
        let html = Self.page(
            "Kettle trips the fuse - Repairs forum",
            "<h1>Kettle trips the fuse</h1><div class='topic-posts'>\(posts.joined())</div>")
        let article = ArticleExtractor().extract(html: html)
        for post in Self.posts { #expect(article.text.contains(post)) }
        #expect(!article.text.contains("All rights reserved"))
    }

    @Test("What a forum shows to readers without scripts is its text")
    func withoutScripts() {
        let posts = Self.posts.map { "<div class='topic-body crawler-post'><div class='post'><p>\($0)</p></div></div>" }
        let html = Self.page(
            "Kettle trips the fuse", "<div id='main-outlet'></div><noscript>\(posts.joined())</noscript>")
        let text = ArticleExtractor().extract(html: html).text
        for post in Self.posts { #expect(text.contains(post)) }
    }

    @Test("A request to allow scripts is no text where there is another")
    func scriptsAsked() {
        let html = Self.page(
            "The lock",
            "<article><p>\(Self.posts[1])</p><p>\(Self.posts[2])</p></article>"
                + "<noscript><p>Please enable JavaScript to use this site.</p></noscript>")
        let text = ArticleExtractor().extract(html: html).text
        #expect(text.contains(Self.posts[1]))
        #expect(!text.contains("JavaScript"))
    }

    @Test("The body that JSON-LD states is read where the page shows none, with or without tags of its own")
    func statedBody() {
        let sentences = Self.posts.joined(separator: "\\n\\n")
        for body in [sentences, "<p>" + Self.posts.joined(separator: "<\\/p><p>") + "<\\/p>"] {
            let data = #"{"@type":"NewsArticle","headline":"Kettles","articleBody":"\#(body)"}"#
            let html = Self.page(
                "Kettles", "<div id='root'></div>", head: "<script type='application/ld+json'>\(data)</script>")
            let article = ArticleExtractor().extract(html: html)
            #expect(article.blocks.count == Self.posts.count)
            for post in Self.posts { #expect(article.text.contains(post)) }
        }
    }

    @Test("A body in JSON-LD that the page shows, or that is a teaser, changes nothing")
    func statedBodyShown() {
        let paragraphs = (Self.posts + Self.posts.map { "And again: " + $0 }).map { "<p>\($0)</p>" }.joined()
        let shown = Self.page("Kettles", "<article>\(paragraphs)</article>")
        let data = #"{"@type":"NewsArticle","articleBody":"Kettles boil, and this is all that machines are told."}"#
        let stated = Self.page(
            "Kettles", "<article>\(paragraphs)</article>", head: "<script type='application/ld+json'>\(data)</script>")
        #expect(ArticleExtractor().extract(html: stated).text == ArticleExtractor().extract(html: shown).text)
    }

    @Test("The headline stands in the title alone, however it is spelled in the body")
    func headline() {
        let headings = [
            "Kettle trips the fuse", "KETTLE TRIPS THE FUSE", "“Kettle” trips  the fuse",
            "<span>Kettle trips</span> the fuse",
        ]
        for heading in headings {
            for level in ["h1", "h2"] {
                let html = Self.page(
                    "Kettle trips the fuse",
                    "<article><\(level)>\(heading)</\(level)>\(Self.posts.map { "<p>\($0)</p>" }.joined())</article>")
                let article = ArticleExtractor().extract(html: html)
                #expect(!article.text.lowercased().contains("trips the fuse\n"), "\(heading)")
                #expect(article.text.hasPrefix("My kettle"), "\(heading)")
            }
        }
    }

    @Test(
        "Digits above the line stay apart from those before them",
        arguments: [
            ("5×10<sup>3</sup> tonnes", "5×10³ tonnes"), ("10<sup>-12</sup>", "10⁻¹²"),
            ("10 km<sup>2</sup>.", "10 km²."),
            ("in 1990<sup><a href='#n1'>14</a></sup> it", "in 1990¹⁴ it"),
            ("the 3<sup>rd</sup> report", "the 3rd report"),
            ("CO<sub>2</sub> rose", "CO2 rose"), ("x<sup>n+1</sup>", "xn+1"), ("see <sup>3</sup> below", "see 3 below"),
            ("a<b>m<sup>2</sup></b>b", "am²b"),
        ])
    func superscripts(markup: String, expected: String) {
        let sentence =
            "The council counted for two years and found \(markup) and nobody in the town was surprised by that."
        let html = Self.page("Counted", "<article><p>\(sentence)</p><p>\(Self.posts[1])</p></article>")
        let article = ArticleExtractor().extract(html: html)
        #expect(article.text.contains("found \(expected) and nobody"), "\(article.text)")
        #expect(article.markdown.contains("nobody in the town"))
    }

    @Test("A page with text is never empty")
    func neverEmpty() {
        for text in ["Opening hours", "Mon 10:00 AM - 8:00 PM", "Sold out", "404"] {
            let article = ArticleExtractor().extract(html: "<html><body><div><span>\(text)</span></div></body></html>")
            #expect(article.text.contains(text))
        }
        let empty = ArticleExtractor().extract(html: "<html><body><div id='root'></div></body></html>")
        #expect(empty.text.isEmpty)
    }

    @Test("Hours in lists inside the cells of a table are text")
    func hours() {
        let html = Self.page(
            "Opening hours",
            """
            <article><h1>Opening hours</h1><p>The baths in the old mill are open on most days, and children swim for free when \
            an adult goes with them into the water.</p><table><tr><td>Mon</td><td><ul><li>10:00 AM - 8:00 PM</li></ul></td></tr>\
            <tr><td>Tue</td><td><ul><li>Closed</li></ul></td></tr></table></article>
            """)
        #expect(ArticleExtractor().extract(html: html).text.contains("10:00 AM - 8:00 PM"))
    }
}

/// Pages of the Web Content Extraction Benchmark's development part; a sample in debug, where everything is slower.
@Suite("Page type figures", .enabled(if: EvaluationData.isPresent, Comment(rawValue: EvaluationData.absence)))
struct PageTypeFigures {
    @Test("Words of the text beside those that people chose")
    func words() throws {
        #if DEBUG
            let (count, floor) = (60, 0.7)
        #else
            let (count, floor) = (762, 0.83)
        #endif
        let extractor = ArticleExtractor()
        var (sum, empty, pages) = (0.0, 0, 0)
        for line in try #require(EvaluationData.lines("html-wcxb-dev/dev.jsonl.gz")).prefix(count) {
            let record = try JSONValue(parsing: Array(line.utf8).span)
            let gold = counts(record["text"]?.string ?? "")
            guard !gold.isEmpty else { continue }
            let found = counts(extractor.extract(html: record["html"]?.string ?? "").text)
            let both = gold.reduce(0) { $0 + min($1.value, found[$1.key] ?? 0) }
            sum += 2 * Double(both) / Double(gold.values.reduce(0, +) + found.values.reduce(0, +))
            if found.isEmpty { empty += 1 }
            pages += 1
        }
        #expect(sum / Double(pages) >= floor, "\(sum / Double(pages))")
        #expect(empty <= pages / 100, "\(empty) of \(pages) pages empty")
    }

    private func counts(_ text: String) -> [Substring: Int] {
        var counts: [Substring: Int] = [:]
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }) {
            counts[word, default: 0] += 1
        }
        return counts
    }
}
