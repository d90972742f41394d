internal import CKernels
internal import Foundations
internal import Vectors

/// All documents' terms, with one numbering: what every vectorizer is fitted from.
///
/// Documents are cut into contiguous parts, one for each thread, whose words are numbered apart. Numbers of the first
/// part stand; each further part brings its new words in the order in which it met them. That is the order of first
/// occurrence over all documents, wherever the parts begin and end, so the result does not depend on the number of
/// threads. N-grams are numbered when all words have their final numbers.
final class TermCounts: @unchecked Sendable {
    let options: TermOptions
    /// The first part's counter; its table of words is that of all documents.
    private let first: TermCounter
    /// The n-grams of 2, 3 … words.
    let longer: [PairTable]
    private(set) var documentCount = 0
    /// The documents whose terms are kept.
    private(set) var parts: [Part] = []
    /// How often each term of each length occurs, where the documents' terms have been forgotten.
    private var keptTotals: [[Int]]?

    /// A stretch of the documents.
    struct Part {
        let blocks: [TermBlock]
        /// For each length, how many different terms the documents have, summed.
        var stored: [Int]
    }

    var words: WordTable { first.words }

    init(options: TermOptions) {
        self.options = options
        first = TermCounter(options: options)
        longer = (1..<options.wordCounts.upperBound).map { _ in PairTable() }
    }

    /// Counts the terms of texts on up to `threads` threads.
    convenience init(_ texts: some UTF8Texts, options: TermOptions, threads: Int) {
        self.init(options: options)
        add(texts, threads: threads)
    }

    /// Counts the terms of texts that come after those before.
    func add(_ texts: some UTF8Texts, threads: Int) {
        let ranges = texts.balancedRanges(parts: threads)
        let counters = [first] + ranges.dropFirst().map { [options] _ in TermCounter(options: options) }
        let before = words.storedCount
        // Each counter is used by one thread, and not before the loop nor after it until it has ended.
        ParallelLoop.run(ranges.count, threads: threads) { part in
            for document in ranges[part] {
                texts.withBytes(at: document) { counters[part].add($0) }
            }
            counters[part].finish()
        }
        documentCount += texts.count
        var added = counters.map { Part(blocks: $0.takeBlocks(), stored: [$0.words.storedCount]) }
        added[0].stored[0] -= before
        for part in 1..<max(1, counters.count) {
            let numbers = words.merge(counters[part].words, threads: threads)
            let blocks = added[part].blocks
            ParallelLoop.run(blocks.count, threads: threads) { blocks[$0].renumber(numbers) }
        }
        for (index, table) in longer.enumerated() {
            var stored = table.number(added.flatMap(\.blocks), length: index + 2, threads: threads)[...]
            for part in added.indices {
                added[part].stored.append(stored.prefix(added[part].blocks.count).reduce(0, +))
                stored = stored.dropFirst(added[part].blocks.count)
            }
        }
        parts += added
    }

    /// Forgets what terms each document has; how often terms occur is counted before, if that is asked for.
    func forgetDocuments(keepingTotals: Bool) {
        if keepingTotals { keptTotals = (1...options.wordCounts.upperBound).map { totals(wordCount: $0) } }
        parts = []
    }

    /// Hands the documents' terms over, to be let go with their rows.
    func takeParts() -> [Part] {
        defer { parts = [] }
        return parts
    }

    /// How many terms there are of a length.
    func termCount(wordCount: Int) -> Int { wordCount == 1 ? words.count : longer[wordCount - 2].count }

    /// In how many documents each term occurs, length after length.
    func documentCounts(threads: Int) -> [UInt32] {
        let total = (1...options.wordCounts.upperBound).reduce(0) { $0 + termCount(wordCount: $1) }
        return [UInt32](unsafeUninitializedCapacity: total) { counts, used in
            used = total
            guard var next = counts.baseAddress else { return }
            words.writeDocumentCounts(to: next)
            next += words.count
            for table in longer {
                table.writeDocumentCounts(to: next, threads: threads)
                next += table.count
            }
        }
    }

    /// In how many documents each term of a length occurs.
    func documentCounts(wordCount: Int, threads: Int) -> [UInt32] {
        let total = termCount(wordCount: wordCount)
        return [UInt32](unsafeUninitializedCapacity: total) { counts, used in
            used = total
            guard let first = counts.baseAddress else { return }
            if wordCount == 1 {
                words.writeDocumentCounts(to: first)
            } else {
                longer[wordCount - 2].writeDocumentCounts(to: first, threads: threads)
            }
        }
    }

    /// How often each term of a length occurs.
    func totals(wordCount: Int) -> [Int] {
        var totals = keptTotals?[wordCount - 1] ?? []
        totals += [Int](repeating: 0, count: termCount(wordCount: wordCount) - totals.count)
        for block in parts.flatMap(\.blocks) {
            for document in 0..<block.documentCount {
                for id in block.terms(wordCount: wordCount, document: document) { totals[Int(id)] += 1 }
            }
        }
        return totals
    }
}

/// Cuts `0..<count` into up to `parts` contiguous ranges of about equal weight, at least one, none of them empty
/// unless there is nothing.
func balancedRanges(_ count: Int, parts: Int, weight: (Int) -> Int) -> [Range<Int>] {
    guard parts > 1, count > 1 else { return [0..<count] }
    var total = 0
    for index in 0..<count { total += weight(index) }
    var ranges: [Range<Int>] = []
    var start = 0
    var seen = 0
    for index in 0..<count {
        seen += weight(index)
        if seen * parts >= total * (ranges.count + 1) {
            ranges.append(start..<index + 1)
            start = index + 1
        }
    }
    if start < count { ranges.append(start..<count) }
    return ranges
}
