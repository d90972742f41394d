internal import CKernels
internal import Vectors

/// Numbers words by the order in which they are first met.
///
/// Open addressing. Words of up to 16 bytes are keys inside their 32-byte slot, so that finding one costs one cache
/// miss and no comparison of bytes; longer ones are compared in the slab that holds every word's bytes.
final class WordTable {
    typealias Slot = ck_word_slot
    typealias Key = ck_word_key

    /// The number of a word that is left out or not known.
    static let none = UInt32.max

    @exclusivity(unchecked) var slots: UnsafeMutablePointer<Slot>
    @exclusivity(unchecked) var mask: Int
    /// Used slots.
    @exclusivity(unchecked) var slotCount = 0
    /// Numbered words.
    @exclusivity(unchecked) var count = 0
    /// The bytes of the numbered words, back to back.
    @exclusivity(unchecked) var bytes: [UInt8] = []
    /// Where each numbered word ends in `bytes`.
    @exclusivity(unchecked) var ends: [Int] = []

    init(minimumCapacity: Int = 0) {
        var capacity = 256
        while capacity < minimumCapacity * 2 { capacity *= 2 }
        slots = Self.allocate(capacity)
        mask = capacity - 1
    }

    /// Creates a table that knows only the words that are left out.
    convenience init(leavingOut words: Set<String>, minimumCapacity: Int = 0) {
        self.init(minimumCapacity: minimumCapacity + words.count)
        for word in words.sorted() {
            var word = word
            word.withUTF8 { if !$0.isEmpty { leaveOut($0) } }
        }
    }

    /// Creates a table of words that all differ, beside those that are left out; `nil` if two are equal or one is empty.
    convenience init?(bytes: [UInt8], ends: [Int], leavingOut stopWords: Set<String>) {
        self.init(leavingOut: stopWords, minimumCapacity: ends.count)
        var start = 0
        for (number, end) in ends.enumerated() {
            guard end > start, end <= bytes.count else { return nil }
            let id = bytes[start..<end].withUnsafeBufferPointer { intern($0) }
            guard id == UInt32(number) else { return nil }
            start = end
        }
        guard start == bytes.count else { return nil }
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

    /// The key of a word.
    static func key(_ word: UnsafePointer<UInt8>, _ length: Int) -> Key {
        length <= longestInline ? shortKey(word, length) : longKey(word, length)
    }

    /// The key of a word of up to 16 bytes: the bytes themselves, padded with zeros.
    ///
    /// Reads 16 bytes from `word`, whatever its length: `WordScanner` allows 64 beyond its end.
    @inline(__always)
    static func shortKey(_ word: UnsafePointer<UInt8>, _ length: Int) -> Key { ck_short_key(word, length) }

    /// A hash of all bytes; the byte 0xFF, which UTF-8 does not have, tells it from the bytes of a short word.
    @inline(never)
    private static func longKey(_ word: UnsafePointer<UInt8>, _ length: Int) -> Key {
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
        return Key(low: low ^ UInt64(length), high: high | 0xFF << 56)
    }

    @inline(__always)
    static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }

    /// Words of more bytes than this have a hash for their key.
    static let longestInline = 16

    // MARK: Access

    /// The slot of a word: the one that holds it, or the empty one where it belongs.
    ///
    /// Long words are compared byte by byte when their hashes agree; only for those that are left out (long stop
    /// words) 120 bits of hash have to do.
    func slot(_ key: Key, _ word: UnsafePointer<UInt8>, _ length: Int) -> UnsafeMutablePointer<Slot> {
        var place = Int(truncatingIfNeeded: ck_word_hash(key)) & mask
        while true {
            let slot = slots + place
            if slot.pointee.key.low == key.low && slot.pointee.key.high == key.high {
                if length <= Self.longestInline || holds(slot.pointee.id, word, length) { return slot }
            }
            if Self.isEmpty(slot) { return slot }
            place = (place &+ 1) & mask
        }
    }

    private func holds(_ id: UInt32, _ word: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        if id == Self.none { return true }
        return withBytes(of: Int(id)) { $0.elementsEqual(UnsafeBufferPointer(start: word, count: length)) }
    }

    private func emptySlot(_ key: Key) -> UnsafeMutablePointer<Slot> {
        var place = Int(truncatingIfNeeded: ck_word_hash(key)) & mask
        while !Self.isEmpty(slots + place) { place = (place &+ 1) & mask }
        return slots + place
    }

    static func isEmpty(_ slot: UnsafeMutablePointer<Slot>) -> Bool {
        slot.pointee.key.low == 0 && slot.pointee.key.high == 0
    }

    /// The number of a word, or `none`.
    func find(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
        withPadded(word) { start, length in
            let key = Self.key(start, length)
            let slot = slot(key, start, length)
            return Self.isEmpty(slot) ? Self.none : slot.pointee.id
        }
    }

