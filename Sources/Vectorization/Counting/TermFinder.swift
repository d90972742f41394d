internal import TextProcessing

/// Finds the terms of a fixed vocabulary in texts; one for each thread.
final class TermFinder {
    private let terms: TermOptions
    private let minimumLength: MinimumLength
    private let vocabulary: VocabularyStorage
    private let scanner: WordScanner
    private let keys = WordKeys()
    private let expansion: WordExpansion?
    private var words: UnsafeMutablePointer<UInt32>
    private var ids: UnsafeMutablePointer<UInt32>
    private var capacity = 4096

    init(terms: TermOptions, vocabulary: VocabularyStorage) {
        self.terms = terms
        self.vocabulary = vocabulary
        minimumLength = MinimumLength(terms.minimumWordLength)
        scanner = WordScanner(rules: terms.rules)
        let known = vocabulary.words
        expansion = WordExpansion(terms) { UInt64(known.find($0)) }
        words = .allocate(capacity: capacity)
        ids = .allocate(capacity: capacity)
    }

    deinit {
        words.deallocate()
        ids.deallocate()
    }

    /// Adds the row of a text.
    func addRow(_ text: UnsafeBufferPointer<UInt8>, to rows: RowWriter) {
        let wordCount = expansion.map { findTerms(text, $0) } ?? findWords(text)
        if vocabulary.isInOrder {
            forEachLength(wordCount) { rows.add($0, $1) }
        } else {
            // Columns of all lengths are mixed: they are gathered first.
            let keys = rows.room(wordCount * terms.wordCounts.count)
            var used = 0
            forEachLength(wordCount) { used += $1.write($0, to: keys + used) }
            rows.addColumns(used, largest: vocabulary.columnCount - 1)
        }
        rows.endRow()
    }

    /// Calls `body` with the numbers of the terms of each length, and the columns of that length.
    private func forEachLength(_ wordCount: Int, _ body: (UnsafeBufferPointer<UInt32>, TermColumns) -> Void) {
        for length in 1...terms.wordCounts.upperBound where wordCount >= length {
            let count = wordCount - length + 1
            if length == 2 {
                vocabulary.longer[0].find(words, words + 1, count: count, into: ids)
            } else if length > 2 {
                vocabulary.longer[length - 2].find(ids, words + length - 1, count: count, into: ids)
            }
            guard terms.wordCounts.contains(length) else { continue }
            body(
                UnsafeBufferPointer(start: length == 1 ? words : ids, count: count), vocabulary.columns[length - 1])
        }
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

    /// The same for stems and characters, by way of the words.
    private func findTerms(_ text: UnsafeBufferPointer<UInt8>, _ expansion: WordExpansion) -> Int {
        reserve(text.count + 1)
        var found = 0
        keys.forEachKey(in: text, scanner, minimumLength) { keys, count in
            found += expansion.words.number(keys, count: count, document: 0, into: ids + found)
        } long: { word in
            let id = expansion.words.number(long: word, document: 0)
            if id == WordTable.none { return }
            ids[found] = id
            found += 1
        }
        // A word has one stem, or more characters than bytes by the number of lengths at most.
        let raw = Array(UnsafeBufferPointer(start: ids, count: found))
        var used = 0
        for word in raw {
            let terms = expansion.terms(of: word)
            grow(used, by: terms.count)
            for term in terms {
                words[used] = UInt32(truncatingIfNeeded: term)
                used += 1
            }
        }
        return used
    }

    /// Makes more room and keeps the words that are there.
    private func grow(_ used: Int, by added: Int) {
        guard used + added > capacity else { return }
        let kept = Array(UnsafeBufferPointer(start: words, count: used))
        reserve(used + added)
        words.update(from: kept, count: used)
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
