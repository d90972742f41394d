internal import TextProcessing
internal import Vectorization
package import Vectors

/// How many topics texts seem to have.
enum TopicNumber {
    /// At most so many texts are looked at, spread evenly.
    private static let sample = 1500

    static func estimate(_ rows: DenseMatrix, threads: Int) -> Int {
        ClusterNumber(sampled(rows), threads: threads).knee
    }

    static func sampled(_ rows: DenseMatrix) -> DenseMatrix {
        guard rows.rowCount > sample else { return rows }
        return rows.rows(at: (0..<sample).map { $0 * rows.rowCount / sample })
    }
}

extension DiscoveredTopics {
    /// The numbers of topics that are tried for texts, with what each is judged by.
    package static func numberTrials(
        of texts: [String], settings: TopicSettings = .discovery, threads: Int
    ) -> ClusterNumber {
        let language = CollectionLanguage.identify(texts, or: [])
        let (_, fitted) = TextSpaces.fit(
            texts, language: language, vectors: language == .english ? .english : nil, settings: settings,
            threads: threads)
        return ClusterNumber(TopicNumber.sampled(fitted.rows), threads: threads)
    }
}
