internal import CKernels
internal import TextProcessing
public import Vectors

/// Turns texts into rows of counts without a vocabulary: a term's column is its hash.
///
/// ```swift
/// let vectorizer = HashingVectorizer(columnBits: 18)
/// let rows = vectorizer.transform(texts, threads: 2)
/// ```
///
/// Nothing is learned and nothing grows, so streams of any length can be read. Different terms may share a column;
/// with signs (on by default) their counts then cancel on average instead of adding up. The hash of a text is the same
/// on every machine and in every version of this format.
///
/// Source: Weinberger et al., Feature Hashing for Large Scale Multitask Learning, 2009.
public struct HashingVectorizer: Sendable, Hashable {
    /// What the terms of a text are.
    public let terms: TermOptions
    /// There are 2 to this power of columns, 1 to 31.
    public let columnBits: Int
    /// Whether half of the terms count negatively, by another bit of their hash.
    public let isSigned: Bool
    /// The norm that rows are brought to 1 in.
    public let norm: VectorNorm

    /// Creates a vectorizer; the defaults are scikit-learn's, but for its hash function.
    ///
    /// - Precondition: `columnBits` is in 1...31.
    public init(
        terms: TermOptions = TermOptions(), columnBits: Int = 20, isSigned: Bool = true, norm: VectorNorm = .l2
    ) {
        precondition((1...31).contains(columnBits), "1 to 31 bits of columns")
        self.terms = terms
        self.columnBits = columnBits
        self.isSigned = isSigned
        self.norm = norm
    }

    /// The rows of texts.
    ///
    /// - Complexity: O(bytes).
    public func transform(_ texts: [String], threads: Int = 1) -> CSRMatrix {
        let ranges = balancedRanges(texts.count, parts: threads) { texts[$0].utf8.count + 16 }
        let capacities = ranges.map { range in
            range.reduce(0) { $0 + terms.maximumTerms(bytes: texts[$1].utf8.count) }
        }
        return RowWriter.matrix(capacities: capacities, columnCount: 1 << columnBits, threads: threads) {
            [self] part, rows in
            let hasher = TermHasher(self)
            for document in ranges[part] {
                var text = texts[document]
                text.withUTF8 { hasher.addRow($0, to: rows) }
            }
        }
    }

    /// The rows of a stream of texts, block after block, in memory that does not grow with the stream.
    ///
    /// ```swift
    /// vectorizer.transform(stream: lines, threads: 2) { block in classifier.add(block) }
    /// ```
    ///
    /// A block ends with the text that brings it to `blockBytes` bytes; one text at least. Its rows are those that
    /// ``transform(_:threads:)`` gives for its texts.
    ///
    /// - Complexity: O(bytes); memory for one block, its texts and its rows.
    public func transform<Texts: Sequence>(
        stream texts: Texts, blockBytes: Int = 4 << 20, threads: Int = 1, _ body: (CSRMatrix) throws -> Void
    ) rethrows where Texts.Element == String {
        try texts.forEachBlock(ofBytes: blockBytes) { try body(transform($0, threads: threads)) }
    }
}

extension Sequence where Element == String {
    /// Hands out texts in blocks: each ends with the text that brings it to so many bytes.
    func forEachBlock(ofBytes blockBytes: Int, _ body: ([String]) throws -> Void) rethrows {
        var block: [String] = []
        var bytes = 0
        for text in self {
            block.append(text)
            bytes += text.utf8.count
            guard bytes >= blockBytes else { continue }
            try body(block)
            block.removeAll(keepingCapacity: true)
            bytes = 0
        }
        if !block.isEmpty { try body(block) }
    }
}

/// Hashes the terms of texts; one for each thread.
private final class TermHasher {
    private let options: HashingVectorizer
    private let scanner: WordScanner
    private let minimumLength: MinimumLength
    /// The words that are left out.
    private let leftOut: WordTable?
    private let keys = WordKeys()
    private let expansion: WordExpansion?
    @exclusivity(unchecked) private var words: UnsafeMutablePointer<UInt64>
    @exclusivity(unchecked) private var hashes: UnsafeMutablePointer<UInt64>
    @exclusivity(unchecked) private var capacity = 4096

