internal import CKernels
internal import Foundations

/// Numbers n-grams of words by the order in which they are first met: each is the number of its beginning (an n-gram
/// that is one word shorter) and the number of its last word.
///
/// The n-grams of many documents are numbered at once, in four steps (``PairBlock``): each block of documents sorts its
/// n-grams by buckets of their hash; each bucket finds or adds its n-grams, block after block; each block numbers those
/// that are new in it; each block writes the numbers of all. Within a step the threads touch nothing in common, no
/// n-gram is looked up twice, and the numbers do not depend on how many threads there are.
final class PairTable: @unchecked Sendable {
    private let buckets: UnsafeMutablePointer<PairBucket>
    private(set) var count = 0
    /// The bits of each n-gram's ``PairKey``.
    private var pairs: UnsafeMutablePointer<UInt64>
    private var capacity = 512

    init() {
        buckets = .allocate(capacity: PairBucket.count)
        for bucket in 0..<PairBucket.count { (buckets + bucket).initialize(to: PairBucket()) }
        pairs = .allocate(capacity: capacity)
    }

    /// Numbers n-grams that all differ, in their order.
    convenience init(numbering beginnings: [UInt32], _ words: [UInt32]) {
        self.init()
        beginnings.withUnsafeBufferPointer { beginnings in
            words.withUnsafeBufferPointer { words in
                guard let first = beginnings.baseAddress, let second = words.baseAddress else { return }
                let block = PairBlock(capacity: words.count)
                block.take(first, second, shift: 0, ends: [words.count])
                number([block], threads: 1)
            }
        }
    }

    deinit {
        buckets.deinitialize(count: PairBucket.count)
        buckets.deallocate()
        pairs.deallocate()
    }

    /// The beginning and the last word of an n-gram.
    func parts(_ id: Int) -> (beginning: Int, word: Int) {
        let key = PairKey(bits: pairs[id])
        return (key.beginning, key.word)
    }

    /// Numbers the n-grams of a length in documents, which come in the order of the text, and counts their documents;
    /// gives for each block how many different n-grams its documents have, summed.
    func number(_ blocks: [TermBlock], length: Int, threads: Int) -> [Int] {
        guard !blocks.isEmpty else { return [] }
        // More than one block for a thread, so that all end at about the same time; not all blocks, for the memory.
        let capacity = blocks.reduce(0) { max($0, $1.wordCount) }
        let work = (0..<min(4 * max(1, threads), blocks.count)).map { _ in PairBlock(capacity: capacity) }
        var stored: [Int] = []
        for start in stride(from: 0, to: blocks.count, by: work.count) {
            let group = blocks[start..<min(start + work.count, blocks.count)]
            for (block, terms) in zip(work, group) {
                block.take(terms.levels[length - 2], terms.levels[0], shift: length - 1, ends: terms.ends)
            }
            let used = Array(work[..<group.count])
            number(used, threads: threads)
            ParallelLoop.run(used.count, threads: threads) { [self] index in
                used[index].write(from: buckets, to: group[start + index].addLevel())
            }
            stored += used.map(\.storedCount)
        }
        return stored
    }

    private func number(_ blocks: [PairBlock], threads: Int) {
        ParallelLoop.run(blocks.count, threads: threads) { blocks[$0].sort() }
        ParallelLoop.run(PairBucket.count, threads: threads) { [self] bucket in
            for block in blocks { block.add(to: &buckets[bucket], index: bucket) }
        }
        let total = (0..<PairBucket.count).reduce(0) { $0 + buckets[$1].count }
        precondition(total < 1 << 31, "2^31 n-grams of one length are too many")
        reserve(total)
        ParallelLoop.run(blocks.count, threads: threads) { [self] in blocks[$0].number(in: buckets, writing: pairs) }
        count = total
    }

    /// Looks n-grams up; `WordTable.none` for those that are not known and those with `none` in the pair.
    func find(
        _ beginnings: UnsafePointer<UInt32>, _ words: UnsafePointer<UInt32>, count: Int,
        into ids: UnsafeMutablePointer<UInt32>
    ) {
        let buckets = buckets
        withUnsafeTemporaryAllocation(of: (bucket: Int, start: Int).self, capacity: PairBucket.batch) { searches in
            for first in stride(from: 0, to: count, by: PairBucket.batch) {
                let size = min(PairBucket.batch, count - first)
                for place in 0..<size {
                    let hash = PairKey(beginnings[first &+ place], words[first &+ place]).hash
                    let bucket = PairBucket.index(of: hash)
                    searches[place] = (bucket, buckets[bucket].prefetch(hash))
                }
                for place in 0..<size {
                    let (beginning, word) = (beginnings[first &+ place], words[first &+ place])
                    let (bucket, start) = searches[place]
                    // Both may be `ids`' own memory: what is written here has been read.
                    ids[first &+ place] =
                        beginning == WordTable.none || word == WordTable.none
                        ? WordTable.none : buckets[bucket].find(PairKey(beginning, word), from: start)
                }
            }
        }
    }

    /// Writes in how many documents each n-gram occurs.
    func writeDocumentCounts(to counts: UnsafeMutablePointer<UInt32>, threads: Int) {
        nonisolated(unsafe) let counts = counts
        ParallelLoop.run(PairBucket.count, threads: threads) { [self] index in
            let (numbers, documents) = (buckets[index].numbers, buckets[index].documents)
            for place in 0..<buckets[index].count { counts[Int(numbers[place])] = documents[place] }
        }
    }

    private func reserve(_ needed: Int) {
        guard needed > capacity else { return }
        while capacity < needed { capacity *= 2 }
        let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
        ck_prefer_large_pages(larger, capacity * MemoryLayout<UInt64>.size)
        larger.update(from: pairs, count: count)
        pairs.deallocate()
        pairs = larger
    }
}
