internal import TextProcessing

/// Numbers the terms of one part of the documents after another: words, then n-grams of growing length.
///
/// Each length has numbers of its own, given in the order of first occurrence.
final class TermCounter {
    let options: TermOptions
    let words: WordTable
    /// The n-grams of 2, 3 … words.
    let longer: [PairTable]
    private let scanner: WordScanner
    private let keys = WordKeys()
    private let expansion: WordExpansion?
    private let counted = DocumentCounter()
    private let minimumLength: MinimumLength
    /// The words of all documents, and what n-grams they form, one stream for each length.
    @exclusivity(unchecked) private(set) var wordStream = TermStream()
    private var longerStreams: [StreamBox]
    @exclusivity(unchecked) private(set) var documentCount = 0

    /// A stream in an array: the stream itself cannot be copied.
    final class StreamBox {
        @exclusivity(unchecked) var stream = TermStream()
    }

    init(options: TermOptions) {
        self.options = options
        // Stop words are met before stems are formed.
        let words = WordTable(leavingOut: options.stemmer == nil ? options.stopWords : [])
        self.words = words
        expansion = WordExpansion(options) { UInt64(words.intern($0)) }
        longer = (1..<options.wordCounts.upperBound).map { _ in PairTable() }
        longerStreams = (1..<options.wordCounts.upperBound).map { _ in StreamBox() }
        scanner = WordScanner(rules: options.rules)
        minimumLength = MinimumLength(options.minimumWordLength)
    }

    /// Counts a document.
    func add(_ text: UnsafeBufferPointer<UInt8>) {
        documentCount += 1
        if let expansion { numberTerms(text, expansion) } else { numberWords(text) }
        let all = wordStream.range(of: documentCount - 1)
        // The n-grams of a length begin with those that are one shorter, at the same place.
        for (index, table) in longer.enumerated() {
            let stream = longerStreams[index]
            let count = max(0, all.count - index - 1)
            let room = stream.stream.room(count)
            let ends = UnsafePointer(wordStream.ids + all.lowerBound + index + 1)
            let beginnings =
                index == 0
                ? UnsafePointer(wordStream.ids + all.lowerBound)
                : UnsafePointer(
                    longerStreams[index - 1].stream.ids
                        + longerStreams[index - 1].stream.range(of: documentCount - 1).lowerBound)
            table.number(beginnings, ends, count: count, into: room, document: UInt32(documentCount))
            stream.stream.commit(count)
            stream.stream.endDocument()
        }
    }

    private func numberWords(_ text: UnsafeBufferPointer<UInt8>) {
        let table = words
        let document = UInt32(truncatingIfNeeded: documentCount)
        // A word takes at least a byte of its own.
        let room = wordStream.room(text.count + 1)
        var used = 0
        keys.forEachKey(in: text, scanner, minimumLength) { keys, count in
            used += table.number(keys, count: count, document: document, into: room + used)
        } long: { word in
            let id = table.number(long: word, document: document)
            if id == WordTable.none { return }
            room[used] = id
            used += 1
        }
        wordStream.commit(used)
        wordStream.endDocument()
    }

    /// The same for stems and characters, by way of the words.
    private func numberTerms(_ text: UnsafeBufferPointer<UInt8>, _ expansion: WordExpansion) {
        let document = UInt32(truncatingIfNeeded: documentCount)
        let found = UnsafeMutablePointer<UInt32>.allocate(capacity: text.count + 1)
        defer { found.deallocate() }
        var used = 0
        keys.forEachKey(in: text, scanner, minimumLength) { keys, count in
            used += expansion.words.number(keys, count: count, document: document, into: found + used)
        } long: { word in
            let id = expansion.words.number(long: word, document: document)
            if id == WordTable.none { return }
            found[used] = id
            used += 1
        }
        for place in 0..<used {
            let terms = expansion.terms(of: found[place])
            let room = wordStream.room(terms.count)
            for (offset, term) in terms.enumerated() {
                room[offset] = UInt32(truncatingIfNeeded: term)
                counted.count(Int(term), in: document)
            }
            wordStream.commit(terms.count)
        }
        wordStream.endDocument()
    }

    /// Gives the table the document counts of stems and characters, which it does not count itself.
    func finish() {
        if expansion != nil { words.setDocumentCounts(counted.counts) }
    }

    /// Forgets what terms the documents have; the numbering and the document counts stay.
    func forgetDocuments() {
        wordStream.clear()
        for box in longerStreams { box.stream.clear() }
        documentCount = 0
    }

    /// Gives the numbers of the terms with a length in a document, in the order of the text.
    func withTerms<Result>(
        wordCount: Int, document: Int, _ body: (UnsafeBufferPointer<UInt32>) -> Result
    ) -> Result {
        if wordCount == 1 {
            let range = wordStream.range(of: document)
            return body(UnsafeBufferPointer(start: wordStream.ids + range.lowerBound, count: range.count))
        }
        let box = longerStreams[wordCount - 2]
        let range = box.stream.range(of: document)
        return body(UnsafeBufferPointer(start: box.stream.ids + range.lowerBound, count: range.count))
    }

    /// How many terms with a length the documents of a range have.
    func termCount(wordCount: Int, documents: Range<Int>) -> Int {
        guard !documents.isEmpty else { return 0 }
        if wordCount == 1 {
            return wordStream.range(of: documents.upperBound - 1).upperBound
                - wordStream.range(of: documents.lowerBound).lowerBound
        }
        let box = longerStreams[wordCount - 2]
        return box.stream.range(of: documents.upperBound - 1).upperBound
            - box.stream.range(of: documents.lowerBound).lowerBound
    }
}

/// Counts for each term in how many documents it occurs.
private final class DocumentCounter {
    private(set) var counts: [UInt32] = []
    private var last: [UInt32] = []

    func count(_ term: Int, in document: UInt32) {
        while counts.count <= term {
            counts.append(0)
            last.append(0)
        }
        guard last[term] != document else { return }
        last[term] = document
        counts[term] += 1
    }
}
