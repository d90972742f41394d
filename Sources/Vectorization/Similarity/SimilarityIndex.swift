internal import Serialization
public import Vectors

/// How the likeness of two texts is measured.
public enum SimilarityMeasure: String, Sendable, Hashable, CaseIterable {
    /// The cosine of TF-IDF weights with sublinear counts: 1 for texts with the same words in the same shares.
    case cosine
    /// BM25 of the query's words: for short queries; scores have no upper bound.
    case bm25
    /// The cosine in the space of the collection's strongest topics (latent semantic indexing): texts about the same thing
    /// are alike even if they share few words.
    ///
    /// S. Deerwester and others, "Indexing by Latent Semantic Analysis" (JASIS 1990): TF-IDF rows as with ``cosine``, reduced
    /// by ``TruncatedSVD``. A collection of fewer texts than topics is not reduced.
    case latent
    /// The cosine of the sums of the texts' word vectors (``WordVectors/english``): texts that say the same in other words are
    /// alike. English only.
    case semantic
    /// The sum of ``cosine`` and 0.15 times ``semantic``: for finding a text by what it says, in its own words or others.
    ///
    /// The factor was chosen on pairs of articles and summaries (`Documentation/Topics.md`).
    case hybrid
}

/// Finds the texts of a collection that are most like a given one.
///
/// ```swift
/// let index = try SimilarityIndex(texts: texts, ids: names)
/// for match in index.matches(for: ["a text about fish"], limit: 3)[0] {
///     print(index.ids[match.document], match.score)
/// }
/// ```
///
/// The search is exact. Scores of different indexes cannot be compared: word weights come from the collection.
public struct SimilarityIndex: Sendable {
    /// How likeness is measured.
    public let measure: SimilarityMeasure
    /// The names of the indexed texts.
    public let ids: [String]
    /// The words and how they are counted.
    public var vocabulary: Vocabulary { vectorizer.vocabulary }

    private let vectorizer: TfidfVectorizer
    private let search: Search

    /// What is searched.
    private enum Search: Sendable {
        case postings(InvertedIndex)
        case topics(TruncatedSVD, DenseIndex)
        case vectors(DenseIndex)
        case both(InvertedIndex, DenseIndex)
    }

    /// What the cosine of word vectors counts beside that of words in ``SimilarityMeasure/hybrid``.
    package static let vectorWeight: Float = 0.15

    /// The topics of ``SimilarityMeasure/latent``, unless another number is asked for.
    ///
    /// Two to three hundred are what the literature finds best for collections of thousands of texts.
    public static let topics = 200
    private static let weighting = TfidfWeighting(termFrequency: .sublinear)
    private static let layout = "epitome-similarity-2"

    /// Indexes texts.
    ///
    /// `topics` is the number of dimensions of ``SimilarityMeasure/latent``; other measures have none.
    ///
    /// - Precondition: there are as many ids as texts.
    /// - Complexity: O(bytes); for ``SimilarityMeasure/latent`` that of ``TruncatedSVD`` besides.
    public init(
        texts: [String], ids: [String], measure: SimilarityMeasure = .cosine, terms: TermOptions = TermOptions(),
        topics: Int = SimilarityIndex.topics, threads: Int = 1
    ) {
        precondition(texts.count == ids.count, "as many ids as texts are needed")
        var (counter, rows) = CountVectorizer.fitTransform(texts, terms: terms, threads: threads)
        let vectorizer = TfidfVectorizer(counter: counter, weighting: Self.weighting)
        switch measure {
        case .cosine, .latent, .hybrid: vectorizer.weigh(&rows)
        case .bm25: rows = BM25Weighting().weights(rows)
        case .semantic: break
        }
        self.measure = measure
        self.ids = ids
        self.vectorizer = vectorizer
        switch measure {
        case .latent:
            var (svd, reduced) = TruncatedSVD.fitTransform(rows, rank: topics, threads: threads)
            reduced.normalizeRows()
            search = .topics(svd, DenseIndex(reduced))
        case .semantic: search = .vectors(DenseIndex(WordVectors.english.vectors(of: texts, threads: threads)))
        case .hybrid:
            search = .both(
                InvertedIndex(rows), DenseIndex(WordVectors.english.vectors(of: texts, threads: threads)))
        case .cosine, .bm25: search = .postings(InvertedIndex(rows))
        }
    }

    /// The best matches of each text, best first; of equal scores the text that was indexed first.
    public func matches(
        for texts: [String], limit: Int, threshold: Float = 0, threads: Int = 1
    ) -> [[Match]] {
        let queries: CSRMatrix =
            switch measure {
            case .cosine, .latent, .hybrid: vectorizer.transform(texts, threads: threads)
            case .bm25, .semantic: vectorizer.counter.transform(texts, threads: threads)
            }
        switch search {
        case .vectors(let index):
            return index.matches(
                for: WordVectors.english.vectors(of: texts, threads: threads), limit: limit, threshold: threshold,
                threads: threads)
        case .both(let words, let vectors):
            return Self.sums(
                words.matches(for: queries, limit: ids.count, threads: threads),
                vectors.rows.timesTranspose(of: WordVectors.english.vectors(of: texts, threads: threads)), limit,
                threshold)
        case .postings(let index):
            return index.matches(for: queries, limit: limit, threshold: threshold, threads: threads)
        case .topics(let svd, let index):
            var reduced = svd.transform(queries, threads: threads)
            reduced.normalizeRows()
            return index.matches(for: reduced, limit: limit, threshold: threshold, threads: threads)
        }
    }

