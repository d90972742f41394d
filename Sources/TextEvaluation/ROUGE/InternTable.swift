internal import Foundations

/// A word under construction: bytes are appended one by one and hashed on the way.
package struct WordBuffer: Sendable {
    /// The bytes; only the first `count` belong to the word.
    package private(set) var bytes = [UInt8](repeating: 0, count: 64)
    /// The length of the word.
    package private(set) var count = 0
    private var hash = FNV1a()

    /// Creates an empty word.
    package init() {}

    /// Appends one byte.
    @inline(__always)
    package mutating func append(_ byte: UInt8) {
        if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: count)) }
        bytes[count] = byte
        count += 1
        hash.add(byte)
    }

    /// Empties the word.
    @inline(__always)
    package mutating func clear() {
        count = 0
        hash = FNV1a()
    }

    /// The word as an array of its own.
    package var word: [UInt8] { Array(bytes[0..<count]) }

    /// FNV-1a with a final mix, so that the low bits can index a table.
    var finishedHash: UInt32 {
        UInt32(truncatingIfNeeded: (hash.value ^ (hash.value >> 29)) &* GoldenRatio.bits >> 32)
    }
}

/// Numbers words in the order in which they first turn up.
///
/// - Complexity: O(length of the word) for each look-up, amortised.
package struct InternTable: Sendable {
    private struct Slot: Sendable {
        var hash: UInt32 = 0
        var number: Int32 = -1
    }

    private var slots: [Slot]
    private var offsets: [Int] = [0]
    private var slab: [UInt8] = []

    /// Creates an empty table.
    package init() { slots = [Slot](repeating: Slot(), count: 1 << 12) }

    /// The number of different words.
    package var count: Int { offsets.count - 1 }

    /// The word with a number.
    package func bytes(_ number: Int32) -> ArraySlice<UInt8> {
        slab[offsets[Int(number)]..<offsets[Int(number) + 1]]
    }

    /// The number of a word, which is new if it has not been seen.
    package mutating func intern(_ word: borrowing WordBuffer) -> (number: Int32, isNew: Bool) {
        let hash = word.finishedHash
        var mask = slots.count - 1
        var position = Int(hash) & mask
        while slots[position].number >= 0 {
            if slots[position].hash == hash, isEqual(Int(slots[position].number), word) {
                return (slots[position].number, false)
            }
            position = (position + 1) & mask
        }
        if count * 2 >= slots.count {
            grow()
            mask = slots.count - 1
            position = Int(hash) & mask
            while slots[position].number >= 0 { position = (position + 1) & mask }
        }
        let number = Int32(count)
        slots[position] = Slot(hash: hash, number: number)
        for i in 0..<word.count { slab.append(word.bytes[i]) }
        offsets.append(slab.count)
        return (number, true)
    }

    private func isEqual(_ number: Int, _ word: borrowing WordBuffer) -> Bool {
        let start = offsets[number]
        guard offsets[number + 1] - start == word.count else { return false }
        for i in 0..<word.count where slab[start + i] != word.bytes[i] { return false }
        return true
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        let mask = slots.count - 1
        for slot in old where slot.number >= 0 {
            var position = Int(slot.hash) & mask
            while slots[position].number >= 0 { position = (position + 1) & mask }
            slots[position] = slot
        }
    }
}
