internal import CKernels
internal import Foundations
internal import Vectors

/// Numbers n-grams of words by the order in which they are first met: each is the number of its beginning (an n-gram
/// that is one word shorter) and the number of its last word.
///
/// The n-grams of many documents are numbered at once, in four steps (`pairs.c`): each block of documents sorts its
/// n-grams by buckets of their hash; each bucket finds or adds its n-grams, block after block; each block numbers those
/// that are new in it; each block writes the numbers of all. Within a step the threads touch nothing in common, no
/// n-gram is looked up twice, and the numbers do not depend on how many threads there are.
final class PairTable: @unchecked Sendable {
    private static let bucketCount = Int(CK_PAIR_BUCKETS)
    private let buckets: UnsafeMutablePointer<ck_pair_bucket>
    private(set) var count = 0
    /// Both numbers of each n-gram: (beginning + 1) << 32 | last word.
    private var pairs: UnsafeMutablePointer<UInt64>
    private var capacity = 512

    init() {
        buckets = .allocate(capacity: Self.bucketCount)
        buckets.initialize(repeating: ck_pair_bucket(), count: Self.bucketCount)
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
        for bucket in 0..<Self.bucketCount { ck_pair_bucket_free(buckets + bucket) }
        buckets.deallocate()
        pairs.deallocate()
    }

    /// The beginning and the last word of an n-gram.
    func parts(_ id: Int) -> (beginning: Int, word: Int) {
        (Int(pairs[id] >> 32) - 1, Int(truncatingIfNeeded: pairs[id] & 0xFFFF_FFFF))
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
                ck_pairs_write(buckets, used[index].block, group[start + index].addLevel())
            }
            stored += used.map { Int(ck_pairs_stored($0.block)) }
        }
        return stored
    }

    private func number(_ blocks: [PairBlock], threads: Int) {
        ParallelLoop.run(blocks.count, threads: threads) { ck_pairs_sort(blocks[$0].block) }
        ParallelLoop.run(Self.bucketCount, threads: threads) { [self] bucket in
            for block in blocks { ck_pairs_add(buckets + bucket, block.block, bucket) }
        }
        let total = (0..<Self.bucketCount).reduce(0) { $0 + Int(buckets[$1].count) }
        precondition(total < 1 << 31, "2^31 n-grams of one length are too many")
        reserve(total)
        ParallelLoop.run(blocks.count, threads: threads) { [self] in
            ck_pairs_number(buckets, blocks[$0].block, pairs, ck_pairs_before(blocks[$0].block))
        }
        count = total
    }

    /// Looks n-grams up; `WordTable.none` for those that are not known.
    func find(
        _ beginnings: UnsafePointer<UInt32>, _ words: UnsafePointer<UInt32>, count: Int,
        into ids: UnsafeMutablePointer<UInt32>
    ) {
        ck_pairs_find(buckets, beginnings, words, count, ids)
    }

    /// Writes in how many documents each n-gram occurs.
    func writeDocumentCounts(to counts: UnsafeMutablePointer<UInt32>, threads: Int) {
        let target = Counts(first: counts)
        ParallelLoop.run(Self.bucketCount, threads: threads) { [self] index in
            let bucket = buckets[index]
            for place in 0..<Int(bucket.count) { target.first[Int(bucket.numbers[place])] = bucket.documents[place] }
        }
    }

    private struct Counts: @unchecked Sendable {
        let first: UnsafeMutablePointer<UInt32>
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

/// A block of documents on its way through a table; its memory is used for one after another.
private final class PairBlock: @unchecked Sendable {
    let block: UnsafeMutablePointer<ck_pair_block>
    private let memory: UnsafeMutableRawPointer
    private let byteCount: Int
    private var ends: UnsafeMutablePointer<Int>?

    /// Room for so many n-grams.
    init(capacity: Int) {
        precondition(capacity <= UInt32.max, "a document with n-grams has at most 2^32 words")
        byteCount = max(1, capacity) * (8 + 4 + 1)
        memory = ck_allocate_zeros(byteCount)
        block = .allocate(capacity: 1)
        block.initialize(to: ck_pair_block())
        block.pointee.keys = memory.bindMemory(to: UInt64.self, capacity: capacity)
        block.pointee.places = (memory + capacity * 8).bindMemory(to: UInt32.self, capacity: capacity)
        block.pointee.buckets = (memory + capacity * 12).bindMemory(to: UInt8.self, capacity: capacity)
    }

    deinit {
        ends?.deallocate()
        block.deallocate()
        ck_free_zeros(memory, byteCount)
    }

    /// N-gram `i` is (beginnings[i], words[i + shift]); each document has `shift` fewer of them than words.
    func take(_ beginnings: UnsafePointer<UInt32>, _ words: UnsafePointer<UInt32>, shift: Int, ends: [Int]) {
        self.ends?.deallocate()
        let copy = UnsafeMutablePointer<Int>.allocate(capacity: max(1, ends.count))
        copy.initialize(from: ends, count: ends.count)
        self.ends = copy
        block.pointee.ends = UnsafePointer(copy)
        block.pointee.document_count = ends.count
        block.pointee.prefixes = beginnings
        block.pointee.words = words
        block.pointee.shift = shift
    }
}
