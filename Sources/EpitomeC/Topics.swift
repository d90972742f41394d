public import CEpitome
internal import Classification
internal import Epitome
internal import Foundations
internal import Serialization
internal import Synchronization

/// A classifier, which does not change.
final class ClassifierHandle: Handle {
    private let classifier: Classifier
    private let numbers: [String: Int]

    init(_ classifier: Classifier) {
        self.classifier = classifier
        numbers = Dictionary(uniqueKeysWithValues: classifier.labels.enumerated().map { ($1, $0) })
    }

    func labels() -> Table {
        Table([
            TextColumn("labels", classifier.labels),
            NumberColumn("multilabel", [UInt8(classifier.isMultiLabel ? 1 : 0)]),
        ])
    }

    func bytes() throws -> Table { Table([NumberColumn("model", try classifier.fileBytes())]) }

    func run(_ texts: ForeignTexts, threshold: Double, _ settings: CallSettings) throws -> Table {
        let sessions = IdleSessions(classifier)
        let results = try texts.map(settings) { _, text in
            sessions.with { $0.classify(text, threshold: threshold) }
        }
        var probabilities = [Double](repeating: 0, count: results.count * numbers.count)
        var offsets = ListOffsets()
        var assigned: [Int64] = []
        for (row, result) in results.enumerated() {
            for candidate in result?.candidates ?? [] {
                if let number = numbers[candidate.label] {
                    probabilities[row * numbers.count + number] = candidate.probability
                }
            }
            let labels = result?.labels.compactMap { numbers[$0] } ?? []
            offsets.add(labels.count)
            assigned += labels.map { Int64($0) }
        }
        return Table([
            TextColumn("label", results.map { $0?.label }),
            NumberColumn("unknown", results.map { UInt8($0?.isUnknown == false ? 0 : 1) }),
            NumberColumn("probabilities", probabilities),
            NumberColumn("assigned_offsets", offsets.ends), NumberColumn("assigned", assigned),
        ])
    }
}

/// The sessions of a batch that no thread uses at the moment.
private final class IdleSessions: Sendable {
    private let classifier: Classifier
    private let idle = Mutex<[Classifier.Session]>([])

    init(_ classifier: Classifier) { self.classifier = classifier }

    func with<Result>(_ body: (inout Classifier.Session) -> Result) -> Result {
        var session = idle.withLock { $0.popLast() } ?? Classifier.Session(classifier)
        defer { idle.withLock { $0.append(session) } }
        return body(&session)
    }
}

/// A training, from a call's options.
private struct TrainingCall {
    static let names = [
        "method", "cost", "balance", "tuned", "goal", "folds", "seed", "multilabel", "characters", "size_limit",
    ]
    private let options: TrainingOptions
    private let stop: StopFlag
    private let settings: CallSettings

    /// Whether the caller wants no more of it; training asks from several threads, the caller is asked from one.
    private final class StopFlag: Sendable {
        let isSet = Atomic<Bool>(false)
    }

    init(_ settings: CallSettings) throws {
        self.settings = settings
        var setting = TrainingSetting()
        setting.cost = try settings.double("cost") ?? setting.cost
        setting.balance = try settings.double("balance") ?? setting.balance
        var options = TrainingOptions(
            method: try settings.name("method", TrainingOptions.Method.self) ?? .svm, setting: setting,
            isTuned: try settings.bool("tuned", true),
            goal: try settings.name("goal", TrainingOptions.Goal.self) ?? .balanced,
            foldCount: try settings.integer("folds", in: 0...1000) ?? 3,
            triesCharacters: try settings.bool("characters", false),
            seed: UInt64(try settings.integer("seed", in: 0...Int.max) ?? 1), concurrency: settings.threads,
            modelSizeLimit: try settings.integer("size_limit", in: 1...Int.max) ?? 9_500_000)
        if let answer = try settings.string("multilabel") { options.isMultiLabel = answer == "true" }
        let stop = StopFlag()
        options.shouldStop = { stop.isSet.load(ordering: .relaxed) }
        self.options = options
        self.stop = stop
    }

    func train(_ texts: ForeignTexts) throws -> Classifier {
        let all = try texts.strings()
        guard all.count.isMultiple(of: 2) else {
            throw CallFailure.invalid("as many lists of labels as texts are needed")
        }
        let half = all.count / 2
        let documents = try (0..<half).map { row in
            let parsed = try JSONValue(parsing: all[half + row]).array?.compactMap(\.string)
            guard let labels = parsed else {
                throw CallFailure.invalid("the labels are no list of texts", row: row)
            }
            return LabeledText(all[row], labels: labels, id: "\(row)")
        }
        nonisolated(unsafe) let settings = settings
        let stop = stop
        return try Classifier.train(on: documents, options: options) { progress in
            let done = Int(progress.fraction * 1000)
            if (try? settings.advance(done, of: 1000)) == nil { stop.isSet.store(true, ordering: .relaxed) }
        }.classifier
    }
}

/// Takes a classifier from a model's bytes, or a shipped one.
@c @implementation
public func epi_classifier_create(
    _ none: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) {
        let settings = try CallSettings(call, known: ["model"])
        let bytes = try ForeignTexts(texts, count)
        if let name = try settings.string("model") {
            switch name {
            case "news-topics": return ClassifierHandle(.newsTopics)
            case "encyclopedia": return ClassifierHandle(.encyclopedia)
            default: throw CallFailure.invalid("the shipped models are news-topics, encyclopedia, not \"\(name)\"")
            }
        }
        guard bytes.count == 1 else { throw CallFailure.invalid("the bytes of one model are needed") }
        return ClassifierHandle(try Classifier(bytes: bytes.withBytes(at: 0) { Array($0) }))
    }
}

/// Trains a classifier.
@c @implementation
public func epi_classifier_train(
    _ none: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) {
        let training = try TrainingCall(CallSettings(call, known: TrainingCall.names))
        return ClassifierHandle(try training.train(ForeignTexts(texts, count)))
    }
}

/// Classifies texts.
@c @implementation
public func epi_classifier_run(
    _ classifier: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) {
        let settings = try CallSettings(call, known: ["threshold"])
        return try object(classifier, ClassifierHandle.self, "classifier").run(
            ForeignTexts(texts, count), threshold: try settings.double("threshold") ?? 0, settings)
    }
}

/// The labels of a classifier.
@c @implementation
public func epi_classifier_labels(
    _ classifier: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) { try object(classifier, ClassifierHandle.self, "classifier").labels() }
}

/// The bytes of a classifier's model file.
@c @implementation
public func epi_classifier_bytes(
    _ classifier: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) { try object(classifier, ClassifierHandle.self, "classifier").bytes() }
}
