import Classification
import Foundations
import Serialization
import Topics

/// A few labeled examples of each class with 5,000 unlabeled texts of the training part, measured on 2,000 texts of the test
/// part: mean and standard deviation of five draws, beside the ordinary classifier on the examples alone.
struct FewExamplesMeasure {
    let training: LabeledCollection
    let test: LabeledCollection
    let counts: [Int]
    let threads: Int

    func print() {
        for count in counts {
            var (topics, linear, seconds): ([Double], [Double], Double) = ([], [], 0)
            for draw in 0..<5 {
                let examples = drawn(count, seed: UInt64(draw))
                let start = Seconds.ofProcess
                let found = try? NamedTopics(
                    training.names, learningFrom: training.texts, examples: examples, threads: threads)
                seconds += Seconds.ofProcess - start
                if let found {
                    topics.append(
                        Score(found.probabilities(of: test.texts, threads: threads), truth: test.truth).accuracy)
                }
                linear.append(ordinary(examples))
            }
            var writer = JSONWriter()
            writer.beginObject()
            writer.member("set", training.name)
            writer.member("examples", count)
            for (name, values) in [("semantic", topics), ("ordinary", linear)] {
                let mean = values.reduce(0, +) / Double(max(1, values.count))
                let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
                writer.member(name, rounded(mean))
                writer.member(name + "SD", rounded((squares / Double(max(1, values.count))).squareRoot()))
            }
            writer.member("CPUSeconds", rounded(seconds / 5))
            writer.endObject()
            Swift.print(writer.text)
        }
    }

    /// So many texts of each class, drawn at random: the class's place by the text's.
    private func drawn(_ count: Int, seed: UInt64) -> [Int: Int] {
        var random = SplitMix64(seed: seed)
        var examples: [Int: Int] = [:]
        for label in training.names.indices {
            let own = training.truth.indices.filter { training.truth[$0] == label }.shuffled(using: &random)
            for text in own.prefix(count) { examples[text] = label }
        }
        return examples
    }

    private func ordinary(_ examples: [Int: Int]) -> Double {
        let texts = examples.keys.sorted().map {
            LabeledText(training.texts[$0], label: training.names[examples[$0] ?? 0].name)
        }
        guard let classifier = try? Classifier.train(on: texts, options: TrainingOptions(isTuned: false)).classifier
        else { return 0 }
        let right = zip(test.texts, test.truth).count { classifier.classify($0).label == test.names[$1].name }
        return Double(right) / Double(max(1, test.texts.count))
    }
}
