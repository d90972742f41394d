internal import TestSupport
internal import TextProcessing

/// How often bytes that do not say what they are come out as the text that was written, by encoding.
///
/// The rows (`encoding TAB bytes in hexadecimal digits TAB text`) are made by `Benchmarks/Peers/text_encodings.py`, so that peers answer
/// the same questions.
enum EncodingEvaluation {
    static func report(path: String) -> [String] {
        guard let bytes = EvaluationData.unpacked(path) else { return ["\(path): cannot be read"] }
        var right: [String: Int] = [:]
        var all: [String: Int] = [:]
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let parts = line.split(separator: UInt8(ascii: "\t"), maxSplits: 2)
            guard parts.count == 3 else { continue }
            let digits = parts[1].map { $0 < 0x3A ? $0 &- 0x30 : $0 &- 0x57 }
            let sample = stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
            let found = EncodingGuess.decode(sample.span, from: EncodingGuess(sample.span).name)
            let name = String(decoding: parts[0], as: UTF8.self)
            all[name, default: 0] += 1
            if let found, found.text.elementsEqual(parts[2]) { right[name, default: 0] += 1 }
        }
        var lines = ["| encoding | texts | right, % |", "| --- | --- | --- |"]
        for name in all.keys.sorted() {
            let share = 100 * Double(right[name] ?? 0) / Double(all[name] ?? 1)
            lines.append("| \(name) | \(all[name] ?? 0) | \(EvaluateText.fixed(share, 1)) |")
        }
        let (good, count) = (right.values.reduce(0, +), all.values.reduce(0, +))
        lines.append("| all | \(count) | \(EvaluateText.fixed(100 * Double(good) / Double(max(1, count)), 1)) |")
        return lines
    }
}
