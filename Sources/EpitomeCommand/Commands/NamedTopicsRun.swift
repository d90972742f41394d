import ArgumentParser
import Classification
import Corpora
import Epitome
import Serialization
import TextProcessing
import Topics
import Vectors

/// `classify --labels`: topics that have names and no examples.
struct NamedTopicsRun {
    let labels: String
    let names: NamesOptions
    let input: InputOptions
    let form: FormatOption<AnswerFormat>
    let output: OutputOptions
    let top: Int?
    let threshold: Double
    let explains: Bool

    func run() throws {
        let labels = try LabelFile.labels(labels)
        let pipeline = DocumentPipeline(language: input.fixedLanguage)
        let paths = try input.resolvedPaths()
        var companions = LabelFile.path(self.labels).map { [("--labels", $0)] } ?? []
        if let unlabelled = names.unlabelled { companions.append(("--unlabelled", unlabelled)) }
        let corpus = try OutputGuard.options(
            paths, input, reads: companions.map { ($0.0, $0.1) },
            writes: [("--output", output.file), ("--errors", output.errors), ("--save", names.save)], isQuiet: true)
        let learnsFromInput = names.unlabelled == nil && !names.singlePass
        let spool = learnsFromInput && paths.contains("-") ? try StandardDescriptors.makeInputRepeatable() : nil
        var texts = LearnedTexts()
        if !names.singlePass {
            texts.read(
                names.unlabelled.map { [$0] } ?? paths, options: corpus, pipeline: pipeline, isSilent: learnsFromInput)
            if texts.texts.isEmpty, !learnsFromInput {
                throw texts.reading.nothingDone("--unlabelled holds no documents")
            }
        }
        try spool?.rewind()
        let topics: NamedTopics
        do {
            topics = try NamedTopics(
                labels, learningFrom: texts.texts, language: input.fixedLanguage, threads: output.threads.count)
        } catch {
            Diagnostics.write("\(error)")
            throw ExitStatus.nothingDone
        }
        if !output.quiet, !names.singlePass, !topics.hasLearned {
            Diagnostics.write(
                "note: \(Decimals.counted(texts.texts.count, "document")) are too few to learn from: each is compared with "
                    + "the labels by itself")
        }
        if let save = names.save {
            let answers = topics.answersOfLearned.map { answer in
                answer.map { (label: topics.labels[$0.label].name, probability: $0.probability) }
            }
            try AnsweredTexts.save(
                texts.texts, answers, language: topics.language, description: "Topics found by their names alone",
                threads: output.threads.count, to: save)
        }
        let run = DocumentRun(input: input, form: form, output: output, companions: companions, paths: paths)
        try run.run { context in
            NamedTopicsRenderer(
                answers: TopicAnswers(
                    context: context, listed: top ?? TopicAnswers.usualCount(context), isMultiLabel: names.multiLabel),
                topics: topics, learned: learnsFromInput ? texts.rows : [:], ids: texts.ids, threshold: threshold,
                explains: explains, pipeline: pipeline)
        }
        if names.unlabelled != nil { try texts.reading.finish() }
    }
}

private struct NamedTopicsRenderer: DocumentRenderer {
    let answers: TopicAnswers
    let topics: NamedTopics
    /// The places of documents that have their answers already, by the records' numbers.
    let learned: [Int: Int]
    let ids: [String]
    let threshold: Double
    let explains: Bool
    let pipeline: DocumentPipeline

    var table: AnswerTable? { answers.table }

    func makeTransform() -> BatchRun.Transform {
        { [self] record, writer in
            let document = try record.content.get()
            let text = LearnedTexts.text(of: document, pipeline)
            let shares = learned[record.index].map { topics.sharesOfLearned($0) } ?? topics.shares(of: text)
            let prediction = prediction(shares)
            let label = shares.indices.max { (shares[$0], $1) < (shares[$1], $0) }
            answers.write(
                prediction, of: record, to: &writer,
                members: { if explains, let label, shares[label] > 0 { write(label, text, to: &$0) } },
                lines: { explains ? label.map { lines($0, text) } ?? "" : "" })
        }
    }

    private func prediction(_ shares: [Float]) -> Prediction {
        let order = shares.indices.sorted { (shares[$0], $1) > (shares[$1], $0) }
        let candidates = order.map {
            Prediction.Candidate(label: topics.labels[$0].name, probability: Double(shares[$0]))
        }
        guard let best = candidates.first, best.probability > 0 else {
            return Prediction(labels: [], candidates: [], reason: .unknownText(knownWords: 0, words: 0))
        }
        guard best.probability >= threshold else {
            return Prediction(labels: [], candidates: candidates, reason: .belowThreshold(threshold))
        }
        let assigned = candidates.filter { candidate in
            answers.isMultiLabel ? candidate.probability >= max(threshold, best.probability / 2) : candidate == best
        }
        return Prediction(labels: assigned.map(\.label), candidates: candidates)
    }

    private func write(_ label: Int, _ text: String, to writer: inout JSONWriter) {
        writer.key("explanation")
        writer.beginObject()
        writer.member("label", topics.labels[label].name)
        writer.key("seeds")
        writer.beginArray()
        for seed in topics.seeds[label].prefix(Self.listedSeeds) { writer.value(ids[seed]) }
        writer.endArray()
        writer.key("terms")
        writer.beginArray()
        for word in topics.decidingWords(in: text, for: label).prefix(TopicAnswers.listedTerms) {
            writer.beginObject()
            writer.member("text", word.word)
            writer.member("count", word.count)
            writer.member("contribution", TopicAnswers.rounded(word.contribution))
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private func lines(_ label: Int, _ text: String) -> String {
        var lines = "\nWhy \(topics.labels[label].name):\n"
        for word in topics.decidingWords(in: text, for: label).prefix(TopicAnswers.listedTerms) {
            lines += TopicAnswers.line(word.contribution, word.word)
        }
        let seeds = topics.seeds[label].prefix(Self.listedSeeds).map { VisibleText.field(ids[$0]) }
        return lines + (seeds.isEmpty ? "" : "  began with \(seeds.joined(separator: ", "))\n") + "\n"
    }

    /// How many of the documents that a label began with are named.
    private static let listedSeeds = 5
}
