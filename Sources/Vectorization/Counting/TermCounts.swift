internal import Vectors

/// All documents' terms, counted in parts, with one numbering over all parts: what every vectorizer is fitted from.
///
/// The parts are contiguous stretches of the documents. Numbers of the first part stand; each further part brings its
/// new terms in the order in which it met them. That is the order of first occurrence over all documents, wherever
/// the parts begin and end, so the result does not depend on the number of threads.
final class TermCounts: @unchecked Sendable {
    let options: TermOptions
    let parts: [TermCounter]
    /// For each part after the first: for each length, each number in the part → the number over all parts.
    private var maps: [[[UInt32]]] = []

    private(set) var documentCount: Int
    /// How often each term of each length occurs, where the documents' terms have been forgotten.
    private var keptTotals: [[Int]]?
    /// The numbering over all parts is the first part's, extended.
    var words: WordTable { parts[0].words }
    var longer: [PairTable] { parts[0].longer }

    /// Counts the terms of texts on up to `threads` threads.
    init(_ texts: [String], options: TermOptions, threads: Int) {
        self.options = options
        let ranges = balancedRanges(texts.count, parts: threads) { texts[$0].utf8.count + 16 }
        let counters = ranges.map { _ in TermCounter(options: options) }
        // Each counter is used by one thread, and not before the loop nor after it until it has ended.
        let box = CounterBox(counters)
        ParallelLoop.run(ranges.count, threads: threads) { part in
            for document in ranges[part] {
                var text = texts[document]
                text.withUTF8 { box.counters[part].add($0) }
            }
        }
        for counter in counters { counter.finish() }
        parts = counters
        documentCount = texts.count
        for part in parts.dropFirst() { merge(part, threads: threads) }
    }

    private struct CounterBox: @unchecked Sendable {
        let counters: [TermCounter]
        init(_ counters: [TermCounter]) { self.counters = counters }
    }

    private func merge(_ part: TermCounter, threads: Int) {
        var partMaps = [words.merge(part.words, threads: threads)]
        for (index, table) in part.longer.enumerated() {
            partMaps.append(
                longer[index].merge(table, beginnings: partMaps[index], words: partMaps[0], threads: threads))
        }
        maps.append(partMaps)
    }

    /// Forgets what terms each document has; how often terms occur is counted before, if that is asked for.
    func forgetDocuments(keepingTotals: Bool) {
        if keepingTotals { keptTotals = (1...options.wordCounts.upperBound).map { totals(wordCount: $0) } }
        for part in parts { part.forgetDocuments() }
        maps = []
    }

    /// Adds the terms of documents that come after these; both have forgotten what terms each document has.
    func add(_ later: TermCounts, threads: Int) {
        merge(later.parts[0], threads: threads)
        if let added = later.keptTotals, var totals = keptTotals {
            for length in totals.indices {
                totals[length] += [Int](repeating: 0, count: termCount(wordCount: length + 1) - totals[length].count)
                for (id, number) in maps[0][length].enumerated() { totals[length][Int(number)] += added[length][id] }
            }
            keptTotals = totals
        }
        maps = []
        documentCount += later.documentCount
    }

    /// How many terms there are of a length.
    func termCount(wordCount: Int) -> Int { wordCount == 1 ? words.count : longer[wordCount - 2].count }

    /// In how many documents each term of a length occurs.
    func documentCounts(wordCount: Int) -> [UInt32] {
        wordCount == 1 ? words.documentCounts() : longer[wordCount - 2].allDocumentCounts()
    }

    /// How often each term of a length occurs.
    func totals(wordCount: Int) -> [Int] {
        if let keptTotals { return keptTotals[wordCount - 1] }
        var totals = [Int](repeating: 0, count: termCount(wordCount: wordCount))
        for (part, counter) in parts.enumerated() {
            for document in 0..<counter.documentCount {
                counter.withTerms(wordCount: wordCount, document: document) { ids in
                    for id in ids where id != WordTable.none { totals[Int(number(id, part, wordCount))] += 1 }
                }
            }
        }
        return totals
    }

    /// The columns for the numbers of one part, from the columns for the numbers over all parts.
    func columns(part: Int, wordCount: Int, _ columns: [UInt32]) -> [UInt32] {
        part == 0 ? columns : maps[part - 1][wordCount - 1].map { columns[Int($0)] }
    }

    private func number(_ id: UInt32, _ part: Int, _ wordCount: Int) -> UInt32 {
        part == 0 ? id : maps[part - 1][wordCount - 1][Int(id)]
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

/// How many stretches a table's slots are cut into, of which a thread fills one: a power of two.
func stretchCount(_ threads: Int) -> Int {
    var stretches = 1
    while stretches < min(threads, 64) { stretches *= 2 }
    return stretches
}
