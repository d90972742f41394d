import ArgumentParser
import ArticleExtraction
import Corpora
import Epitome
import Serialization
import Summarization
import TextEvaluation
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
        let format = chosenFormat ?? output.file.flatMap(OutputFormat.init(ofName:)) ?? .text
        guard [.text, .json, .jsonl, .html, .markdown].contains(format) else {
            throw ValidationError("--multi writes text, json, jsonl, markdown or html, not \(format.rawValue).")
        }
        let paths = try input.resolvedPaths()
        let options = try OutputGuard.options(paths, input, writes: [("--output", output.file)])
        var reading = CollectionReading()
        var members: [Member] = []
        reading.forEachDocument(of: paths, options: options) { record, document in
            members.append(Member(record: record, document: pipeline.prepare(document)))
        }
        guard !members.isEmpty else { throw reading.nothingDone("the input holds no documents") }
        let summary = summarizer.summarize(cluster: members.map(\.document.summarizationInput))
        if let reason = summary.reason, !output.quiet, format != .json, format != .jsonl { Diagnostics.write(reason) }
        let result =
            switch format {
            case .json, .jsonl: json(summary, of: members, isPretty: format == .json)
            case .html: Array(page(summary, of: members).utf8)
            case .markdown: Array(markdown(summary, of: members).utf8)
            default: text(summary, of: members)
            }
        try StandardOutput.write(result, to: output.file)
        try reading.finish()
    }

    /// One text of the cluster, with the record that has its id.
    private struct Member {
        var record: CorpusRecord
        var document: PreparedDocument
    }

    private func sentence(_ chosen: ClusterSummary.PlacedSentence, of members: [Member]) -> String {
        let single = Summary(sentences: [chosen.sentence], method: "", language: .undetermined)
        return members[chosen.document].document.texts(of: single).first ?? ""
    }

    /// One sentence a line, each with the id of its document in brackets.
    private func text(_ summary: ClusterSummary, of members: [Member]) -> [UInt8] {
        let names = !output.noPath && (output.withPath || members.count > 1)
        return Array(
            summary.sentences.map { chosen in
                let source = names ? " [\(VisibleText.field(members[chosen.document].record.id))]" : ""
                return sentence(chosen, of: members) + source + "\n"
            }.joined().utf8)
    }

    private func markdown(_ summary: ClusterSummary, of members: [Member]) -> String {
        let items = summary.sentences.map { chosen in
            let source = MarkdownText.escaped(members[chosen.document].record.id)
            return "- \(MarkdownText.escaped(sentence(chosen, of: members))) (\(source))\n"
        }
        return "# Summary of \(Decimals.counted(members.count, "document"))\n\n\(items.joined())"
    }

    private func page(_ summary: ClusterSummary, of members: [Member]) -> String {
        var html = SummaryPage.prologue
        html += "<article>\n<h1>Summary of \(Decimals.counted(members.count, "document"))</h1>\n"
        html += "<div class=\"summary\" dir=\"auto\">\n"
        for chosen in summary.sentences {
            let member = members[chosen.document]
            let source = member.document.title.map { "\(member.record.id): \($0)" } ?? member.record.id
            html += "<p>\(SummaryPage.escaped(sentence(chosen, of: members)))"
            html += "<br><small class=\"about\">\(SummaryPage.escaped(source))</small></p>\n"
        }
        return html + "</div>\n</article>\n" + SummaryPage.epilogue
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
