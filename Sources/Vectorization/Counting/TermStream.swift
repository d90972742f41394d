internal import CKernels

/// The numbers of one kind of term in the order of the text, document after document.
///
/// A term takes 4 bytes at each occurrence, about as much as a sorted row with its counts would; sorting waits until
/// the final numbers are known and is then done once.
struct TermStream: ~Copyable {
    private(set) var ids: UnsafeMutablePointer<UInt32>
    private(set) var count = 0
    private var capacity: Int
    /// Where each document ends in `ids`.
    private(set) var ends: [Int] = []

    init() {
        capacity = 1024
        ids = .allocate(capacity: capacity)
    }

    deinit { ids.deallocate() }

    /// Where a document's terms lie.
    func range(of document: Int) -> Range<Int> { (document == 0 ? 0 : ends[document - 1])..<ends[document] }

    /// Room for more numbers, which `commit` then counts.
    mutating func room(_ added: Int) -> UnsafeMutablePointer<UInt32> {
        if count + added > capacity {
            capacity = max(capacity * 2, count + added)
            let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
            ck_prefer_large_pages(larger, capacity * MemoryLayout<UInt32>.size)
            larger.update(from: ids, count: count)
            ids.deallocate()
            ids = larger
        }
        return ids + count
    }

    /// Takes over what was written to the room.
    mutating func commit(_ added: Int) { count += added }

    /// Forgets the numbers of all documents.
    mutating func clear() {
        count = 0
        ends = []
        ids.deallocate()
        capacity = 1024
        ids = .allocate(capacity: capacity)
    }

    /// Ends the document.
    mutating func endDocument() { ends.append(count) }
}
