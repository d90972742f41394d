import Serialization
import TestSupport
import Testing

/// The documents that results are recorded for, and runs of the built command over them.
enum SnapshotDocuments {
    /// The shipped articles.
    static let articles: [String] = [
        "agency-abbreviations.txt", "amp-tennis.html", "blog-soup.html", "business-report.txt", "cookie-notice.txt",
        "dutch-news.txt", "forum-thread.txt", "french-news.txt", "german-news.txt", "hard-wrapped.txt", "interview.txt",
        "italian-news.txt", "japanese-news.txt", "legal-notice.txt", "live-blog.txt", "long-report.txt", "mail.txt",
        "marathon.md", "markdown-post.md", "minister-resigns.txt", "news-donation.txt", "news-site.html",
        "newsletter-box.txt", "obituary.txt", "paywall-teaser.txt", "portuguese-news.txt", "press-release.txt",
        "product-review.txt", "recipe.txt", "related-headlines.txt", "russian-news.txt", "science-abstract.txt",
        "scraped-glued.txt", "share-captions.txt", "spanish-news.txt", "sports-report.txt", "two-sentence-note.txt",
    ].map { "\(SnapshotFile.project)/Data/articles/\($0)" }

    /// Texts written for these tests: a paper, eight languages, a list, an interview, repetitions, one word.
    static let own: [String] = [
        "bells", "bridge", "chinese", "french", "german", "greek", "list", "oneword", "paper", "repeats", "russian",
        "spanish", "storm-1",
    ].map(text)

    /// Three reports of one event, the oldest first.
    static let cluster = ["storm-1", "storm-2", "storm-3"].map(text)

    /// The path of a text written for these tests.
    static func text(_ name: String) -> String { "\(SnapshotFile.folder)/Texts/\(name).txt" }

    /// The articles that the longer tables of options are recorded for, beside the own texts.
    static let some =
        own
        + articles.filter { path in
            ["business-report", "german-news", "long-report", "minister-resigns", "science-abstract", "sports-report"]
                .contains { path.contains("/\($0)") }
        }

    /// What the command says in JSON Lines, one value a document.
    static func run(
        _ arguments: [String], on paths: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) -> [JSONValue] {
        let outcome = BuiltCommand.run(arguments + ["--format", "jsonl"] + paths)
        let values = outcome.lines.compactMap { try? JSONValue(parsing: $0) }
        if outcome.status > 1 || values.count != outcome.lines.count {
            Issue.record("\(arguments): status \(outcome.status), \(outcome.errors)", sourceLocation: sourceLocation)
        }
        return values
    }

    /// The results of one run as a section of a snapshot.
    static func section(
        _ arguments: [String], on paths: [String], _ describe: (JSONValue) -> String
    ) -> SnapshotFile.Section {
        SnapshotFile.Section(
            option: arguments.joined(separator: " "),
            results: run(arguments, on: paths).map { (name($0), line($0["error"]?.string ?? describe($0))) })
    }

    /// A result on one line, without the folder that this project happens to lie in.
    private static func line(_ text: String) -> String {
        text.split(separator: SnapshotFile.project + "/").joined().split(separator: "\n").joined(separator: "⏎")
    }

    /// The last part of a document's path.
    static func name(_ value: JSONValue) -> String {
        value["id"]?.string?.split(separator: "/").last.map(String.init) ?? "cluster"
    }
}

extension JSONValue {
    /// A number with four decimals; `-` where there is none.
    func rounded(_ key: String) -> String {
        guard let number = self[key]?.double else { return "-" }
        let scaled = Int((abs(number) * 10_000).rounded())
        let decimals = String(scaled % 10_000)
        let sign = number < 0 && scaled > 0 ? "-" : ""
        return "\(sign)\(scaled / 10_000).\(String(repeating: "0", count: 4 - decimals.count))\(decimals)"
    }
}
