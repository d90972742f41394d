import Benchmark
import Foundation
import TextProcessing
import Vectorization
import Vectors

// Throughput of the numeric core on generated texts of several sizes. Every case asserts its answer: a benchmark of a
// wrong result says nothing.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .throughput, .peakMemoryResident], maxDuration: .seconds(5), maxIterations: 20)

    let wanted = ProcessInfo.processInfo.environment["EPITOME_SIZES"] ?? "1000 10000 100000"
    for size in wanted.split(separator: " ").compactMap({ Int($0) }) {
        let name = "\(size) documents"
        Benchmark("tokens, \(name)") { benchmark in
            let texts = Corpus.texts(size)
            let expected = texts.reduce(0) { $0 + $1.utf8.split(whereSeparator: { $0 <= 0x20 }).count }
            benchmark.startMeasurement()
            let scanner = WordScanner()
            var words = 0
            for var text in texts { text.withUTF8 { scanner.forEachWord(in: $0) { _, _ in words += 1 } } }
            benchmark.stopMeasurement()
            precondition(words == expected, "\(words) words, \(expected) were written")
        }
        Benchmark("count, \(name)") { benchmark in
            let texts = Corpus.texts(size)
            benchmark.startMeasurement()
            let (vectorizer, counts) = CountVectorizer.fitTransform(texts)
            benchmark.stopMeasurement()
            precondition(counts.rowCount == size && counts.columnCount == vectorizer.vocabulary.count)
            precondition(counts.columnIndices.allSatisfy { $0 < counts.columnCount })
        }
        Benchmark("tf-idf of words and pairs, \(name)") { benchmark in
            let texts = Corpus.texts(size)
            let terms = TermOptions(wordCounts: 1...2)
            benchmark.startMeasurement()
            let weights = TfidfVectorizer.fitTransform(texts, terms: terms).weights
            benchmark.stopMeasurement()
            precondition(weights.rowNorms().allSatisfy { ($0 - 1).magnitude < 1e-4 })
        }
        Benchmark("hash, \(name)") { benchmark in
            let texts = Corpus.texts(size)
            benchmark.startMeasurement()
            let rows = HashingVectorizer().transform(texts)
            benchmark.stopMeasurement()
            precondition(rows.rowNorms().allSatisfy { ($0 - 1).magnitude < 1e-4 })
        }
        Benchmark("sparse search, 200 of \(name)") { benchmark in
            let weights = TfidfVectorizer.fitTransform(Corpus.texts(size)).weights
            let index = InvertedIndex(weights)
            let queries = weights.rows(0..<200)
            benchmark.startMeasurement()
            let found = index.matches(for: queries, limit: 10)
            benchmark.stopMeasurement()
            precondition(found.enumerated().allSatisfy { $1.first?.document == $0 }, "a document finds itself first")
        }
    }
    Benchmark("singular values, 64 of 10000 documents") { benchmark in
        let weights = TfidfVectorizer.fitTransform(Corpus.texts(10_000)).weights
        benchmark.startMeasurement()
        let svd = TruncatedSVD.fit(weights, rank: 64)
        benchmark.stopMeasurement()
        precondition(zip(svd.singularValues, svd.singularValues.dropFirst()).allSatisfy { $0 >= $1 })
    }
    Benchmark("power iteration, 2000 vertices") { benchmark in
        let weights = TfidfVectorizer.fitTransform(Corpus.texts(2_000)).weights
        let found = InvertedIndex(weights).matches(for: weights, limit: 20)
        var offsets = [0]
        var columns: [UInt32] = []
        var values: [Float] = []
        for matches in found {
            for match in matches.sorted(by: { $0.document < $1.document }) {
                columns.append(UInt32(match.document))
                values.append(match.score)
            }
            offsets.append(columns.count)
        }
        let graph = CSRMatrix(rowOffsets: offsets, columnIndices: columns, values: values, columnCount: 2_000)
        benchmark.startMeasurement()
        let ranks = PowerIteration().ranks(of: graph)
        benchmark.stopMeasurement()
        precondition((ranks.reduce(0, +) - 1).magnitude < 1e-3)
    }
}

/// Generated texts, made once for all cases of a size.
private enum Corpus {
    private nonisolated(unsafe) static var last: [String] = []

    static func texts(_ count: Int) -> [String] {
        if last.count != count { last = SyntheticCorpus().texts(count) }
        return last
    }
}
