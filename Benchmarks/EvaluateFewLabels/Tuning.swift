import TextProcessing
import Topics
import Vectorization

/// Tries settings on several collections side by side.
struct Tuning {
    let collections: [LabeledCollection]
    let threads: Int

    init(_ collections: [LabeledCollection], threads: Int) {
        (self.collections, self.threads) = (collections, threads)
    }

    func run() {
        let variants: [(String, (inout TopicSettings) -> Void)] = [
            ("as it is", { _ in }),
            ("2 steps", { $0.decompositionSteps = 2 }),
            ("100 topics", { $0.latentTopics = 100 }),
            (
                "100 topics, 2 steps",
                {
                    $0.latentTopics = 100; $0.decompositionSteps = 2
                }
            ),
            ("vectors alone", { $0.fewestForLatent = .max }),
            ("latent from 500", { $0.fewestForLatent = 500 }),
            ("latent ×1.5", { $0.latentWeight = 1.5 }),
            ("latent ×0.7", { $0.latentWeight = 0.7 }),
            ("no centering", { $0.centering = 0 }),
            ("all centering", { $0.centering = 1 }),
            ("seeds 0.002", { $0.seedShare = 0.002 }),
            ("seeds 0.008", { $0.seedShare = 0.008 }),
            ("seeds 0.016", { $0.seedShare = 0.016 }),
            ("16 seeds", { $0.fewestSeeds = 16 }),
            ("4 seeds", { $0.fewestSeeds = 4 }),
            ("keep 0.8", { $0.keep = 0.8 }),
            ("keep 0.7", { $0.keep = 0.7 }),
            ("keep 1", { $0.keep = 1 }),
            ("temperature 0.07", { $0.temperature = 0.07 }),
            ("temperature 0.14", { $0.temperature = 0.14 }),
            ("3 rounds", { $0.mixtureRounds = 3 }),
            ("10 rounds", { $0.mixtureRounds = 10 }),
        ]
        print(([""] + collections.map(\.name) + ["mean"]).joined(separator: "\t"))
        for (name, change) in variants {
            for isNames in [true, false] {
                var settings = TopicSettings()
                change(&settings)
                let accuracies = collections.map { accuracy($0, isNames, settings) }
                let mean = accuracies.reduce(0, +) / Double(max(1, accuracies.count))
                print(
                    (["\(name)\(isNames ? "" : " d")"] + (accuracies + [mean]).map { "\(rounded($0 * 100))" })
                        .joined(separator: "\t"))
            }
        }
    }

    private func accuracy(_ collection: LabeledCollection, _ isNames: Bool, _ settings: TopicSettings) -> Double {
        let labels = isNames ? collection.names : collection.descriptions
        let topics = try? NamedTopics(
            labels, collection.texts, language: nil, vectors: nil, settings: settings, threads: threads)
        return topics.map { Score($0.probabilitiesOfLearned, truth: collection.truth).accuracy } ?? 0
    }
}