    /// Adds a word that has no slot yet, with the next number, and gives its slot.
    @inline(never)
    func insert(_ key: Key, _ word: UnsafeBufferPointer<UInt8>) -> UnsafeMutablePointer<Slot> {
        bytes.append(contentsOf: word)
        ends.append(bytes.count)
        count += 1
        return insertSlot(key, id: UInt32(count - 1))
    }

    /// Adds a short word that has no slot yet; its bytes are its key.
    @inline(never)
    func insert(short key: Key) -> UnsafeMutablePointer<Slot> {
        withUnsafeBytes(of: (key.low.littleEndian, key.high.littleEndian)) { bytes in
            let length = key.high == 0 ? 8 - key.low.leadingZeroBitCount / 8 : 16 - key.high.leadingZeroBitCount / 8
            return insert(key, UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[..<length]))
        }
    }

    /// Adds a slot for a word that has none yet: for a word that is left out, or one that stands for another.
    private func insertSlot(_ key: Key, id: UInt32) -> UnsafeMutablePointer<Slot> {
        if (slotCount + 1) * 2 > mask + 1 { grow() }
        slotCount += 1
        let slot = emptySlot(key)
        slot.pointee = Slot(key: key, id: id, document: 0, document_count: 0, unused: 0)
        return slot
    }

    /// The number of a word, which is added if it is new.
    func intern(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
        withPadded(word) { start, length in
            let key = Self.key(start, length)
            let found = slot(key, start, length)
            return Self.isEmpty(found) ? insert(key, word).pointee.id : found.pointee.id
        }
    }

    /// Numbers short words and counts a document for each; new ones are added.
    ///
    /// Gives how many were not left out.
    func number(
        _ keys: UnsafePointer<Key>, count: Int, document: UInt32, into ids: UnsafeMutablePointer<UInt32>
    ) -> Int {
        var used = 0
        var done = 0
        while true {
            done += ck_words_number(slots, UInt64(mask), keys + done, count - done, document, ids, &used)
            if done == count { return used }
            let slot = insert(short: keys[done])
            slot.pointee.document = document
            slot.pointee.document_count = 1
            ids[used] = slot.pointee.id
            used += 1
            done += 1
        }
    }

    /// Numbers a long word and counts a document for it.
    func number(long word: UnsafeBufferPointer<UInt8>, document: UInt32) -> UInt32 {
        guard let start = word.baseAddress else { return Self.none }
        let key = Self.longKey(start, word.count)
        var slot = slot(key, start, word.count)
        if Self.isEmpty(slot) { slot = insert(key, word) }
        if slot.pointee.document != document {
            slot.pointee.document = document
            slot.pointee.document_count += 1
        }
        return slot.pointee.id
    }

    /// Whether a short word has a slot.
    func contains(_ key: Key) -> Bool { !Self.isEmpty(slot(short: key)) }

    /// The slot of a short word: the one that holds it, or the empty one where it belongs.
    func slot(short key: Key) -> UnsafeMutablePointer<Slot> {
        var place = Int(truncatingIfNeeded: ck_word_hash(key)) & mask
        while !Self.isEmpty(slots + place) {
            if slots[place].key.low == key.low && slots[place].key.high == key.high { break }
            place = (place &+ 1) & mask
        }
        return slots + place
    }

    /// Looks a long word up; a word that is left out is known and has the number `none`.
    func find(long word: UnsafeBufferPointer<UInt8>) -> (isKnown: Bool, id: UInt32) {
        guard let start = word.baseAddress else { return (false, Self.none) }
        let slot = slot(Self.longKey(start, word.count), start, word.count)
        return Self.isEmpty(slot) ? (false, Self.none) : (true, slot.pointee.id)
    }

    /// Looks short words up; those that are left out are skipped, unknown ones are `none`.
    func find(_ keys: UnsafePointer<Key>, count: Int, into ids: UnsafeMutablePointer<UInt32>) -> Int {
        ck_words_find(slots, UInt64(mask), keys, count, ids)
    }

    /// Leaves a word out: it will be found with the number `none`.
    func leaveOut(_ word: UnsafeBufferPointer<UInt8>) {
        withPadded(word) { start, length in
            let key = Self.key(start, length)
            if Self.isEmpty(slot(key, start, length)) { _ = insertSlot(key, id: Self.none) }
        }
    }

    /// Sets in how many documents each numbered word occurs, for words that were counted elsewhere.
    func setDocumentCounts(_ counts: [UInt32]) {
        for place in 0...mask where !Self.isEmpty(slots + place) && slots[place].id != Self.none {
            let id = Int(slots[place].id)
            slots[place].document_count = id < counts.count ? counts[id] : 0
        }
    }

    /// In how many documents each numbered word occurs.
    func documentCounts() -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: count)
        for place in 0...mask where !Self.isEmpty(slots + place) && slots[place].id != Self.none {
            counts[Int(slots[place].id)] += slots[place].document_count
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
            emptySlot(old[place].key).pointee = old[place]
        }
        old.deallocate()
    }

    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Slot> {
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
        ck_prefer_large_pages(slots, capacity * MemoryLayout<Slot>.size)
        slots.initialize(repeating: Slot(), count: capacity)
        return slots
    }
}
