import Serialization
import TestSupport
import TextProcessing

/// Boundary counts of one file of `sentences/`: ends by solid bytes, the document's end left out.
struct SentenceScore {
    private(set) var right = 0
    private(set) var wrong = 0
    private(set) var missed = 0
    var f1: Double { right == 0 ? 0 : 2 * Double(right) / Double(2 * right + wrong + missed) }

    /// Nil where the data are absent.
    init?(_ name: String, _ language: Language) {
        guard let lines = EvaluationData.lines("sentences/\(name).jsonl.gz") else { return nil }
        for line in lines {
            guard let record = try? JSONValue(parsing: Array(line.utf8).span), let text = record["text"]?.string,
                let sentences = record["sentences"]?.array
            else { return nil }
            let bytes = Array(text.utf8)
            let found = SentenceSegmenter(language: language).sentences(in: bytes.span)
            let ends = Self.ends(found.map { bytes[$0.range] }).dropLast()
            let gold = Set(Self.ends(sentences.compactMap { $0.string.map { Array($0.utf8)[...] } }).dropLast())
            let hits = ends.count { gold.contains($0) }
            right += hits
            wrong += ends.count - hits
            missed += gold.count - hits
        }
    }

    private static func ends(_ sentences: [ArraySlice<UInt8>]) -> [Int] {
        var total = 0
        return sentences.map { sentence in
            // No-break blanks (C2 A0) count as white space too.
            var previous: UInt8 = 0
            for byte in sentence {
                if byte > 0x20 { total += previous == 0xC2 && byte == 0xA0 ? -1 : 1 }
                previous = byte
            }
            return total
        }
    }
}
