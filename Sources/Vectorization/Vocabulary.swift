internal import TextProcessing

/// The terms of a fitted vectorizer: which column each has, and in how many documents it occurred.
///
/// Columns are numbered by the terms' first occurrence in the documents, words first, then pairs, and so on, where
/// ``columnRanges`` says where each length begins; or by name (``TermOrder``); or as the terms were given. The words of an
/// n-gram are joined by a blank.
///
/// ```swift
/// let vectorizer = CountVectorizer.fit(["one fish", "two fish"])
/// vectorizer.vocabulary.terms           // ["one", "fish", "two"]
/// vectorizer.vocabulary.column(of: "fish")  // 1
/// ```
public struct Vocabulary: Sendable {
    let storage: VocabularyStorage

    /// The number of terms.
    public var count: Int { storage.columnCount }
    /// The number of documents that the vocabulary was fitted on; 0 for given terms.
    public var documentCount: Int { storage.documentCount }
    /// In how many documents each term occurred.
    public var documentCounts: [UInt32] { storage.documentCounts }
    /// The columns of the terms with 1, 2, 3 … words; all columns for each length where lengths are mixed.
    public var columnRanges: [Range<Int>] { storage.columns.map(\.range) }

    /// All terms in the order of their columns.
    public var terms: [String] { (0..<count).map(term(at:)) }

    /// The term of a column.
    ///
    /// - Precondition: `column` is in `0..<count`.
    public func term(at column: Int) -> String {
        var bytes: [UInt8] = []
        appendTerm(at: column, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the term of a column as UTF-8.
    package func appendTerm(at column: Int, to bytes: inout [UInt8]) {
        precondition(column >= 0 && column < count, "column \(column) of \(count)")
        if let unmatched = storage.unmatched[column] { return bytes.append(contentsOf: unmatched) }
        guard let place = storage.place(of: column) else { preconditionFailure("column \(column) has no term") }
        storage.appendTerm(place.number, wordCount: place.level + 1, to: &bytes)
    }

    /// The column of a term as ``terms`` writes it, or `nil`.
    public func column(of term: String) -> Int? {
        if let word = storage.wordColumn(of: Array(term.utf8)) { return word }
        let words = term.utf8.split(separator: UInt8(ascii: " ")).map { Array($0) }
        guard !words.isEmpty, words.count <= storage.columns.count else { return nil }
        let ids = words.map { word in word.withUnsafeBufferPointer { storage.words.find($0) } }
        var id = ids[0]
        for (index, word) in ids.dropFirst().enumerated() {
            guard id != WordTable.none, word != WordTable.none else { return nil }
            storage.longer[index].find([id], [word], count: 1, into: &id)
        }
        guard id != WordTable.none else { return nil }
        let column = storage.columns[words.count - 1].column(of: Int(id))
        return column == WordTable.none ? nil : Int(column)
    }
}

/// The tables behind a vocabulary.
///
/// They do not change once it is made, so that threads share them.
final class VocabularyStorage: @unchecked Sendable {
    let words: WordTable
    let longer: [PairTable]
    /// For each length; what only n-grams need has no column.
    let columns: [TermColumns]
    let documentCounts: [UInt32]
    let documentCount: Int
    /// Terms that no text can have, by their columns.
    let unmatched: [Int: [UInt8]]
    /// Whether columns stand in the order of the terms' numbers, length after length.
    let isInOrder: Bool
    /// The terms of columns that stand in another order.
    private let places: [TermPlace?]

    var columnCount: Int { columns.last?.range.upperBound ?? 0 }

    init(
        words: WordTable, longer: [PairTable], columns: [TermColumns], documentCounts: [UInt32], documentCount: Int,
        unmatched: [Int: [UInt8]] = [:]
    ) {
        self.words = words
        self.longer = longer
        self.columns = columns
        self.documentCounts = documentCounts
        self.documentCount = documentCount
        self.unmatched = unmatched
        isInOrder = columns.allSatisfy(\.isInOrder)
        guard !isInOrder else {
            places = []
            return
        }
        var places = [TermPlace?](repeating: nil, count: columns.last?.range.upperBound ?? 0)
        for (level, columns) in columns.enumerated() {
            let count = level == 0 ? words.count : longer[level - 1].count
            for number in 0..<count {
                let column = columns.column(of: number)
                if column != WordTable.none { places[Int(column)] = TermPlace(level: level, number: number) }
            }
        }
        self.places = places
    }

    /// The term of a column; nil for one that no text can have.
    func place(of column: Int) -> TermPlace? {
        guard isInOrder else { return places[column] }
        return columns.firstIndex { $0.range.contains(column) }.map {
            TermPlace(level: $0, number: columns[$0].number(of: column))
        }
    }

    /// The column of a term that is one word of the table, whatever bytes it has; nil if it has none.
    func wordColumn(of word: [UInt8]) -> Int? {
        guard !word.isEmpty else { return nil }
        let id = word.withUnsafeBufferPointer { words.find($0) }
        guard id != WordTable.none else { return nil }
        let column = columns[0].column(of: Int(id))
        return column == WordTable.none ? nil : Int(column)
    }

    func appendTerm(_ id: Int, wordCount: Int, to bytes: inout [UInt8]) {
        if wordCount > 1 {
            let parts = longer[wordCount - 2].parts(id)
            appendTerm(parts.beginning, wordCount: wordCount - 1, to: &bytes)
            bytes.append(UInt8(ascii: " "))
            words.withBytes(of: parts.word) { bytes.append(contentsOf: $0) }
        } else {
            words.withBytes(of: id) { bytes.append(contentsOf: $0) }
        }
    }
}
