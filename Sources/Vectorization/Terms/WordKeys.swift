internal import CKernels
internal import TextProcessing

/// Collects the keys of a text's words, so that a table can be asked for many at once, ahead of its answers.
final class WordKeys {
    /// Enough for the table's memory to be busy, few enough to stay in the first cache.
    private static let batch = 256
    private let keys: UnsafeMutablePointer<WordTable.Key>

    init() { keys = .allocate(capacity: Self.batch) }

    deinit { keys.deallocate() }

    /// Calls `short` with the keys of words of up to 16 bytes, several at a time, and `long` with each longer word,
    /// all in the order of the text.
    @inline(__always)
    func forEachKey(
        in text: UnsafeBufferPointer<UInt8>, _ scanner: WordScanner, _ minimumLength: MinimumLength,
        short: (UnsafePointer<WordTable.Key>, Int) -> Void, long: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        let keys = keys
        scanner.forEachChunk(in: text) { chunk in
            var next = 0
            while next < chunk.wordCount {
                let wanted = min(Self.batch, chunk.wordCount - next)
                var used = 0
                let done = ck_short_keys(
                    chunk.folded, chunk.edges + 2 * next, wanted, chunk.special, minimumLength.scalars, keys, &used)
                if used > 0 { short(keys, used) }
                next += done
                guard done < wanted else { continue }
                scanner.forEachPiece(of: next, in: chunk) { word in
                    guard let start = word.baseAddress, minimumLength.allows(word) else { return }
                    if word.count <= WordTable.longestInline {
                        keys[0] = WordTable.shortKey(start, word.count)
                        short(keys, 1)
                    } else {
                        long(word)
                    }
                }
                next += 1
            }
        }
    }
}
