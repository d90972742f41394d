import Foundations
internal import Serialization
internal import TestSupport
internal import TextProcessing

/// How fast words, tokens and stems come, and whether stems are those of the Snowball vocabularies.
enum WordEvaluation {
    /// Two tables; speeds are CPU time of one thread, best of five rounds.
    static func report() -> [String] { tokens() + [""] + stems() }

    /// English, French and German prose, at most 20 MB each.
    private static let corpora: [(name: String, files: [String])] = [
        ("English", ["cnn-dailymail/valid.jsonl.gz", "bbc/train.jsonl.gz", "xsum-sample/test-1000.jsonl.gz"]),
        ("French", ["orangesum-fr/valid.jsonl.gz", "orangesum-fr/test.jsonl.gz"]),
        ("German", ["klexikon-de/valid.jsonl.gz"]),
    ]

    private static func tokens() -> [String] {
        var lines = [
            "| prose | MB | words | words streamed, MB/s | tokens with offsets, MB/s | language named, MB/s |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        for (name, files) in corpora {
            let documents = files.flatMap { texts($0) }
            guard !documents.isEmpty else { continue }
            let size = Double(documents.reduce(0) { $0 + $1.count })
            let scanner = WordScanner()
            let tokenizer = Tokenizer()
            var words = 0
            var sum = 0
            let scanning = seconds {
                words = 0
                for document in documents {
                    scanner.forEachWord(in: document.span) { word, _ in
                        words &+= 1
                        sum &+= Int(word[0])
                    }
                }
            }
            let tokenizing = seconds { for document in documents { sum &+= tokenizer.tokens(in: document.span).count } }
            let naming = seconds {
                for document in documents {
                    sum &+= LanguageIdentifier.shared.identify(document.span).candidates.count
                }
            }
            let speeds = [scanning, tokenizing, naming].map { EvaluateText.fixed(size / $0 / 1e6, 0) }
            lines.append(
                "| \(name) | \(EvaluateText.fixed(size / 1e6, 1)) | \(words) | " + speeds.joined(separator: " | ")
                    + " |")
            guard sum != 0 else { return ["no words: the data are empty"] }
        }
        return lines
    }

    private static func stems() -> [String] {
        var lines = ["| algorithm | words | wrong | ns/word |", "| --- | --- | --- | --- |"]
        for algorithm in Stemmer.Algorithm.allCases {
            guard let rows = EvaluationData.lines("stemming/\(algorithm.rawValue).tsv.gz") else { continue }
            let pairs = rows.map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
            let stemmer = Stemmer(algorithm)
            let wrong = pairs.count { stemmer.stem($0[0]) != $0[1] }
            var text: [UInt8] = []
            var ends = [0]
            for pair in pairs {
                text += pair[0].utf8
                ends.append(text.count)
            }
            var output = [UInt8](repeating: 0, count: Stemmer.longestWord + Stemmer.longestGrowth)
            var sum = 0
            let time = seconds {
                text.withUnsafeBufferPointer { text in
                    output.withUnsafeMutableBufferPointer { output in
                        guard let base = output.baseAddress else { return }
                        for i in pairs.indices {
                            sum &+= stemmer.stem(UnsafeBufferPointer(rebasing: text[ends[i]..<ends[i + 1]]), into: base)
                        }
                    }
                }
            }
            guard sum > 0 else { continue }
            let speed = EvaluateText.fixed(time / Double(pairs.count) * 1e9, 1)
            lines.append("| \(algorithm.rawValue) | \(pairs.count) | \(wrong) | \(speed) |")
        }
        return lines
    }

    /// The texts of a file of JSON lines as bytes.
    static func texts(_ name: String) -> [[UInt8]] {
        (EvaluationData.lines(name) ?? []).compactMap { line in
            guard let row = try? JSONValue(parsing: Array(line.utf8).span), let text = row["text"]?.string else {
                return nil
            }
            return Array(text.utf8)
        }
    }

    /// The CPU seconds of the fastest of five rounds.
    static func seconds(_ body: () -> Void) -> Double {
        var best = Double.infinity
        for _ in 0..<5 {
            let start = Seconds.ofProcess
            body()
            best = min(best, Seconds.ofProcess - start)
        }
        return best
    }
}
