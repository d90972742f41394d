/// Numbers words by the order in which they are first met.
///
/// Open addressing. Words of up to 16 bytes are keys inside their 32-byte slot, so that finding one costs one cache
/// miss and no comparison of bytes; longer ones are compared in the slab that holds every word's bytes.
final class WordTable {
    /// A slot; empty if both key halves are 0, which no word's bytes are.
    struct Slot {
        var low: UInt64 = 0
        var high: UInt64 = 0
        /// The word's number, or `none` if the word is left out.
        var id: UInt32 = 0
        /// The document that was counted last for this word, + 1.
        var document: UInt32 = 0
        /// How many documents have the word.
        var documentCount: UInt32 = 0
        private var padding: UInt32 = 0

        init(low: UInt64, high: UInt64, id: UInt32) {
            self.low = low
            self.high = high
            self.id = id
        }
    }

    /// The number of a word that is left out or not known.
    static let none = UInt32.max

    private(set) var slots: UnsafeMutablePointer<Slot>
    private(set) var mask: Int
    /// Used slots.
    private(set) var slotCount = 0
    /// Numbered words.
    private(set) var count = 0
    /// The bytes of the numbered words, back to back.
    private(set) var bytes: [UInt8] = []
    /// Where each numbered word ends in `bytes`.
    private(set) var ends: [Int] = []

    init(minimumCapacity: Int = 0) {
        var capacity = 256
        while capacity < minimumCapacity * 2 { capacity *= 2 }
        slots = Self.allocate(capacity)
        mask = capacity - 1
    }

    deinit { slots.deallocate() }

