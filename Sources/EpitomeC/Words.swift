public import CEpitome
internal import Foundations
internal import TextProcessing
internal import Vectorization
internal import Vectors

/// What the terms of a text are, from a call's options.
enum TermSettings {
    static let names = ["alphabet", "lowercase", "shortest", "stop_words", "ngrams", "characters"]

    static func terms(_ settings: CallSettings) throws -> TermOptions {
        let alphabet: WordRules.Alphabet =
            switch try settings.string("alphabet") ?? "python" {
            case "standard": .standard
            case "python": .python
            case "visible": .visible
            case let other: throw CallFailure.invalid("the option \"alphabet\" has no \"\(other)\"")
            }
        let lowercases = try settings.bool("lowercase", true)
        guard lowercases || alphabet != .standard else {
            throw CallFailure.invalid("the toolkit's words are always in lower case")
        }
        let characters = try settings.range("characters", in: 1...16)
        return TermOptions(
            rules: WordRules(alphabet: alphabet, lowercases: lowercases),
            minimumWordLength: try settings.integer("shortest", in: 0...65535) ?? 1,
            stopWords: Set(try settings.strings("stop_words") ?? []),
            wordCounts: characters == nil ? try settings.range("ngrams", in: 1...8) ?? 1...1 : 1...1,
            characterCounts: characters)
    }
}

/// A collection whose terms are counted; one thread at a time changes it, others wait.
final class CollectionHandle: Handle {
    private let collection: TermCollection
    private let monitor = Monitor()
    private var vectorizer: VectorizerHandle?

    init(_ terms: TermOptions) { collection = TermCollection(terms: terms) }

    func add(_ texts: ForeignTexts, _ settings: CallSettings) throws {
        var done = 0
        // Large enough for all threads to be busy, small enough to be asked several times a second whether to go on.
        for range in texts.blocks(ofBytes: 64 << 20) {
            let block = texts[range]
            monitor.withLock { collection.add(block, threads: settings.threads) }
            done += range.count
            try settings.advance(done, of: texts.count)
        }
    }

    func statistics(_ settings: CallSettings) -> Table {
        monitor.withLock {
            Table([
                NumberColumn("document_counts", collection.documentCounts(threads: settings.threads)),
                NumberColumn("totals", collection.totals()),
                NumberColumn("documents", [Int64(collection.documentCount)]),
            ])
        }
    }

    func take(_ mask: ForeignTexts, _ settings: CallSettings) throws -> Table {
        let kept = mask.count == 0 ? nil : mask.withBytes(at: 0) { $0.map { $0 != 0 } }
        let result: Result<CSRMatrix, CallFailure> = monitor.withLock {
            guard vectorizer == nil else { return .failure(.invalid("the matrix of the collection was taken before")) }
            if let kept, kept.count != collection.termCount {
                return .failure(.invalid("\(kept.count) decisions for \(collection.termCount) terms"))
            }
            let (fitted, counts) = collection.take(keeping: kept, threads: settings.threads)
            vectorizer = VectorizerHandle(fitted)
            return .success(counts)
        }
        return Table(matrix: try result.get())
    }

    func fitted() throws -> VectorizerHandle {
        guard let vectorizer = monitor.withLock({ vectorizer }) else {
            throw CallFailure.invalid("the matrix of the collection was not taken yet")
        }
        return vectorizer
    }
}

/// A fitted vectorizer, which does not change.
final class VectorizerHandle: Handle {
    let vectorizer: CountVectorizer

    init(_ vectorizer: CountVectorizer) { self.vectorizer = vectorizer }

    func terms() -> Table {
        var bytes: [UInt8] = []
        var ends: [Int64] = [0]
        ends.reserveCapacity(vectorizer.vocabulary.count + 1)
        for column in 0..<vectorizer.vocabulary.count {
            vectorizer.vocabulary.appendTerm(at: column, to: &bytes)
            ends.append(Int64(bytes.count))
        }
        return Table([TextColumn("terms", bytes: bytes, ends: ends)])
    }
}

extension Table {
    /// A sparse matrix.
    convenience init(matrix: CSRMatrix) {
        let rows = matrix.rowOffsets
        self.init([
            matrix.storedCount <= Int(Int32.max)
                ? NumberColumn("indptr", rows.map { Int32($0) }) : NumberColumn("indptr", rows.map { Int64($0) }),
            NumberColumn("indices", matrix.columnIndices), NumberColumn("data", matrix.values),
            NumberColumn("shape", [Int64(matrix.rowCount), Int64(matrix.columnCount)]),
        ])
    }
}

/// Makes a collection whose terms are counted.
@c @implementation
public func epi_collection_create(
    _ none: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) {
        CollectionHandle(try TermSettings.terms(CallSettings(call, known: TermSettings.names)))
    }
}

/// Adds texts to a collection.
@c @implementation
public func epi_collection_add(
    _ collection: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) {
        let collection = try object(collection, CollectionHandle.self, "collection")
        try collection.add(ForeignTexts(texts, count), CallSettings(call, known: []))
        return collection
    }
}

/// In how many texts of a collection each term occurs, and how often.
@c @implementation
public func epi_collection_statistics(
    _ collection: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) {
        try object(collection, CollectionHandle.self, "collection").statistics(CallSettings(call, known: []))
    }
}

/// The matrix of a collection's counts, which are gone then.
@c @implementation
public func epi_collection_take(
    _ collection: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) {
        try object(collection, CollectionHandle.self, "collection").take(
            ForeignTexts(texts, count), CallSettings(call, known: []))
    }
}

/// The vectorizer of a collection whose matrix was taken.
@c @implementation
public func epi_collection_vectorizer(
    _ collection: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) { try object(collection, CollectionHandle.self, "collection").fitted() }
}

/// Makes a vectorizer with given terms.
@c @implementation
public func epi_vectorizer_create(
    _ none: OpaquePointer?, _ terms: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) {
        let options = try TermSettings.terms(CallSettings(call, known: TermSettings.names))
        guard let vocabulary = Vocabulary(utf8: try ForeignTexts(terms, count), options: options) else {
            throw CallFailure.invalid("a term stands in the vocabulary twice")
        }
        return VectorizerHandle(CountVectorizer(terms: options, vocabulary: vocabulary))
    }
}

/// Counts a vectorizer's terms in texts.
@c @implementation
public func epi_vectorizer_transform(
    _ vectorizer: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) {
        let settings = try CallSettings(call, known: [])
        let counts = try object(vectorizer, VectorizerHandle.self, "vectorizer").vectorizer.rows(
            of: ForeignTexts(texts, count), threads: settings.threads)
        return Table(matrix: counts)
    }
}

/// The terms of a vectorizer.
@c @implementation
public func epi_vectorizer_terms(
    _ vectorizer: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) { try object(vectorizer, VectorizerHandle.self, "vectorizer").terms() }
}

/// Counts terms by their hashes.
@c @implementation
public func epi_hash(
    _ none: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) {
        let settings = try CallSettings(call, known: TermSettings.names + ["columns", "signed"])
        let vectorizer = MurmurVectorizer(
            terms: try TermSettings.terms(settings),
            columnCount: try settings.integer("columns", in: 1...Int(Int32.max)) ?? 1 << 20,
            isSigned: try settings.bool("signed", true))
        return Table(matrix: vectorizer.rows(of: try ForeignTexts(texts, count), threads: settings.threads))
    }
}