    /// The documents with the largest sums of both cosines, for each query.
    private static func sums(
        _ matches: [[Match]], _ cosines: DenseMatrix, _ limit: Int, _ threshold: Float
    ) -> [[Match]] {
        matches.enumerated().map { query, found in
            var scores = (0..<cosines.rowCount).map { vectorWeight * cosines[$0, query] }
            for match in found { scores[match.document] += match.score }
            let order = scores.indices.filter { scores[$0] > threshold }.sorted { (scores[$0], $1) > (scores[$1], $0) }
            return order.prefix(limit).map { Match(document: $0, score: scores[$0]) }
        }
    }

    /// Writes the index, or its topics and the texts' places among them, to a file that ``init(path:)`` maps.
    ///
    /// - Throws: `FileError` if the file cannot be written.
    public func write(to path: String) throws {
        var writer = SafetensorsWriter(metadata: ["format": Self.layout, "measure": measure.rawValue])
        try vectorizer.counter.add(to: &writer)
        func add(_ rows: DenseMatrix, _ name: String) throws {
            try writer.add(rows.values, named: name, shape: [rows.rowCount, rows.columnCount])
        }
        switch search {
        case .postings(let index): try index.add(to: &writer)
        case .vectors(let index): try add(index.rows, "vectors.rows")
        case .both(let words, let vectors):
            try words.add(to: &writer)
            try add(vectors.rows, "vectors.rows")
        case .topics(let svd, let index):
            try svd.add(to: &writer)
            try add(index.rows, "topics.rows")
        }
        var bytes: [UInt8] = []
        var ends: [Int64] = []
        for id in ids {
            bytes.append(contentsOf: id.utf8)
            ends.append(Int64(bytes.count))
        }
        try writer.add(bytes, named: "ids.bytes")
        try writer.add(ends, named: "ids.ends")
        writer.metadata["checksum"] = try SafetensorsFile(bytes: writer.bytes()).checksum()
        try writer.write(to: path)
    }

    /// Maps an index file; postings are not copied.
    ///
    /// - Throws: `FileError` if the file cannot be mapped, `SafetensorsError` if it is no valid index.
    public init(path: String) throws {
        let file = try SafetensorsFile(path: path)
        do {
            let layout = try file.requiredMetadata("format")
            guard layout == Self.layout else {
                throw SafetensorsError(.unsupportedMetadata, "its format is \"\(layout)\", not \(Self.layout)")
            }
            guard try file.metadata["checksum"] == file.checksum() else {
                throw SafetensorsError(.invalidValue, "its contents do not match its checksum: the file is damaged")
            }
            guard let measure = SimilarityMeasure(rawValue: try file.requiredMetadata("measure")) else {
                throw SafetensorsError(.unsupportedMetadata, "its measure is not known")
            }
            let bytes = try file.bytes(named: "ids.bytes")
            var start = 0
            ids = try file.elements(named: "ids.ends", as: Int64.self).map { end in
                guard end >= start, end <= bytes.count else {
                    throw SafetensorsError(.invalidValue, "its ids overlap")
                }
                defer { start = Int(end) }
                return String(decoding: bytes[start..<Int(end)], as: UTF8.self)
            }
            self.measure = measure
            vectorizer = TfidfVectorizer(counter: try CountVectorizer(from: file), weighting: Self.weighting)
            let count = ids.count
            let dense = { (name: String, columns: Int) in
                try DenseIndex(Self.rows(name, [count, columns], of: file))
            }
            var columnCount = vectorizer.vocabulary.count
            switch measure {
            case .latent:
                let svd = try TruncatedSVD(from: file)
                columnCount = svd.components.columnCount
                search = .topics(svd, try dense("topics.rows", svd.singularValues.count))
            case .semantic: search = .vectors(try dense("vectors.rows", WordVectors.english.dimension))
            case .hybrid:
                let index = try InvertedIndex(from: file, documentCount: ids.count)
                columnCount = index.columnCount
                search = .both(index, try dense("vectors.rows", WordVectors.english.dimension))
            case .cosine, .bm25:
                let index = try InvertedIndex(from: file, documentCount: ids.count)
                columnCount = index.columnCount
                search = .postings(index)
            }
            guard columnCount == vectorizer.vocabulary.count else {
                throw SafetensorsError(.invalidValue, "its index and its vocabulary differ in their columns")
            }
        } catch let error as SafetensorsError {
            throw SafetensorsError(error.code, error.detail, path: path)
        }
    }

    private static func rows(_ name: String, _ shape: [Int], of file: SafetensorsFile) throws -> DenseMatrix {
        let values = try file.floats(named: name, shape: shape)
        guard values.allSatisfy({ $0.isFinite }) else {
            throw SafetensorsError(.invalidValue, "tensor \"\(name)\" has values that are not finite")
        }
        return DenseMatrix(rowCount: shape[0], columnCount: shape[1], values: values)
    }
}
