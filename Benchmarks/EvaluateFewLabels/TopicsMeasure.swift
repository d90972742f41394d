import Foundations
import Serialization
import Topics

/// Topics found in one collection, beside its labels: with as many topics as classes, and with a number of its own.
struct TopicsMeasure {
    let collection: LabeledCollection
    let threads: Int

    init(_ collection: LabeledCollection, threads: Int) {
        (self.collection, self.threads) = (collection, threads)
    }

    func print() {
        for count in [collection.names.count, nil] {
            let start = Seconds.ofProcess
            guard let topics = try? DiscoveredTopics(of: collection.texts, count: count, threads: threads) else {
                continue
            }
            let seconds = Seconds.ofProcess - start
            let answers = topics.answers.map { $0.topic ?? -1 }
            var writer = JSONWriter()
            writer.beginObject()
            writer.member("set", collection.name)
            writer.member("texts", collection.texts.count)
            writer.member("classes", collection.names.count)
            writer.member("asked", count.map { "\($0)" } ?? "auto")
            writer.member("topics", topics.topics.count)
            writer.member("mutualInformation", rounded(Self.normalizedMutualInformation(answers, collection.truth)))
            writer.member("outliers", topics.answers.count { $0.isOutlier })
            writer.member("CPUSeconds", rounded(seconds))
            writer.key("words")
            writer.beginArray()
            for topic in topics.topics { writer.value(topic.words.prefix(5).joined(separator: " ")) }
            writer.endArray()
            writer.endObject()
            Swift.print(writer.text)
        }
    }

    /// Mutual information over the mean of the entropies, as scikit-learn's `normalized_mutual_info_score`.
    static func normalizedMutualInformation(_ a: [Int], _ b: [Int]) -> Double {
        let count = Double(max(1, a.count))
        var (first, second, both) = ([Int: Double](), [Int: Double](), [Int: [Int: Double]]())
        for (x, y) in zip(a, b) {
            first[x, default: 0] += 1
            second[y, default: 0] += 1
            both[x, default: [:]][y, default: 0] += 1
        }
        func entropy(_ counts: [Int: Double]) -> Double {
            counts.values.reduce(0) { $0 - $1 / count * Mathematics.log($1 / count) }
        }
        var information = 0.0
        for (x, row) in both {
            for (y, n) in row {
                information += n / count * Mathematics.log(n * count / ((first[x] ?? 1) * (second[y] ?? 1)))
            }
        }
        let mean = (entropy(first) + entropy(second)) / 2
        return mean > 0 ? information / mean : 1
    }
}
