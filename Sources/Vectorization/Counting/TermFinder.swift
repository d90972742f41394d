internal import TextProcessing

/// Finds the terms of a fixed vocabulary in texts; one for each thread.
final class TermFinder {
    private let terms: TermOptions
    private let vocabulary: VocabularyStorage
    private let scanner: WordScanner
    private var words: [UInt32] = []
    private var ids: [UInt32] = []

    init(terms: TermOptions, vocabulary: VocabularyStorage) {
        self.terms = terms
        self.vocabulary = vocabulary
        scanner = WordScanner(rules: terms.rules)
    }

    /// Adds the row of a text.
    func addRow(_ text: UnsafeBufferPointer<UInt8>, to part: RowPart) {
        words.removeAll(keepingCapacity: true)
        let table = vocabulary.words
        let limit = terms.minimumWordLength
        scanner.forEachWord(in: text) { word, _ in
            guard word.count >= limit, let start = word.baseAddress else { return }
            let key = WordTable.key(start, word.count)
            let slot = table.slot(key.low, key.high, start, word.count)
            // An unknown word breaks n-grams, one that is left out does not.
            if WordTable.isEmpty(slot) {
                words.append(WordTable.none)
            } else if slot.pointee.id != WordTable.none {
                words.append(slot.pointee.id)
            }
        }
        for length in 1...terms.wordCounts.upperBound {
            if length == 1 {
                ids = words
            } else {
                let count = max(0, words.count - length + 1)
                ids.withUnsafeMutableBufferPointer { ids in
                    words.withUnsafeBufferPointer { words in
                        guard count > 0, let ids = ids.baseAddress, let words = words.baseAddress else { return }
                        vocabulary.longer[length - 2].find(ids, words + length - 1, count: count, into: ids)
                    }
                }
                ids.removeLast(min(ids.count, 1))
            }
            guard terms.wordCounts.contains(length) else { continue }
            let largest = UInt32(max(1, vocabulary.columnRanges[length - 1].upperBound) - 1)
            vocabulary.columns[length - 1].withUnsafeBufferPointer { columnOf in
                ids.withUnsafeBufferPointer { part.rows.add($0, columnOf: columnOf, largest: largest) }
            }
        }
        part.rows.endRow()
    }
}
