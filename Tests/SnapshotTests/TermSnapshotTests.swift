import Serialization
import TestSupport
import Testing

/// Keywords, topics, tokens, sentences, languages and neighbours, as they were when somebody last looked at them.
@Suite("Snapshots of words and topics", .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
struct TermSnapshotTests {
    private let all = SnapshotDocuments.articles + SnapshotDocuments.own

    private func check(_ name: String, _ options: [[String]], on paths: [String], _ describe: (JSONValue) -> String) {
        SnapshotFile(name: name).check(options.map { SnapshotDocuments.section($0, on: paths, describe) })
    }

    @Test("Keywords, among the documents and alone")
    func keywords() {
        check("keywords", [["keywords"], ["keywords", "--one-pass", "-k", "5"]], on: all) { value in
            value.list("keywords").map { "\($0.text("text"))=\($0.rounded("score")) ×\($0.integer("count"))" }
                .joined(separator: ", ")
        }
    }

    @Test("Topics, and the terms that speak for them")
    func topics() {
        check(
            "topics", [["classify", "--explain"], ["classify", "--explain", "--model", "encyclopedia"]], on: all
        ) { value in
            let labels = value.list("labels").map { "\($0.text("label"))=\($0.rounded("probability"))" }
            let terms = value["explanation"]?.list("terms").prefix(5).map {
                "\($0.text("text"))/\($0.text("kind"))/\($0.integer("count"))=\($0.rounded("contribution"))"
            }
            return "\(labels.joined(separator: " ")) bias=\(value["explanation"]?.rounded("bias") ?? "-") "
                + "score=\(value["explanation"]?.rounded("score") ?? "-") { \((terms ?? []).joined(separator: " ")) }"
        }
    }

    @Test("Tokens and their kinds")
    func tokens() {
        check("tokens", [["tokens"]], on: SnapshotDocuments.own) { value in
            value.list("tokens").map { token in
                token.text("kind") == "word" ? token.text("text") : "\(token.text("text"))/\(token.text("kind"))"
            }.joined(separator: " ")
        }
        check("token-counts", [["tokens"]], on: SnapshotDocuments.articles) { value in
            var counts: [String: Int] = [:]
            for token in value.list("tokens") { counts[token.text("kind"), default: 0] += 1 }
            return counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        }
    }

    @Test("Where sentences begin and end")
    func sentences() {
        check("sentences", [["sentences"]], on: all) { value in
            value.list("sentences").map { "\($0.integer("start"))-\($0.integer("end"))" }.joined(separator: " ")
        }
    }

    @Test("Languages")
    func languages() {
        check("languages", [["language", "--top", "2"]], on: all) { value in
            value.list("languages").map { "\($0.text("language"))=\($0.rounded("probability"))" }.joined(separator: " ")
        }
    }

    @Test("The nearest documents")
    func neighbours() {
        let index = all.flatMap { ["--index", $0] }
        for measure in ["cosine", "bm25"] {
            let outcome = BuiltCommand.run(["similar", "--among", "--top", "3", "--measure", measure] + index)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let values = outcome.lines.compactMap { try? JSONValue(parsing: $0) }
            let results = values.map { value in
                let matches = value.list("matches").map { "\(SnapshotDocuments.name($0))=\($0.rounded("score"))" }
                return (document: SnapshotDocuments.name(value), result: matches.joined(separator: " "))
            }
            SnapshotFile(name: "similar-\(measure)").check([
                .init(option: "similar --among --top 3 --measure \(measure)", results: results)
            ])
        }
    }
}
