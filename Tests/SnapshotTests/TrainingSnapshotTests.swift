import Serialization
import TestSupport
import Testing

/// What classifiers say that were trained on 400 made-up texts: solver, calibration, folds and multi-label answers.
@Suite("Snapshots of training", .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
struct TrainingSnapshotTests {
    private static let subjects: [(label: String, words: [String])] = [
        ("weather", ["rain", "storm", "wind", "snow", "cloud", "thunder", "frost", "forecast"]),
        ("sport", ["goal", "match", "team", "coach", "season", "referee", "stadium", "league"]),
        ("money", ["bank", "price", "shares", "profit", "market", "loan", "interest", "budget"]),
        ("rare", ["comet", "orbit", "telescope", "lunar"]),
        // Rarer than there are parts to train on.
        ("rarest", ["volcano", "lava", "crater"]),
    ]
    private static let common = [
        "the", "a", "people", "yesterday", "said", "new", "city", "after", "before", "many", "found", "week", "again",
    ]

    /// A text of 12 words, four or so in ten of them from its subjects; a few wear a wrong label.
    private static func text(_ labels: [Int], _ generator: inout SeededGenerator) -> String {
        (0..<12).map { _ in
            if Int.random(in: 0..<10, using: &generator) < 4 {
                let words = subjects[labels.randomElement(using: &generator) ?? 0].words
                return words.randomElement(using: &generator) ?? ""
            }
            return common.randomElement(using: &generator) ?? ""
        }.joined(separator: " ")
    }

    private static func lines(_ count: Int, several: Bool, seed: UInt64) -> String {
        var generator = SeededGenerator(seed: seed)
        var lines = ""
        for id in 0..<count {
            var labels = [id % 250 == 9 ? 4 : id % 40 == 7 ? 3 : Int.random(in: 0..<3, using: &generator)]
            if several, Int.random(in: 0..<3, using: &generator) == 0 { labels.append((labels[0] + 1) % 3) }
            let text = text(labels, &generator)
            if Int.random(in: 0..<15, using: &generator) == 0 { labels[0] = (labels[0] + 1) % 3 }
            let names = labels.map { "\"\(subjects[$0].label)\"" }.joined(separator: ",")
            lines += "{\"id\":\"\(id)\",\"text\":\"\(text)\",\"label\":\(several ? "[\(names)]" : names)}\n"
        }
        return lines
    }

    @Test("Probabilities of every way to train", arguments: ["one label", "several labels"])
    func training(_ kind: String) {
        let several = kind == "several labels"
        let folder = TemporaryFolder()
        let training = folder.write("training.jsonl", Self.lines(400, several: several, seed: 11))
        let unseen = folder.write("unseen.jsonl", Self.lines(16, several: several, seed: 12))
        var sections: [SnapshotFile.Section] = []
        for options in [["svm"], ["svm", "--no-tuning"], ["logistic"], ["bayes"], ["centroid"], ["svm", "--best"]] {
            let model = folder.file("topics.model")
            let arguments = ["train", "--method"] + options
            let outcome = BuiltCommand.run(arguments + ["--quiet", "--output", model, training])
            #expect(outcome.status == 0, "\(options): \(outcome.errors)")
            let values = SnapshotDocuments.run(["classify", "--model", model, "--top", "4"], on: [unseen])
            sections.append(
                .init(
                    option: arguments.joined(separator: " "),
                    results: values.map { value in
                        let labels = value.list("labels").map { "\($0.text("label"))=\($0.rounded("probability"))" }
                        let answer = ([value.text("label")] + value.list("label").map(\.text)).joined(separator: " ")
                        return (value.text("id"), "\(answer) : \(labels.joined(separator: " "))")
                    }))
        }
        SnapshotFile(name: several ? "training-several" : "training-one").check(sections)
    }
}
