internal import Foundations

/// A small read-only map from words to a byte, looked up by the words' case-folded UTF-8 bytes.
///
/// Keys are 64-bit hashes without the words themselves: among the few thousand words here, and for any word of a text,
/// a collision has a chance below 10⁻¹⁵ and would cost one cut.
struct WordValues: Sendable {
    private var keys: [UInt64]
    private var values: [UInt8]
    private let mask: Int

    /// Builds the table from `(words, value)` pairs; words are separated by blanks, a later pair wins.
    init(_ groups: [(words: String, value: UInt8)]) {
        var hashes: [(UInt64, UInt8)] = []
        for group in groups {
            var hash = WordHash()
            for byte in group.words.utf8 {
                if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") {
                    if !hash.isEmpty { hashes.append((hash.value, group.value)) }
                    hash = WordHash()
                } else {
                    hash.add(byte)
                }
            }
            if !hash.isEmpty { hashes.append((hash.value, group.value)) }
        }
        var capacity = 16
        while capacity < hashes.count * 2 { capacity *= 2 }
        keys = [UInt64](repeating: 0, count: capacity)
        values = [UInt8](repeating: 0, count: capacity)
        mask = capacity - 1
        for (key, value) in hashes {
            var slot = Int(truncatingIfNeeded: key) & mask
            while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
            keys[slot] = key
            values[slot] = value
        }
    }

    /// The value of the word with this hash, 0 where it is not in the table.
    subscript(key: UInt64) -> UInt8 {
        var slot = Int(truncatingIfNeeded: key) & mask
        while keys[slot] != 0 {
            if keys[slot] == key { return values[slot] }
            slot = (slot + 1) & mask
        }
        return 0
    }
}

/// The hash of a word's bytes under simple case folding (ASCII, Latin-1 and Russian capitals).
struct WordHash {
    private var state = FNV1a()
    private var previous: UInt8 = 0
    /// Whether no byte was added.
    private(set) var isEmpty = true

    /// Adds the next byte of the word.
    mutating func add(_ byte: UInt8) {
        isEmpty = false
        var folded = byte
        switch (previous, byte) {
        case (_, UInt8(ascii: "A")...UInt8(ascii: "Z")): folded = byte | 0x20
        case (0xC3, 0x80...0x9E) where byte != 0x97: folded = byte | 0x20
        // Cyrillic А–П are D0 90–9F, а–п D0 B0–BF; Р–Я are D0 A0–AF, р–я D1 80–8F. Dropping bit 5 and, for the second
        // half, taking the lead byte as equal needs only the trailing byte to agree: both are mapped to 80–BF below.
        case (0xD0, 0x90...0x9F): folded = byte | 0x20
        case (0xD0, 0xA0...0xAF): folded = byte & ~0x20
        default: break
        }
        previous = byte
        // The lead bytes D0 and D1 fold together, else a capital Р–Я would differ from its small letter.
        if folded == 0xD1 { folded = 0xD0 }
        state.add(folded)
    }

    /// The hash, never 0.
    var value: UInt64 {
        let mixed = (state.value ^ (state.value >> 32)) &* GoldenRatio.bits
        return (mixed ^ (mixed >> 29)) | 1
    }

    /// The hash of `range` of a text.
    static func of(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash = WordHash()
        for index in range { hash.add(text[index]) }
        return hash.value
    }
}
