internal import CKernels
internal import Foundations

/// Numbers words by the order in which they are first met.
///
/// Open addressing in an index of places; the words themselves lie in the order of their numbers, behind those that are
/// left out and have none. The words that a text repeats most came first and lie together, and the index is small: both
/// stay in the caches. Words of up to 16 bytes are keys, so that finding one compares two integers; longer ones have a
/// hash for their key, and are compared in the slab that holds their bytes.
///
/// One thread changes a table at a time; what ``merge(_:threads:)`` shares among threads, it shares itself.
final class WordTable: @unchecked Sendable {
    typealias Key = WordKey

    /// The number of a word that is left out or not known.
    static let none = UInt32.max

    /// A word of the table.
    struct Entry: BitwiseCopyable {
        var key: Key
        /// The document that was counted last for this word.
        var document: UInt32 = 0
        /// How many documents have the word.
        var documentCount: UInt32 = 0
    }

    /// So many words are looked up at a time, each step for all of them: the loads of a step do not wait for each other.
    private static let batch = 32

    // Invariants: places 0..<used hold words, and of these the first `leftOut` have no number; for each of them one slot of
    // the index holds place + 1, on the way from where its hash begins, with no free slot (0) before it; the index has a
    // power of two of slots, twice as many as there is room for words.
    @exclusivity(unchecked) private var entries: TableMemory<Entry>
    @exclusivity(unchecked) private var index: TableMemory<UInt32>
    @exclusivity(unchecked) private var leftOut = 0
    @exclusivity(unchecked) private var used = 0
    @exclusivity(unchecked) private var longWords = LongWords()
    /// How many different numbered words the documents had that were numbered here, summed.
    @exclusivity(unchecked) private(set) var storedCount = 0

    /// Numbered words.
    var count: Int { used - leftOut }