    /// The bytes of a numbered word.
    func withBytes<Result>(of id: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let start = id == 0 ? 0 : ends[id - 1]
        return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<ends[id]])) }
    }

    /// A numbered word.
    func word(_ id: Int) -> String { withBytes(of: id) { String(decoding: $0, as: UTF8.self) } }

    // MARK: Keys

    /// The two halves of a word's key.
    ///
    /// For up to 16 bytes these are the bytes themselves, padded with zeros.
    ///
    /// Reads up to 16 bytes from `word`, whatever its length: `WordScanner` allows 64 beyond its end.
    @inline(__always)
    static func key(_ word: UnsafePointer<UInt8>, _ length: Int) -> (low: UInt64, high: UInt64) {
        let raw = UnsafeRawPointer(word)
        let first = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
        if length < 8 {
            let unused = UInt64(truncatingIfNeeded: 64 &- length &* 8)
            return ((first &<< unused) &>> unused, 0)
        }
        if length <= 16 {
            // Up to 8 bytes too many on the left are shifted out; no byte beyond the word's end is used.
            let last = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self))
            return (first, length == 8 ? 0 : last &>> UInt64(truncatingIfNeeded: (16 &- length) &* 8))
        }
        return longKey(word, length)
    }

    /// A hash of all bytes; the byte 0xFF, which UTF-8 does not have, tells it from the bytes of a short word.
    @inline(never)
    private static func longKey(_ word: UnsafePointer<UInt8>, _ length: Int) -> (low: UInt64, high: UInt64) {
        var low: UInt64 = 0xCBF2_9CE4_8422_2325
        var high: UInt64 = 0x9AE1_6A3B_2F90_404F
        var offset = 0
        while offset < length {
            // The last piece overlaps the one in front.
            let at = min(offset, length - 8)
            let piece = UInt64(littleEndian: UnsafeRawPointer(word).loadUnaligned(fromByteOffset: at, as: UInt64.self))
            low = mix(low ^ piece, 0x9E37_79B9_7F4A_7C15)
            high = mix(high ^ piece, 0xE703_7ED1_A0B4_28DB)
            offset += 8
        }
        return (low ^ UInt64(length), high | 0xFF << 56)
    }

    @inline(__always)
    static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }

    @inline(__always)
    static func hash(_ low: UInt64, _ high: UInt64) -> Int {
        Int(truncatingIfNeeded: mix(low ^ 0xA076_1D64_78BD_642F, high ^ 0xE703_7ED1_A0B4_28DB))
    }

    @inline(__always)
    static func isLong(_ high: UInt64) -> Bool { high >> 56 == 0xFF }

    // MARK: Access

    /// The slot of a word: the one that holds it, or the empty one where it belongs.
    ///
    /// Long words are compared byte by byte when their hashes agree; only for those that are left out (long stop
    /// words) 120 bits of hash have to do.
    @inline(__always)
    func slot(
        _ low: UInt64, _ high: UInt64, _ word: UnsafePointer<UInt8>, _ length: Int
    ) -> UnsafeMutablePointer<Slot> {
        var place = Self.hash(low, high) & mask
        while true {
            let slot = slots + place
            if slot.pointee.low == low && slot.pointee.high == high {
                if !Self.isLong(high) || holds(slot.pointee.id, word, length) { return slot }
            }
            if slot.pointee.low == 0 && slot.pointee.high == 0 { return slot }
            place = (place &+ 1) & mask
        }
    }

    @inline(never)
    private func holds(_ id: UInt32, _ word: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        if id == Self.none { return true }
        return withBytes(of: Int(id)) { $0.elementsEqual(UnsafeBufferPointer(start: word, count: length)) }
    }

    private func emptySlot(_ low: UInt64, _ high: UInt64) -> UnsafeMutablePointer<Slot> {
        var place = Self.hash(low, high) & mask
        while !Self.isEmpty(slots + place) { place = (place &+ 1) & mask }
        return slots + place
    }

    @inline(__always)
    static func isEmpty(_ slot: UnsafeMutablePointer<Slot>) -> Bool {
        slot.pointee.low == 0 && slot.pointee.high == 0
    }

    /// The number of a word, or `none`.
    func find(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
        withPadded(word) { start, length in
            let key = Self.key(start, length)
            let slot = slot(key.low, key.high, start, length)
            return Self.isEmpty(slot) ? Self.none : slot.pointee.id
        }
    }

    /// Adds a word that has no slot yet, with the next number, and gives its slot.
    @inline(never)
    func insert(
        _ low: UInt64, _ high: UInt64, _ word: UnsafeBufferPointer<UInt8>
    ) -> UnsafeMutablePointer<Slot> {
        bytes.append(contentsOf: word)
        ends.append(bytes.count)
        count += 1
        return insertSlot(low, high, id: UInt32(count - 1))
    }

    /// Adds a slot for a word that has none yet: for a word that is left out, or one that stands for another.
    @inline(never)
    func insertSlot(_ low: UInt64, _ high: UInt64, id: UInt32) -> UnsafeMutablePointer<Slot> {
        if (slotCount + 1) * 2 > mask + 1 { grow() }
        slotCount += 1
        let slot = emptySlot(low, high)
        slot.pointee = Slot(low: low, high: high, id: id)
        return slot
    }

    /// The number of a word, which is added if it is new.
    func intern(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
        withPadded(word) { start, length in
            let key = Self.key(start, length)
            let found = slot(key.low, key.high, start, length)
            return Self.isEmpty(found) ? insert(key.low, key.high, word).pointee.id : found.pointee.id
        }
    }

    /// Leaves a word out: it will be found with the number `none`.
    func leaveOut(_ word: UnsafeBufferPointer<UInt8>) {
        withPadded(word) { start, length in
            let key = Self.key(start, length)
            if Self.isEmpty(slot(key.low, key.high, start, length)) { _ = insertSlot(key.low, key.high, id: Self.none) }
        }
    }

    /// Adds the words of another table in the order of their numbers, with their documents; gives their numbers here.
    func merge(_ other: WordTable) -> [UInt32] {
        var map = [UInt32](repeating: Self.none, count: other.count)
        for place in 0...other.mask where !Self.isEmpty(other.slots + place) && other.slots[place].id != Self.none {
            // The place of the slot, until the words' order is known.
            map[Int(other.slots[place].id)] = UInt32(place)
        }
        for id in 0..<other.count {
            let slot = other.slots[Int(map[id])]
            let merged = other.withBytes(of: id) { word in
                withPadded(word) { start, length in
                    let found = self.slot(slot.low, slot.high, start, length)
                    return Self.isEmpty(found) ? insert(slot.low, slot.high, word) : found
                }
            }
            merged.pointee.documentCount += slot.documentCount
            map[id] = merged.pointee.id
        }
        return map
    }

    /// In how many documents each numbered word occurs.
    func documentCounts() -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: count)
        for place in 0...mask where !Self.isEmpty(slots + place) && slots[place].id != Self.none {
            counts[Int(slots[place].id)] += slots[place].documentCount
        }
        return counts
    }

    /// Gives a word with readable bytes after its end.
    private func withPadded<Result>(
        _ word: UnsafeBufferPointer<UInt8>, _ body: (UnsafePointer<UInt8>, Int) -> Result
    ) -> Result {
        precondition(!word.isEmpty, "a word has at least one byte")
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count + 16) { padded in
            padded.initialize(repeating: 0)
            for (offset, byte) in word.enumerated() { padded[offset] = byte }
            guard let start = padded.baseAddress else { preconditionFailure("16 bytes were asked for") }
            return body(start, word.count)
        }
    }

    private func grow() {
        let old = slots
        let oldCapacity = mask + 1
        slots = Self.allocate(oldCapacity * 2)
        mask = oldCapacity * 2 - 1
        for place in 0..<oldCapacity where !Self.isEmpty(old + place) {
            emptySlot(old[place].low, old[place].high).pointee = old[place]
        }
        old.deallocate()
    }

    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Slot> {
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
        slots.initialize(repeating: Slot(low: 0, high: 0, id: 0), count: capacity)
        return slots
    }
}
