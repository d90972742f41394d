package import Vectors

/// The terms of texts that come bit by bit, from which a vectorizer with columns by name is then taken.
///
/// ```swift
/// let collection = TermCollection(terms: .scikitLearn)
/// for block in blocks { collection.add(block, threads: 2) }
/// let (vectorizer, counts) = collection.take()
/// ```
///
/// It is what ``CountVectorizer/fitTransform(_:terms:selection:threads:)`` does with ``TermOrder/name``, for callers that get
/// texts in blocks or select terms by rules of their own.
package final class TermCollection: @unchecked Sendable {
    private let counts: TermCounts
    private var sorted: [TermPlace]?

    /// Creates a collection without texts.
    package init(terms: TermOptions) { counts = TermCounts(options: terms) }

    /// How many texts were added.
    package var documentCount: Int { counts.documentCount }

    /// Adds texts that come after those before.
    package func add(_ texts: some UTF8Texts, threads: Int) {
        sorted = nil
        counts.add(texts, threads: threads)
    }

    /// The terms of the lengths that are asked for, by name.
    private func places() -> [TermPlace] {
        if let sorted { return sorted }
        let lengths = counts.options.wordCounts
        let places =
            lengths.lowerBound == 1
            ? counts.placesByName() : counts.placesByName().filter { lengths.contains($0.level + 1) }
        sorted = places
        return places
    }

    /// How many terms there are.
    package var termCount: Int {
        counts.options.wordCounts.reduce(0) { $0 + counts.termCount(wordCount: $1) }
    }

    /// In how many documents each term occurs, by name.
    package func documentCounts(threads: Int) -> [Int64] {
        let all = counts.documentCounts(threads: threads)
        var starts = [0]
        for length in 1...counts.options.wordCounts.upperBound {
            starts.append(starts[length - 1] + counts.termCount(wordCount: length))
        }
        return places().map { Int64(all[starts[$0.level] + $0.number]) }
    }

    /// How often each term occurs, by name.
    package func totals() -> [Int64] {
        let totals = (1...counts.options.wordCounts.upperBound).map { length in
            counts.options.wordCounts.contains(length) ? counts.totals(wordCount: length) : []
        }
        return places().map { Int64(totals[$0.level][$0.number]) }
    }

    /// The vectorizer, with columns for all terms or for those that are kept (by name), and the counts; nothing is left.
    package func take(
        keeping kept: [Bool]? = nil, threads: Int
    ) -> (vectorizer: CountVectorizer, counts: CSRMatrix) {
        let places = places()
        precondition(kept.map { $0.count == places.count } ?? true, "a decision for each term is needed")
        var levels = (1...counts.options.wordCounts.upperBound).map { length in
            [Bool](repeating: false, count: counts.termCount(wordCount: length))
        }
        for (rank, place) in places.enumerated() { levels[place.level][place.number] = kept?[rank] ?? true }
        let (columns, documentCounts) = counts.columnsByName(
            places, keeping: levels, counts.documentCounts(threads: threads))
        let vocabulary = TermSelection(order: .name).vocabulary(
            of: counts, columns: columns, documentCounts: documentCounts)
        return (
            CountVectorizer(terms: counts.options, vocabulary: vocabulary),
            counts.takeMatrix(columns: columns, threads: threads)
        )
    }
}
