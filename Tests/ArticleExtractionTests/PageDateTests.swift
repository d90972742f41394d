import ArticleExtraction
import Testing
import TextProcessing

@Suite("Dates that pages state")
struct PageDateTests {
    @Test(
        "Every way of writing a day becomes ISO 8601, or nothing",
        arguments: [
            ("2022-01-06T14:32:06+02:00", "2022-01-06T14:32:06+02:00"),
            ("2022-1-6T14:32:6+0200", "2022-01-06T14:32:06+02:00"),
            ("2024-05-01T10:00:00.123Z", "2024-05-01T10:00:00Z"), ("2024-05-01 10:00", "2024-05-01T10:00"),
            ("20240501", "2024-05-01"), ("2024/5/1", "2024-05-01"), ("1704067200", "2024-01-01"),
            ("1704067200000", "2024-01-01"), ("Thu, 06 Jan 2022 14:32:06 GMT", "2022-01-06T14:32:06Z"),
            ("Thu, 06 Jan 2022 14:32:06 -0500", "2022-01-06T14:32:06-05:00"),
            ("January 6, 2022, 2:32 pm", "2022-01-06T14:32"),
            ("Published 6 January 2022", "2022-01-06"), ("6. Januar 2022, 9:05 Uhr", "2022-01-06T09:05"),
            ("le 6 janvier 2022", "2022-01-06"), ("6 sierpnia 2022", "2022-08-06"), ("6-Jan-2022", "2022-01-06"),
            ("06.01.2022", "2022-01-06"), ("25/12/2022", "2022-12-25"), ("12/25/2022", "2022-12-25"),
            ("4/4/2022", "2022-04-04"),
            ("4/5/2022", nil), ("0001-01-01T00:00:00Z", nil), ("2023-02-29", nil), ("2024-02-29", "2024-02-29"),
            ("", nil),
            ("yesterday", nil), ("99999999999999999999999", nil), ("3 min read", nil), ("13/13/2022", nil),
            ("2022", nil),
        ] as [(String, String?)])
    func dates(text: String, expected: String?) { #expect(PageDate.iso8601(text) == expected) }

    @Test("An address can hold the day")
    func addresses() {
        #expect(PageDate.day(inAddress: "https://example.org/news/2019/11/19/bridge.html") == "2019-11-19")
        #expect(PageDate.day(inAddress: "https://example.org/2019-11-19-bridge") == "2019-11-19")
        #expect(PageDate.day(inAddress: "https://example.org/1234/56/78") == nil)
        #expect(PageDate.day(inAddress: "https://example.org/20191119") == nil)
    }

    private func page(_ head: String, _ body: String = "") -> Article {
        let paragraph = String(
            repeating: "The bridge at Carrow was shut on Tuesday after divers found cracks in it. ", count: 6)
        return ArticleExtractor().extract(
            html:
                "<html><head><title>Bridge shut</title>\(head)</head><body><article><h1>Bridge at Carrow shut</h1>\(body)<p>\(paragraph)</p></article></body></html>"
        )
    }

    @Test("The first date that an article can have counts: the year 1 is none")
    func order() {
        let linked =
            "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Bridge at Carrow shut\",\"datePublished\":\"0001-01-01T00:00:00Z\",\"dateModified\":\"2019-11-19T22:10:00Z\"}</script>"
        #expect(page(linked).date == "2019-11-19T22:10:00Z")
        #expect(page("<meta name=\"date\" content=\"0001-01-01\">").date == nil)
        #expect(page("<meta property=\"og:url\" content=\"https://example.org/2019/11/19/x\">").date == "2019-11-19")
        #expect(page("", "<p class=\"date\">19 November 2019</p>").date == "2019-11-19")
    }

    @Test("References that were escaped twice become characters in titles")
    func titles() {
        let title = "Mayor: &amp;#8216;We shut the bridge&amp;#8217; &amp;amp; the road"
        #expect(
            page("<meta property=\"og:title\" content=\"\(title)\">").title == "Mayor: ‘We shut the bridge’ & the road")
    }
}
