internal import CKernels
internal import Foundations

/// Streams the folded words of UTF-8 text, 64 bytes classified at a time: the source of every vectorizer.
///
/// ```swift
/// let scanner = WordScanner()
/// let text: [UInt8] = Array("Don’t panic".utf8)
/// scanner.forEachWord(in: text.span) { word, range in
///     print(String(decoding: word, as: UTF8.self), range)
/// }
/// // don't 0..<7
/// // panic 8..<13
/// ```
///
/// A scanner owns its buffers (about 40 KiB; more only for a word longer than that) and is used by one task at a time.
/// Ill-formed bytes separate words. The work is linear in the text's length, whatever is in it.
public final class WordScanner {
    /// What is one word.
    public let rules: WordRules

    @usableFromInline let chunkSize: Int
    private let options: UInt32
    private let variant: Int32

    private var capacity = 0
    /// The folded bytes of the chunk at hand, and one bit a byte: part of a word; folded form not in `lowered`.
    @usableFromInline var lowered: UnsafeMutablePointer<UInt8>
    private var words: UnsafeMutablePointer<UInt64>
    @usableFromInline var special: UnsafeMutablePointer<UInt64>
    @usableFromInline var anySpecial = false
    /// Where each word of the chunk begins and ends.
    @usableFromInline var edges: UnsafeMutablePointer<UInt32>
    @usableFromInline var edgeCount = 0

    /// Behind a pointer, since the stored properties of a class are checked for exclusive access at each use.
    private let pieces: UnsafeMutablePointer<WordPieces>

    /// Bytes after the end of a word's folded form that may be read (their value is not specified).
    public static let readableBytesAfterWord = 64

    /// Creates a scanner.
    public convenience init(rules: WordRules = WordRules()) {
        // 32 KiB of text, as much of folded bytes and 8 KiB of masks: chunks stay in the second-level cache.
        self.init(rules: rules, chunkSize: 32 << 10, variant: ck_level())
    }

    /// Creates a scanner with a chunk size (a multiple of 64) and a kernel of the tests' choice.
    package init(rules: WordRules, chunkSize: Int, variant: Int32) {
        precondition(chunkSize >= 64 && chunkSize.isMultiple(of: 64))
        self.rules = rules
        self.chunkSize = chunkSize
        self.variant = min(variant, ck_best_level())
        options = rules.kernelOptions
        lowered = .allocate(capacity: 1)
        words = .allocate(capacity: 1)
        special = .allocate(capacity: 1)
        edges = .allocate(capacity: 1)
        pieces = .allocate(capacity: 1)
        pieces.initialize(to: WordPieces(mode: rules.unspacedScripts, alphabet: rules.alphabet))
    }

    deinit {
        lowered.deallocate()
        words.deallocate()
        special.deallocate()
        edges.deallocate()
        pieces.pointee.deallocate()
        pieces.deallocate()
    }

    /// Calls `body` with the folded bytes of each word and its range in `text`, in order.
    ///
    /// The bytes are valid during the call only. Pairs of characters from scripts without blanks overlap; all other
    /// ranges are disjoint.
    ///
    /// - Complexity: O(`text.count`).
    @inlinable @inline(__always)
    public func forEachWord(in text: Span<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Void) {
        text.withUnsafeBufferPointer { forEachWord(in: $0, body) }
    }

    /// Calls `body` with the folded bytes of each word and its range in `text`, in order.
    @inlinable @inline(__always)
    public func forEachWord(
        in text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Void
    ) {
        guard let base = text.baseAddress else { return }
        var position = 0
        while position < text.count {
            let length = classify(base + position, available: text.count - position)
            let lowered = UnsafePointer(lowered)
            let edges = edges
            let edgeCount = edgeCount
            let anySpecial = anySpecial
            var place = 0
            while place < edgeCount {
                let start = Int(edges[place])
                let end = Int(edges[place &+ 1])
                place &+= 2
                if anySpecial && isSpecial(start, end) {
                    forEachPiece(of: piecesOf(base + position, start), end &- start) { folded, range in
                        body(
                            folded,
                            Range(
                                uncheckedBounds: (
                                    position &+ start &+ range.lowerBound, position &+ start &+ range.upperBound
                                )))
                    }
                } else {
                    body(
                        UnsafeBufferPointer(start: lowered + start, count: end &- start),
                        Range(uncheckedBounds: (position &+ start, position &+ end)))
                }
            }
            position &+= length
        }
    }

    /// Calls `body` with the folded bytes of each piece of a special word and its range in the word.
    @inlinable @inline(__always)
    func forEachPiece(
        of word: UnsafePointer<UInt8>, _ length: Int, _ body: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Void
    ) {
        beginPieces(word, length)
        while let piece = nextPiece() { body(piece.folded, piece.range) }
    }

    /// A stretch of a text whose words are found.
    package struct Chunk {
        /// Where the stretch lies in the text.
        package let range: Range<Int>
        /// The folded bytes; ``WordScanner/readableBytesAfterWord`` more may be read.
        package let folded: UnsafePointer<UInt8>
        /// Where each word begins in `folded` and where it ends, one after the other.
        package let edges: UnsafePointer<UInt32>
        /// The number of words.
        package let wordCount: Int
        /// One bit a byte: the word's folded form is not in `folded` but comes in pieces; `nil` if there is none such.
        package let special: UnsafePointer<UInt64>?
        fileprivate let text: UnsafePointer<UInt8>
    }

