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
    /// The order of the columns.
    public var order: TermOrder

    /// Creates a selection; the defaults keep every term.
    public init(
        minimumDocuments: DocumentFrequency = .count(1), maximumDocuments: DocumentFrequency = .share(1),
        maximumTerms: Int? = nil, order: TermOrder = .occurrence
    ) {
        self.minimumDocuments = minimumDocuments
        self.maximumDocuments = maximumDocuments
        self.maximumTerms = maximumTerms
        self.order = order
    }

    /// The columns of the terms of each length, and for each column in how many documents it is.
    func columns(of counts: TermCounts, threads: Int) -> (columns: [TermColumns], documentCounts: [UInt32]) {
        let lengths = 1...counts.options.wordCounts.upperBound
        let least = minimumDocuments.bound(of: counts.documentCount)
        let most = maximumDocuments.bound(of: counts.documentCount)
        let inDocuments = counts.documentCounts(threads: threads)
        var columns: [TermColumns] = []
        if order == .occurrence, maximumTerms == nil, counts.options.wordCounts.lowerBound == 1, least <= 1,
            most >= Double(counts.documentCount)
        {
            for length in lengths {
                let start = columns.last?.range.upperBound ?? 0
                columns.append(TermColumns(all: start..<start + counts.termCount(wordCount: length)))
            }
            return (columns, inDocuments)
        }
        var next = 0
        var kept = lengths.map { length -> [Bool] in
            let terms = next..<next + counts.termCount(wordCount: length)
            next = terms.upperBound
            guard counts.options.wordCounts.contains(length) else {
                return [Bool](repeating: false, count: terms.count)
            }
            return inDocuments[terms].map { Double($0) >= least && Double($0) <= most }
        }
        if let maximumTerms { limit(&kept, to: maximumTerms, counts) }
        if order == .name { return counts.columnsByName(counts.placesByName(), keeping: kept, inDocuments) }
        for level in kept {
            columns.append(TermColumns(from: columns.last?.range.upperBound ?? 0, keeping: level))
        }
        return (columns, zip(kept.joined(), inDocuments).compactMap { $0 ? $1 : nil })
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
}