    init(minimumCapacity: Int = 0) {
        var capacity = 128
        while capacity < minimumCapacity { capacity *= 2 }
        entries = TableMemory(count: capacity)
        index = TableMemory(zeros: 2 * capacity)
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

    // MARK: Words by their numbers

    /// The bytes of a numbered word.
    func withBytes<Result>(of id: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let key = numbered[id].key
        return key.isLong ? longWords.withBytes(at: longWords.index(of: id), body) : key.withBytes(body)
    }

    /// A numbered word.
    func word(_ id: Int) -> String { withBytes(of: id) { String(decoding: $0, as: UTF8.self) } }

    /// The hash of a numbered word (see ``TermNames``).
    func name(of id: Int) -> UInt64 { numbered[id].key.hash }

    /// The bytes of all numbered words, back to back, and where each ends.
    func packed() -> (bytes: [UInt8], ends: [Int64]) {
        var bytes: [UInt8] = []
        var ends: [Int64] = []
        for id in 0..<count {
            withBytes(of: id) { bytes.append(contentsOf: $0) }
            ends.append(Int64(bytes.count))
        }
        return (bytes, ends)
    }

    /// Adds documents to the numbered words, for those that were counted elsewhere.
    func addDocuments(_ counts: [UInt32]) {
        for (id, count) in counts.enumerated() {
            numbered[id].documentCount += count
            storedCount += Int(count)
        }
    }

    /// Writes in how many documents each numbered word occurs.
    func writeDocumentCounts(to counts: UnsafeMutablePointer<UInt32>) {
        for id in 0..<count { counts[id] = numbered[id].documentCount }
    }

    /// The numbered words.
    private var numbered: UnsafeMutablePointer<Entry> { entries.start + leftOut }

    // MARK: Access

    /// The number of a word, or `none`.
    func find(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
        withPadded(word) { key, word in place(key, word).map(number(at:)) ?? Self.none }
    }

    /// The number of a word, which is added if it is new.
    func intern(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
        withPadded(word) { key, word in number(at: place(key, word) ?? insert(key, word)) }
    }

    /// Numbers short words and counts a document for each; new ones are added.
    ///
    /// Gives how many were not left out.
    func number(
        _ keys: UnsafePointer<Key>, count: Int, document: UInt32, into ids: UnsafeMutablePointer<UInt32>
    ) -> Int {
        var next = ids
        var stored = 0
        var done = 0
        while done < count {
            let size = min(Self.batch, count &- done)
            reserve(size)
            let (entries, index, mask, leftOut) = (entries.start, index.start, index.count &- 1, leftOut)
            let keys = keys + done
            var used = used
            withSearches(for: UnsafeRawPointer(keys), stride: MemoryLayout<Key>.stride, count: size) { starts in
                var offset = 0
                while offset < size {
                    let key = keys[offset]
                    let slot = Self.slot(of: key, from: starts[offset], entries, index, mask)
                    var place = Int(index[slot]) &- 1
                    if place < 0 {
                        place = used
                        used &+= 1
                        entries[place] = Entry(key: key)
                        index[slot] = UInt32(truncatingIfNeeded: used)
                    }
                    // Without a branch: whether a document has a word already is what a document has to say.
                    let entry = entries + place
                    let isFirst: UInt32 = entry.pointee.document == document ? 0 : 1
                    entry.pointee.documentCount &+= isFirst
                    entry.pointee.document = document
                    let number = place &- leftOut
                    let isKept = number < 0 ? 0 : 1
                    next.pointee = UInt32(truncatingIfNeeded: number)
                    next += isKept
                    stored &+= Int(isFirst) & isKept
                    offset &+= 1
                }
            }
            self.used = used
            done &+= size
        }
        storedCount &+= stored
        return next - ids
    }

    /// Numbers a long word and counts a document for it.
    func number(long word: UnsafeBufferPointer<UInt8>, document: UInt32) -> UInt32 {
        guard let start = word.baseAddress else { return Self.none }
        let key = Key(long: start, count: word.count)
        let place = place(key, word) ?? insert(key, word)
        if entries.start[place].document != document {
            entries.start[place].document = document
            entries.start[place].documentCount += 1
            storedCount += place < leftOut ? 0 : 1
        }
        return number(at: place)
    }

    /// Looks short words up; those that are left out are skipped, unknown ones are `none`.
    ///
    /// Gives how many were written.
    func find(_ keys: UnsafePointer<Key>, count: Int, into ids: UnsafeMutablePointer<UInt32>) -> Int {
        let (entries, index, mask, leftOut) = (entries.start, index.start, index.count &- 1, leftOut)
        var next = 0
        var done = 0
        while done < count {
            let size = min(Self.batch, count &- done)
            withSearches(for: UnsafeRawPointer(keys + done), stride: MemoryLayout<Key>.stride, count: size) { starts in
                for offset in 0..<size {
                    let slot = Self.slot(of: keys[done &+ offset], from: starts[offset], entries, index, mask)
                    let found = Int(index[slot])
                    ids[next] = found == 0 ? Self.none : UInt32(truncatingIfNeeded: found &- 1 &- leftOut)
                    next &+= found == 0 || found > leftOut ? 1 : 0
                }
            }
            done &+= size
        }
        return next
    }

    /// Looks a long word up; a word that is left out is known and has the number `none`.
    func find(long word: UnsafeBufferPointer<UInt8>) -> (isKnown: Bool, id: UInt32) {
        guard let start = word.baseAddress, let place = place(Key(long: start, count: word.count), word) else {
            return (false, Self.none)
        }
        return (true, number(at: place))
    }

    /// Whether the table knows a short word.
    func contains(_ key: Key) -> Bool { place(key, UnsafeBufferPointer(start: nil, count: 0)) != nil }

    // MARK: Searching

    /// Finds where in the index the searches for words begin, asks for the words that stand there, and then calls `body`.
    ///
    /// The keys lie `stride` bytes apart, at most `batch` of them.
    @inline(__always)
    private func withSearches(
        for keys: UnsafeRawPointer, stride: Int, count: Int, _ body: (UnsafeMutablePointer<Int>) -> Void
    ) {
        let (entries, index, mask) = (entries.start, index.start, index.count &- 1)
        withUnsafeTemporaryAllocation(of: Int.self, capacity: Self.batch) { buffer in
            guard let starts = buffer.baseAddress else { return }
            var place = 0
            while place < count {
                let key = keys.load(fromByteOffset: place &* stride, as: Key.self)
                starts[place] = Int(truncatingIfNeeded: key.hash) & mask
                ck_prefetch(index + starts[place])
                place &+= 1
            }
            place = 0
            while place < count {
                ck_prefetch(entries + Int(index[starts[place]]))
                place &+= 1
            }
            body(starts)
        }
    }

    /// Where the index has a short word, or where it belongs.
    @inline(__always)
    private static func slot(
        of key: Key, from start: Int, _ entries: UnsafeMutablePointer<Entry>, _ index: UnsafeMutablePointer<UInt32>,
        _ mask: Int
    ) -> Int {
        var slot = start
        while true {
            let found = Int(index[slot])
            if found == 0 || entries[found &- 1].key == key { return slot }
            slot = (slot &+ 1) & mask
        }
    }

    /// Where a word lies; `nil` if it is new.
    ///
    /// Long words are compared byte by byte when their hashes agree; only for those that are left out (long stop
    /// words) 120 bits of hash have to do.
    private func place(_ key: Key, _ word: UnsafeBufferPointer<UInt8>) -> Int? {
        let mask = index.count - 1
        var slot = Int(truncatingIfNeeded: key.hash) & mask
        while index.start[slot] != 0 {
            let place = Int(index.start[slot]) - 1
            if entries.start[place].key == key && (!key.isLong || holds(place, word)) { return place }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private func holds(_ place: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard place >= leftOut else { return true }
        return longWords.withBytes(at: longWords.index(of: place - leftOut)) { $0.elementsEqual(word) }
    }

    /// The number of the word at a place, or `none` if it is left out.
    private func number(at place: Int) -> UInt32 { place < leftOut ? Self.none : UInt32(place - leftOut) }

    /// Gives a word's key, and the word with readable bytes after its end.
    private func withPadded<Result>(
        _ word: UnsafeBufferPointer<UInt8>, _ body: (Key, UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        precondition(!word.isEmpty, "a word has at least one byte")
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count + 16) { padded in
            let rest = padded.initialize(fromContentsOf: word)
            padded[rest...].initialize(repeating: 0)
            guard let start = padded.baseAddress else { preconditionFailure("16 bytes were asked for") }
            return body(Key(start, count: word.count), UnsafeBufferPointer(rebasing: padded[..<word.count]))
        }
    }

    // MARK: Adding

    /// Leaves a word out, before any word is numbered: it will be found with the number `none`.
    private func leaveOut(_ word: UnsafeBufferPointer<UInt8>) {
        withPadded(word) { key, word in
            if place(key, word) != nil { return }
            leftOut += 1
            _ = append(Entry(key: key))
        }
    }

    /// Adds a word that is new, with the next number, and gives its place.
    @inline(never)
    private func insert(_ key: Key, _ word: UnsafeBufferPointer<UInt8>) -> Int {
        if key.isLong { longWords.append(word, number: UInt32(count)) }
        return append(Entry(key: key))
    }

    private func append(_ entry: Entry) -> Int {
        reserve(1)
        entries.start[used] = entry
        used += 1
        indexWords(from: used - 1)
        return used - 1
    }

    /// Puts the words from a place on into the index, which has none of them.
    private func indexWords(from first: Int) {
        let (entries, index, mask, used) = (entries.start, index.start, index.count &- 1, used)
        // A table of millions lies in memory, 80 ns away: so many look-ups are kept under way.
        let ahead = 16
        var place = first
        while place < used {
            // Behind the last word nothing is read: it asks for the last one again.
            let later = min(place &+ ahead, used &- 1)
            ck_prefetch(index + (Int(truncatingIfNeeded: entries[later].key.hash) & mask))
            var slot = Int(truncatingIfNeeded: entries[place].key.hash) & mask
            while index[slot] != 0 { slot = (slot &+ 1) & mask }
            place &+= 1
            index[slot] = UInt32(truncatingIfNeeded: place)
        }
    }

    /// Makes room for more words.
    @inline(__always)
    private func reserve(_ added: Int) {
        if used &+ added > entries.count { grow(to: used + added) }
    }

    @inline(never)
    private func grow(to needed: Int) {
        var capacity = entries.count
        while capacity < needed { capacity *= 2 }
        let larger = TableMemory<Entry>(count: capacity)
        larger.start.update(from: entries.start, count: used)
        entries = larger
        index = TableMemory(zeros: 2 * capacity)
        indexWords(from: 0)
    }

    // MARK: Merging

    /// Adds the words of another table in the order of their numbers, with their documents; gives their numbers here.
    ///
    /// Both tables leave the same words out. Threads look up stretches of the other table's words.
    func merge(_ other: WordTable, threads: Int) -> [UInt32] {
        [UInt32](unsafeUninitializedCapacity: other.count) { numbers, written in
            written = other.count
            guard let first = numbers.baseAddress else { return }
            nonisolated(unsafe) let shared = first
            let ranges = balancedRanges(other.count, parts: threads) { _ in 1 }
            ParallelLoop.run(ranges.count, threads: threads) { [self] in match(other, ranges[$0], shared) }
            let words = other.numbered
            reserve((0..<other.count).reduce(0) { $0 + (first[$1] == Self.none ? 1 : 0) })
            let old = used
            for id in 0..<other.count where first[id] == Self.none {
                first[id] = UInt32(count)
                // Documents of the other table have numbers of their own.
                entries.start[used] = Entry(key: words[id].key, documentCount: words[id].documentCount)
                if words[id].key.isLong { other.withBytes(of: id) { longWords.append($0, number: first[id]) } }
                used += 1
            }
            indexWords(from: old)
        }
    }

    /// Writes the numbers of those words of another table that are known here, and counts their documents.
    ///
    /// Threads do so for different words and read no counts: they touch nothing in common.
    private func match(_ other: WordTable, _ range: Range<Int>, _ numbers: UnsafeMutablePointer<UInt32>) {
        let (entries, index, mask, leftOut) = (entries.start, index.start, index.count - 1, leftOut)
        let words = other.numbered
        for first in stride(from: range.lowerBound, to: range.upperBound, by: Self.batch) {
            let size = min(Self.batch, range.upperBound - first)
            let keys = UnsafeRawPointer(words + first) + (MemoryLayout<Entry>.offset(of: \.key) ?? 0)
            withSearches(for: keys, stride: MemoryLayout<Entry>.stride, count: size) { starts in
                for offset in 0..<size {
                    let slot = Self.slot(of: words[first + offset].key, from: starts[offset], entries, index, mask)
                    let found = Int(index[slot])
                    numbers[first + offset] = found > leftOut ? UInt32(found - 1 - leftOut) : Self.none
                }
            }
        }
        let long = other.longWords
        for index in long.index(of: range.lowerBound)..<long.index(of: range.upperBound) {
            let id = Int(long.numbers[index])
            numbers[id] = long.withBytes(at: index) { place(words[id].key, $0) }.map(number(at:)) ?? Self.none
        }
        for id in range where numbers[id] != Self.none {
            entries[leftOut + Int(numbers[id])].documentCount &+= words[id].documentCount
        }
    }
}
