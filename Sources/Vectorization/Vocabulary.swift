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
    public var columnRanges: [Range<Int>] { storage.columns.map(\.range) }

    /// All terms in the order of their columns.
    public var terms: [String] { (0..<count).map(term(at:)) }

    /// The term of a column.
    ///
    /// - Precondition: `column` is in `0..<count`.
    public func term(at column: Int) -> String {
        let level = storage.columns.firstIndex { $0.range.contains(column) }
        guard let level else { preconditionFailure("column \(column) of \(count)") }
        return storage.term(storage.columns[level].number(of: column), wordCount: level + 1)
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

    var columnCount: Int { columns.last?.range.upperBound ?? 0 }

    init(
        words: WordTable, longer: [PairTable], columns: [TermColumns], documentCounts: [UInt32], documentCount: Int
    ) {
        self.words = words
        self.longer = longer
        self.columns = columns
        self.documentCounts = documentCounts
        self.documentCount = documentCount
    }

    func term(_ id: Int, wordCount: Int) -> String {
        guard wordCount > 1 else { return words.word(id) }
        let parts = longer[wordCount - 2].parts(id)
        return term(parts.beginning, wordCount: wordCount - 1) + " " + words.word(parts.word)
    }
}
