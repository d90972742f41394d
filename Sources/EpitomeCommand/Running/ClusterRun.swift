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
    let pipeline: DocumentPipeline
    let summarizer: Summarizer

    /// Reads all inputs, summarizes them as one, and writes the result.
    ///
    /// - Throws: An ``ExitStatus`` if an input failed; a `ValidationError` for wrong usage.
    func run() throws {
        let format = output.format ?? output.output.flatMap(OutputOptions.format(ofName:)) ?? .text
        guard format == .text || format == .json || format == .jsonl else {
            throw ValidationError("--multi writes text, json or jsonl, not \(format.rawValue).")
        }
        if output.resume { throw ValidationError("--resume is not for --multi: there is but one result.") }
        var documents: [PreparedDocument] = []
        let failed = CorpusReader(paths: try input.resolvedPaths(), options: input.corpusOptions)
            .forEachDocument { _, document in documents.append(pipeline.prepare(document)) }
        guard !documents.isEmpty else {
            if failed == 0 { Diagnostics.write("the input holds no documents") }
            throw ExitStatus.nothingDone
        }
        let summary = summarizer.summarize(cluster: documents.map(\.summarizationInput))
        try write(
            format == .text ? text(summary, of: documents) : json(summary, of: documents, isPretty: format == .json))
        if failed > 0 { throw ExitStatus.someFailed }
    }

    private func write(_ bytes: [UInt8]) throws {
        do throws(CorpusError) {
            let file =
                try output.output.map { path throws(CorpusError) in try OutputFile.open(path) } ?? .standardOutput
            try file.write(bytes)
            try file.commit()
        } catch {
            if error.isBrokenPipe { throw ExitStatus.success }
            Diagnostics.write(error.description)
            throw ExitStatus.nothingDone
        }
    }

    private func sentence(_ chosen: ClusterSummary.ChosenSentence, of documents: [PreparedDocument]) -> String {
        let single = Summary(sentences: [chosen.sentence], method: "", language: .undetermined)
        return single.texts(in: documents[chosen.document].text).first ?? ""
    }

    private func text(_ summary: ClusterSummary, of documents: [PreparedDocument]) -> [UInt8] {
        Array(summary.sentences.map { sentence($0, of: documents) + "\n" }.joined().utf8)
    }

    private func json(_ summary: ClusterSummary, of documents: [PreparedDocument], isPretty: Bool) -> [UInt8] {
        var writer = JSONWriter(pretty: isPretty)
        writer.beginObject()
        writer.key("ids")
        writer.beginArray()
        for document in documents { writer.value(document.id) }
        writer.endArray()
        writer.member("summary", summary.sentences.map { sentence($0, of: documents) }.joined(separator: " "))
        writer.key("sentences")
        writer.beginArray()
        for chosen in summary.sentences {
            let document = documents[chosen.document]
            var offsets = ScalarOffsets(of: document.text)
            writer.beginObject()
            writer.member("id", document.id)
            writer.member("index", chosen.sentence.index)
            writer.member("start", offsets.scalarOffset(ofByte: chosen.sentence.range.lowerBound))
            writer.member("end", offsets.scalarOffset(ofByte: chosen.sentence.range.upperBound))
            writer.member("text", sentence(chosen, of: documents))
            writer.member("score", (chosen.sentence.score * 1e6).rounded() / 1e6)
            writer.endObject()
        }
        writer.endArray()
        if let reason = summary.reason { writer.member("reason", reason) }
        writer.endObject()
        writer.newline()
        return writer.bytes
    }
}
