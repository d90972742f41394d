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
        var pending = 0
        scanner.forEachWord(in: text) { word, _ in
            guard let start = word.baseAddress else { return }
            if word.count <= WordTable.longestInline {
                keys[pending] = WordTable.shortKey(start, word.count)
                // A word that is too short is written over by the next one.
                pending &+= minimumLength.allows(word) ? 1 : 0
                if pending == Self.batch {
                    short(keys, pending)
                    pending = 0
                }
            } else {
                guard minimumLength.allows(word) else { return }
                if pending > 0 { short(keys, pending) }
                pending = 0
                long(word)
            }
        }
        if pending > 0 { short(keys, pending) }
    }
}
