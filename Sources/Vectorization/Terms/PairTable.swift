internal import CKernels

/// Numbers n-grams of words by the order in which they are first met: each is the number of its beginning (an n-gram
/// that is one word shorter) and the number of its last word.
final class PairTable {
    private var slots: UnsafeMutablePointer<ck_pair_slot>
    private var mask: UInt64
    private(set) var count = 0
    /// Both numbers of each n-gram: (beginning + 1) << 32 | last word.
    private var pairs: UnsafeMutablePointer<UInt64>
    /// In how many documents each n-gram occurs.
    private(set) var documentCounts: UnsafeMutablePointer<UInt32>
    private var capacity: Int
    private var mergeCount: UInt32 = 0

    init(minimumCapacity: Int = 0) {
        capacity = 512
        while capacity < minimumCapacity { capacity *= 2 }
        slots = Self.allocate(capacity * 2)
        mask = UInt64(capacity * 2 - 1)
        pairs = .allocate(capacity: capacity)
        documentCounts = .allocate(capacity: capacity)
    }

    /// Numbers n-grams that all differ, in their order.
    convenience init(numbering beginnings: [UInt32], _ words: [UInt32]) {
        self.init(minimumCapacity: beginnings.count)
        var ids = beginnings
        ids.withUnsafeMutableBufferPointer { ids in
            guard let start = ids.baseAddress else { return }
            number(beginnings, words, count: words.count, into: start, document: .max)
        }
    }

    deinit {
        slots.deallocate()
        pairs.deallocate()
        documentCounts.deallocate()
    }

    /// The beginning and the last word of an n-gram.
    func parts(_ id: Int) -> (beginning: Int, word: Int) {
        (Int(pairs[id] >> 32) - 1, Int(truncatingIfNeeded: pairs[id] & 0xFFFF_FFFF))
    }

    /// Numbers the n-grams of a document and counts it for each.
    func number(
        _ beginnings: UnsafePointer<UInt32>, _ words: UnsafePointer<UInt32>, count added: Int,
        into ids: UnsafeMutablePointer<UInt32>, document: UInt32
    ) {
        // In pieces, so that a long document does not make the table grow for pairs that are not new.
        var done = 0
        while done < added {
            let size = min(added - done, 4096)
            reserve(count + size)
            count = Int(
                ck_pairs_number(
                    slots, mask, beginnings + done, words + done, size, ids + done, pairs, documentCounts,
                    UInt32(count), document))
            done += size
        }
    }

    /// Looks n-grams up; `WordTable.none` for those that are not known.
    func find(
        _ beginnings: UnsafePointer<UInt32>, _ words: UnsafePointer<UInt32>, count: Int,
        into ids: UnsafeMutablePointer<UInt32>
    ) {
        ck_pairs_find(slots, mask, beginnings, words, count, ids)
    }

    /// Adds the n-grams of another table in the order of their numbers, with their documents; gives their numbers here.
    func merge(_ other: PairTable, beginnings: [UInt32], words: [UInt32]) -> [UInt32] {
        var first = [UInt32](repeating: 0, count: other.count)
        var last = first
        for id in 0..<other.count {
            let parts = other.parts(id)
            first[id] = beginnings[parts.beginning]
            last[id] = words[parts.word]
        }
        var map = [UInt32](repeating: 0, count: other.count)
        // No document has such a number, and each n-gram comes once: its count here grows by one, or becomes one.
        mergeCount += 1
        map.withUnsafeMutableBufferPointer { ids in
            guard let start = ids.baseAddress else { return }
            number(first, last, count: other.count, into: start, document: .max - mergeCount)
        }
        for id in 0..<other.count { documentCounts[Int(map[id])] += other.documentCounts[id] - 1 }
        return map
    }

    /// In how many documents each n-gram occurs.
    func allDocumentCounts() -> [UInt32] { Array(UnsafeBufferPointer(start: documentCounts, count: count)) }

    private func reserve(_ needed: Int) {
        guard needed > capacity else { return }
        while capacity < needed { capacity *= 2 }
        pairs = Self.moved(pairs, count, capacity)
        documentCounts = Self.moved(documentCounts, count, capacity)
        let old = slots
        let oldMask = mask
        slots = Self.allocate(capacity * 2)
        mask = UInt64(capacity * 2 - 1)
        ck_pairs_move(old, oldMask, slots, mask)
        old.deallocate()
    }

    private static func moved<Element: BitwiseCopyable>(
        _ old: UnsafeMutablePointer<Element>, _ count: Int, _ capacity: Int
    ) -> UnsafeMutablePointer<Element> {
        let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        ck_prefer_large_pages(new, capacity * MemoryLayout<Element>.size)
        new.initialize(from: old, count: count)
        old.deallocate()
        return new
    }

    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<ck_pair_slot> {
        let slots = UnsafeMutablePointer<ck_pair_slot>.allocate(capacity: capacity)
        ck_prefer_large_pages(slots, capacity * MemoryLayout<ck_pair_slot>.size)
        slots.initialize(repeating: ck_pair_slot(pair: 0, id: 0, document: 0), count: capacity)
        return slots
    }
}
