internal import CKernels

/// The terms of some consecutive documents as numbers, in the order of the text.
///
/// A term takes 4 bytes at each occurrence, about as much as a sorted row with its counts would; sorting waits until
/// the final numbers are known and is then done once. A block fills a large page, and is let go when its rows are
/// written: the numbers of a whole collection and all of its rows are never there at once.
final class TermBlock: @unchecked Sendable {
    /// Words that a block has room for; a document that may be longer has a block of its own.
    private static let size = 1 << 19

    /// The numbers of the terms with 1, 2, 3 … words, each at the place of its first word.
    @exclusivity(unchecked) private(set) var levels: [UnsafeMutablePointer<UInt32>]
    /// Where each document's words end.
    @exclusivity(unchecked) private(set) var ends: [Int] = []
    private let capacity: Int

    init(minimumCapacity: Int) {
        capacity = max(Self.size, minimumCapacity)
        levels = [Self.allocate(capacity)]
    }

    deinit {
        for ids in levels { ck_free(ids, capacity * MemoryLayout<UInt32>.size) }
    }

    var wordCount: Int { ends.last ?? 0 }
    var documentCount: Int { ends.count }

    /// Room for the words of another document, which `endDocument` then counts; `nil` if there is not enough.
    func room(_ added: Int) -> UnsafeMutablePointer<UInt32>? {
        wordCount + added <= capacity ? levels[0] + wordCount : nil
    }

    /// Takes over what was written to the room.
    func endDocument(_ added: Int) { ends.append(wordCount + added) }

    /// Gives the words other numbers.
    func renumber(_ numbers: [UInt32]) {
        numbers.withUnsafeBufferPointer { numbers in
            for place in 0..<wordCount { levels[0][place] = numbers[Int(levels[0][place])] }
        }
    }

    /// Makes room for the n-grams of the next length.
    func addLevel() -> UnsafeMutablePointer<UInt32> {
        levels.append(Self.allocate(capacity))
        return levels[levels.count - 1]
    }

    /// The numbers of a document's terms with a length, in the order of the text.
    func terms(wordCount: Int, document: Int) -> UnsafeBufferPointer<UInt32> {
        let start = document == 0 ? 0 : ends[document - 1]
        return UnsafeBufferPointer(
            start: levels[wordCount - 1] + start, count: max(0, ends[document] - start - wordCount + 1))
    }

    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt32> {
        ck_allocate(capacity * MemoryLayout<UInt32>.size, 0).bindMemory(to: UInt32.self, capacity: capacity)
    }
}
