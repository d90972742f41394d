import Foundations
import Serialization
import SystemLibrary
import TextEvaluation
import TextProcessing
import Topics
import Vectors

/// Measures topics from names on whole parts of evaluation collections, one JSON line for each measurement.
///
///     swift run -c release evaluate-few-labels names [--data DATA] [--part train|test] [SET…]
///     swift run -c release evaluate-few-labels topics [--data DATA] [--part train|test] [--limit N] [SET…]
///     swift run -c release evaluate-few-labels examples [--data DATA] [SET…]
///     swift run -c release evaluate-few-labels tune [--data DATA] [SET…]
///
/// Labels are never learned from. Settings are chosen on training parts (`tune`), test parts are for the final figures.
@main
struct EvaluateFewLabels {
    static func main() throws {
        var arguments = Arguments(Array(CommandLine.arguments.dropFirst()))
        let task = arguments.next() ?? "names"
        let data = arguments.option("--data") ?? "../shared/data"
        let part = arguments.option("--part") ?? (task == "tune" ? "train" : "test")
        let labels = arguments.option("--labels") ?? "Benchmarks/EvaluateFewLabels/Labels"
        let limit = Int(arguments.option("--limit") ?? "") ?? .max
        let threads = Int(arguments.option("--threads") ?? "") ?? 1
        let wanted = arguments.rest.isEmpty ? LabeledCollection.order : arguments.rest
        var collections: [LabeledCollection] = []
        for name in wanted {
            guard let found = LabeledCollection(name, part: part, data: data, labels: labels) else {
                fail(
                    "there is no collection \"\(name)\" in \(data); Documentation/Evaluation.md says how DATA is laid out"
                )
            }
            collections.append(found.limited(to: limit))
        }
        switch task {
        case "names": for collection in collections { NamesMeasure(collection, threads: threads).print() }
        case "topics": for collection in collections { TopicsMeasure(collection, threads: threads).print() }
        case "number":
            for collection in collections {
                let found = DiscoveredTopics.numberTrials(of: collection.texts, threads: threads)
                let gaps = found.trials.map { "\($0.count):\(rounded($0.gap))" }
                print(collection.name, collection.names.count, found.knee, gaps.joined(separator: " "))
            }
        case "examples":
            for collection in collections {
                guard
                    let training = LabeledCollection(collection.name, part: "train", data: data, labels: labels)
                else { continue }
                FewExamplesMeasure(
                    training: training.limited(to: 5000), test: collection.limited(to: 2000), counts: [2, 8, 64],
                    threads: threads
                ).print()
            }
        case "tune": Tuning(collections, threads: threads).run()
        default: fail("there is no task \"\(task)\"; the tasks are names, topics, examples, tune")
        }
    }

    /// Ends the program with a message and the status of what could not be done.
    static func fail(_ message: String) -> Never {
        fflush(nil)
        let line = Array("evaluate-few-labels: \(message)\n".utf8)
        _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
        exit(2)
    }
}

/// The words of the command line that are not yet used.
struct Arguments {
    private(set) var rest: [String]

    init(_ words: [String]) { rest = words }

    mutating func next() -> String? { rest.isEmpty ? nil : rest.removeFirst() }

    mutating func option(_ name: String) -> String? {
        guard let place = rest.firstIndex(of: name), place + 1 < rest.count else { return nil }
        defer { rest.removeSubrange(place...place + 1) }
        return rest[place + 1]
    }
}

/// How right shares are.
struct Score {
    let accuracy: Double
    let macroF1: Double
    let calibrationError: Double

    init(_ shares: DenseMatrix, truth: [Int]) {
        let places = shares.largestPlaces()
        var right = 0
        var reliability = Reliability()
        var (hits, answers, truths) = ([Int: Int](), [Int: Int](), [Int: Int]())
        for (row, place) in places.enumerated() {
            let isRight = place == truth[row]
            right += isRight ? 1 : 0
            reliability.add(probability: Double(shares[row, place]), isRight: isRight)
            if isRight { hits[place, default: 0] += 1 }
            answers[place, default: 0] += 1
            truths[truth[row], default: 0] += 1
        }
        accuracy = Double(right) / Double(max(1, places.count))
        let scores = truths.keys.map { label in
            2 * Double(hits[label] ?? 0) / Double((answers[label] ?? 0) + (truths[label] ?? 0))
        }
        macroF1 = scores.reduce(0, +) / Double(max(1, scores.count))
        calibrationError = reliability.expectedCalibrationError
    }
}

/// One collection with names, then with descriptions.
struct NamesMeasure {
    let collection: LabeledCollection
    let threads: Int

    init(_ collection: LabeledCollection, threads: Int) {
        (self.collection, self.threads) = (collection, threads)
    }

    func print() {
        for (kind, labels) in [("names", collection.names), ("descriptions", collection.descriptions)] {
            let start = Seconds.ofProcess
            var writer = JSONWriter()
            writer.beginObject()
            writer.member("set", collection.name)
            writer.member("labels", kind)
            writer.member("texts", collection.texts.count)
            do {
                let topics = try NamedTopics(labels, learningFrom: collection.texts, threads: threads)
                let seconds = Seconds.ofProcess - start
                let score = Score(topics.probabilitiesOfLearned, truth: collection.truth)
                writer.member("language", topics.language.rawValue)
                writer.member("accuracy", rounded(score.accuracy))
                writer.member("macroF1", rounded(score.macroF1))
                writer.member("calibrationError", rounded(score.calibrationError))
                let places = topics.probabilitiesOfLearned.largestPlaces()
                let guesses = topics.guesses(of: collection.texts, threads: threads)
                let agreed = zip(places, guesses.largestPlaces()).count { $0 == $1 }
                let sure = places.indices.reduce(0.0) { $0 + Double(topics.probabilitiesOfLearned[$1, places[$1]]) }
                let sample = Array(collection.texts.prefix(200))
                writer.member("known", rounded(Double(NamedTopics.englishWords(sample))))
                writer.member("guessAccuracy", rounded(Score(guesses, truth: collection.truth).accuracy))
                writer.member("agreement", rounded(Double(agreed) / Double(places.count)))
                writer.member("meanProbability", rounded(sure / Double(places.count)))
                writer.member("CPUSeconds", rounded(seconds))
            } catch {
                writer.member("error", "\(error)")
            }
            writer.endObject()
            Swift.print(writer.text)
        }
    }
}

func rounded(_ value: Double) -> Double { (value * 1e4).rounded() / 1e4 }
