internal import CKernels

/// An n-gram: the number of its beginning (the n-gram that is one word shorter) and that of its last word, both less than
/// 2^31 - 1.
struct PairKey: Equatable, BitwiseCopyable {
    /// (beginning + 1) << 32 | word.
    let bits: UInt64

    @inline(__always)
    init(_ beginning: UInt32, _ word: UInt32) { bits = (UInt64(beginning) &+ 1) &<< 32 | UInt64(word) }

    @inline(__always)
    init(bits: UInt64) { self.bits = bits }

    var beginning: Int { Int(bits >> 32) - 1 }
    var word: Int { Int(truncatingIfNeeded: bits & 0xFFFF_FFFF) }

    @inline(__always)
    var hash: UInt64 { foldedProduct(bits ^ 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93) }
}

/// The n-grams whose hashes begin with the same four bits.
///
/// What happens in a bucket touches no other one, so that threads share the buckets among them and need no locks.
struct PairBucket: ~Copyable {
    /// How many buckets a table has.
    static let count = 16

    /// The high bits of a hash tell the bucket, the low ones the slot in it.
    @inline(__always)
    static func index(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> 60) }

    /// Among the bits of a key: this n-gram is the first one of a document in its bucket.
    static let newDocument: UInt64 = 1 << 63

    /// Among the marks of a block: nobody has met this n-gram before.
    static let isNew: UInt8 = 0x80

    private struct Slot: BitwiseCopyable {
        /// The key's bits, or 0 for a free slot.
        var pair: UInt64
        /// The n-gram's place in the bucket's lists.
        var id: UInt32
        /// The document that was counted last for this n-gram.
        var document: UInt32
    }

    // Invariants: there is a power of two of slots and room in both lists for five eighths of them; n-gram `id` has one slot,
    // on the way from where its hash begins, with no free slot before it.
    private var slots = TableMemory<Slot>(zeros: 128)
    private var documentLists = TableMemory<UInt32>(count: Self.capacity(128))
    private var numberLists = TableMemory<UInt32>(count: Self.capacity(128))
    /// How many n-grams there are.
    private(set) var count = 0
    /// How many documents have been met here.
    private var document: UInt32 = 0

    /// In how many documents each n-gram occurs.
    var documents: UnsafeMutablePointer<UInt32> { documentLists.start }
    /// The number of each n-gram over all buckets.
    var numbers: UnsafeMutablePointer<UInt32> { numberLists.start }

    private static func capacity(_ slots: Int) -> Int { slots / 8 * 5 }

    /// So many n-grams are looked up at a time.
    ///
    /// A table of millions lies in memory, 80 ns away; look-ups do not depend on each other.
    static let batch = 32

    /// Finds or adds n-grams and writes their places in the lists over them; marks the new ones at their places in the block.
    ///
    /// Gives how many were met for the first time in their document.
    mutating func add(
        _ keys: UnsafeMutablePointer<UInt64>, count total: Int, at places: UnsafePointer<UInt32>,
        marks: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var stored = 0
        var document = document
        for first in stride(from: 0, to: total, by: Self.batch) {
            let size = min(Self.batch, total - first)
            while count + size > Self.capacity(slots.count) { grow() }
            let (slots, mask, documents) = (slots.start, slots.count &- 1, documents)
            let (keys, places) = (keys + first, places + first)
            var next = count
            withUnsafeTemporaryAllocation(of: Int.self, capacity: Self.batch) { buffer in
                guard let starts = buffer.baseAddress else { return }
                var place = 0
                while place < size {
                    let key = PairKey(bits: keys[place] & ~Self.newDocument)
                    starts[place] = Int(truncatingIfNeeded: key.hash) & mask
                    ck_prefetch(slots + starts[place])
                    place &+= 1
                }
                place = 0
                while place < size {
                    let pair = keys[place] & ~Self.newDocument
                    document &+= UInt32(truncatingIfNeeded: keys[place] &>> 63)
                    var at = starts[place]
                    while slots[at].pair != pair && slots[at].pair != 0 { at = (at &+ 1) & mask }
                    // Without a branch: what is new cannot be foreseen.
                    let slot = slots + at
                    let isNew = slot.pointee.pair == 0
                    let id = isNew ? next : Int(slot.pointee.id)
                    let isFirst: UInt32 = slot.pointee.document != document ? 1 : 0
                    slot.pointee = Slot(pair: pair, id: UInt32(truncatingIfNeeded: id), document: document)
                    documents[id] = (isNew ? 0 : documents[id]) &+ isFirst
                    stored &+= Int(isFirst)
                    next &+= isNew ? 1 : 0
                    marks[Int(places[place])] |= isNew ? Self.isNew : 0
                    keys[place] = UInt64(truncatingIfNeeded: id)
                    place &+= 1
                }
            }
            count = next
        }
        self.document = document
        return stored
    }

    /// Asks for the slot at which the search for an n-gram with this hash begins, and gives it.
    @inline(__always)
    func prefetch(_ hash: UInt64) -> Int {
        let start = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
        ck_prefetch(slots.start + start)
        return start
    }

    /// The number of an n-gram, or `WordTable.none`.
    @inline(__always)
    func find(_ key: PairKey, from start: Int) -> UInt32 {
        var at = start
        while slots.start[at].pair != key.bits {
            if slots.start[at].pair == 0 { return WordTable.none }
            at = (at &+ 1) & (slots.count &- 1)
        }
        return numbers[Int(slots.start[at].id)]
    }

    /// Twice as many slots.
    ///
    /// What was in one half of a bucket's hashes comes in the order of these, so that both tables are walked from front
    /// to back.
    @inline(never)
    private mutating func grow() {
        let larger = TableMemory<Slot>(zeros: slots.count * 2)
        let mask = larger.count - 1
        for place in 0..<slots.count where slots.start[place].pair != 0 {
            var at = Int(truncatingIfNeeded: PairKey(bits: slots.start[place].pair).hash) & mask
            while larger.start[at].pair != 0 { at = (at &+ 1) & mask }
            larger.start[at] = slots.start[place]
        }
        let documents = TableMemory<UInt32>(count: Self.capacity(larger.count))
        documents.start.update(from: self.documents, count: count)
        let numbers = TableMemory<UInt32>(count: Self.capacity(larger.count))
        numbers.start.update(from: self.numbers, count: count)
        slots = larger
        documentLists = documents
        numberLists = numbers
    }
}
