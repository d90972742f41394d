import Serialization
import TextProcessing
import Vectorization
import Vectors

/// Our side of `make benchmark-peers`: one task on one corpus, timed, as a line of JSON.
///
/// `contestant TASK CORPUS [threads] [repeats]`; `Peers/peer.py` takes the same arguments and does the same work.
/// `contestant stages FILE` measures the stages of a long run (``Stages``), `contestant crossovers gram` and
/// `contestant crossovers walk` the ways between which products and walks choose (``Crossovers``).
@main
struct Contestant {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else {
            print("usage: contestant TASK CORPUS [threads] [repeats]")
            return
        }
        if arguments[1] == "stages" { return try Stages(arguments[2]).run() }
        if arguments[1] == "crossovers" { return Crossovers.run(arguments[2]) }
        let threads = arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1
        let repeats = arguments.count > 4 ? Int(arguments[4]) ?? 3 : 3
        var line = JSONWriter()
        line.beginObject()
        line.member("side", "epitome")
        line.member("task", arguments[1])
        line.member("threads", threads)
        try run(arguments[1], corpus: arguments[2], threads: threads, repeats: repeats, &line)
        line.member("peak_bytes", Measurement.peakMemory)
        line.endObject()
        print(line.text)
    }

    static func run(
        _ task: String, corpus: String, threads: Int, repeats: Int, _ line: inout JSONWriter
    ) throws {
        var terms = TermOptions.scikitLearn
        switch task {
        case "blas":
            line.member("blas", kernels)
            return
        case "hashing-stream": return hashStream(corpus, threads: threads, &line)
        case "fit-stream": return fitStream(corpus, threads: threads, &line)
        case "dense": return searchDense(threads: threads, repeats: repeats, &line)
        default: break
        }
        let texts = try readTexts(corpus)
        line.member("base_bytes", Measurement.peakMemory)
        switch task {
        case "count", "count12":
            if task == "count12" { terms.wordCounts = 1...2 }
            let (time, matrix) = Measurement.best(of: repeats) {
                CountVectorizer.fitTransform(texts, terms: terms, threads: threads).counts
            }
            report(time, matrix, &line)
        case "tfidf", "tfidf12", "tfidf12-2":
            if task != "tfidf" { terms.wordCounts = 1...2 }
            let selection = TermSelection(minimumDocuments: .count(task == "tfidf12-2" ? 2 : 1))
            let weighting = TfidfWeighting(termFrequency: .sublinear)
            let (time, matrix) = Measurement.best(of: repeats) {
                TfidfVectorizer.fitTransform(
                    texts, terms: terms, selection: selection, weighting: weighting, threads: threads
                ).weights
            }
            report(time, matrix, &line)
        case "transform", "transform12":
            if task == "transform12" { terms.wordCounts = 1...2 }
            let vectorizer = TfidfVectorizer.fit(
                texts, terms: terms, weighting: TfidfWeighting(termFrequency: .sublinear))
            let (time, matrix) = Measurement.best(of: repeats) { vectorizer.transform(texts, threads: threads) }
            report(time, matrix, &line)
        case "hashing", "hashing12":
            if task == "hashing12" { terms.wordCounts = 1...2 }
            let vectorizer = HashingVectorizer(terms: terms)
            let (time, matrix) = Measurement.best(of: repeats) { vectorizer.transform(texts, threads: threads) }
            report(time, matrix, &line)
        case "svd":
            line.member("blas", kernels)
            let weighting = TfidfWeighting(termFrequency: .sublinear)
            let weights = TfidfVectorizer.fitTransform(texts, terms: terms, weighting: weighting).weights
            let (time, svd) = Measurement.best(of: repeats) {
                TruncatedSVD.fit(weights, rank: 256, threads: threads)
            }
            line.member("cpu_seconds", time.cpuSeconds)
            line.member("wall_seconds", time.wallSeconds)
            line.member("rank", svd.singularValues.count)
            line.member("energy", svd.singularValues.reduce(0.0) { $0 + Double($1) * Double($1) })
        case "similar", "bm25":
            try search(task, texts, terms, threads: threads, repeats: repeats, &line)
        default: print("unknown task \(task)")
        }
    }

    /// The library that matrices are multiplied with, and which of its kernels.
    static var kernels: String { BLAS.coreType.isEmpty ? BLAS.backend : "\(BLAS.backend) \(BLAS.coreType)" }

    /// Generated texts, made while they are read, until so many bytes have passed (1 GB, or `CORPUS` as a number).
    static func stream(_ corpus: String) -> UnfoldSequence<String, (number: Int, bytes: Int)> {
        let wanted = Int(corpus) ?? 1_000_000_000
        let generator = SyntheticCorpus()
        return sequence(state: (number: 0, bytes: 0)) { state in
            guard state.bytes < wanted else { return nil }
            let text = generator.text(state.number)
            state.number += 1
            state.bytes += text.utf8.count
            return text
        }
    }

    /// Hashes a stream.
    static func hashStream(_ corpus: String, threads: Int, _ line: inout JSONWriter) {
        var (stored, rows) = (0, 0)
        let (time, _) = Measurement.best(of: 1) {
            HashingVectorizer(terms: .scikitLearn).transform(stream: stream(corpus), threads: threads) { block in
                rows += block.rowCount
                stored += block.storedCount
            }
        }
        line.member("cpu_seconds", time.cpuSeconds)
        line.member("rows", rows)
        line.member("stored", stored)
    }

    /// Learns the vocabulary of a stream.
    static func fitStream(_ corpus: String, threads: Int, _ line: inout JSONWriter) {
        let selection = TermSelection(minimumDocuments: .count(2))
        let (time, fitted) = Measurement.best(of: 1) {
            CountVectorizer.fit(
                stream: stream(corpus), terms: .scikitLearn, selection: selection, threads: threads)
        }
        line.member("cpu_seconds", time.cpuSeconds)
        line.member("rows", fitted.vocabulary.documentCount)
        line.member("columns", fitted.vocabulary.count)
    }

    /// The ten best of all documents for the first 500 of them.
    static func search(
        _ task: String, _ texts: [String], _ terms: TermOptions, threads: Int, repeats: Int, _ line: inout JSONWriter
    ) throws {
        let weights: CSRMatrix
        let queries: CSRMatrix
        if task == "bm25" {
            let counts = CountVectorizer.fitTransform(texts, terms: terms).counts
            weights = BM25Weighting().weights(counts)
            queries = counts.rows(0..<min(500, counts.rowCount))
        } else {
            let weighting = TfidfWeighting(termFrequency: .sublinear)
            weights = TfidfVectorizer.fitTransform(texts, terms: terms, weighting: weighting).weights
            queries = weights.rows(0..<min(500, weights.rowCount))
        }
        let (building, index) = Measurement.best(of: repeats) { InvertedIndex(weights) }
        let (time, matches) = Measurement.best(of: repeats) {
            index.matches(for: queries, limit: 10, threads: threads)
        }
        line.member("index_cpu_seconds", building.cpuSeconds)
        line.member("cpu_seconds", time.cpuSeconds)
        line.member("wall_seconds", time.wallSeconds)
        line.member("queries_per_cpu_second", Double(queries.rowCount) / time.cpuSeconds)
        line.member("sum", matches.reduce(0.0) { $0 + $1.reduce(0.0) { $0 + Double($1.score) } })
        let (lone, _) = Measurement.best(of: repeats) {
            for row in 0..<min(100, queries.rowCount) {
                let (columns, values) = queries.row(row)
                _ = index.matches(columns: Array(columns), values: Array(values), limit: 10)
            }
        }
        line.member("lone_query_milliseconds", lone.cpuSeconds * 1000 / Double(min(100, queries.rowCount)))
    }

    /// The ten best of 100,000 rows of 384 numbers for the first 1,000 of them; `peer.py` makes the same rows.
    static func searchDense(threads: Int, repeats: Int, _ line: inout JSONWriter) {
        line.member("blas", kernels)
        let (rows, width) = (100_000, 384)
        let values = (0..<rows * width).map { place in
            var state = UInt64(place) &* 0x9E37_79B9_7F4A_7C15
            state ^= state >> 29
            state &*= 0xBF58_476D_1CE4_E5B9
            return Float(state >> 40) / Float(1 << 24) - 0.5
        }
        let queries = DenseMatrix(rowCount: 1000, columnCount: width, values: Array(values.prefix(1000 * width)))
        let index = DenseIndex(DenseMatrix(rowCount: rows, columnCount: width, values: values))
        let (time, found) = Measurement.best(of: repeats) { index.matches(for: queries, limit: 10, threads: threads) }
        line.member("cpu_seconds", time.cpuSeconds)
        line.member("wall_seconds", time.wallSeconds)
        line.member("sum", found.reduce(0.0) { $0 + $1.reduce(0.0) { $0 + Double($1.score) } })
        line.member("gflops", 2e-9 * 1000 * Double(rows * width) / time.cpuSeconds)
        // What BLAS does at its best: a product of square matrices.
        let square = DenseMatrix(rowCount: 2048, columnCount: 2048, values: Array(values.prefix(2048 * 2048)))
        let (peak, _) = Measurement.best(of: repeats) { square.timesTranspose(of: square) }
        line.member("peak_gflops", 2e-9 * 2048 * 2048 * 2048 / peak.cpuSeconds)
    }

    static func report(_ time: Measurement, _ matrix: CSRMatrix, _ line: inout JSONWriter) {
        line.member("cpu_seconds", time.cpuSeconds)
        line.member("wall_seconds", time.wallSeconds)
        line.member("rows", matrix.rowCount)
        line.member("columns", matrix.columnCount)
        line.member("stored", matrix.storedCount)
        var sum = 0.0
        for value in matrix.values { sum += Double(value) }
        line.member("sum", sum)
    }

    /// Reads texts as `Peers/corpora.py` writes them: their number, then each with its length in front (64 bits,
    /// little-endian).
    ///
    /// `synthetic:2000` stands for that many generated texts.
    static func readTexts(_ path: String) throws -> [String] {
        if path.hasPrefix("synthetic:"), let count = Int(path.dropFirst(10)) { return SyntheticCorpus().texts(count) }
        return try MappedFile(path: path).withBytes { bytes in
            var offset = 8
            let count = Int(bytes.loadUnaligned(as: UInt64.self))
            return (0..<count).map { _ in
                let length = Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                let text = String(decoding: bytes[offset + 8..<offset + 8 + length], as: UTF8.self)
                offset += 8 + length
                return text
            }
        }
    }
}
