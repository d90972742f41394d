internal import CKernels
internal import Vectors

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
    ///
    /// Threads look up stretches of the other table, and then fill stretches of this one's slots.
    func merge(_ other: PairTable, beginnings: [UInt32], words: [UInt32], threads: Int) -> [UInt32] {
        guard other.count > 0 else { return [] }
        let merged = [UInt32](unsafeUninitializedCapacity: other.count) { map, used in
            used = other.count
            guard let map = map.baseAddress else { return }
            let work = Merge(
                table: self, other: other, beginnings: beginnings, words: words, map: map,
                ranges: balancedRanges(other.count, parts: threads * 4) { _ in 1 }, threads: threads)
            work.run()
        }
        return merged
    }

    /// A merge under way: the threads write to places of their own.
    private struct Merge: @unchecked Sendable {
        let table: PairTable
        let other: PairTable
        let beginnings: [UInt32]
        let words: [UInt32]
        let map: UnsafeMutablePointer<UInt32>
        let ranges: [Range<Int>]
        let threads: Int

        func run() {
            let added = ParallelResults<Int>(count: ranges.count)
            ParallelLoop.run(ranges.count, threads: threads) { added[$0] = find(ranges[$0]) }
            // The new n-grams of a stretch are numbered after those of the stretches in front.
            var firsts = [table.count]
            for range in ranges.indices { firsts.append(firsts[range] + (added[range] ?? 0)) }
            let old = table.count
            let total = firsts[ranges.count]
            table.reserve(total, threads: threads)
            ParallelLoop.run(ranges.count, threads: threads) { [firsts] in number(ranges[$0], from: firsts[$0]) }
            table.count = total
            table.fillSlots(old..<total, threads: threads)
        }

        /// Looks n-grams up by the numbers that their words have here; gives how many are new.
        private func find(_ range: Range<Int>) -> Int {
            var new = 0
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * 4096) { parts in
                guard let first = parts.baseAddress else { return }
                let last = first + 4096
                for start in stride(from: range.lowerBound, to: range.upperBound, by: 4096) {
                    let end = min(start + 4096, range.upperBound)
                    for id in start..<end {
                        let parts = other.parts(id)
                        first[id - start] = beginnings[parts.beginning]
                        last[id - start] = words[parts.word]
                    }
                    table.find(first, last, count: end - start, into: map + start)
                    for id in start..<end { new += map[id] == WordTable.none ? 1 : 0 }
                }
            }
            return new
        }

        /// Gives new n-grams their numbers, and all their documents; no two threads meet at a number.
        private func number(_ range: Range<Int>, from first: Int) {
            var next = first
            for id in range {
                if map[id] == WordTable.none {
                    let parts = other.parts(id)
                    table.pairs[next] = UInt64(beginnings[parts.beginning] + 1) << 32 | UInt64(words[parts.word])
                    table.documentCounts[next] = other.documentCounts[id]
                    map[id] = UInt32(next)
                    next += 1
                } else {
                    table.documentCounts[Int(map[id])] += other.documentCounts[id]
                }
            }
        }
    }

    /// Makes slots for n-grams that are numbered but have none.
    ///
    /// Each thread owns a stretch of the slots. An n-gram that would be pushed out of its stretch waits until the
    /// threads have ended. Where in the table an n-gram lies depends on the number of threads, its number does not.
    private func fillSlots(_ ids: Range<Int>, threads: Int) {
        // An array of no capacity is one object that all threads share.
        guard !ids.isEmpty else { return }
        let stretches = stretchCount(threads)
        let late = ParallelResults<[UInt32]>(count: stretches)
        let work = Unchecked(table: self)
        ParallelLoop.run(stretches, threads: threads) { stretch in
            let table = work.table
            let size = (table.mask + 1) / UInt64(stretches)
            let start = UInt64(stretch) * size
            late[stretch] = [UInt32](unsafeUninitializedCapacity: ids.count) { late, used in
                used = ck_pairs_fill(
                    table.slots, table.mask, table.pairs, ids.lowerBound, ids.upperBound, start, start + size,
                    late.baseAddress)
            }
        }
        for stretch in 0..<stretches {
            for id in late[stretch] ?? [] {
                _ = ck_pairs_fill(slots, mask, pairs, Int(id), Int(id) + 1, 0, .max, nil)
            }
        }
    }

    private struct Unchecked: @unchecked Sendable {
        let table: PairTable
    }

    /// In how many documents each n-gram occurs.
    func allDocumentCounts() -> [UInt32] { Array(UnsafeBufferPointer(start: documentCounts, count: count)) }

    private func reserve(_ needed: Int, threads: Int = 1) {
        guard needed > capacity else { return }
        while capacity < needed { capacity *= 2 }
        pairs = Self.moved(pairs, count, capacity)
        documentCounts = Self.moved(documentCounts, count, capacity)
        let old = slots
        let oldMask = mask
        slots = Self.allocate(capacity * 2)
        mask = UInt64(capacity * 2 - 1)
        if threads > 1 {
            fillSlots(0..<count, threads: threads)
        } else {
            ck_pairs_move(old, oldMask, slots, mask)
        }
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
