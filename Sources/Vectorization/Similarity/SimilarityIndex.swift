internal import Serialization
public import Vectors

/// How the likeness of two texts is measured.
public enum SimilarityMeasure: String, Sendable, Hashable, CaseIterable {
    /// The cosine of TF-IDF weights with sublinear counts: 1 for texts with the same words in the same shares.
    case cosine
    /// BM25 of the query's words: for short queries; scores have no upper bound.
    case bm25
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
    private let index: InvertedIndex
    private static let weighting = TfidfWeighting(termFrequency: .sublinear)
    private static let layout = "epitome-similarity-1"

    /// Indexes texts.
    ///
    /// - Precondition: there are as many ids as texts.
    /// - Complexity: O(bytes).
    public init(
        texts: [String], ids: [String], measure: SimilarityMeasure = .cosine, terms: TermOptions = TermOptions(),
        threads: Int = 1
    ) {
        precondition(texts.count == ids.count, "as many ids as texts are needed")
        var (counter, rows) = CountVectorizer.fitTransform(texts, terms: terms, threads: threads)
        let vectorizer = TfidfVectorizer(counter: counter, weighting: Self.weighting)
        switch measure {
        case .cosine: vectorizer.weigh(&rows)
        case .bm25: rows = BM25Weighting().weights(rows)
        }
        self.measure = measure
        self.ids = ids
        self.vectorizer = vectorizer
        index = InvertedIndex(rows)
    }

    /// The best matches of each text, best first; of equal scores the text that was indexed first.
    public func matches(
        for texts: [String], limit: Int, threshold: Float = 0, threads: Int = 1
    ) -> [[Match]] {
        let queries: CSRMatrix =
            switch measure {
            case .cosine: vectorizer.transform(texts, threads: threads)
            case .bm25: vectorizer.counter.transform(texts, threads: threads)
            }
        return index.matches(for: queries, limit: limit, threshold: threshold, threads: threads)
    }

    /// Writes the index to a file that ``init(path:)`` maps.
    ///
    /// - Throws: `FileError` if the file cannot be written.
    public func write(to path: String) throws {
        var writer = SafetensorsWriter(metadata: ["format": Self.layout, "measure": measure.rawValue])
        try vectorizer.counter.add(to: &writer)
        try index.add(to: &writer)
        var bytes: [UInt8] = []
        var ends: [Int64] = []
        for id in ids {
            bytes.append(contentsOf: id.utf8)
            ends.append(Int64(bytes.count))
        }
        try writer.add(bytes, named: "ids.bytes")
        try writer.add(ends, named: "ids.ends")
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
            index = try InvertedIndex(from: file, documentCount: ids.count)
            guard index.columnCount == vectorizer.vocabulary.count else {
                throw SafetensorsError(.invalidValue, "its index and its vocabulary differ in their columns")
            }
        } catch let error as SafetensorsError {
            throw SafetensorsError(error.code, error.detail, path: path)
        }
    }
}
