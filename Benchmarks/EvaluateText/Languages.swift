internal import Serialization
internal import TestSupport
internal import TextProcessing

/// How often the language of a text is named right, by length, with every language as a candidate.
///
/// The five languages of the treebanks: single sentences by their length in characters, windows of 3 and 6 words, long
/// texts. Accuracy is the mean over the languages. With a file, its rows (`kind TAB language TAB text`) are measured
/// instead: `Benchmarks/Peers/text_language.py` writes one, so that peers answer the very same questions.
enum LanguageEvaluation {
    private static let treebanks: [(code: String, names: [String])] = [
        ("en", ["ewt", "gum"]), ("de", ["de-gsd"]), ("fr", ["fr-gsd", "fr-sequoia"]), ("es", ["es-gsd"]),
        ("it", ["it-isdt"]),
    ]
    private static let lengths = [5...19, 20...39, 40...79, 80...159, 160...400]

    /// One question.
    struct Row {
        var kind: String
        var code: String
        var text: String
    }

    /// The table for the `dev` or `test` parts.
    static func report(part: String) -> [String] { report(rows(part: part), title: "\(part) parts") }

    /// The table for the rows of a file.
    static func report(path: String) -> [String] {
        guard let bytes = EvaluationData.unpacked(path) else { return ["\(path): cannot be read"] }
        let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line -> Row? in
            let columns = line.split(separator: "\t", maxSplits: 2)
            guard columns.count == 3 else { return nil }
            return Row(kind: String(columns[0]), code: String(columns[1]), text: String(columns[2]))
        }
        return report(rows, title: "given rows")
    }

    /// Writes the lines of a file with the last column as the words that identification reads, a blank between two.
    static func words(of path: String, to output: String) -> [String] {
        guard let bytes = EvaluationData.unpacked(path) else { return ["\(path): cannot be read"] }
        var written: [UInt8] = []
        var lines = 0
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let start = line.lastIndex(of: UInt8(ascii: "\t")).map { $0 + 1 } ?? line.startIndex
            written += line[..<start]
            line[start...].withUnsafeBufferPointer { text in
                let words = LanguageWords(of: text)
                var letter = 0
                for word in 0..<words.count {
                    // The first word's leading blank is not needed, nor is the blank behind each.
                    for place in letter + (word == 0 ? 1 : 0)..<Int(words.ends[word]) - 1 {
                        written += String(Unicode.Scalar(words.letters[place]) ?? " ").utf8
                    }
                    letter = Int(words.ends[word])
                }
            }
            written.append(UInt8(ascii: "\n"))
            lines += 1
        }
        do { try AtomicFile.write(written, to: output) } catch { return ["\(error)"] }
        return ["\(lines) lines written to \(output)"]
    }

    private static func report(_ rows: [Row], title: String) -> [String] {
        var lines = ["Languages, \(title)", "", "| texts | number | accuracy | texts/s |", "| --- | --- | --- | --- |"]
        var kinds: [String] = []
        for row in rows where !kinds.contains(row.kind) { kinds.append(row.kind) }
        for kind in kinds {
            let mine = rows.filter { $0.kind == kind }
            var right: [String: Int] = [:]
            var all: [String: Int] = [:]
            for row in mine {
                all[row.code, default: 0] += 1
                if LanguageIdentifier.shared.identify(row.text).language.rawValue == row.code {
                    right[row.code, default: 0] += 1
                }
            }
            let accuracy = all.reduce(0) { $0 + Double(right[$1.key] ?? 0) / Double($1.value) } / Double(all.count)
            var sum = 0
            let time = WordEvaluation.seconds {
                for row in mine { sum &+= LanguageIdentifier.shared.identify(row.text).candidates.count }
            }
            guard sum >= 0 else { continue }
            lines.append(
                "| \(kind) | \(mine.count) | \(EvaluateText.fixed(accuracy * 100, 1)) | "
                    + "\(EvaluateText.fixed(Double(mine.count) / time, 0)) |")
        }
        return lines
    }

    private static func rows(part: String) -> [Row] {
        var rows: [Row] = []
        var random = SeededGenerator(seed: 7)
        for (code, names) in treebanks {
            var sentences: [String] = []
            for name in names {
                for line in EvaluationData.lines("sentences/\(name)-\(part).jsonl.gz") ?? [] {
                    guard let row = try? JSONValue(parsing: Array(line.utf8).span) else { continue }
                    for sentence in row["sentences"]?.array ?? [] {
                        let words = (sentence.string ?? "").split(whereSeparator: \.isWhitespace)
                        sentences.append(words.joined(separator: " "))
                    }
                }
            }
            sentences = Array(Set(sentences)).sorted()
            for range in lengths {
                let kind = "\(range.lowerBound)–\(range.upperBound) characters"
                for sentence in sentences where range.contains(sentence.count) && letters(sentence) >= 3 {
                    rows.append(Row(kind: kind, code: code, text: sentence))
                }
            }
            for size in [3, 6] {
                for _ in 0..<(sentences.isEmpty ? 0 : 1000) {
                    let words = sentences[Int.random(in: sentences.indices, using: &random)].split(separator: " ")
                    guard words.count >= size else { continue }
                    let start = Int.random(in: 0...words.count - size, using: &random)
                    let window = words[start..<start + size]
                    guard window.allSatisfy({ letters($0) > 0 && !$0.contains("@") && !$0.contains("/") }) else {
                        continue
                    }
                    rows.append(Row(kind: "\(size) words", code: code, text: window.joined(separator: " ")))
                }
            }
        }
        return rows
    }

    private static func letters(_ text: some StringProtocol) -> Int {
        text.unicodeScalars.count { $0.properties.isAlphabetic }
    }
}
