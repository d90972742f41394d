import Serialization
import TestSupport
import Testing
import TextProcessing
import Vectorization
import Vectors

/// Indexes and vectorizers that were written to files and read back.
@Suite("Similarity")
struct SimilarityIndexTests {
    private let texts = CountVectorizerTests.randomTexts(60, seed: 8)

    @Test("A text finds itself first, and its double", arguments: SimilarityMeasure.allCases)
    func finds(measure: SimilarityMeasure) {
        let all = texts + ["one red fish", "two red fish", "one red fish"]
        let index = SimilarityIndex(texts: all, ids: all.indices.map { "d\($0)" }, measure: measure)
        let matches = index.matches(for: ["one red fish"], limit: 3)[0]
        #expect(matches.map(\.document) == [60, 62, 61])
        #expect(matches[0].score == matches[1].score && matches[1].score > matches[2].score)
        #expect(index.matches(for: ["", "unheard of"], limit: 3) == [[], []])
        #expect(index.matches(for: all, limit: 4, threads: 3) == index.matches(for: all, limit: 4))
    }

    @Test("By topics, texts without a common word are alike if others connect their words")
    func latent() {
        let texts = [
            "car engine wheel road", "automobile engine wheel road", "car road wheel", "automobile road engine",
            "soup bread salt oven", "bread oven flour salt", "soup salt water", "flour water oven",
        ]
        let ids = texts.indices.map(String.init)
        let index = SimilarityIndex(texts: texts, ids: ids, measure: .latent, topics: 2)
        let words = SimilarityIndex(texts: texts, ids: ids, measure: .cosine)
        #expect(!words.matches(for: ["automobile"], limit: 8)[0].map(\.document).contains(2))
        #expect(Set(index.matches(for: ["automobile"], limit: 4)[0].map(\.document)) == [0, 1, 2, 3])
    }

    @Test("An index file gives the same answers", arguments: SimilarityMeasure.allCases, [1...1, 1...3])
    func file(measure: SimilarityMeasure, wordCounts: ClosedRange<Int>) throws {
        let path = TemporaryFile.path("\(measure.rawValue)-\(wordCounts.upperBound).index")
        defer { TemporaryFile.remove(path) }
        let terms = TermOptions(minimumWordLength: 2, stopWords: ["w0", "a"], wordCounts: wordCounts)
        let index = SimilarityIndex(
            texts: texts, ids: texts.indices.map { "däta-\($0)" }, measure: measure, terms: terms)
        try index.write(to: path)
        let read = try SimilarityIndex(path: path)
        #expect(read.ids == index.ids && read.measure == measure)
        #expect(read.vocabulary.terms == index.vocabulary.terms)
        #expect(read.matches(for: texts, limit: 7) == index.matches(for: texts, limit: 7))
    }

    @Test("Changed index files are refused or answer, but never crash")
    func hostile() throws {
        let path = TemporaryFile.path("hostile.index")
        defer { TemporaryFile.remove(path) }
        try SimilarityIndex(
            texts: ["one red fish", "two blue fish"], ids: ["a", "b"], terms: TermOptions(wordCounts: 1...2)
        ).write(to: path)
        let valid = try MappedFile(path: path).withBytes { [UInt8]($0) }
        let dataStart = 8 + Int(valid[0]) + Int(valid[1]) << 8
        var generator = SeededGenerator(seed: 9)
        var refused = 0
        for round in 0..<400 {
            var bytes = valid
            // The header is checked elsewhere; here the tensors' contents lie.
            let place = Int.random(in: dataStart..<bytes.count, using: &generator)
            bytes[place] = [0, 1, 0x7F, 0x80, 0xFF][Int.random(in: 0..<5, using: &generator)]
            if round % 4 == 0, bytes != valid {
                // Damage is told by the checksum, whatever the tensors mean.
                try AtomicFile.write(bytes, to: path)
                #expect(throws: SafetensorsError.self) { try SimilarityIndex(path: path) }
            }
            try resign(&bytes)
            try AtomicFile.write(bytes, to: path)
            do {
                let index = try SimilarityIndex(path: path)
                for matches in index.matches(for: ["red fish", "two"], limit: 5) {
                    #expect(matches.allSatisfy { $0.document < 2 && $0.score.isFinite })
                }
            } catch is SafetensorsError { refused += 1 }
        }
        #expect(refused > 100)
    }

    /// Puts the right checksum into a changed file, as a forger would.
    private func resign(_ bytes: inout [UInt8]) throws {
        let checksum = try SafetensorsFile(bytes: bytes).checksum()
        let key = Array("\"checksum\":\"".utf8)
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: key) }) + key.count
        bytes.replaceSubrange(place..<place + 16, with: Array(checksum.utf8))
    }

    @Test("The quick benchmark's steps are right, and its texts do not depend on their number", arguments: [1, 2])
    func benchmark(threads: Int) {
        var told: [Double] = []
        let steps = NumericBenchmark(documents: 60, threads: threads).run { told.append($1) }
        #expect(steps.count == 7)
        #expect(steps.allSatisfy { $0.isCorrect && $0.seconds >= 0 && $0.amount > 0 })
        #expect(told == told.sorted() && told.last == 1)
        #expect(SyntheticCorpus().texts(5) == Array(SyntheticCorpus().texts(9).prefix(5)))
        #expect(SyntheticCorpus(seed: 2).text(0) != SyntheticCorpus().text(0))
    }
}
