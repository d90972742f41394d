import Classification
import Serialization
import TextProcessing

/// Texts whose topics were found without labeled examples, as examples of an ordinary classifier.
enum AnsweredTexts {
    /// Trains a classifier on the answers and writes it.
    ///
    /// Texts without an answer are left out; the others count as much as their answer is likely.
    ///
    /// - Throws: ``ExitStatus/nothingDone`` after saying what is wrong.
    static func save(
        _ texts: [String], _ answers: [(label: String, probability: Double)?], language: Language, description: String,
        threads: Int, to path: String
    ) throws {
        let examples = zip(texts, answers).compactMap { text, answer in
            answer.map { LabeledText(text, labels: [$0.label], weight: max(0.01, $0.probability)) }
        }
        do {
            var options = TrainingOptions(isTuned: false, concurrency: threads)
            options.language = language
            options.metadata = ["description": description]
            options.shouldStop = { StopSignal.signal != 0 }
            let training = try Classifier.train(on: examples, options: options)
            try AtomicFile.write(training.modelBytes, to: path)
        } catch {
            Diagnostics.write("\(error)")
            throw ExitStatus.nothingDone
        }
    }
}
