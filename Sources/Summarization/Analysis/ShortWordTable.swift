internal import CKernels

/// A word of at most 15 letters and digits of ASCII in lower case, its bytes in two numbers, zeros behind them.
struct ShortWord: Equatable {
    var low: UInt64
    var high: UInt64

    /// The longest such word.
    static let limit = 15

    /// The bytes.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for part in [low, high] {
            var rest = part
            while rest != 0 {
                bytes.append(UInt8(truncatingIfNeeded: rest))
                rest >>= 8
            }
        }
        return bytes
    }
}

/// What is known of short words, found by their bytes alone: one slot, one miss of the cache.
///
/// - Complexity: a look-up is O(1), amortised.
struct ShortWordTable: Sendable {
    struct Slot: Sendable {
        var low: UInt64 = 0
        var high: UInt64 = 0
        /// The number of the stem; negative for a word without content.
        var stem: Int32 = -1
        var traits: WordTraits = []
    }

    private var slots = [Slot](repeating: Slot(), count: 1 << 12)
    /// The number of words.
    private(set) var count = 0

    /// What is known of a word; nil if it is new.
    @inline(__always)
    func find(_ word: ShortWord) -> Slot? {
        let slot = slots[place(word)]
        return slot.low == 0 ? nil : slot
    }

    /// Asks for the memory that a look-up of the word will need.
    @inline(__always)
    func prefetch(_ word: ShortWord) {
        slots.withUnsafeBufferPointer { slots in
            if let start = slots.baseAddress { ck_prefetch(start + (Self.hash(word) & (slots.count - 1))) }
        }
    }

    /// Adds a word that is new.
    mutating func insert(_ word: ShortWord, stem: Int32, traits: WordTraits) {
        if (count + 1) * 2 > slots.count {
            let old = slots
            slots = [Slot](repeating: Slot(), count: old.count * 2)
            for slot in old where slot.low != 0 { slots[place(ShortWord(low: slot.low, high: slot.high))] = slot }
        }
        slots[place(word)] = Slot(low: word.low, high: word.high, stem: stem, traits: traits)
        count += 1
    }

    /// Where a word is, or would be.
    ///
    /// No word has the byte 0, so an empty slot is known by its first number.
    @inline(__always)
    private func place(_ word: ShortWord) -> Int {
        let mask = slots.count - 1
        var place = Self.hash(word) & mask
        while slots[place].low != 0, slots[place].low != word.low || slots[place].high != word.high {
            place = (place + 1) & mask
        }
        return place
    }

    @inline(__always)
    private static func hash(_ word: ShortWord) -> Int {
        let product = (word.low ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: word.high ^ 0xE703_7ED1_A0B4_28DB)
        return Int(truncatingIfNeeded: product.high ^ product.low)
    }
}
