internal import TextProcessing

/// Collects the keys of a text's words, so that a table can be asked for many at once, ahead of its answers.
final class WordKeys {
    /// Enough for the table's memory to be busy, few enough to stay in the first cache.
    static let batch = 256
    private let keys: UnsafeMutablePointer<WordKey>

    init() { keys = .allocate(capacity: Self.batch) }

    deinit { keys.deallocate() }

    /// Calls `body` with the keys of words of up to 16 bytes, several at a time, and `long` with each longer word,
    /// all in the order of the text.
    @inline(__always)
    func forEachKey(
        in text: UnsafeBufferPointer<UInt8>, _ scanner: WordScanner, _ minimumLength: MinimumLength,
        short: (UnsafePointer<WordKey>, Int) -> Void, long: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        let keys = keys
        scanner.forEachChunk(in: text) { chunk in
            var next = 0
            while next < chunk.wordCount {
                let end = min(next + Self.batch, chunk.wordCount)
                let (met, used) = Self.shortKeys(chunk, next..<end, minimumLength.scalars, to: keys)
                if used > 0 { short(keys, used) }
                next = met
                guard next < end else { continue }
                scanner.forEachPiece(of: next, in: chunk) { word in
                    guard let start = word.baseAddress, minimumLength.allows(word) else { return }
                    if word.count <= WordKey.longestInline {
                        keys[0] = WordKey(short: start, count: word.count)
                        short(keys, 1)
                    } else {
                        long(word)
                    }
                }
                next += 1
            }
        }
    }

    /// Writes the keys of words of a chunk up to the first that is longer than 16 bytes or special, but for words of fewer
    /// scalars than `minimum`; gives the word it stopped at, and how many keys were written.
    @inline(never)
    static func shortKeys(
        _ chunk: WordScanner.Chunk, _ words: Range<Int>, _ minimum: Int, to keys: UnsafeMutablePointer<WordKey>
    ) -> (end: Int, used: Int) {
        let (folded, edges) = (chunk.folded, chunk.edges)
        var used = 0
        var word = words.lowerBound
        while word < words.upperBound {
            let start = Int(edges[2 &* word])
            let count = Int(edges[2 &* word &+ 1]) &- start
            if count > WordKey.longestInline { return (word, used) }
            if let special = chunk.special {
                // The bits from the word's first on, out of two neighbours.
                let (block, bit) = (start &>> 6, UInt64(start & 63))
                var bits = special[block] &>> bit
                if bit > 0 { bits |= special[block &+ 1] &<< (64 &- bit) }
                if bits & (1 &<< UInt64(count) &- 1) != 0 { return (word, used) }
            }
            // A word that is too short is written over by the next one.
            let key = WordKey(short: folded + start, count: count)
            keys[used] = key
            used &+= key.scalarCount(ofBytes: count) >= minimum ? 1 : 0
            word &+= 1
        }
        return (words.upperBound, used)
    }
}
