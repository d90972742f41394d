import Epitome
import Summarization
import TextProcessing

/// The whole text with the chosen sentences emphasised and what is not part of the article greyed.
struct SummaryHighlight {
    let record: SummaryRecord
    let style: TerminalStyle

    /// Without colour, chosen sentences stand between `**`.
    var text: String {
        let utf8 = record.document.text.utf8.span
        let chosen = Set(record.summary.sentences.map(\.index))
        var result = ""
        var end = 0
        for (index, sentence) in record.document.sentences.enumerated() {
            guard sentence.range.lowerBound >= end, sentence.range.upperBound <= utf8.count else { continue }
            result += Self.piece(utf8, end..<sentence.range.lowerBound)
            let piece = Self.piece(utf8, sentence.range)
            let exclusion = index < record.document.exclusions.count ? record.document.exclusions[index] : nil
            if chosen.contains(index) {
                result += style.isOn ? style.highlighted(piece) : "**\(piece)**"
            } else if exclusion?.isForeign == true {
                result += style.faint(piece)
            } else {
                result += piece
            }
            end = sentence.range.upperBound
        }
        result += Self.piece(utf8, end..<utf8.count)
        return result.hasSuffix("\n") ? result : result + "\n"
    }

    static func piece(_ utf8: Span<UInt8>, _ range: Range<Int>) -> String {
        utf8.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
