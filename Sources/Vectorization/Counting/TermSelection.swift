/// A bound on the number of documents that a term occurs in.
///
/// ```swift
/// let rare: DocumentFrequency = .count(2)
/// let common: DocumentFrequency = .share(0.5)
/// ```
public enum DocumentFrequency: Sendable, Hashable {
    /// A number of documents.
    case count(Int)
    /// A share of the documents, 0 to 1.
    case share(Double)

    /// The bound as a number of documents, which need not be whole.
    func bound(of documentCount: Int) -> Double {
        switch self {
        case .count(let count): Double(count)
        case .share(let share): share * Double(documentCount)
        }
    }
}

/// Which of the counted terms become columns.
public struct TermSelection: Sendable, Hashable {
    /// Terms in fewer documents are dropped.
    public var minimumDocuments: DocumentFrequency
    /// Terms in more documents are dropped.
    public var maximumDocuments: DocumentFrequency
    /// Only this many terms are kept, those that occur most often over all documents; `nil` keeps all.
    public var maximumTerms: Int?

    /// Creates a selection; the defaults keep every term.
    public init(
        minimumDocuments: DocumentFrequency = .count(1), maximumDocuments: DocumentFrequency = .share(1),
        maximumTerms: Int? = nil
    ) {
        self.minimumDocuments = minimumDocuments
        self.maximumDocuments = maximumDocuments
        self.maximumTerms = maximumTerms
    }

    /// The columns for the numbers of each length, and for each column in how many documents it is.
    func columns(of counts: TermCounts) -> (columns: [[UInt32]], ranges: [Range<Int>], documentCounts: [UInt32]) {
        let lengths = 1...counts.options.wordCounts.upperBound
        let least = minimumDocuments.bound(of: counts.documentCount)
        let most = maximumDocuments.bound(of: counts.documentCount)
        let inDocuments = lengths.map { counts.documentCounts(wordCount: $0) }
        if maximumTerms == nil, counts.options.wordCounts.lowerBound == 1, least <= 1,
            most >= Double(counts.documentCount)
        {
            return Self.allColumns(inDocuments)
        }
        var kept = lengths.map { length -> [Bool] in
            guard counts.options.wordCounts.contains(length) else {
                return [Bool](repeating: false, count: counts.termCount(wordCount: length))
            }
            return inDocuments[length - 1].map { Double($0) >= least && Double($0) <= most }
        }
        if let maximumTerms { limit(&kept, to: maximumTerms, counts) }

        var columns: [[UInt32]] = []
        var ranges: [Range<Int>] = []
        var documentCounts: [UInt32] = []
        for (index, level) in kept.enumerated() {
            let start = documentCounts.count
            var levelColumns = [UInt32](repeating: WordTable.none, count: level.count)
            for id in 0..<level.count where level[id] {
                levelColumns[id] = UInt32(documentCounts.count)
                documentCounts.append(inDocuments[index][id])
            }
            columns.append(levelColumns)
            ranges.append(start..<documentCounts.count)
        }
        return (columns, ranges, documentCounts)
    }

    /// The columns where every term is kept.
    private static func allColumns(
        _ inDocuments: [[UInt32]]
    ) -> (columns: [[UInt32]], ranges: [Range<Int>], documentCounts: [UInt32]) {
        var ranges: [Range<Int>] = []
        for level in inDocuments {
            let start = ranges.last?.upperBound ?? 0
            ranges.append(start..<start + level.count)
        }
        let columns = ranges.map { range in
            // Millions of numbers, which an array of a sequence takes one by one.
            [UInt32](unsafeUninitializedCapacity: range.count) { columns, used in
                for place in 0..<range.count { columns[place] = UInt32(truncatingIfNeeded: range.lowerBound + place) }
                used = range.count
            }
        }
        var documentCounts: [UInt32] = []
        documentCounts.reserveCapacity(ranges.last?.upperBound ?? 0)
        for level in inDocuments { documentCounts.append(contentsOf: level) }
        return (columns, ranges, documentCounts)
    }

    /// Keeps the most frequent terms; of equal ones those that occurred first.
    private func limit(_ kept: inout [[Bool]], to maximum: Int, _ counts: TermCounts) {
        var candidates: [(total: Int, level: Int, id: Int)] = []
        for level in kept.indices {
            guard kept[level].contains(true) else { continue }
            let totals = counts.totals(wordCount: level + 1)
            for id in kept[level].indices where kept[level][id] { candidates.append((totals[id], level, id)) }
        }
        guard candidates.count > maximum else { return }
        candidates.sort { a, b in a.total != b.total ? a.total > b.total : (a.level, a.id) < (b.level, b.id) }
        for dropped in candidates.dropFirst(max(0, maximum)) { kept[dropped.level][dropped.id] = false }
    }

    /// A vocabulary with tables that hold what its columns need and no more.
    func vocabulary(
        of counts: TermCounts, columns: [[UInt32]], ranges: [Range<Int>], documentCounts: [UInt32]
    ) -> Vocabulary {
        let lengths = columns.count
        if ranges.indices.allSatisfy({ ranges[$0].count == counts.termCount(wordCount: $0 + 1) }) {
            // Everything is kept: the tables stand as they are.
            return Vocabulary(
                storage: VocabularyStorage(
                    words: counts.words, longer: counts.longer, columns: columns, columnRanges: ranges,
                    documentCounts: documentCounts, documentCount: counts.documentCount))
        }
        var needed = columns.map { level in level.map { $0 != WordTable.none } }
        for level in stride(from: lengths - 1, to: 0, by: -1) {
            let table = counts.longer[level - 1]
            for id in needed[level].indices where needed[level][id] {
                let parts = table.parts(id)
                needed[level - 1][parts.beginning] = true
                needed[0][parts.word] = true
            }
        }
        let words = WordTable(
            leavingOut: counts.options.stemmer == nil ? counts.options.stopWords : [],
            minimumCapacity: needed[0].reduce(0) { $0 + ($1 ? 1 : 0) })
        var numbers = [[UInt32](repeating: WordTable.none, count: needed[0].count)]
        var kept: [[UInt32]] = [[]]
        for id in needed[0].indices where needed[0][id] {
            numbers[0][id] = counts.words.withBytes(of: id) { words.intern($0) }
            kept[0].append(columns[0][id])
        }
        var longer: [PairTable] = []
        for level in 1..<max(lengths, 1) {
            let source = counts.longer[level - 1]
            var beginnings: [UInt32] = []
            var ends: [UInt32] = []
            var levelNumbers = [UInt32](repeating: WordTable.none, count: needed[level].count)
            var levelColumns: [UInt32] = []
            for id in needed[level].indices where needed[level][id] {
                let parts = source.parts(id)
                beginnings.append(numbers[level - 1][parts.beginning])
                ends.append(numbers[0][parts.word])
                levelNumbers[id] = UInt32(levelColumns.count)
                levelColumns.append(columns[level][id])
            }
            longer.append(PairTable(numbering: beginnings, ends))
            numbers.append(levelNumbers)
            kept.append(levelColumns)
        }
        return Vocabulary(
            storage: VocabularyStorage(
                words: words, longer: longer, columns: kept, columnRanges: ranges, documentCounts: documentCounts,
                documentCount: counts.documentCount))
    }
}
