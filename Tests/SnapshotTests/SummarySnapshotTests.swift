import Serialization
import TestSupport
import Testing

/// Summaries of shipped and own texts, as they were when somebody last looked at them.
///
/// A sentence is named by the code point that it starts at. Lines are `start=score`, a star before the chosen ones.
@Suite("Snapshots of summaries", .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
struct SummarySnapshotTests {
    static let methods = [
        "auto", "lead", "textrank", "lexrank", "lsa", "luhn", "edmundson", "sumbasic", "kl", "reduction", "centroid",
        "pacsum", "learned",
    ]
    static let styles = ["auto", "news", "extract", "science", "encyclopedia"]

    private func chosen(_ value: JSONValue) -> String {
        let several = value["ids"] != nil
        return value.list("sentences").map { sentence in
            let document = several ? SnapshotDocuments.name(sentence) + "@" : ""
            return "\(document)\(sentence.integer("start"))=\(sentence.rounded("score"))"
        }.joined(separator: " ")
    }

    /// All candidates in the order of the text.
    private func candidates(_ value: JSONValue) -> String {
        let chosen = Set(value.list("sentences").map { $0.integer("start") })
        return value.list("explanations").filter { $0["score"] != nil }.map { sentence in
            let start = sentence.integer("start")
            return "\(chosen.contains(start) ? "*" : "")\(start)=\(sentence.rounded("score"))"
        }.joined(separator: " ")
    }

    private func contributions(_ value: JSONValue) -> String {
        value.list("explanations").filter { $0["score"] != nil }.prefix(6).map { sentence in
            let contributions = sentence["contributions"] ?? .null
            let parts = (contributions.object?.keys ?? []).map { "\($0)=\(contributions.rounded($0))" }
            return "\(sentence.integer("start")) { \(parts.joined(separator: " ; ")) }"
        }.joined(separator: " ")
    }

    private func check(_ name: String, _ options: [[String]], on paths: [String], _ describe: (JSONValue) -> String) {
        SnapshotFile(name: name).check(
            options.map { SnapshotDocuments.section(["summarize"] + $0, on: paths, describe) })
    }

    @Test("The default's three sentences, as a reader gets them")
    func sentences() {
        check("summaries", [[]], on: SnapshotDocuments.articles + SnapshotDocuments.own) {
            "\($0.text("method")), \($0.text("language")): "
                + $0.list("sentences").map { $0.text("text") }.joined(separator: " / ")
        }
    }

    @Test("What is no candidate, and why")
    func leftOut() {
        check("candidates", [["--explain"]], on: SnapshotDocuments.articles + SnapshotDocuments.own) { value in
            value.list("explanations").filter { $0["score"] == nil || $0.text("left_out").contains("same") }
                .map { "\($0.integer("start"))-\($0.integer("end")) \($0.text("left_out"))" }.joined(separator: ", ")
        }
    }

    @Test("Scores and choice of every method")
    func methods() {
        check(
            "methods", Self.methods.map { ["--explain", "--method", $0] }, on: SnapshotDocuments.some, candidates)
    }

    @Test("Choice of every method on all shipped articles")
    func articles() {
        check("articles", Self.methods.map { ["--method", $0] }, on: SnapshotDocuments.articles, chosen)
    }

    @Test("Scores and choice of every style")
    func styles() {
        check("styles", Self.styles.map { ["--explain", "--style", $0] }, on: SnapshotDocuments.some, candidates)
        check(
            "learned", Self.styles.map { ["--explain", "--method", "learned", "--style", $0] },
            on: SnapshotDocuments.some, candidates)
    }

    @Test("What spoke for the first sentences")
    func explanations() {
        check(
            "explanations",
            [["--explain"], ["--explain", "--style", "news"], ["--explain", "--method", "edmundson"]]
                + [["--explain", "--method", "pacsum"], ["--explain", "--query", "water road bridge"]],
            on: SnapshotDocuments.some, contributions)
    }

    @Test("Lengths: sentences, share, words, characters, free; with and without a style")
    func lengths() {
        let lengths: [[String]] = [
            ["-n", "1"], ["-n", "2"], ["-n", "5"], ["-n", "8", "--order", "rank"], ["--ratio", "0.1"],
            ["--ratio", "0.5"], ["--words", "25"], ["--words", "60"], ["--words", "120"], ["--characters", "80"],
            ["--characters", "400"], ["--free-length"],
        ]
        let variants: [[String]] = [[], ["--style", "news"], ["--method", "textrank"]]
        check(
            "lengths", variants.flatMap { variant in lengths.map { $0 + variant } }, on: SnapshotDocuments.some, chosen)
    }

    @Test("Diversity")
    func diversity() {
        let options = ["auto", "lexrank", "centroid"].flatMap { method in
            ["0", "0.3", "0.7", "1"].map { ["--diversity", $0, "--method", method, "-n", "4"] }
        }
        check("diversity", options, on: SnapshotDocuments.some, chosen)
    }

    @Test("Queries")
    func queries() {
        let queries = ["bridge closed repair cost", "who pays for it?", "rare words", "Straßenbahn Kosten", "zebra"]
        var options = queries.map { ["--query", $0, "--order", "rank"] }
        options += [
            ["--query", queries[0], "--diversity", "0.5"], ["--query", queries[0], "--words", "60"],
            ["--query", queries[0], "--style", "news"], ["--query", queries[0], "--explain"],
        ]
        check("queries", options, on: SnapshotDocuments.some) { value in
            value["explanations"] == nil ? chosen(value) : candidates(value)
        }
    }

    @Test("One summary of three reports")
    func cluster() {
        var options = Self.methods.map { ["--multi", "--method", $0] }
        options += Self.styles.map { ["--multi", "--style", $0] }
        options += [
            ["--multi", "-n", "1"], ["--multi", "-n", "6"], ["--multi", "--words", "80"],
            ["--multi", "--order", "rank"],
            ["--multi", "--characters", "300"], ["--multi", "--query", "roofs and schools"],
            ["--multi", "--diversity", "0.7"],
        ]
        check("clusters", options, on: SnapshotDocuments.cluster, chosen)
    }

    @Test("Only what is new")
    func update() {
        let earlier = SnapshotDocuments.text("storm-1")
        let options: [[String]] = [
            [], ["-n", "2"], ["--words", "60"], ["--style", "news"], ["--method", "textrank"],
        ]
        SnapshotFile(name: "updates").check(
            options.map { option in
                var section = SnapshotDocuments.section(
                    ["summarize", "--update", earlier] + option,
                    on: SnapshotDocuments.cluster + [SnapshotDocuments.text("storm-follow-up")], chosen)
                section.option = (["summarize", "--update storm-1.txt"] + option).joined(separator: " ")
                return section
            })
    }
}
