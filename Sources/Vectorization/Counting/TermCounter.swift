internal import TextProcessing

/// Numbers the words of one part of the documents after another, in the order of first occurrence.
final class TermCounter: @unchecked Sendable {
    private let options: TermOptions
    let words: WordTable
    /// The words of all documents, in the order of the text.
    @exclusivity(unchecked) private(set) var blocks: [TermBlock] = []
    private let scanner: WordScanner
    private let keys = WordKeys()
    private let expansion: WordExpansion?
    private let counted = DocumentCounter()
    private let minimumLength: MinimumLength
    /// Documents so far; their numbers begin with 1.
    @exclusivity(unchecked) private var document: UInt32 = 0

    init(options: TermOptions) {
        self.options = options
        // Stop words are met before stems are formed.
        let words = WordTable(leavingOut: options.stemmer == nil ? options.stopWords : [])
        self.words = words
        expansion = WordExpansion(options) { UInt64(words.intern($0)) }
        scanner = WordScanner(rules: options.rules)
        minimumLength = MinimumLength(options.minimumWordLength)
    }

    /// Counts a document.
    func add(_ text: UnsafeBufferPointer<UInt8>) {
        document &+= 1
        if let expansion { numberTerms(text, expansion) } else { numberWords(text) }
    }

    /// Room for the words of the next document, at the end of the last block or in a new one.
    private func room(_ count: Int) -> UnsafeMutablePointer<UInt32> {
        if let room = blocks.last?.room(count) { return room }
        let block = TermBlock(minimumCapacity: count)
        blocks.append(block)
        return block.levels[0]
    }

    private func numberWords(_ text: UnsafeBufferPointer<UInt8>) {
        // A word takes at least a byte of its own.
        let room = room(text.count + 1)
        let used = numberWords(of: text, in: words, into: room)
        blocks[blocks.count - 1].endDocument(used)
    }

    private func numberWords(
        of text: UnsafeBufferPointer<UInt8>, in table: WordTable, into room: UnsafeMutablePointer<UInt32>
    ) -> Int {
        let document = document
        var used = 0
        keys.forEachKey(in: text, scanner, minimumLength) { keys, count in
            used += table.number(keys, count: count, document: document, into: room + used)
        } long: { word in
            let id = table.number(long: word, document: document)
            if id == WordTable.none { return }
            room[used] = id
            used += 1
        }
        return used
    }

    /// The same for stems and characters, by way of the words.
    private func numberTerms(_ text: UnsafeBufferPointer<UInt8>, _ expansion: WordExpansion) {
        let found = UnsafeMutablePointer<UInt32>.allocate(capacity: text.count + 1)
        defer { found.deallocate() }
        let words = UnsafeBufferPointer(
            start: found, count: numberWords(of: text, in: expansion.words, into: found))
        let room = room(words.reduce(0) { $0 + expansion.terms(of: $1).count })
        var used = 0
        for word in words {
            for term in expansion.terms(of: word) {
                room[used] = UInt32(truncatingIfNeeded: term)
                counted.count(Int(term), in: document)
                used += 1
            }
        }
        blocks[blocks.count - 1].endDocument(used)
    }

    /// Ends a number of documents: gives the table the documents of stems and characters, which it does not count itself.
    func finish() {
        if expansion != nil { words.addDocuments(counted.takeCounts()) }
    }

    /// Hands the documents' terms over; the numbering and the document counts stay.
    func takeBlocks() -> [TermBlock] {
        defer { blocks = [] }
        return blocks
    }
}

/// Counts for each term in how many documents it occurs.
private final class DocumentCounter {
    private var counts: [UInt32] = []
    private var last: [UInt32] = []

    func count(_ term: Int, in document: UInt32) {
        while counts.count <= term { counts.append(0) }
        while last.count <= term { last.append(0) }
        guard last[term] != document else { return }
        last[term] = document
        counts[term] += 1
    }

    func takeCounts() -> [UInt32] {
        defer { counts = [] }
        return counts
    }
}
