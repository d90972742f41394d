internal import TextProcessing

/// Finds the terms of a fixed vocabulary in texts; one for each thread.
final class TermFinder {
    private let terms: TermOptions
    private let minimumLength: MinimumLength
    private let vocabulary: VocabularyStorage
    private let scanner: WordScanner
    private let keys = WordKeys()
    private var words: UnsafeMutablePointer<UInt32>
    private var ids: UnsafeMutablePointer<UInt32>
    private var capacity = 4096

    init(terms: TermOptions, vocabulary: VocabularyStorage) {
        self.terms = terms
        self.vocabulary = vocabulary
        minimumLength = MinimumLength(terms.minimumWordLength)
        scanner = WordScanner(rules: terms.rules)
        words = .allocate(capacity: capacity)
        ids = .allocate(capacity: capacity)
    }

    deinit {
        words.deallocate()
        ids.deallocate()
    }

    /// Adds the row of a text.
    func addRow(_ text: UnsafeBufferPointer<UInt8>, to rows: RowWriter) {
        let wordCount = findWords(text)
        for length in 1...terms.wordCounts.upperBound where wordCount >= length {
            let count = wordCount - length + 1
            if length == 2 {
                vocabulary.longer[0].find(words, words + 1, count: count, into: ids)
            } else if length > 2 {
                vocabulary.longer[length - 2].find(ids, words + length - 1, count: count, into: ids)
            }
            guard terms.wordCounts.contains(length) else { continue }
            let largest = UInt32(max(1, vocabulary.columnRanges[length - 1].upperBound) - 1)
            vocabulary.columns[length - 1].withUnsafeBufferPointer { columnOf in
                rows.add(
                    UnsafeBufferPointer(start: length == 1 ? words : ids, count: count), columnOf: columnOf,
                    largest: largest)
            }
        }
        rows.endRow()
    }

    private func findWords(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        reserve(text.count + 1)
        let table = vocabulary.words
        let words = words
        var used = 0
        // An unknown word breaks n-grams, one that is left out does not.
        keys.forEachKey(in: text, scanner, minimumLength) { keys, count in
            used += table.find(keys, count: count, into: words + used)
        } long: { word in
            let (isKnown, id) = table.find(long: word)
            if isKnown && id == WordTable.none { return }
            words[used] = id
            used += 1
        }
        return used
    }

    private func reserve(_ needed: Int) {
        guard needed > capacity else { return }
        capacity = max(needed, capacity * 2)
        words.deallocate()
        ids.deallocate()
        words = .allocate(capacity: capacity)
        ids = .allocate(capacity: capacity)
    }
}
