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
    }

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
        case .cosine, .latent: vectorizer.weigh(&rows)
        case .bm25: rows = BM25Weighting().weights(rows)
        }
        self.measure = measure
        self.ids = ids
        self.vectorizer = vectorizer
        if measure == .latent {
            var (svd, reduced) = TruncatedSVD.fitTransform(rows, rank: topics, threads: threads)
            reduced.normalizeRows()
            search = .topics(svd, DenseIndex(reduced))
        } else {
            search = .postings(InvertedIndex(rows))
        }
    }

    /// The best matches of each text, best first; of equal scores the text that was indexed first.
    public func matches(
        for texts: [String], limit: Int, threshold: Float = 0, threads: Int = 1
    ) -> [[Match]] {
        let queries: CSRMatrix =
            switch measure {
            case .cosine, .latent: vectorizer.transform(texts, threads: threads)
            case .bm25: vectorizer.counter.transform(texts, threads: threads)
            }
        switch search {
        case .postings(let index):
            return index.matches(for: queries, limit: limit, threshold: threshold, threads: threads)
        case .topics(let svd, let index):
            var reduced = svd.transform(queries, threads: threads)
            reduced.normalizeRows()
            return index.matches(for: reduced, limit: limit, threshold: threshold, threads: threads)
        }
    }

    /// Writes the index, or its topics and the texts' places among them, to a file that ``init(path:)`` maps.
    ///
    /// - Throws: `FileError` if the file cannot be written.
    public func write(to path: String) throws {
        var writer = SafetensorsWriter(metadata: ["format": Self.layout, "measure": measure.rawValue])
        try vectorizer.counter.add(to: &writer)
        switch search {
        case .postings(let index): try index.add(to: &writer)
        case .topics(let svd, let index):
            try svd.add(to: &writer)
            try writer.add(
                index.rows.values, named: "topics.rows", shape: [index.rows.rowCount, index.rows.columnCount])
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
            let columnCount: Int
            if measure == .latent {
                let svd = try TruncatedSVD(from: file)
                let shape = [ids.count, svd.singularValues.count]
                let values = try file.floats(named: "topics.rows", shape: shape)
                guard values.allSatisfy({ $0.isFinite }) else {
                    throw SafetensorsError(.invalidValue, "tensor \"topics.rows\" has values that are not finite")
                }
                columnCount = svd.components.columnCount
                search = .topics(
                    svd, DenseIndex(DenseMatrix(rowCount: shape[0], columnCount: shape[1], values: values)))
            } else {
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
}
