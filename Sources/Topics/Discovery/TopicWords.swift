internal import Foundations
internal import Vectorization
internal import Vectors

/// The words that tell each topic from the others.
///
/// A word's weight in a topic is √(its share of the topic's words) · ln(1 + A / f), with A the mean number of words of a
/// topic and f how often all topics have the word. Source: Grootendorst, "BERTopic: Neural topic modeling with a class-based
/// TF-IDF procedure" (2022), with the root that its `reduce_frequent_words` takes.
enum TopicWords {
    /// The best words of each topic, best first.
    static func best(
        _ limit: Int, _ counts: CSRMatrix, _ vocabulary: Vocabulary, shares: DenseMatrix, threads: Int
    ) -> [[String]] {
        let sums = counts.transposed().times(DenseFactor(shares), threads: threads)
        let topics = shares.columnCount
        var totals = [Float](repeating: 0, count: topics)
        for word in 0..<sums.rowCount {
            for topic in 0..<topics { totals[topic] += sums[word, topic] }
        }
        let mean = Double(totals.reduce(0, +)) / Double(max(1, topics))
        let rarities = (0..<sums.rowCount).map { word in
            Mathematics.log(1 + mean / max(1e-9, Double(sums.row(word).reduce(0, +))))
        }
        return (0..<topics).map { topic in
            let weights = (0..<sums.rowCount).map { word in
                (Double(sums[word, topic]) / max(1e-9, Double(totals[topic]))).squareRoot() * rarities[word]
            }
            let order = weights.indices.filter { weights[$0] > 0 }.sorted { (weights[$0], $1) > (weights[$1], $0) }
            return order.prefix(limit).map { vocabulary.term(at: $0) }
        }
    }
}
