internal import CKernels
internal import Foundations
internal import Vectors

/// Numbers words by the order in which they are first met.
///
/// Open addressing in an index of places; the words themselves lie in the order of their numbers. Words of up to 16 bytes
/// are keys, so that finding one compares two integers; longer ones have a hash for their key, and are compared in the
/// slab that holds their bytes.
final class WordTable: @unchecked Sendable {
    typealias Key = ck_word_key

    /// The number of a word that is left out or not known.
    static let none = UInt32.max

    @exclusivity(unchecked) private(set) var table: ck_word_table
    /// How many different numbered words the documents had that were numbered here, summed.
    @exclusivity(unchecked) private(set) var storedCount = 0
    /// The numbers of the long words, ascending, and where their bytes end in the slab.
    @exclusivity(unchecked) private(set) var longNumbers: [UInt32] = []
    @exclusivity(unchecked) private var longEnds: [Int] = []
    @exclusivity(unchecked) private var longBytes: [UInt8] = []

    /// Numbered words.
    var count: Int { Int(table.used - table.left_out) }

    init(minimumCapacity: Int = 0) {
        var capacity = 128
        while capacity < minimumCapacity { capacity *= 2 }
        table = Self.allocate(capacity)
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

    deinit { Self.deallocate(table) }

    // MARK: Words by their numbers

    /// The bytes of a numbered word.
    func withBytes<Result>(of id: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let key = table.words[Int(table.left_out) + id].key
        if Self.isLong(key) { return withLongBytes(at: longIndex(id), body) }
        let length = key.high == 0 ? 8 - key.low.leadingZeroBitCount / 8 : 16 - key.high.leadingZeroBitCount / 8
        return withUnsafeBytes(of: (key.low.littleEndian, key.high.littleEndian)) { bytes in
            body(UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[..<length]))
        }
    }

