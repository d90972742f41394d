import Foundations
internal import Serialization
internal import TestSupport
internal import TextEvaluation
internal import TextProcessing

/// How well sentence ends are found: boundary F1 on treebanks, cases cut right of the golden rules, speed.
///
/// A predicted end is right when it falls on the same non-space character as a gold end; the end of each document is left
/// out on both sides. Texts are given as they are, with the language and no other setting. A golden case is right when its
/// sentences equal the expected ones, white space aside. The same definitions as `Benchmarks/Peers/text_sentences.py`.
enum SentenceEvaluation {
    private static let treebanks: [(name: String, language: Language)] = [
        ("ewt", .english), ("gum", .english), ("de-gsd", .german), ("fr-gsd", .french), ("fr-sequoia", .french),
        ("es-gsd", .spanish), ("it-isdt", .italian),
    ]

    /// One document with its sentences.
    struct Sample {
        var language: Language
        var text: String
        var sentences: [String]
    }

    /// Counts of ends.
    struct Score {
        var right = 0
        var wrong = 0
        var missed = 0
        var precision: Double { right == 0 ? 0 : Double(right) / Double(right + wrong) }
        var recall: Double { right == 0 ? 0 : Double(right) / Double(right + missed) }
        var f1: Double { F1.of(right: right, truths: right + missed, answers: right + wrong) }
    }

    /// The table of one part of the data, `dev` or `test`.
    static func report(part: String) -> [String] {
        var lines = [
            "Sentence ends, \(part) parts, text as given", "",
            "| data | precision | recall | F1 | F1, language not given |", "| --- | --- | --- | --- | --- |",
        ]
        for (name, language) in treebanks {
            guard let samples = samples("\(name)-\(part)", language) else { continue }
            let score = score(samples)
            let guessed = self.score(
                samples.map { Sample(language: .undetermined, text: $0.text, sentences: $0.sentences) })
            let columns = [score.precision, score.recall, score.f1, guessed.f1].map { EvaluateText.fixed($0 * 100, 2) }
            lines.append("| \(name)-\(part) | " + columns.joined(separator: " | ") + " |")
        }
        lines += golden()
        lines += ["", "English news: \(EvaluateText.fixed(speed(), 0)) MB/s of CPU time, with offsets"]
        return lines
    }

    /// Trains the English model on the train part of EWT and writes it to `path`.
    static func train(to path: String) -> [String] {
        guard let samples = samples("ewt-train", .english) else { return ["no data: sentences/ewt-train.jsonl.gz"] }
        var examples: [BoundaryExample] = []
        for sample in samples {
            let bytes = Array(sample.text.utf8)
            var ends: Set<Int> = []
            var from = 0
            for sentence in sample.sentences {
                let sentence = Array(sentence.utf8)
                guard let start = find(sentence, in: bytes, from: from) else { continue }
                from = start + sentence.count
                ends.insert(from)
            }
            examples += SentenceSegmenter(language: .english).examples(in: bytes.span, ends: ends)
        }
        let training = BoundaryTraining()
        let metadata = [
            "model": "sentence boundaries, English", "training-data": "UD_English-EWT train 15d613d, CC BY-SA 4.0",
            "license": "CC BY-SA 4.0", "facts": "1", "examples": "\(examples.count)", "passes": "\(training.passes)",
            "rate": "\(training.rate)", "l1": "\(training.l1)", "l2": "\(training.l2)",
        ]
        do {
            let bytes = try training.model(for: examples).fileBytes(metadata: metadata)
            try AtomicFile.write(bytes, to: path)
            return ["\(examples.count) places, \(examples.count(where: \.isEnd)) of them ends; wrote \(path)"]
        } catch {
            EvaluateText.fail("\(error)")
        }
    }

    // MARK: - Measures

    static func score(_ samples: [Sample]) -> Score {
        var score = Score()
        for sample in samples {
            var gold = ends(sample.sentences.map { Array($0.utf8) })
            let bytes = Array(sample.text.utf8)
            let sentences = SentenceSegmenter(language: sample.language).sentences(in: bytes.span)
            var found = ends(sentences.map { Array(bytes[$0.range]) })
            gold.removeLast()
            if !found.isEmpty { found.removeLast() }
            let goldSet = Set(gold)
            let hits = found.count { goldSet.contains($0) }
            score.right += hits
            score.wrong += found.count - hits
            score.missed += gold.count - hits
        }
        return score
    }

