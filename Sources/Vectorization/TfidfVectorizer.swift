internal import TextProcessing
public import Vectors

/// Turns texts into rows of TF-IDF weights over a vocabulary learned from texts.
///
/// ```swift
/// let texts = ["one fish", "two fish", "red fish, blue fish"]
/// let (vectorizer, weights) = TfidfVectorizer.fitTransform(texts)
/// let query = vectorizer.transform(["blue fish"])
/// ```
///
/// A weight is tf · idf, and rows are then brought to length 1. With the default ``TfidfWeighting`` and
/// ``TermOptions/scikitLearn`` words, weights equal those of scikit-learn's `TfidfVectorizer` to 1e-6.
public struct TfidfVectorizer: Sendable {
    /// The vocabulary and how its terms are counted.
    public let counter: CountVectorizer
    /// How counts become weights.
    public let weighting: TfidfWeighting
    /// The inverse document frequency of each column.
    public let inverseDocumentFrequencies: [Float]

    /// The terms and their columns.
    public var vocabulary: Vocabulary { counter.vocabulary }

    /// Learns vocabulary and document frequencies of texts.
    ///
    /// - Complexity: O(bytes).
    public static func fit(
        _ texts: [String], terms: TermOptions = TermOptions(), selection: TermSelection = TermSelection(),
        weighting: TfidfWeighting = TfidfWeighting(), threads: Int = 1
    ) -> TfidfVectorizer {
        TfidfVectorizer(
            counter: CountVectorizer.fit(texts, terms: terms, selection: selection, threads: threads),
            weighting: weighting)
    }

    /// Learns vocabulary and document frequencies of a stream of texts, block after block: see
    /// ``CountVectorizer/fit(stream:terms:selection:blockBytes:threads:)``.
    ///
    /// - Complexity: O(bytes).
    public static func fit<Texts: Sequence>(
        stream texts: Texts, terms: TermOptions = TermOptions(), selection: TermSelection = TermSelection(),
        weighting: TfidfWeighting = TfidfWeighting(), blockBytes: Int = 32 << 20, threads: Int = 1
    ) -> TfidfVectorizer where Texts.Element == String {
        TfidfVectorizer(
            counter: CountVectorizer.fit(
                stream: texts, terms: terms, selection: selection, blockBytes: blockBytes, threads: threads),
            weighting: weighting)
    }

    /// Learns vocabulary and document frequencies of texts and weighs their terms, in one pass.
    ///
    /// - Complexity: O(bytes).
    public static func fitTransform(
        _ texts: [String], terms: TermOptions = TermOptions(), selection: TermSelection = TermSelection(),
        weighting: TfidfWeighting = TfidfWeighting(), threads: Int = 1
    ) -> (vectorizer: TfidfVectorizer, weights: CSRMatrix) {
        var (counter, matrix) = CountVectorizer.fitTransform(
            texts, terms: terms, selection: selection, threads: threads)
        let vectorizer = TfidfVectorizer(counter: counter, weighting: weighting)
        vectorizer.weigh(&matrix, threads: threads)
        return (vectorizer, matrix)
    }

    /// Creates a vectorizer from fitted counts.
    public init(counter: CountVectorizer, weighting: TfidfWeighting = TfidfWeighting()) {
        self.counter = counter
        self.weighting = weighting
        inverseDocumentFrequencies = weighting.inverseDocumentFrequency.values(
            documentCounts: counter.vocabulary.documentCounts, documents: counter.vocabulary.documentCount)
    }

    /// The weights of the vocabulary's terms in texts, a row for each.
    ///
    /// - Complexity: O(bytes).
    public func transform(_ texts: [String], threads: Int = 1) -> CSRMatrix {
        var matrix = counter.transform(texts, threads: threads)
        weigh(&matrix, threads: threads)
        return matrix
    }

    /// Turns counts over this vocabulary into weights.
    public func weigh(_ counts: inout CSRMatrix, threads: Int = 1) {
        weighting.weigh(&counts, inverseDocumentFrequencies: inverseDocumentFrequencies, threads: threads)
    }
}