    /// Calls `body` with each stretch of a text, for work that takes many words at a time.
    package func forEachChunk(in text: UnsafeBufferPointer<UInt8>, _ body: (Chunk) -> Void) {
        guard let base = text.baseAddress else { return }
        var position = 0
        while position < text.count {
            let length = classify(base + position, available: text.count - position)
            body(
                Chunk(
                    range: Range(uncheckedBounds: (position, position + length)), folded: UnsafePointer(lowered),
                    edges: UnsafePointer(edges), wordCount: edgeCount / 2,
                    special: anySpecial ? UnsafePointer(special) : nil, text: base + position))
            position += length
        }
    }

    /// Calls `body` with the folded bytes of a word of a chunk: once, or for each of its pieces if it is special.
    package func forEachPiece(of word: Int, in chunk: Chunk, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        let start = Int(chunk.edges[2 * word])
        let end = Int(chunk.edges[2 * word + 1])
        if chunk.special != nil && isSpecial(start, end) {
            forEachPiece(of: piecesOf(chunk.text, start), end - start) { folded, _ in body(folded) }
        } else {
            body(UnsafeBufferPointer(start: chunk.folded + start, count: end - start))
        }
    }

    /// The same, with the range of each piece in the text.
    package func forEachPiece(
        of word: Int, in chunk: Chunk, _ body: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Void
    ) {
        let start = Int(chunk.edges[2 * word])
        let end = Int(chunk.edges[2 * word + 1])
        let offset = chunk.range.lowerBound + start
        if chunk.special != nil && isSpecial(start, end) {
            forEachPiece(of: piecesOf(chunk.text, start), end - start) { folded, range in
                body(folded, (offset + range.lowerBound)..<(offset + range.upperBound))
            }
        } else {
            body(UnsafeBufferPointer(start: chunk.folded + start, count: end - start), offset..<(offset + end - start))
        }
    }

    /// Classifies a chunk that ends where a word cannot go on, and returns its length.
    @usableFromInline
    func classify(_ text: UnsafePointer<UInt8>, available: Int) -> Int {
        var size = min(chunkSize, available)
        while true {
            reserve(size)
            let specialBits = ck_words(
                variant, text, available, size, options,
                { ScalarsBeyondASCII.resolve($0, $1, $2, $3, $4, $5) }, lowered, words, special)
            anySpecial = specialBits != 0
            if let cut = size == available ? size : lastCut(text, size) {
                if cut & 63 != 0 { words[cut >> 6] &= 1 << UInt64(cut & 63) &- 1 }
                edgeCount = Int(ck_word_edges(variant, words, (cut + 63) >> 6, edges))
                return cut
            }
            size = min(size * 2, available)
        }
    }

    /// The offset after the last byte that separates words, moved back to the start of its scalar; nil for none.
    private func lastCut(_ text: UnsafePointer<UInt8>, _ size: Int) -> Int? {
        var block = size >> 6 &- 1
        while block >= 0 && words[block] == .max { block &-= 1 }
        guard block >= 0 else { return nil }
        var cut = block &<< 6 &+ 64 &- (~words[block]).leadingZeroBitCount
        var steps = 0
        while steps < 3 && cut > 0 && text[cut] & 0xC0 == 0x80
            && words[(cut &- 1) >> 6] >> UInt64((cut &- 1) & 63) & 1 == 0
        {
            cut &-= 1
            steps &+= 1
        }
        // What is beyond a blank does not tell whether a sigma is a final one.
        if rules.alphabet != .standard { while cut > 0 && !ASCII.isSpace(text[cut &- 1]) { cut &-= 1 } }
        return cut > 0 ? cut : nil
    }

    private func reserve(_ size: Int) {
        guard size > capacity else { return }
        lowered.deallocate()
        words.deallocate()
        special.deallocate()
        edges.deallocate()
        capacity = (size + 63) & ~63
        lowered = .allocate(capacity: capacity + 64 + Self.readableBytesAfterWord)
        lowered.initialize(repeating: 0, count: capacity + 64 + Self.readableBytesAfterWord)
        words = .allocate(capacity: capacity / 64 + 1)
        special = .allocate(capacity: capacity / 64 + 1)
        edges = .allocate(capacity: capacity + Int(CK_EDGES_MARGIN))
    }

    @inlinable @inline(__always)
    func isSpecial(_ start: Int, _ end: Int) -> Bool {
        var block = start >> 6
        let last = (end &- 1) >> 6
        var mask = special[block] & (UInt64.max &<< UInt64(truncatingIfNeeded: start & 63))
        while block < last {
            if mask != 0 { return true }
            block &+= 1
            mask = special[block]
        }
        return mask & (UInt64.max &>> UInt64(truncatingIfNeeded: 63 &- (end &- 1) & 63)) != 0
    }

    /// The bytes that the pieces of the special word at an offset of the chunk are made of.
    ///
    /// For Python's words those in which whatever keeps its length is in lower case: whether a sigma is a final one is told
    /// from beyond the word.
    @usableFromInline
    func piecesOf(_ chunk: UnsafePointer<UInt8>, _ start: Int) -> UnsafePointer<UInt8> {
        rules.alphabet == .standard ? chunk + start : UnsafePointer(lowered + start)
    }

    @usableFromInline
    func beginPieces(_ word: UnsafePointer<UInt8>, _ length: Int) {
        pieces.pointee.begin(UnsafeBufferPointer(start: word, count: length))
    }

    /// The folded bytes of the next piece, and its range in the word; nil at the end.
    @usableFromInline
    func nextPiece() -> (folded: UnsafeBufferPointer<UInt8>, range: Range<Int>)? {
        guard pieces.pointee.advance() else { return nil }
        return (
            UnsafeBufferPointer(start: UnsafePointer(pieces.pointee.folded), count: pieces.pointee.count),
            pieces.pointee.range
        )
    }
}
