import Serialization
import Summarization
import TestSupport
import Testing
import TextEvaluation
import TextProcessing

/// Floors under the quality of summaries, on collections that are cut into sentences by their source.
@Suite("Summary floors")
struct SummaryFloorTests {
    @Test(
        "No summary scores below its floor",
        .enabled(if: EvaluationData.isPresent, Comment(rawValue: EvaluationData.absence)))
    func floors() throws {
        let path = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let bytes = try #require(EvaluationData.unpacked("/" + path + "/floors.json"))
        guard case .object(let file) = try JSONValue(parsing: bytes.span),
            case .array(let floors)? = file["summarization"]
        else {
            Issue.record("floors.json is not an object with an array \"summarization\"")
            return
        }
        #expect(!floors.isEmpty)
        for case .object(let floor) in floors { try check(floor) }
    }

    private func check(_ floor: JSONObject) throws {
        let collection = text(floor["collection"])
        let style = try #require(SummaryStyle(rawValue: text(floor["style"])))
        let options = SummaryOptions(length: .sentences(Int(number(floor["sentences"]))), style: style)
        let lines = try #require(EvaluationData.lines(collection + ".jsonl.gz"))
        var rouge = ROUGE()
        var workspace = SummarizationWorkspace()
        var sums = (0.0, 0.0)
        // Debug builds look at a tenth and only warn of crashes; floors hold for release builds.
        #if DEBUG
            let step = 10
        #else
            let step = 1
        #endif
        var count = 0.0
        for index in stride(from: 0, to: lines.count, by: step) {
            guard case .object(let record) = try JSONValue(parsing: String(lines[index]).utf8.span),
                case .array(let values)? = record["sentences"]
            else { continue }
            let references: [String] =
                if case .array(let all)? = record["summaries"] { all.map { text($0) }.filter { !$0.isEmpty } } else {
                    [text(record["summary"])]
                }
            let sentences = values.map { text($0) }
            let input = SummarizationInput(
                sentences: sentences, paragraphs: Array(sentences.indices), language: .english)
            let chosen =
                floor["cluster"] == .bool(true)
                ? Summarizer(options).summarize(cluster: [input], workspace: &workspace).sentences
                    .map(\.sentence.index)
                : Summarizer(options).summarize(input, workspace: &workspace).sentences.map(\.index)
            let summary = chosen.sorted().map { sentences[$0] }.joined(separator: "\n")
            let scores = rouge.scores(references: references, candidate: summary)
            sums.0 += 100 * scores.rouge1.f1
            sums.1 += 100 * scores.rouge2.f1
            count += 1
        }
        #expect(count > 0)
        #if !DEBUG
            #expect(sums.0 / count >= number(floor["rouge1"]), "ROUGE-1 of \(collection), \(style): \(sums.0 / count)")
            #expect(sums.1 / count >= number(floor["rouge2"]), "ROUGE-2 of \(collection), \(style): \(sums.1 / count)")
        #endif
    }

    private func text(_ value: JSONValue?) -> String { if case .string(let text)? = value { text } else { "" } }

    private func number(_ value: JSONValue?) -> Double {
        switch value {
        case .integer(let number)?: Double(number)
        case .number(let number)?: number
        default: .nan
        }
    }
}