    private func withLongBytes<Result>(at index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let start = index == 0 ? 0 : longEnds[index - 1]
        return longBytes.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[start..<longEnds[index]]))
        }
    }

    /// Where a number stands among those of the long words, or would stand.
    private func longIndex(_ id: Int) -> Int {
        var low = 0
        var high = longNumbers.count
        while low < high {
            let middle = (low + high) / 2
            if Int(longNumbers[middle]) < id { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// A numbered word.
    func word(_ id: Int) -> String { withBytes(of: id) { String(decoding: $0, as: UTF8.self) } }

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
            table.words[Int(table.left_out) + id].document_count += count
            storedCount += Int(count)
        }
    }

    /// Writes in how many documents each numbered word occurs.
    func writeDocumentCounts(to counts: UnsafeMutablePointer<UInt32>) {
        let first = table.words + Int(table.left_out)
        for id in 0..<count { counts[id] = first[id].document_count }
    }

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
        return Key(low: low ^ UInt64(length), high: high | longMark)
    }

    private static let longMark: UInt64 = 0xFF << 56

    @inline(__always)
    private static func isLong(_ key: Key) -> Bool { key.high >= longMark }

    @inline(__always)
    private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }

    /// Words of more bytes than this have a hash for their key.
    static let longestInline = 16

    // MARK: Access

    /// Where a word lies in the table; `nil` if it is new.
    ///
    /// Long words are compared byte by byte when their hashes agree; only for those that are left out (long stop
    /// words) 120 bits of hash have to do.
    private func place(_ key: Key, _ word: UnsafeBufferPointer<UInt8>) -> Int? {
        var start = ck_word_hash(key) & table.mask
        while table.index[Int(start)] != 0 {
            let place = Int(table.index[Int(start)]) - 1
            let found = table.words[place].key
            if found.low == key.low && found.high == key.high && (!Self.isLong(key) || holds(place, word)) {
                return place
            }
            start = (start &+ 1) & table.mask
        }
        return nil
    }

    private func holds(_ place: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard place >= Int(table.left_out) else { return true }
        return withLongBytes(at: longIndex(place - Int(table.left_out))) { $0.elementsEqual(word) }
    }

    /// The number of the word at a place, or `none` if it is left out.
    private func number(at place: Int) -> UInt32 {
        place < Int(table.left_out) ? Self.none : UInt32(place) - table.left_out
    }

    /// The number of a word, or `none`.
    func find(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
        withPadded(word) { key, word in place(key, word).map(number(at:)) ?? Self.none }
    }

    /// The number of a word, which is added if it is new.
    func intern(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
        withPadded(word) { key, word in number(at: place(key, word) ?? insert(key, word)) }
    }

    /// Leaves a word out, before any word is numbered: it will be found with the number `none`.
    private func leaveOut(_ word: UnsafeBufferPointer<UInt8>) {
        withPadded(word) { key, word in
            if place(key, word) != nil { return }
            table.left_out += 1
            _ = insert(short: key)
        }
    }

    /// Adds a word that is new, with the next number, and gives its place.
    @inline(never)
    private func insert(_ key: Key, _ word: UnsafeBufferPointer<UInt8>) -> Int {
        if Self.isLong(key) { addLong(word, id: UInt32(count)) }
        return insert(short: key)
    }

    /// The same for a word whose bytes are its key, or are not needed.
    private func insert(short key: Key) -> Int {
        reserve(1)
        let place = Int(table.used)
        table.words[place] = ck_word(key: key, document: 0, document_count: 0)
        table.used += 1
        ck_words_index(table, place)
        return place
    }

    private func addLong(_ word: UnsafeBufferPointer<UInt8>, id: UInt32) {
        longNumbers.append(id)
        longBytes.append(contentsOf: word)
        longEnds.append(longBytes.count)
    }

    /// Numbers short words and counts a document for each; new ones are added.
    ///
    /// Gives how many were not left out.
    func number(
        _ keys: UnsafePointer<Key>, count: Int, document: UInt32, into ids: UnsafeMutablePointer<UInt32>
    ) -> Int {
        var written = 0
        var done = 0
        while true {
            done += ck_words_number(&table, keys + done, count - done, document, ids, &written, &storedCount)
            if done == count { return written }
            reserve(1)
        }
    }

    /// Numbers a long word and counts a document for it.
    func number(long word: UnsafeBufferPointer<UInt8>, document: UInt32) -> UInt32 {
        guard let start = word.baseAddress else { return Self.none }
        let key = Self.longKey(start, word.count)
        let place = place(key, word) ?? insert(key, word)
        countDocument(document, at: place)
        return number(at: place)
    }

    private func countDocument(_ document: UInt32, at place: Int) {
        guard table.words[place].document != document else { return }
        table.words[place].document = document
        table.words[place].document_count += 1
        storedCount += place < Int(table.left_out) ? 0 : 1
    }

    /// Whether the table knows a short word.
    func contains(_ key: Key) -> Bool { place(key, UnsafeBufferPointer(start: nil, count: 0)) != nil }

    /// Looks a long word up; a word that is left out is known and has the number `none`.
    func find(long word: UnsafeBufferPointer<UInt8>) -> (isKnown: Bool, id: UInt32) {
        guard let start = word.baseAddress, let place = place(Self.longKey(start, word.count), word) else {
            return (false, Self.none)
        }
        return (true, number(at: place))
    }

    /// Looks short words up; those that are left out are skipped, unknown ones are `none`.
    func find(_ keys: UnsafePointer<Key>, count: Int, into ids: UnsafeMutablePointer<UInt32>) -> Int {
        ck_words_find(table, keys, count, ids)
    }

    /// Gives a word's key, and the word with readable bytes after its end.
    private func withPadded<Result>(
        _ word: UnsafeBufferPointer<UInt8>, _ body: (Key, UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        precondition(!word.isEmpty, "a word has at least one byte")
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count + 16) { padded in
            padded.initialize(repeating: 0)
            for (offset, byte) in word.enumerated() { padded[offset] = byte }
            guard let start = padded.baseAddress else { preconditionFailure("16 bytes were asked for") }
            return body(Self.key(start, word.count), UnsafeBufferPointer(rebasing: padded[..<word.count]))
        }
    }

    // MARK: Merging

    /// Adds the words of another table in the order of their numbers, with their documents; gives their numbers here.
    ///
    /// Both tables leave the same words out. Threads look up stretches of the other table's words.
    func merge(_ other: WordTable, threads: Int) -> [UInt32] {
        [UInt32](unsafeUninitializedCapacity: other.count) { numbers, written in
            written = other.count
            guard let first = numbers.baseAddress else { return }
            let target = Numbers(first: first)
            let ranges = balancedRanges(other.count, parts: threads) { _ in 1 }
            ParallelLoop.run(ranges.count, threads: threads) { [self] in match(other, ranges[$0], target.first) }
            let words = other.table.words + Int(other.table.left_out)
            reserve((0..<other.count).reduce(0) { $0 + (first[$1] == Self.none ? 1 : 0) })
            let old = Int(table.used)
            for id in 0..<other.count where first[id] == Self.none {
                first[id] = UInt32(count)
                // Documents of the other table have numbers of their own.
                table.words[Int(table.used)] = ck_word(
                    key: words[id].key, document: 0, document_count: words[id].document_count)
                if Self.isLong(words[id].key) { other.withBytes(of: id) { addLong($0, id: first[id]) } }
                table.used += 1
            }
            ck_words_index(table, old)
        }
    }

    private struct Numbers: @unchecked Sendable {
        let first: UnsafeMutablePointer<UInt32>
    }

    /// Writes the numbers of those words of another table that are known here, and counts their documents.
    private func match(_ other: WordTable, _ range: Range<Int>, _ numbers: UnsafeMutablePointer<UInt32>) {
        let words = other.table.words + Int(other.table.left_out)
        ck_words_match(table, words + range.lowerBound, range.count, numbers + range.lowerBound)
        for index in other.longIndex(range.lowerBound)..<other.longIndex(range.upperBound) {
            let id = Int(other.longNumbers[index])
            numbers[id] = other.withLongBytes(at: index) { place(words[id].key, $0) }.map(number(at:)) ?? Self.none
        }
        for id in range where numbers[id] != Self.none {
            ck_word_add_documents(table, numbers[id], words[id].document_count)
        }
    }

    // MARK: Memory

    /// Makes room for more words.
    private func reserve(_ added: Int) {
        let needed = Int(table.used) + added
        var capacity = Int(ck_words_capacity(table))
        guard needed > capacity else { return }
        while capacity < needed { capacity *= 2 }
        let old = table
        table = Self.allocate(capacity)
        table.left_out = old.left_out
        table.used = old.used
        table.words.update(from: old.words, count: Int(old.used))
        ck_words_index(table, 0)
        Self.deallocate(old)
    }

    private static func allocate(_ capacity: Int) -> ck_word_table {
        let words: UnsafeMutableRawPointer = ck_allocate_zeros(capacity * MemoryLayout<ck_word>.size)
        let index: UnsafeMutableRawPointer = ck_allocate_zeros(2 * capacity * MemoryLayout<UInt32>.size)
        return ck_word_table(
            words: words.bindMemory(to: ck_word.self, capacity: capacity),
            index: index.bindMemory(to: UInt32.self, capacity: 2 * capacity), mask: UInt64(2 * capacity - 1),
            left_out: 0, used: 0)
    }

    private static func deallocate(_ table: ck_word_table) {
        let places = Int(table.mask + 1)
        ck_free_zeros(table.words, places / 2 * MemoryLayout<ck_word>.size)
        ck_free_zeros(table.index, places * MemoryLayout<UInt32>.size)
    }
}
