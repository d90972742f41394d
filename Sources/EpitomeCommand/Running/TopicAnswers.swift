import Classification
import Corpora
import Epitome
import Serialization

/// Writes the topics of documents, wherever they come from: one form for every way to find them.
struct TopicAnswers {
    let context: RunContext
    /// How many labels are listed.
    let listed: Int
    let isMultiLabel: Bool

    /// For the forms that are tables.
    var table: AnswerTable? { AnswerTable(columns: ["label", "probability", "reason"], context: context) }

    /// How many labels are listed by default: one for people, three in records.
    static func usualCount(_ context: RunContext) -> Int {
        context.format == .json || context.format == .jsonl ? 3 : 1
    }

    /// Writes one answer, with an explanation as members of the record or as lines of text.
    func write(
        _ prediction: Prediction, of record: CorpusRecord, to writer: inout JSONWriter,
        members: (inout JSONWriter) -> Void = { _ in }, lines: () -> String = { "" }
    ) {
        guard context.format == .json || context.format == .jsonl else {
            table?.write(answers(prediction), of: record, to: &writer)
            if context.format == .text { writer.raw(lines()) }
            return
        }
        writer.beginObject()
        record.writeID(to: &writer)
        TopicRecord(prediction: prediction, top: listed, isMultiLabel: isMultiLabel).writeMembers(to: &writer)
        members(&writer)
        writer.endObject()
    }

    /// The fields of each line: in tables a record without a label is one line with no probability in it.
    private func answers(_ prediction: Prediction) -> [[String]] {
        let isText = context.format == .text
        var answers: [[String]] = []
        if let reason = prediction.reason {
            answers = [isText ? ["unknown", reason.description] : ["unknown", "", reason.description]]
            guard isText else { return answers }
        }
        for candidate in prediction.candidates.prefix(listed - answers.count) {
            answers.append([candidate.label, "\(Self.rounded(candidate.probability))"] + (isText ? [] : [""]))
        }
        return answers
    }

    /// How many terms an explanation lists.
    static let listedTerms = 15

    /// A line of an explanation: what something adds, with its sign.
    static func line(_ contribution: Double, _ text: String) -> String {
        "  \(contribution < 0 ? "" : "+")\(rounded(contribution))\t\(text)\n"
    }

    /// Four decimals: more than any calibration can promise.
    static func rounded(_ probability: Double) -> Double { (probability * 1e4).rounded() / 1e4 }
}
