/// An open-addressing hash table from term hashes to term numbers, in order of first appearance.
struct TermTable {
    private var keys: [UInt64]
    private var numbers: [UInt32]
    private var mask: Int
    /// The hash of each term, by number.
    private(set) var terms: [UInt64] = []

    init(expecting count: Int = 1 << 12) {
        var capacity = 64
        while capacity < count * 2 { capacity *= 2 }
        keys = [UInt64](repeating: 0, count: capacity)
        numbers = [UInt32](repeating: 0, count: capacity)
        mask = capacity - 1
    }

    var count: Int { terms.count }

    /// The number of a term, a new one if it was not seen before.
    @inline(__always)
    mutating func number(of term: UInt64) -> UInt32 {
        // 0 marks a free slot, so the one term whose hash is 0 shares the name of another.
        let key = term == 0 ? 1 : term
        var slot = Int(truncatingIfNeeded: key) & mask
        while true {
            let found = keys[slot]
            if found == key { return numbers[slot] }
            if found == 0 { break }
            slot = (slot + 1) & mask
        }
        let number = UInt32(terms.count)
        keys[slot] = key
        numbers[slot] = number
        terms.append(key)
        if terms.count * 2 > keys.count { grow() }
        return number
    }

    private mutating func grow() {
        let capacity = keys.count * 4
        mask = capacity - 1
        keys = [UInt64](repeating: 0, count: capacity)
        numbers = [UInt32](repeating: 0, count: capacity)
        for (number, key) in terms.enumerated() {
            var slot = Int(truncatingIfNeeded: key) & mask
            while keys[slot] != 0 { slot = (slot + 1) & mask }
            keys[slot] = key
            numbers[slot] = UInt32(number)
        }
    }
}

/// The distinct terms of one document with their counts: a small table that stays in the first-level cache.
struct TermBag {
    private(set) var terms: [UInt64] = []
    private(set) var counts: [UInt32] = []
    private var slots: [UInt32] = []
    private var mask = 0

    var count: Int { terms.count }

    mutating func fill(with hashes: [UInt64]) {
        terms.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
        var capacity = 64
        while capacity < hashes.count * 2 { capacity *= 2 }
        if slots.count < capacity {
            slots = [UInt32](repeating: 0, count: capacity)
        } else {
            for slot in 0..<capacity { slots[slot] = 0 }
        }
        mask = capacity - 1
        for hash in hashes {
            // The high bits: the low ones pick the slot of the big table.
            var slot = Int(truncatingIfNeeded: hash >> 20) & mask
            while true {
                let entry = slots[slot]
                if entry == 0 {
                    terms.append(hash)
                    counts.append(1)
                    slots[slot] = UInt32(terms.count)
                    break
                }
                if terms[Int(entry) - 1] == hash {
                    counts[Int(entry) - 1] &+= 1
                    break
                }
                slot = (slot + 1) & mask
            }
        }
    }
}
