import Summarization
import TestSupport
import Testing

@Suite("Features of sets")
struct SubsetFeatureTests {
    private let analysis: DocumentAnalysis
    private let sentences: [[String]]
    private let scores: [Float]

    /// Twelve sentences of few different words, so that many words and pairs occur in several of them, and often in one.
    init() {
        var random = SeededGenerator(seed: 5)
        sentences = (0..<12).map { i in
            ["only\(i)", "alone\(i)"]
                + (0..<Int.random(in: 6...14, using: &random)).map { _ in
                    ["the", "of", "red", "green", "blue", "sky", "sea", "rain"].randomElement(using: &random) ?? ""
                }
        }
        analysis = DocumentAnalysis(SentenceMatrix(sentences: sentences, stopWords: ["the", "of"]))
        scores = (0..<12).map { Float(($0 * 5) % 12) / 4 - 1.4 }
    }

    /// What a summary and a reference share, each item as often as the rarer of the two has it.
    private func shared(_ a: [String: Double], _ b: [String: Double]) -> Double {
        a.reduce(0) { $0 + min($1.value, b[$1.key] ?? 0) }
    }

    private func counts(_ items: [String], weight: Double = 1) -> [String: Double] {
        items.reduce(into: [:]) { $0[$1, default: 0] += weight }
    }

    private func items(_ sentence: [String], pairs: Bool) -> [String] {
        pairs
            ? zip(sentence, sentence.dropFirst()).map { "\($0) \($1)" }
            : sentence.filter { !["the", "of"].contains($0) }
    }

    @Test("Words and pairs shared with the guesses at a reference equal a plain count", arguments: ["words", "pairs"])
    func overlaps(_ kind: String) throws {
        let subsets = SubsetFeatures(analysis, SentenceFeatures(analysis), scores: scores)
        try #require(subsets.sets.count == 63)
        let best = scores.max() ?? 0
        var references: [(name: String, weights: [Double])] = []
        for (name, sharpness) in [("Soft", Float(1)), ("Sharp", 2)] {
            let raw = scores.map { pow(Double(sharpness * ($0 - best))) }
            references.append((name, raw.map { min(1, 3 * $0 / raw.reduce(0, +)) }))
        }
        references.append(("Lead", (0..<12).map { $0 < 3 ? 1 : 0 }))
        for (name, weights) in references {
            var reference: [String: Double] = [:]
            for (sentence, weight) in zip(sentences, weights) {
                reference.merge(counts(items(sentence, pairs: kind == "pairs"), weight: weight), uniquingKeysWith: +)
            }
            let total = reference.values.reduce(0, +)
            for (row, set) in subsets.sets.enumerated() {
                let own = set.flatMap { items(sentences[$0], pairs: kind == "pairs") }
                let hits = shared(counts(own), reference)
                let f1 = try column(kind + name + "F1", row, subsets)
                #expect(abs(f1 - 2 * hits / (Double(own.count) + total)) < 1e-4)
                let recall = try column(kind + name + "Recall", row, subsets)
                #expect(abs(recall - hits / total) < 1e-4)
                if name != "Lead" {
                    let precision = try column(kind + name + "Precision", row, subsets)
                    #expect(abs(precision - hits / Double(own.count)) < 1e-4)
                }
                let distinct = try column(kind + "Distinct", row, subsets)
                #expect(abs(distinct - Double(Set(own).count) / Double(own.count)) < 1e-4)
            }
        }
    }

    @Test("Sets of one size have the same features alone as among all")
    func sizes() {
        let features = SentenceFeatures(analysis)
        let all = SubsetFeatures(analysis, features, scores: scores)
        for size in 1...3 {
            let some = SubsetFeatures(analysis, features, scores: scores, size: size)
            let rows = all.sets.indices.filter { all.sets[$0].count == size }
            #expect(some.sets == rows.map { all.sets[$0] })
            let width = SubsetFeatures.width
            #expect(some.values == rows.flatMap { all.values[($0 * width)..<(($0 + 1) * width)] })
        }
    }

    @Test("A word that is repeated very often is counted without overflow")
    func repetition() {
        let analysis = DocumentAnalysis(
            SentenceMatrix(
                sentences: (0..<9).map { i in
                    Array(repeating: "word", count: 300) + (0..<9).map { "w\(i)\($0)" }
                }))
        let scores = (0..<9).map { Float($0) / 9 }
        let subsets = SubsetFeatures(analysis, SentenceFeatures(analysis), scores: scores)
        #expect(!subsets.sets.isEmpty)
        let isFinite = subsets.values.allSatisfy { $0.isFinite }
        #expect(isFinite)
    }

    private func column(_ name: String, _ row: Int, _ subsets: SubsetFeatures) throws -> Double {
        let column = try #require(SubsetFeatures.names.firstIndex(of: name))
        return Double(subsets.values[row * SubsetFeatures.width + column])
    }

    /// e to the power x by its series after halving, so that the test needs no library.
    private func pow(_ x: Double) -> Double {
        var term = 1.0
        var sum = 1.0
        for n in 1...20 {
            term *= x / 16 / Double(n)
            sum += term
        }
        for _ in 0..<4 { sum *= sum }
        return sum
    }
}
