internal import TextProcessing
package import Vectors

/// Turns texts into rows of counts whose columns are scikit-learn's: MurmurHash3 of a term's UTF-8, its magnitude modulo the
/// number of columns, its sign that of the count.
///
/// ```swift
/// let rows = MurmurVectorizer(terms: .scikitLearn, columnCount: 1 << 20, isSigned: true).rows(of: texts, threads: 2)
/// ```
///
/// ``HashingVectorizer`` is twice as fast and has fewer terms in a column; this one is for models whose columns must be
/// scikit-learn's. Sums of both signs that meet in a column may be 0 and are stored, as there.
package struct MurmurVectorizer: Sendable {
    private let terms: TermOptions
    private let columnCount: UInt32
    private let isSigned: Bool

    /// Creates a vectorizer.
    ///
    /// - Precondition: `columnCount` is in 1..<2^31.
    package init(terms: TermOptions, columnCount: Int, isSigned: Bool) {
        precondition(columnCount >= 1 && columnCount < 1 << 31, "1 to 2^31 - 1 columns")
        self.terms = terms
        self.columnCount = UInt32(columnCount)
        self.isSigned = isSigned
    }

    /// The rows of texts.
    ///
    /// - Complexity: O(bytes), times the longest n-gram.
    package func rows(of texts: some UTF8Texts, threads: Int) -> CSRMatrix {
        let ranges = texts.balancedRanges(parts: threads)
        let capacities = ranges.map { range in
            range.reduce(0) { $0 + terms.maximumTerms(bytes: texts.byteCount(at: $1)) }
        }
        return RowWriter.matrix(capacities: capacities, columnCount: Int(columnCount), threads: threads) {
            [terms, columnCount, isSigned] part, rows in
            let hasher = MurmurRows(terms, columnCount: columnCount, isSigned: isSigned)
            for document in ranges[part] {
                texts.withBytes(at: document) { hasher.addRow($0, to: rows) }
            }
        }
    }
}

/// Hashes the terms of texts; one for each thread.
private final class MurmurRows {
    private let terms: TermOptions
    private let columnCount: UInt32
    private let isSigned: Bool
    private let scanner: WordScanner
    private let minimumLength: MinimumLength
    private let leftOut: WordTable?
    private let expansion: WordExpansion?
    /// The hashes of the terms of the text at hand.
    @exclusivity(unchecked) private var hashes: UnsafeMutablePointer<UInt32>
    @exclusivity(unchecked) private var capacity = 4096
    /// The words of the text with a blank behind each, so that an n-gram is a stretch; and where each begins.
    @exclusivity(unchecked) private var bytes: [UInt8] = []
    @exclusivity(unchecked) private var starts: [Int] = []

    init(_ terms: TermOptions, columnCount: UInt32, isSigned: Bool) {
        self.terms = terms
        self.columnCount = columnCount
        self.isSigned = isSigned
        scanner = WordScanner(rules: terms.rules)
        minimumLength = MinimumLength(terms.minimumWordLength)
        leftOut = terms.stopWords.isEmpty ? nil : WordTable(leavingOut: terms.stopWords)
        expansion = WordExpansion(terms) { term in
            term.baseAddress.map { UInt64(MurmurHash3.hash($0, count: term.count)) } ?? 0
        }
        hashes = .allocate(capacity: capacity)
    }

    deinit { hashes.deallocate() }

    func addRow(_ text: UnsafeBufferPointer<UInt8>, to rows: RowWriter) {
        reserve(terms.maximumTerms(bytes: text.count))
        let count =
            expansion.map { hashExpanded(text, $0) }
            ?? (terms.wordCounts == 1...1 ? hashWords(text) : hashNGrams(text))
        let keys = rows.room(count)
        for place in 0..<count { keys[place] = key(of: hashes[place]) }
        rows.addSignedKeys(count, bits: 32)
        rows.endRow()
    }

    private func reserve(_ needed: Int) {
        guard needed > capacity else { return }
        capacity = max(needed, 2 * capacity)
        hashes.deallocate()
        hashes = .allocate(capacity: capacity)
    }

    /// The column of a hash and whether it counts negatively: (column << 1 | negative).
    @inline(__always)
    private func key(of hash: UInt32) -> UInt32 {
        let signed = Int32(bitPattern: hash)
        // As scikit-learn has it for the one number without a magnitude.
        let column =
            signed == .min ? (0x7FFF_FFFF &- (columnCount &- 1)) % columnCount : signed.magnitude % columnCount
        return column &<< 1 | (isSigned && signed < 0 ? 1 : 0)
    }

    private func hashWords(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        let hashes = hashes
        let (leftOut, minimumLength) = (leftOut, minimumLength)
        var used = 0
        scanner.forEachWord(in: text) { word, _ in
            guard minimumLength.allows(word), let start = word.baseAddress else { return }
            if let leftOut, Self.has(leftOut, word) { return }
            hashes[used] = MurmurHash3.hash(start, count: word.count)
            used &+= 1
        }
        return used
    }

    private func hashNGrams(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        scanner.forEachWord(in: text) { word, _ in
            guard minimumLength.allows(word) else { return }
            if let leftOut, Self.has(leftOut, word) { return }
            starts.append(bytes.count)
            bytes.append(contentsOf: word)
            bytes.append(UInt8(ascii: " "))
        }
        starts.append(bytes.count)
        var used = 0
        bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            for length in terms.wordCounts where starts.count > length {
                for first in 0..<(starts.count - length) {
                    hashes[used] = MurmurHash3.hash(
                        base + starts[first], count: starts[first + length] - starts[first] - 1)
                    used &+= 1
                }
            }
        }
        return used
    }

    /// Whether a table has a word, after whose end 16 bytes may be read.
    @inline(__always)
    private static func has(_ table: WordTable, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = word.baseAddress else { return false }
        return word.count <= WordKey.longestInline
            ? table.contains(WordKey(short: start, count: word.count)) : table.find(long: word).isKnown
    }

    private func hashExpanded(_ text: UnsafeBufferPointer<UInt8>, _ expansion: WordExpansion) -> Int {
        var used = 0
        scanner.forEachWord(in: text) { word, _ in
            guard minimumLength.allows(word) else { return }
            let number = expansion.words.intern(word)
            guard number != WordTable.none else { return }
            let found = expansion.terms(of: number)
            // A letter whose lower case is longer makes more characters of a word than it has bytes' worth of room.
            if used + found.count > capacity { grow(used, by: found.count) }
            for hash in found {
                hashes[used] = UInt32(truncatingIfNeeded: hash)
                used += 1
            }
        }
        return used
    }

    /// Makes more room and keeps the hashes that are there.
    private func grow(_ used: Int, by added: Int) {
        let kept = Array(UnsafeBufferPointer(start: hashes, count: used))
        reserve(used + added)
        hashes.update(from: kept, count: used)
    }
}
