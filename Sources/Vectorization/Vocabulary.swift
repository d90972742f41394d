internal import TextProcessing

/// The terms of a fitted vectorizer: which column each has, and in how many documents it occurred.
///
/// Columns are numbered by the terms' first occurrence in the documents, words first, then pairs, and so on:
/// ``columnRanges`` says where each length begins. The words of an n-gram are joined by a blank.
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
    /// The number of documents that the vocabulary was fitted on.
    public var documentCount: Int { storage.documentCount }
    /// In how many documents each term occurred.
    public var documentCounts: [UInt32] { storage.documentCounts }
    /// The columns of the terms with 1, 2, 3 … words.
    public var columnRanges: [Range<Int>] { storage.columnRanges }

    /// All terms in the order of their columns.
    public var terms: [String] { (0..<count).map(term(at:)) }

    /// The term of a column.
    ///
    /// - Precondition: `column` is in `0..<count`.
    public func term(at column: Int) -> String {
        let level = storage.columnRanges.firstIndex { $0.contains(column) }
        guard let level else { preconditionFailure("column \(column) of \(count)") }
        return storage.term(Int(storage.idOfColumn[column]), wordCount: level + 1)
    }

    /// The column of a term as ``terms`` writes it, or `nil`.
    public func column(of term: String) -> Int? {
        let words = term.utf8.split(separator: UInt8(ascii: " ")).map { Array($0) }
        guard !words.isEmpty, words.count <= storage.columns.count else { return nil }
        let ids = words.map { word in word.withUnsafeBufferPointer { storage.words.find($0) } }
        var id = ids[0]
        for (index, word) in ids.dropFirst().enumerated() {
            guard id != WordTable.none, word != WordTable.none else { return nil }
            storage.longer[index].find([id], [word], count: 1, into: &id)
        }
        guard id != WordTable.none else { return nil }
        let column = storage.columns[words.count - 1][Int(id)]
        return column == WordTable.none ? nil : Int(column)
    }
}

/// The tables behind a vocabulary.
///
/// They do not change once it is made, so that threads share them.
final class VocabularyStorage: @unchecked Sendable {
    let words: WordTable
    let longer: [PairTable]
    /// For each length, each number → its column, or `none` for what only n-grams need.
    let columns: [[UInt32]]
    let idOfColumn: [UInt32]
    let columnRanges: [Range<Int>]
    let documentCounts: [UInt32]
    let documentCount: Int

    var columnCount: Int { idOfColumn.count }

    init(
        words: WordTable, longer: [PairTable], columns: [[UInt32]], columnRanges: [Range<Int>],
        documentCounts: [UInt32], documentCount: Int
    ) {
        self.words = words
        self.longer = longer
        self.columns = columns
        self.columnRanges = columnRanges
        self.documentCounts = documentCounts
        self.documentCount = documentCount
        var ids = [UInt32](repeating: 0, count: columnRanges.last?.upperBound ?? 0)
        for level in columns {
            for (id, column) in level.enumerated() where column != WordTable.none { ids[Int(column)] = UInt32(id) }
        }
        idOfColumn = ids
    }

    func term(_ id: Int, wordCount: Int) -> String {
        guard wordCount > 1 else { return words.word(id) }
        let parts = longer[wordCount - 2].parts(id)
        return term(parts.beginning, wordCount: wordCount - 1) + " " + words.word(parts.word)
    }
}
