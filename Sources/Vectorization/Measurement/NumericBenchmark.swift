internal import Foundations
internal import Vectors

/// A quick run of the numeric core on generated texts, each step checked and timed.
///
/// ```swift
/// let steps = NumericBenchmark(documents: 10_000, threads: 2).run { name, share in }
/// ```
///
/// It tells machines, versions and BLAS backends apart; comparisons with other software are made by
/// `make benchmark-peers` on real texts.
public struct NumericBenchmark: Sendable {
    /// What one step did and took.
    public struct Step: Sendable, Hashable {
        /// What was done.
        public let name: String
        /// How much: documents, queries or floating-point operations.
        public let amount: Double
        /// What `amount` counts.
        public let unit: String
        /// Seconds on the wall.
        public let seconds: Double
        /// Processor seconds of all threads.
        public let processorSeconds: Double
        /// Whether the result was what it must be.
        public let isCorrect: Bool
    }

    /// How many documents are generated.
    public let documents: Int
    /// How many threads work.
    public let threads: Int

    /// Creates a benchmark.
    public init(documents: Int = 10_000, threads: Int = 1) {
        self.documents = max(1, documents)
        self.threads = max(1, threads)
    }

    /// Runs all steps; `progress` is told the name of each before it begins, and the share that is done.
    public func run(progress: (_ step: String, _ share: Double) -> Void = { _, _ in }) -> [Step] {
        var steps: [Step] = []
        let names = ["generate", "count", "tf-idf", "hash", "search", "search dense", "decompose"]
        func measure<Result>(
            _ amount: Double, _ unit: String, _ isCorrect: (Result) -> Bool, _ work: () -> Result
        ) -> Result {
            let name = names[steps.count]
            progress(name, Double(steps.count) / Double(names.count))
            let (wall, processor) = (Seconds.now, Seconds.ofProcess)
            let result = work()
            let step = Step(
                name: name, amount: amount, unit: unit, seconds: Seconds.now - wall,
                processorSeconds: Seconds.ofProcess - processor, isCorrect: isCorrect(result))
            steps.append(step)
            return result
        }
        let size = Double(documents)
        let texts = measure(size, "documents", { $0.count == documents }) { SyntheticCorpus().texts(documents) }
        let words = texts.prefix(100).reduce(0) { $0 + $1.utf8.split(whereSeparator: { $0 <= 0x20 }).count }
        let (counter, counts) = measure(
            size, "documents",
            { result in
                // The counts of the first rows add up to their words.
                let rows = result.counts.rows(0..<min(100, documents))
                return Int(rows.values.reduce(0, +)) == words
            }
        ) { CountVectorizer.fitTransform(texts, threads: threads) }
        let weights = measure(size, "documents", { $0.storedCount == counts.storedCount }) {
            var weights = counts
            TfidfVectorizer(counter: counter).weigh(&weights)
            return weights
        }
        _ = measure(size, "documents", { $0.rowCount == documents }) {
            HashingVectorizer().transform(texts, threads: threads)
        }
        let queries = weights.rows(0..<min(500, documents))
        let index = InvertedIndex(weights)
        _ = measure(
            Double(queries.rowCount), "queries",
            // A document is its own best match: no other has a larger cosine with it.
            { $0.enumerated().allSatisfy { ($1.first?.score ?? 0) > 0.9999 } }
        ) { index.matches(for: queries, limit: 10, threads: threads) }
        let width = 256
        let rows = min(20_000, max(1_000, documents))
        var dense = DenseMatrix(rowCount: rows, columnCount: width)
        for place in dense.values.indices {
            // A low-discrepancy sequence is random enough here.
            let value = Float((place &* 40_503) & 0xFFFF) / 65_536 - 0.5
            dense.values[place] = value
        }
        let denseIndex = DenseIndex(dense)
        let denseQueries = DenseMatrix(
            rowCount: 500, columnCount: width, values: Array(dense.values.prefix(500 * width)))
        _ = measure(
            2 * 500 * Double(rows * width), "operations", { $0.count == 500 && $0.allSatisfy { $0.count == 10 } }
        ) { denseIndex.matches(for: denseQueries, limit: 10, threads: threads) }
        let some = weights.rows(0..<min(5_000, documents))
        _ = measure(
            Double(some.rowCount), "documents",
            { svd in zip(svd.singularValues, svd.singularValues.dropFirst()).allSatisfy { $0 >= $1 } }
        ) { TruncatedSVD.fit(some, rank: 64, threads: threads) }
        progress("", 1)
        return steps
    }
}
