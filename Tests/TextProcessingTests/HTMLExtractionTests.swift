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
}
