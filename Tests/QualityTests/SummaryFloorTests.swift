import Serialization
import Summarization
import TestSupport
import Testing
import TextEvaluation
import TextProcessing

/// Floors under the quality of summaries; texts that their source did not cut into sentences are cut here.
@Suite("Summary floors")
struct SummaryFloorTests {
    @Test(
        "No summary scores below its floor",
        .enabled(if: EvaluationData.isPresent, Comment(rawValue: EvaluationData.absence)))
    func floors() throws {
        let path = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let bytes = try #require(EvaluationData.unpacked("/" + path + "/floors.json"))
        let floors = try JSONValue(parsing: bytes.span).list("summarization")
        #expect(floors.count >= 14)
        for floor in floors { try check(floor) }
    }

    private func check(_ floor: JSONValue) throws {
        let collection = floor.text("collection")
        let style = try #require(SummaryStyle(rawValue: floor.text("style")))
        let options = SummaryOptions(length: .sentences(floor.integer("sentences")), style: style)
        let lines = try #require(EvaluationData.lines(collection + ".jsonl.gz"))
        let language = floor["language"] == nil ? Language.english : Language(rawValue: floor.text("language"))
        var rouge = ROUGE(stemming: true, tokenization: language == .english ? .latin : .unicode)
        let segmenter = SentenceSegmenter(language: language)
        var workspace = SummarizationWorkspace()
        var sums = (0.0, 0.0)
        // Debug builds look at a tenth and only warn of crashes; floors hold for release builds.
        let every = max(1, floor["every"]?.integer ?? 1)
        #if DEBUG
            let step = 10 * every
        #else
            let step = every
        #endif
        var count = 0.0
        for index in stride(from: 0, to: lines.count, by: step) {
            let record = try JSONValue(parsing: String(lines[index]).utf8.span)
            let several = record.list("summaries").map(\.text).filter { !$0.isEmpty }
            let references = several.isEmpty ? [record.text("summary")] : several
            let input = input(record, segmenter, language)
            let bytes = Array(input.text.utf8)
            let chosen =
                floor["cluster"] == .bool(true)
                ? Summarizer(options).summarize(cluster: [input], workspace: &workspace).sentences
                    .map(\.sentence.index)
                : Summarizer(options).summarize(input, workspace: &workspace).sentences.map(\.index)
            let summary = chosen.sorted().map { String(decoding: bytes[input.sentences[$0].range], as: UTF8.self) }
                .joined(separator: "\n")
            let scores = rouge.scores(references: references, candidate: summary)
            sums.0 += 100 * scores.rouge1.f1
            sums.1 += 100 * scores.rouge2.f1
            count += 1
        }
        #expect(count > 0)
        #if !DEBUG
            #expect(
                sums.0 / count >= floor.amount("rouge1"), "ROUGE-1 of \(collection), \(style): \(sums.0 / count)")
            #expect(
                sums.1 / count >= floor.amount("rouge2"), "ROUGE-2 of \(collection), \(style): \(sums.1 / count)")
        #endif
    }

    /// The text of a record, with the sentences of its source where it has them.
    private func input(
        _ record: JSONValue, _ segmenter: SentenceSegmenter, _ language: Language
    ) -> SummarizationInput {
        if let values = record["sentences"]?.array {
            return SummarizationInput(
                sentences: values.map(\.text), paragraphs: Array(values.indices), language: language)
        }
        let body = record.text("text")
        return SummarizationInput(text: body, sentences: segmenter.sentences(in: body), language: language)
    }
}
