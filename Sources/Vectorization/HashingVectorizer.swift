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
    private let reader: TermNames
    private var hashes: [UInt64] = []

    init(_ options: HashingVectorizer) {
        self.options = options
        reader = TermNames(options.terms)
    }

    func addRow(_ text: UnsafeBufferPointer<UInt8>, to rows: RowWriter) {
        reader.removeAll()
        reader.add(text)
        let words = reader.names
        let lengths = options.terms.wordCounts
        let keys = rows.room(words.count * lengths.count)
        var used = 0
        hashes.removeAll(keepingCapacity: true)
        hashes.append(contentsOf: words)
        hashes.withUnsafeMutableBufferPointer { hashes in
            guard let hashes = hashes.baseAddress, let first = words.baseAddress else { return }
            for length in 1...lengths.upperBound where words.count >= length {
                let terms = words.count - length + 1
                if length > 1 { TermNames.extend(hashes, with: first + length - 1, count: terms) }
                guard lengths.contains(length) else { continue }
                writeColumns(of: hashes, terms, to: keys + used)
                used += terms
            }
        }
        rows.addSignedKeys(used, bits: options.columnBits + 1)
        rows.endRow(norm: options.norm)
    }

    /// Writes (column << 1 | negative) for each hash: its low bits, and its highest one if terms have signs.
    private func writeColumns(of hashes: UnsafePointer<UInt64>, _ count: Int, to keys: UnsafeMutablePointer<UInt32>) {
        let mask = UInt32(truncatingIfNeeded: UInt64(1) << UInt64(options.columnBits) - 1)
        let sign: UInt32 = options.isSigned ? 1 : 0
        var place = 0
        while place < count {
            let hash = hashes[place]
            keys[place] =
                (UInt32(truncatingIfNeeded: hash) & mask) &<< 1 | (UInt32(truncatingIfNeeded: hash &>> 63) & sign)
            place &+= 1
        }
    }
}
