import ArticleExtraction
import TestSupport
import Testing
import TextProcessing

@Suite struct MarkdownTests {
    private func plain(_ markdown: String) -> String { MarkdownReader().read(markdown).text }

    @Test(arguments: [
        ("It *rained* on **Monday**.", "It rained on Monday."),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("See [the *map*](a(b).html \"t\") now.", "See the map now."),
        ("See [the map][1] and [brackets].", "See the map and [brackets]."),
        ("![alt text](a.png) After.", "After."),
        ("Run `let *x* = 1` twice.", "Run let *x* = 1 twice."),
        ("A \\*star\\* &amp; a dash &#8212; here &unknown;", "A *star* & a dash — here &unknown;"),
        ("Go to <https://example.org/a> or <b>bold</b>, 1 < 2.", "Go to https://example.org/a or bold, 1 < 2."),
        ("Claimed.[^1]\n\n[^1]: A note.", "Claimed.\n\nA note."),
        ("~~old~~ new", "old new"),
        ("two\nlines", "two lines"),
        ("[link]: https://example.org\nText.", "Text."),
        ("<!-- hidden\nstill hidden -->\n\nShown.", "Shown."),
    ])
    func inlineMarksAreStripped(markdown: String, expected: String) {
        #expect(plain(markdown) == expected)
    }

    @Test func blocksKeepTheirKinds() {
        let article = MarkdownReader().read(
            """
            ---
            title: "Front"
            author: Ada
            date: 2026-01-02
            ---
            # Head

            Intro
            goes on.

            Under
            -----

            - one
            - two
              - deep

            1. first

            > quoted
            > words

            | a | b |
            |---|---|
            | 1 | 2 |

            ```swift
            let a = *b*
            ```

                indented code
            """)
        #expect(article.title == "Head")
        #expect(article.author == "Ada")
        #expect(article.date == "2026-01-02")
        let kinds: [Article.Block.Kind] = [
            .paragraph, .heading(level: 2), .listItem(depth: 1, ordered: false), .listItem(depth: 1, ordered: false),
            .listItem(depth: 2, ordered: false), .listItem(depth: 1, ordered: true), .quote, .tableRow, .tableRow,
            .code, .code,
        ]
        #expect(article.blocks.map(\.kind) == kinds)
        let utf8 = Array(article.text.utf8)
        let texts = article.blocks.map { String(decoding: utf8[$0.range], as: UTF8.self) }
        #expect(
            texts == [
                "Intro goes on.", "Under", "one", "two", "deep", "first", "quoted words", "a | b", "1 | 2",
                "let a = *b*", "indented code",
            ])
    }

    @Test func rulesOfDashesAreNoFrontMatter() {
        #expect(plain("---\nText\nwithout an end") == "Text without an end")
    }

    @Test(arguments: [
        "[", "]", "(", "](", "*", "_", "`", "<", "<a ", "&", "!", "![", "\\", "#", ">", "- ", "|", "\n", "~",
    ])
    func hostileRepetitionIsLinear(piece: String) {
        let text = String(repeating: piece, count: 200_000)
        let article = MarkdownReader().read(text)
        #expect(article.blocks.allSatisfy { $0.range.upperBound <= article.text.utf8.count })
    }

    @Test func randomMarksNeverBreakRanges() {
        var generator = SeededGenerator(seed: 11)
        let pieces = [
            "[", "](", ")", "*", "_", "`", "\n", "\n\n", "a ", "é", "<", ">", "#", "- ", "1. ", "|", "```", "    ",
        ]
        for round in 0..<300 {
            let text = (0..<60).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let article = MarkdownReader().read(text)
            var end = 0
            for block in article.blocks {
                #expect(block.range.lowerBound >= end, "round \(round): \(text.debugDescription)")
                end = block.range.upperBound
            }
            #expect(end <= article.text.utf8.count)
        }
    }
}