    init(_ options: HashingVectorizer) {
        self.options = options
        scanner = WordScanner(rules: options.terms.rules)
        minimumLength = MinimumLength(options.terms.minimumWordLength)
        expansion = WordExpansion(options.terms) { TermHasher.hash(of: $0) }
        leftOut = options.terms.stopWords.isEmpty ? nil : WordTable(leavingOut: options.terms.stopWords)
        words = .allocate(capacity: capacity)
        hashes = .allocate(capacity: capacity)
    }

    deinit {
        words.deallocate()
        hashes.deallocate()
    }

    func addRow(_ text: UnsafeBufferPointer<UInt8>, to rows: RowWriter) {
        let count = expansion.map { hashTerms(text, $0) } ?? hashWords(text)
        let lengths = options.terms.wordCounts
        let keys = rows.room(count * lengths.count)
        var used = 0
        hashes.update(from: words, count: count)
        for length in 1...lengths.upperBound where count >= length {
            let terms = count - length + 1
            if length > 1 { extend(terms, by: length - 1) }
            guard lengths.contains(length) else { continue }
            writeColumns(terms, to: keys + used)
            used += terms
        }
        rows.addSignedKeys(used, bits: options.columnBits + 1)
        rows.endRow(norm: options.norm)
    }

    /// Gives n-grams that are one word longer: each hash is joined with that of the word which comes `shift` words later.
    private func extend(_ count: Int, by shift: Int) {
        let (hashes, words) = (hashes, words + shift)
        var place = 0
        while place < count {
            let beginning = hashes[place] &+ 0x9E37_79B9_7F4A_7C15
            hashes[place] = WordTable.Key(low: beginning, high: words[place]).hash
            place &+= 1
        }
    }

    /// Writes (column << 1 | negative) for each hash: its low bits, and its highest one if terms have signs.
    private func writeColumns(_ count: Int, to keys: UnsafeMutablePointer<UInt32>) {
        let mask = UInt32(truncatingIfNeeded: UInt64(1) << UInt64(options.columnBits) - 1)
        let sign: UInt32 = options.isSigned ? 1 : 0
        let hashes = hashes
        var place = 0
        while place < count {
            let hash = hashes[place]
            keys[place] =
                (UInt32(truncatingIfNeeded: hash) & mask) &<< 1 | (UInt32(truncatingIfNeeded: hash &>> 63) & sign)
            place &+= 1
        }
    }

    private static func hash(of term: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let padded = Array(term) + [UInt8](repeating: 0, count: 16)
        return WordTable.Key(padded, count: term.count).hash
    }

    private func reserve(_ needed: Int) {
        guard needed > capacity else { return }
        capacity = max(needed, capacity * 2)
        words.deallocate()
        hashes.deallocate()
        words = .allocate(capacity: capacity)
        hashes = .allocate(capacity: capacity)
    }

    /// The hashes of stems and characters, by way of the words.
    private func hashTerms(_ text: UnsafeBufferPointer<UInt8>, _ expansion: WordExpansion) -> Int {
        var found: [UInt32] = []
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 257) { ids in
            guard let ids = ids.baseAddress else { return }
            keys.forEachKey(in: text, scanner, minimumLength) { keys, count in
                let used = expansion.words.number(keys, count: count, document: 0, into: ids)
                found.append(contentsOf: UnsafeBufferPointer(start: ids, count: used))
            } long: { word in
                let id = expansion.words.number(long: word, document: 0)
                if id != WordTable.none { found.append(id) }
            }
        }
        reserve(found.reduce(1) { $0 + expansion.terms(of: $1).count })
        var used = 0
        for word in found {
            for hash in expansion.terms(of: word) {
                words[used] = hash
                used += 1
            }
        }
        return used
    }

    private func hashWords(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        reserve(text.count + 1)
        let words = words
        let leftOut = leftOut
        var used = 0
        keys.forEachKey(in: text, scanner, minimumLength) { keys, count in
            if let leftOut {
                for place in 0..<count where !leftOut.contains(keys[place]) {
                    words[used] = keys[place].hash
                    used += 1
                }
            } else {
                let hashes = words + used
                var place = 0
                while place < count {
                    hashes[place] = keys[place].hash
                    place &+= 1
                }
                used += count
            }
        } long: { word in
            if leftOut?.find(long: word).isKnown == true { return }
            guard let start = word.baseAddress else { return }
            words[used] = WordTable.Key(start, count: word.count).hash
            used += 1
        }
        return used
    }
}