    private static func golden() -> [String] {
        var counts: [(language: String, right: Int, cases: Int)] = []
        for sample in samples("golden-rules", nil) ?? [] {
            let bytes = Array(sample.text.utf8)
            let found = SentenceSegmenter(language: sample.language).sentences(in: bytes.span)
            let isRight = found.map { solid(Array(bytes[$0.range])) } == sample.sentences.map { solid(Array($0.utf8)) }
            let name = sample.language.rawValue
            let index = counts.firstIndex { $0.language == name } ?? counts.count
            if index == counts.count { counts.append((name, 0, 0)) }
            counts[index].cases += 1
            if isRight { counts[index].right += 1 }
        }
        guard !counts.isEmpty else { return [] }
        let english = counts.first { $0.language == "en" } ?? ("en", 0, 1)
        let others = counts.filter { $0.language != "en" }
        let right = others.reduce(0) { $0 + $1.right }
        let cases = others.reduce(0) { $0 + $1.cases }
        let each = others.map { "\($0.language) \($0.right)/\($0.cases)" }.joined(separator: ", ")
        return [
            "",
            "Golden rules, cases cut right: English \(english.right) of \(english.cases) ("
                + EvaluateText.fixed(Double(english.right) * 100 / Double(english.cases), 1)
                + " %), others \(right) of "
                + "\(cases) (" + EvaluateText.fixed(Double(right) * 100 / Double(max(1, cases)), 1) + " %): " + each,
        ]
    }

    /// Megabytes a second of CPU time on English news, one call a document.
    private static func speed() -> Double {
        let lines = EvaluationData.lines("cnn-dailymail/valid.jsonl.gz") ?? []
        let texts = lines.prefix(1000).compactMap { line in
            (try? JSONValue(parsing: Array(line.utf8).span))?["text"]?.string.map { Array($0.utf8) }
        }
        guard !texts.isEmpty else { return 0 }
        let segmenter = SentenceSegmenter(language: .english)
        var bytes = 0
        var sentences = 0
        let start = Seconds.ofProcess
        repeat {
            for text in texts {
                sentences += segmenter.sentences(in: text.span).count
                bytes += text.count
            }
        } while Seconds.ofProcess - start < 1
        precondition(sentences > texts.count)
        return Double(bytes) / 1e6 / (Seconds.ofProcess - start)
    }

    // MARK: - Data

    /// The documents of `sentences/<name>.jsonl.gz`; their own language where none is given.
    private static func samples(_ name: String, _ language: Language?) -> [Sample]? {
        EvaluationData.lines("sentences/\(name).jsonl.gz")?.compactMap { line in
            guard let record = try? JSONValue(parsing: Array(line.utf8).span), let text = record["text"]?.string,
                let sentences = record["sentences"]?.array
            else { return nil }
            let language = language ?? Language(rawValue: record["lang"]?.string ?? "und")
            return Sample(language: language, text: text, sentences: sentences.compactMap(\.string))
        }
    }

    /// How many solid bytes each sentence ends after.
    private static func ends(_ sentences: [[UInt8]]) -> [Int] {
        var total = 0
        var ends: [Int] = []
        for sentence in sentences {
            let count = solid(sentence).count
            total += count
            if count > 0 { ends.append(total) }
        }
        return ends
    }

    /// The bytes without white space.
    private static func solid(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.filter { $0 > 0x20 } }
        var solid = String.UnicodeScalarView()
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if !scalar.properties.isWhitespace, !(0x1C...0x1F).contains(scalar.value) { solid.append(scalar) }
        }
        return Array(String(solid).utf8)
    }

    private static func find(_ part: [UInt8], in bytes: [UInt8], from: Int) -> Int? {
        guard let first = part.first else { return nil }
        var index = from
        while index + part.count <= bytes.count {
            if bytes[index] == first, bytes[index..<index + part.count].elementsEqual(part) { return index }
            index += 1
        }
        return nil
    }
}
