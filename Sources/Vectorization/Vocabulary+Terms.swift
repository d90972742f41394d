extension Vocabulary {
    /// A vocabulary of given terms, whose columns are their places in the list; `nil` if a term stands there twice.
    ///
    /// ```swift
    /// let vocabulary = Vocabulary(terms: ["red fish", "fish"], options: TermOptions(wordCounts: 1...2))!
    /// let counts = CountVectorizer(terms: TermOptions(wordCounts: 1...2), vocabulary: vocabulary).transform(["red fish"])
    /// counts.columnIndices  // [0, 1]
    /// ```
    ///
    /// Terms that no text has under these options (an empty one, a stop word, one with more words than are asked for) keep their
    /// columns, which stay empty.
    ///
    /// - Parameters:
    ///   - terms: The terms, the words of n-grams joined by a blank.
    ///   - options: What the terms of a text are.
    ///   - documentCounts: In how many documents each term occurred; 0 by default.
    ///   - documentCount: Of how many documents.
    /// - Complexity: O(bytes).
    public init?(
        terms: [String], options: TermOptions = TermOptions(), documentCounts: [UInt32]? = nil, documentCount: Int = 0
    ) {
        self.init(utf8: terms, options: options, documentCounts: documentCounts, documentCount: documentCount)
    }

    /// The same for terms whose bytes lie anywhere.
    package init?(
        utf8 terms: some UTF8Texts, options: TermOptions, documentCounts: [UInt32]? = nil, documentCount: Int = 0
    ) {
        precondition(documentCounts.map { $0.count == terms.count } ?? true, "a count for each term is needed")
        var builder = VocabularyBuilder(options)
        for column in 0..<terms.count {
            guard terms.withBytes(at: column, { builder.add($0, column: UInt32(column)) }) else { return nil }
        }
        storage = builder.storage(
            columnCount: terms.count,
            documentCounts: documentCounts ?? [UInt32](repeating: 0, count: terms.count), documentCount)
    }
}

/// Numbers the words and n-grams of given terms.
private struct VocabularyBuilder {
    private let options: TermOptions
    private let words: WordTable
    /// For each length above 1: the n-grams (beginning << 32 | word) with their numbers, and in their order.
    private var numbers: [[UInt64: UInt32]]
    private var pairs: [[UInt64]]
    /// For each length, the column of each number.
    private var columns: [[UInt32]]
    private var unmatched: [Int: [UInt8]] = [:]
    private var unmatchedTerms: Set<[UInt8]> = []

    init(_ options: TermOptions) {
        self.options = options
        words = WordTable(leavingOut: options.stemmer == nil ? options.stopWords : [])
        let longest = options.wordCounts.upperBound
        numbers = Array(repeating: [:], count: longest - 1)
        pairs = Array(repeating: [], count: longest - 1)
        columns = Array(repeating: [], count: longest)
    }

    /// Adds a term; false if it is there already.
    mutating func add(_ term: UnsafeBufferPointer<UInt8>, column: UInt32) -> Bool {
        guard let parts = parts(of: term) else { return leaveUnmatched(term, column) }
        var number = intern(parts[0])
        guard number != WordTable.none else { return leaveUnmatched(term, column) }
        for (level, part) in parts.dropFirst().enumerated() {
            let word = intern(part)
            guard word != WordTable.none else { return leaveUnmatched(term, column) }
            number = self.number(of: UInt64(number) << 32 | UInt64(word), level: level)
        }
        let level = parts.count - 1
        guard columns[level][Int(number)] == WordTable.none else { return false }
        columns[level][Int(number)] = column
        return true
    }

    /// The words of a term; nil if no text has it.
    private func parts(of term: UnsafeBufferPointer<UInt8>) -> [UnsafeBufferPointer<UInt8>]? {
        guard !term.isEmpty else { return nil }
        // Sequences of characters have blanks at their ends and are not cut.
        if options.characterCounts != nil { return [term] }
        let parts = term.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map {
            UnsafeBufferPointer(rebasing: $0)
        }
        return parts.contains { $0.isEmpty } || !options.wordCounts.contains(parts.count) ? nil : parts
    }

    private mutating func leaveUnmatched(_ term: UnsafeBufferPointer<UInt8>, _ column: UInt32) -> Bool {
        let bytes = Array(term)
        unmatched[Int(column)] = bytes
        return unmatchedTerms.insert(bytes).inserted
    }

    private mutating func intern(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let number = words.intern(word)
        if number != WordTable.none, Int(number) == columns[0].count { columns[0].append(WordTable.none) }
        return number
    }

    private mutating func number(of pair: UInt64, level: Int) -> UInt32 {
        if let number = numbers[level][pair] { return number }
        let number = UInt32(pairs[level].count)
        numbers[level][pair] = number
        pairs[level].append(pair)
        columns[level + 1].append(WordTable.none)
        return number
    }

    func storage(columnCount: Int, documentCounts: [UInt32], _ documentCount: Int) -> VocabularyStorage {
        VocabularyStorage(
            words: words,
            longer: pairs.map { pairs in
                PairTable(
                    numbering: pairs.map { UInt32($0 >> 32) }, pairs.map { UInt32($0 & 0xFFFF_FFFF) })
            }, columns: columns.map { TermColumns($0, of: columnCount) }, documentCounts: documentCounts,
            documentCount: documentCount, unmatched: unmatched)
    }
}
