/// Luhn's clusters of significant words.
///
/// ```swift
/// Luhn().scores(sentences)
/// ```
///
/// H. P. Luhn, "The Automatic Creation of Literature Abstracts" (1958). A word is significant if it is no stop word and
/// occurs at least twice. A cluster begins and ends with significant words and has no more than three insignificant ones
/// in a row; it scores its significant words squared over its length, a sentence its best cluster. A cluster of one word
/// scores 0, as in sumy.
///
/// - Complexity: O(tokens).
public struct Luhn: SentenceRanker, Hashable {
    /// A run of this many insignificant words ends a cluster.
    public var gap: Int

    /// Creates the ranker.
    public init(gap: Int = 4) { self.gap = gap }

    /// The score of each sentence's best cluster.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        (0..<sentences.count).map { position in
            var best = 0.0
            var significant = 0
            var length = 0
            var trailing = 0
            func close() {
                if significant > 1 {
                    best = max(best, Double(significant * significant) / Double(length - trailing))
                }
                significant = 0
                length = 0
                trailing = 0
            }
            for term in sentences.words(of: position) {
                if term >= 0, sentences.termTotals[Int(term)] > 1 {
                    significant += 1
                    length += 1
                    trailing = 0
                } else if length > 0 {
                    length += 1
                    trailing += 1
                    if trailing == gap { close() }
                }
            }
            close()
            return best
        }
    }
}
