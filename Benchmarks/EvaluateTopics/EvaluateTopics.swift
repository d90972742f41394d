import Classification
import Corpora
import Foundations
import Serialization
import SystemLibrary
import TextEvaluation
import TextProcessing

/// Trains on the training part of each evaluation set, measures once on its test part, and prints one JSON line a set.
///
///     swift run -c release evaluate-topics [DATA] [SET…] [--best]
///
/// Settings are chosen by cross-validation on the training part. `single` is one fit with the default setting and no
/// cross-validation, which is what the peer's `fit` does; seconds are processor time on one thread.
@main
struct EvaluateTopics {
    static let sets: [(name: String, training: String, test: String)] = [
        ("20ng", "20news-bydate/train", "20news-bydate/test"),
        ("r8", "reuters21578/r8-train", "reuters21578/r8-test"),
        ("r52", "reuters21578/r52-train", "reuters21578/r52-test"),
        ("bbc", "bbc/train", "bbc/test"),
        ("ag", "ag-news/train-partial", "ag-news/test"),
        ("dbpedia", "dbpedia14-sample/train", "dbpedia14-sample/test"),
        ("modapte", "reuters21578/modapte-train", "reuters21578/modapte-test"),
    ]

    static func main() throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        let isBest = arguments.contains("--best")
        arguments.removeAll { $0 == "--best" }
        let data = arguments.first ?? "../shared/data"
        let wanted = Set(arguments.dropFirst())
        let known = Set(sets.map(\.name))
        if let name = wanted.first(where: { !known.contains($0) }) {
            fail("there is no set \"\(name)\"; the sets are \(sets.map(\.name).joined(separator: ", "))")
        }
        var missing: [String] = []
        for set in sets where wanted.isEmpty || wanted.contains(set.name) {
            let paths = [set.training, set.test].map { "\(data)/\($0).jsonl.gz" }
            let absent = paths.filter { access($0, R_OK) != 0 }
            guard absent.isEmpty else {
                missing += absent
                continue
            }
            var training = read(paths[0])
            var test = read(paths[1])
            if set.name == "modapte" { restrictToCommonLabels(&training, &test) }
            try measure(set.name, training: training, test: test, isBest: isBest)
        }
        if !missing.isEmpty {
            fail(
                "no evaluation data, nothing measured: \(missing.joined(separator: ", ")). The collections are public; "
                    + "Documentation/Evaluation.md says where each comes from and how it is laid out in DATA")
        }
    }

    /// Ends the program with a message and the status of what could not be done.
    static func fail(_ message: String) -> Never {
        fflush(nil)
        let line = Array("evaluate-topics: \(message)\n".utf8)
        _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
        exit(2)
    }

    static func measure(_ name: String, training: [LabeledText], test: [LabeledText], isBest: Bool) throws {
        var start = Seconds.ofProcess
        let single = try Classifier.train(
            on: training, options: TrainingOptions(isTuned: false, foldCount: 0, concurrency: 1))
        let singleSeconds = Seconds.ofProcess - start
        start = Seconds.ofProcess
        let tuned = try Classifier.train(
            on: training, options: TrainingOptions(triesCharacters: isBest, concurrency: 1))
        let tunedSeconds = Seconds.ofProcess - start
        let evaluation = tuned.classifier.evaluate(on: test)
        var session = Classifier.Session(tuned.classifier)
        var best = Double.infinity
        for _ in 0..<3 {
            start = Seconds.ofProcess
            for text in test { _ = session.classify(text.text, title: text.title) }
            best = min(best, Seconds.ofProcess - start)
        }
        let bytes = test.reduce(0) { $0 + $1.text.utf8.count + ($1.title?.utf8.count ?? 0) }
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("set", name)
        writer.member("trainDocuments", training.count)
        writer.member("testDocuments", test.count)
        writer.member("accuracy", rounded(evaluation.accuracy))
        writer.member("microF1", rounded(evaluation.microF1))
        writer.member("macroF1", rounded(evaluation.macroF1))
        writer.member("calibrationError", rounded(evaluation.reliability.expectedCalibrationError))
        writer.member("singleMicroF1", rounded(single.classifier.evaluate(on: test).microF1))
        writer.member("singleTrainCPUSeconds", rounded(singleSeconds))
        writer.member("tunedTrainCPUSeconds", rounded(tunedSeconds))
        writer.member("trials", tuned.report.trials.count)
        writer.member("setting", tuned.report.setting.summary)
        writer.member("predictMegabytesPerSecond", rounded(Double(bytes) / best / 1e6))
        writer.member("modelBytes", tuned.report.modelSize)
        writer.member("quantizationDisagreement", rounded(tuned.report.quantizationDisagreement))
        writer.endObject()
        print(writer.text)
    }

    static func read(_ path: String) -> [LabeledText] {
        var texts: [LabeledText] = []
        for record in CorpusReader(paths: [path]) {
            switch record.content {
            case .success(let document):
                guard case .text(let text) = document.content else { continue }
                texts.append(LabeledText(text, title: document.title, labels: document.labels, id: record.id))
            case .failure(let error): print("passed over: \(error)")
            }
        }
        return texts
    }

    /// Keeps the labels that both parts have, and the texts that have one: the usual form of ModApte.
    static func restrictToCommonLabels(_ training: inout [LabeledText], _ test: inout [LabeledText]) {
        let common = Set(training.flatMap { $0.labels }).intersection(test.flatMap { $0.labels })
        let kept = { (texts: [LabeledText]) in
            texts.compactMap { text -> LabeledText? in
                var text = text
                text.labels = text.labels.filter { common.contains($0) }
                return text.labels.isEmpty ? nil : text
            }
        }
        training = kept(training)
        test = kept(test)
    }

    static func rounded(_ value: Double) -> Double { (value * 1e4).rounded() / 1e4 }
}
