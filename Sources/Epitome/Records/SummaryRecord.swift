public import Serialization
public import Summarization

/// One line of `summarize`'s output: the summary of a document with offsets, scores and, if asked for, reasons.
///
/// ```json
/// {"id":"a","summary":"…","sentences":[{"index":1,"start":20,"end":61,"text":"…","score":1.2}],"method":"default","language":"en"}
/// ```
///
/// `start` and `end` are code point offsets into the document's text; of subtitles and transcripts, `speaker` and `time` say who
/// says the sentence and when. `reason` says why a summary is shorter than asked
/// for. With explanations, `explanations` has an entry for each sentence of the text.
public struct SummaryRecord: Sendable {
    /// The document as it was read.
    public var document: PreparedDocument
    /// The summary of it.
    public var summary: Summary

    /// Creates a record.
    public init(document: PreparedDocument, summary: Summary) {
        self.document = document
        self.summary = summary
    }

    /// Why the summary is empty or shorter than asked for; nil if there is nothing to say.
    public var reason: String? { document.emptiness ?? summary.reason }

    /// The chosen sentences, each on one line, and nothing else.
    public var text: String {
        document.texts(of: summary).map { $0 + "\n" }.joined()
    }

    /// Writes the record's members, but for the `id`, into an object that the caller has begun.
    public func writeMembers(to writer: inout JSONWriter) {
        let texts = document.texts(of: summary)
        var offsets = ScalarOffsets(of: document.text)
        writer.member("summary", texts.joined(separator: " "))
        writer.key("sentences")
        writer.beginArray()
        for (sentence, text) in zip(summary.sentences, texts) {
            writer.beginObject()
            writer.member("index", sentence.index)
            writer.member("start", offsets.scalarOffset(ofByte: sentence.range.lowerBound))
            writer.member("end", offsets.scalarOffset(ofByte: sentence.range.upperBound))
            writer.member("text", text)
            writer.member("score", sentence.score.roundedForRecord)
            if let block = document.block(of: sentence.index) {
                if let speaker = block.speaker { writer.member("speaker", speaker) }
                if let time = block.time { writer.member("time", time) }
            }
            writer.endObject()
        }
        writer.endArray()
        writer.member("method", summary.method)
        writer.member("language", summary.language.rawValue)
        if let title = document.title { writer.member("title", title) }
        if let reason { writer.member("reason", reason) }
        if !summary.explanations.isEmpty { writeExplanations(to: &writer) }
    }

    private func writeExplanations(to writer: inout JSONWriter) {
        var offsets = ScalarOffsets(of: document.text)
        writer.key("explanations")
        writer.beginArray()
        for explanation in summary.explanations where explanation.index < document.sentences.count {
            let range = document.sentences[explanation.index].range
            writer.beginObject()
            writer.member("index", explanation.index)
            writer.member("start", offsets.scalarOffset(ofByte: range.lowerBound))
            writer.member("end", offsets.scalarOffset(ofByte: range.upperBound))
            if explanation.index < summary.scores.count, let score = summary.scores[explanation.index] {
                writer.member("score", score.roundedForRecord)
            }
            writer.key("contributions")
            writer.beginObject()
            for contribution in explanation.contributions {
                writer.member(contribution.name, contribution.amount.roundedForRecord)
            }
            writer.endObject()
            if let reason = explanation.reasonLeftOut { writer.member("left_out", reason) }
            writer.endObject()
        }
        writer.endArray()
    }
}
