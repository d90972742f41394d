internal import Vectors

/// When two sentences say the same thing, as a standfirst and a lead do.
///
/// The overlap of two sentences is the number of content stems they share over the smaller of their numbers of stems. The
/// threshold, and that sentences below four stems are never duplicates, were chosen on training parts.
package enum DuplicateGuard {
    /// The overlap from which a sentence is a duplicate.
    package static let threshold = 0.7
    /// Sentences with fewer content stems are never duplicates.
    package static let minimumTerms = 4

    /// An empty set of chosen sentences, to ask for those that a further one duplicates.
    static func chosen(of sentences: SentenceMatrix) -> DuplicateRows {
        DuplicateRows(
            sentences.counts, columnCounts: sentences.sentenceFrequencies, overlap: threshold,
            minimumColumns: minimumTerms)
    }
}
