import ArgumentParser
import Corpora
import Epitome
import Serialization
import Summarization
import TextProcessing

/// `summarize --multi`: all inputs are texts about one matter and give one summary.
struct ClusterRun {
    let input: InputOptions
    let output: OutputOptions
    /// The form that was asked for.
    let chosenFormat: OutputFormat?
    let pipeline: DocumentPipeline
    let summarizer: Summarizer

    /// Reads all inputs, summarizes them as one, and writes the result.
    ///
    /// - Throws: An ``ExitStatus`` if an input failed; a `ValidationError` for wrong usage.
    func run() throws {
        let format = chosenFormat ?? output.output.flatMap(OutputFormat.init(ofName:)) ?? .text
        guard format == .text || format == .json || format == .jsonl else {
            throw ValidationError("--multi writes text, json or jsonl, not \(format.rawValue).")
        }
        var reading = CollectionReading()
        var members: [Member] = []
        reading.forEachDocument(of: try input.resolvedPaths(), options: input.corpusOptions) { record, document in
            members.append(Member(record: record, document: pipeline.prepare(document)))
        }
        guard !members.isEmpty else { throw reading.nothingDone("the input holds no documents") }
        let summary = summarizer.summarize(cluster: members.map(\.document.summarizationInput))
        try StandardOutput.write(
            format == .text ? text(summary, of: members) : json(summary, of: members, isPretty: format == .json),
            to: output.output)
        try reading.finish()
    }

    /// One text of the cluster, with the record that has its id.
    private struct Member {
        var record: CorpusRecord
        var document: PreparedDocument
    }

    private func sentence(_ chosen: ClusterSummary.PlacedSentence, of members: [Member]) -> String {
        let single = Summary(sentences: [chosen.sentence], method: "", language: .undetermined)
        return single.texts(in: members[chosen.document].document.text).first ?? ""
    }

    private func text(_ summary: ClusterSummary, of members: [Member]) -> [UInt8] {
        Array(summary.sentences.map { sentence($0, of: members) + "\n" }.joined().utf8)
    }

    private func json(_ summary: ClusterSummary, of members: [Member], isPretty: Bool) -> [UInt8] {
        var writer = JSONWriter(pretty: isPretty)
        writer.beginObject()
        writer.key("ids")
        writer.beginArray()
        for member in members { member.record.writeIDValue(to: &writer) }
        writer.endArray()
        writer.member("summary", summary.sentences.map { sentence($0, of: members) }.joined(separator: " "))
        writer.key("sentences")
        writer.beginArray()
        for chosen in summary.sentences {
            let member = members[chosen.document]
            var offsets = ScalarOffsets(of: member.document.text)
            writer.beginObject()
            member.record.writeID(to: &writer)
            writer.member("index", chosen.sentence.index)
            writer.member("start", offsets.scalarOffset(ofByte: chosen.sentence.range.lowerBound))
            writer.member("end", offsets.scalarOffset(ofByte: chosen.sentence.range.upperBound))
            writer.member("text", sentence(chosen, of: members))
            writer.member("score", chosen.sentence.score.roundedForRecord)
            writer.endObject()
        }
        writer.endArray()
        if let reason = summary.reason { writer.member("reason", reason) }
        writer.endObject()
        writer.newline()
        return writer.bytes
    }
}
