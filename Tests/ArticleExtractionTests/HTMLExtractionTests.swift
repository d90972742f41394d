import ArticleExtraction
import Serialization
import TestSupport
import Testing
import TextProcessing

@Suite("Article extraction")
struct HTMLExtractionTests {
    static let page = """
        <!DOCTYPE html><html lang="en-GB"><head><title>River opens to boats | The Example</title>
        <meta property="og:site_name" content="The Example"><meta name="author" content="By Ann Lee">
        <meta property="article:published_time" content="2024-05-01T10:00:00Z">
        <script>var x = "<p>not text</p>";</script></head><body>
        <nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
        <article><h1>River opens to boats</h1>
        <p>The river was opened to boats on Monday after two years of work on its banks &amp; locks.</p>
        <p>Engineers said that the <a href="/new-locks">new locks</a> would last for at least fifty years.</p>
        <h2>What comes next</h2>
        <p>The town plans a second harbour, which should be ready by the summer of the next year.</p>
        <ul><li>The harbour will have room for forty boats.</li><li>A bridge for walkers follows a year later.</li></ul>
        <div class="newsletter-signup"><p>Sign up for our newsletter and never miss a story.</p></div>
        </article>
        <aside class="related"><h3>More stories</h3><a href="/a">Ten lakes to see</a></aside>
        <footer>Copyright The Example. All rights reserved.</footer></body></html>
        """

    @Test("The body is found and what stands around it is not")
    func body() {
        let article = ArticleExtractor().extract(html: Self.page)
        #expect(article.title == "River opens to boats")
        #expect(article.author == "Ann Lee")
        #expect(article.date == "2024-05-01T10:00:00Z")
        #expect(article.language == .english)
        #expect(article.text.contains("banks & locks."))
        #expect(article.text.contains("the new locks would last"))
        #expect(article.text.contains("second harbour"))
        for stray in ["not text", "World", "newsletter", "Ten lakes", "All rights", "River opens to boats"] {
            #expect(!article.text.contains(stray), "\(stray)")
        }
        #expect(article.dropped.contains { $0.text.contains("newsletter") && $0.reason == .appeal })
    }

    /// What some sites put beside the article for search engines.
    static let record = """
        <div style="display:none;" itemscope itemtype="http://schema.org/NewsArticle">
        <div itemprop="dateModified">2024-05-01T11:30:00Z</div><div itemprop="keywords">River,boats,locks</div>
        <div itemprop="articleBody">The river was opened to boats on Monday after two years of work on its banks.
        The machines read that engineers promised locks of granite to last for fifty years.</div></div>
        """

    @Test("A hidden record for machines is no text of the page")
    func recordForMachines() {
        let html = Self.page.replacing("</article>", with: "</article>" + Self.record)
        let article = ArticleExtractor().extract(html: html)
        #expect(article.text == ArticleExtractor().extract(html: Self.page).text)
        #expect(!article.dropped.contains { $0.text.contains("granite") })
    }

    @Test("Where a page shows nothing else, what it hides is read: a script may show it")
    func recordAlone() {
        let html = "<html><body><p>Please wait.</p>" + Self.record + "</body></html>"
        let article = ArticleExtractor().extract(html: html)
        let all = article.text + article.dropped.map(\.text).joined()
        #expect(all.contains("granite"))
    }

    @Test("Block ranges cut the text they name")
    func ranges() {
        let article = ArticleExtractor().extract(html: Self.page)
        let bytes = Array(article.text.utf8)
        var end = 0
        for block in article.blocks {
            #expect(block.range.lowerBound >= end)
            #expect(block.range.upperBound <= bytes.count)
            #expect(!block.range.isEmpty)
            end = block.range.upperBound
        }
        #expect(end == bytes.count)
    }

    @Test("An article that a page holds twice comes once; a refrain of the author stays")
    func repeatedArticle() {
        let paragraphs = [
            "The river was opened to boats on Monday after two years of work on its banks and locks, the town said.",
            "Engineers said that the new locks would last for at least fifty years, if the ice of the winter spares them.",
            "The town plans a second harbour, which should be ready by the summer of the next year, with room for forty boats.",
            "A bridge for walkers follows a year later, and with it a path along the old mill to the market in the north.",
            "Boatmen who had waited since the spring said on Monday evening that they would believe it when they saw it.",
        ].map { "<p>\($0)</p>" }.joined()
        let head = "<html><head><title>River opens</title></head><body>"
        let twice = ArticleExtractor().extract(
            html:
                "\(head)<div class='story'>\(paragraphs)</div><div class='mobile-story'>\(paragraphs)</div></body></html>"
        )
        let refrain = ArticleExtractor().extract(
            html: "\(head)<div class='story'>\(paragraphs)\(paragraphs)</div></body></html>")
        func count(_ text: String) -> Int { text.ranges(of: "fifty years").count }
        #expect(count(twice.text) == 1)
        #expect(count(refrain.text) == 2)
    }

    @Test("A site that states no name is cut from the title where page and headline show both")
    func titleWithoutStatedSite() {
        let body = "<p>The river was opened to boats on Monday after two years of work on its banks and locks.</p>"
        func title(_ shown: String) -> String? {
            ArticleExtractor().extract(
                html: "<html><head><title>Boats again | Tea and Locks</title></head><body>\(shown)\(body)</body></html>"
            ).title
        }
        #expect(title("<div><a href='/'>Tea and Locks</a></div><div><b>Boats again</b></div>") == "Boats again")
        #expect(title("<div><b>Boats again</b></div>") == "Boats again | Tea and Locks")
    }
}

/// Figures on real pages; a sample in debug, where everything is slower.
@Suite("Extraction figures", .enabled(if: EvaluationData.isPresent, Comment(rawValue: EvaluationData.absence)))
struct HTMLExtractionFigures {
    @Test("Segments that must and must not be in the text")
    func segments() throws {
        #if DEBUG
            let (count, floor) = (40, 0.90)
        #else
            let (count, floor) = (495, 0.93)
        #endif
        let lines = try #require(EvaluationData.lines("html/trafilatura-eval.jsonl.gz"))
        let extractor = ArticleExtractor()
        var (found, extra, missed) = (0, 0, 0)
        for line in lines.prefix(count) {
            let record = try JSONValue(parsing: Array(line.utf8).span)
            let text = folded(extractor.extract(html: record["html"]?.string ?? "").text)
            for segment in record["with"]?.array?.compactMap(\.string) ?? [] {
                if text.contains(folded(segment)) { found += 1 } else { missed += 1 }
            }
            for segment in record["without"]?.array?.compactMap(\.string) ?? [] where text.contains(folded(segment)) {
                extra += 1
            }
        }
        let f1 = 2 * Double(found) / Double(2 * found + extra + missed)
        // The whole half measures above 0.95 with the shipped weights, which have seen it; out of fold 0.93.
        #expect(f1 >= floor, "found \(found), extra \(extra), missed \(missed)")
    }

    private func folded(_ text: String) -> String {
        text.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }.joined(separator: " ")
    }
}
