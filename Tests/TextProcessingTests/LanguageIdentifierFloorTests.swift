import Serialization
import TestSupport
import Testing
import TextProcessing

/// Floors under the accuracy on the development parts of the treebanks; `evaluate-text language` prints the figures.
@Suite struct LanguageIdentifierFloorTests {
    private static let treebanks: [(code: String, names: [String])] = [
        ("en", ["ewt", "gum"]), ("de", ["de-gsd"]), ("fr", ["fr-gsd", "fr-sequoia"]), ("es", ["es-gsd"]),
        ("it", ["it-isdt"]),
    ]

    @Test(
        .enabled(if: EvaluationData.isPresent, Comment(rawValue: EvaluationData.absence)),
        arguments: [(20...39, 96.4), (40...79, 99.3), (80...159, 99.7)])
    func sentencesAreNamedRight(lengths: ClosedRange<Int>, floor: Double) throws {
        var accuracies: [Double] = []
        for (code, names) in Self.treebanks {
            var right = 0
            var all = 0
            for name in names {
                for line in try #require(EvaluationData.lines("sentences/\(name)-dev.jsonl.gz")) {
                    let row = try JSONValue(parsing: Array(line.utf8).span)
                    for sentence in row["sentences"]?.array ?? [] {
                        let text = sentence.string ?? ""
                        guard lengths.contains(text.count) else { continue }
                        all += 1
                        if LanguageIdentifier.shared.identify(text).language.rawValue == code { right += 1 }
                    }
                }
            }
            accuracies.append(100 * Double(right) / Double(all))
        }
        let accuracy = accuracies.reduce(0, +) / Double(accuracies.count)
        #expect(accuracy >= floor, "\(accuracies)")
    }
}
