/// The n-grams of a block of documents on their way through a ``PairTable``; its memory is used for one block after
/// another.
///
/// In each step one thread touches a block, or one thread each of its buckets.
final class PairBlock: @unchecked Sendable {
    /// N-gram `i` is (beginnings[i], words[i + shift]); each document has `shift` fewer of them than words.
    private var beginnings: UnsafePointer<UInt32>
    private var words: UnsafePointer<UInt32>
    private var shift = 0
    /// Where each document's words end.
    private var ends: [Int] = []
    /// For each n-gram, its bucket, and whether it is new.
    private let marks: TableMemory<UInt8>
    /// The n-grams bucket by bucket; later each one's place in the bucket's lists.
    private let keys: TableMemory<UInt64>
    /// For each key, the n-gram i that it is.
    private let places: TableMemory<UInt32>
    /// Where each bucket's keys begin, and behind the last where they end.
    private let starts = TableMemory<Int>(zeros: PairBucket.count + 1)
    /// How many n-grams each bucket had when it came to this block.
    private let before = TableMemory<Int>(zeros: PairBucket.count)
    /// How many different n-grams of each bucket the documents have, summed.
    private let stored = TableMemory<Int>(zeros: PairBucket.count)

    /// Room for so many n-grams.
    init(capacity: Int) {
        precondition(capacity <= UInt32.max, "a document with n-grams has at most 2^32 words")
        marks = TableMemory(count: max(1, capacity))
        keys = TableMemory(count: max(1, capacity))
        places = TableMemory(count: max(1, capacity))
        beginnings = UnsafePointer(places.start)
        words = UnsafePointer(places.start)
    }

    func take(_ beginnings: UnsafePointer<UInt32>, _ words: UnsafePointer<UInt32>, shift: Int, ends: [Int]) {
        self.beginnings = beginnings
        self.words = words
        self.shift = shift
        self.ends = ends
    }

    /// How many n-grams the buckets had when they came to the block.
    var countBefore: Int { (0..<PairBucket.count).reduce(0) { $0 + before.start[$1] } }

    /// How many different n-grams the documents have, summed.
    var storedCount: Int { (0..<PairBucket.count).reduce(0) { $0 + stored.start[$1] } }

    /// Calls `body` with the n-grams of each document that has some.
    @inline(__always)
    private func forEachDocument(_ body: (_ document: Int, _ places: Range<Int>) -> Void) {
        var start = 0
        for (document, end) in ends.enumerated() {
            if end - start > shift { body(document, start..<end - shift) }
            start = end
        }
    }

    /// First step: sorts the n-grams by buckets, in the order of the text.
    func sort() {
        let (beginnings, words, marks) = (beginnings, words + shift, marks.start)
        let (keys, places, starts) = (keys.start, places.start, starts.start)
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * PairBucket.count) { buffer in
            guard let next = buffer.baseAddress else { return }
            let last = next + PairBucket.count
            buffer.initialize(repeating: 0)
            forEachDocument { _, range in
                for place in range {
                    let bucket = PairBucket.index(of: PairKey(beginnings[place], words[place]).hash)
                    marks[place] = UInt8(truncatingIfNeeded: bucket)
                    next[bucket] &+= 1
                }
            }
            for bucket in 0..<PairBucket.count {
                starts[bucket + 1] = starts[bucket] + next[bucket]
                next[bucket] = starts[bucket]
                last[bucket] = -1
            }
            forEachDocument { document, range in
                for place in range {
                    let bucket = Int(marks[place])
                    let key = PairKey(beginnings[place], words[place])
                    let at = next[bucket]
                    keys[at] = last[bucket] == document ? key.bits : key.bits | PairBucket.newDocument
                    places[at] = UInt32(truncatingIfNeeded: place)
                    last[bucket] = document
                    next[bucket] = at &+ 1
                }
            }
        }
    }

    /// Second step, for each bucket: finds or adds what the block has for it.
    ///
    /// Blocks must come in the order of the text.
    func add(to bucket: inout PairBucket, index: Int) {
        before.start[index] = bucket.count
        let range = starts.start[index]..<starts.start[index + 1]
        stored.start[index] = bucket.add(
            keys.start + range.lowerBound, count: range.count, at: places.start + range.lowerBound, marks: marks.start)
    }

    /// Third step: numbers the n-grams that are new in the block in the order of the text, and writes them to `pairs`
    /// under their numbers.
    func number(in buckets: UnsafeMutablePointer<PairBucket>, writing pairs: UnsafeMutablePointer<UInt64>) {
        let (beginnings, words, marks) = (beginnings, words + shift, marks.start)
        var number = countBefore
        withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<UInt32>.self, capacity: PairBucket.count) { next in
            for bucket in 0..<PairBucket.count {
                next.initializeElement(at: bucket, to: buckets[bucket].numbers + before.start[bucket])
            }
            forEachDocument { _, range in
                for place in range where marks[place] & PairBucket.isNew != 0 {
                    // Places in the buckets' lists were given in the order of the text, too.
                    let bucket = Int(marks[place] & ~PairBucket.isNew)
                    next[bucket].pointee = UInt32(truncatingIfNeeded: number)
                    next[bucket] += 1
                    pairs[number] = PairKey(beginnings[place], words[place]).bits
                    number &+= 1
                }
            }
        }
    }

    /// Last step, when all blocks' n-grams are numbered: writes the number of n-gram i to `ids[i]`.
    func write(from buckets: UnsafeMutablePointer<PairBucket>, to ids: UnsafeMutablePointer<UInt32>) {
        for bucket in 0..<PairBucket.count {
            let numbers = buckets[bucket].numbers
            for at in starts.start[bucket]..<starts.start[bucket + 1] {
                ids[Int(places.start[at])] = numbers[Int(keys.start[at])]
            }
        }
    }
}
