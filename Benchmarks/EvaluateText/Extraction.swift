internal import ArticleExtraction
import Boilerplate
import Foundations
internal import Serialization
internal import TestSupport
internal import TextProcessing

/// Article extraction against three sets of pages, by the measures that their authors use.
///
/// - `article-extraction-benchmark`: precision, recall and F1 of runs of four words (`\w+`), each page's counts divided by
///   their sum, means over pages, F1 of the two means.
/// - `trafilatura-eval`: stated segments that must and must not occur in the text, white space folded, summed over pages.
/// - `readability-pages`: the first measure against all text of the expected page: likeness to readability.js.
///
/// CPU time is that of `extract` alone, from bytes to article.
enum ExtractionEvaluation {
    /// Prints the table.
    ///
    /// - Parameter folder: what `Models/article/train.py` wrote: models without each fold, `fold-0.safetensors` and so
    ///   on, and for each set a file that names the fold of each page. Every page is then judged by the model that has
    ///   seen no page of its site. nil measures the shipped weights, which have seen these pages.
    /// - Returns: the lines of the table.
    static func report(folds folder: String? = nil) -> [String] {
        var extractors = [ArticleExtractor()]
        if let folder {
            extractors = (0..<5).compactMap { fold in
                guard let bytes = EvaluationData.unpacked("\(folder)/fold-\(fold).safetensors"),
                    let file = try? SafetensorsFile(bytes: bytes), let model = try? TwoStageModel(article: file)
                else { return nil }
                return ArticleExtractor(model: model)
            }
            guard extractors.count == 5 else { return ["\(folder) does not hold the models of five folds"] }
        }
        var lines = ["| set | pages | P | R | F1 | ms a page |", "|---|---|---|---|---|---|"]
        for (name, measure) in [
            ("article-extraction-benchmark", Measure.shingles), ("trafilatura-eval", .segments),
            ("readability-pages", .likeness),
        ] {
            guard let records = EvaluationData.lines("html/\(name).jsonl.gz") else {
                lines.append("| \(name) | no data | | | | |")
                continue
            }
            var score = Score()
            var seconds = 0.0
            var folds = [Int](repeating: 0, count: records.count)
            if let folder {
                folds = fileOfFolds("\(folder)/\(name).folds")
                guard folds.count == records.count, folds.allSatisfy(extractors.indices.contains) else {
                    return ["\(folder)/\(name).folds does not name the fold of each of \(records.count) pages"]
                }
            }
            for (line, fold) in zip(records, folds) {
                guard let record = try? JSONValue(parsing: Array(line.utf8).span), let html = record["html"]?.string
                else {
                    continue
                }
                let bytes = Array(html.utf8)
                let start = Seconds.ofProcess
                let article = extractors[fold].extract(html: bytes, encoding: "utf-8")
                seconds += Seconds.ofProcess - start
                score.pages += 1
                switch measure {
                case .shingles: score.add(true: record["text"]?.string ?? "", predicted: article.text)
                case .likeness:
                    let expected = HTMLDecoder(Array((record["expected_html"]?.string ?? "").utf8), stated: "utf-8")
                    let page = HTMLPageBuilder.parse(HTMLPruner(expected.bytes).output)
                    let text = page.blocks.map {
                        String(decoding: page.text[Int($0.text.lowerBound)..<Int($0.text.upperBound)], as: UTF8.self)
                    }
                    score.add(true: text.joined(separator: "\n"), predicted: article.text)
                case .segments:
                    score.add(
                        with: record["with"]?.array?.compactMap(\.string) ?? [],
                        without: record["without"]?.array?.compactMap(\.string) ?? [], text: article.text)
                }
            }
            let (precision, recall, f1) = measure == .segments ? score.summed : score.means
            lines.append(
                "| \(name) | \(score.pages) | \(EvaluateText.fixed(precision, 3)) | \(EvaluateText.fixed(recall, 3)) | "
                    + "\(EvaluateText.fixed(f1, 3)) | "
                    + "\(EvaluateText.fixed(1000 * seconds / Double(max(1, score.pages)), 2)) |")
        }
        let folds = folder.map { fileOfFolds("\($0)/wcxb.folds") } ?? []
        return lines + ["", "Pages of seven types", ""] + PageTypeEvaluation.report(extractors, folds: folds)
    }

    private static func fileOfFolds(_ path: String) -> [Int] {
        (EvaluationData.unpacked(path) ?? []).filter { $0 != 0x0A }.map { Int($0) - 0x30 }
    }

    private enum Measure { case shingles, segments, likeness }

    /// Sums over pages.
    private struct Score {
        var pages = 0
        private var precision = (sum: 0.0, count: 0)
        private var recall = (sum: 0.0, count: 0)
        private var segments = (found: 0, false: 0, missed: 0)

        var means: (Double, Double, Double) {
            let p = precision.sum / Double(max(1, precision.count))
            let r = recall.sum / Double(max(1, recall.count))
            return (p, r, p + r > 0 ? 2 * p * r / (p + r) : 0)
        }

        var summed: (Double, Double, Double) {
            let (found, extra, missed) = (Double(segments.found), Double(segments.false), Double(segments.missed))
            return (
                found / max(1, found + extra), found / max(1, found + missed),
                2 * found / max(1, 2 * found + extra + missed)
            )
        }

        mutating func add(true gold: String, predicted: String) {
            let (left, right) = (ExtractionEvaluation.shingles(gold), ExtractionEvaluation.shingles(predicted))
            var both = 0
            var all = (gold: 0, predicted: 0)
            for (shingle, count) in left {
                both += min(count, right[shingle] ?? 0)
                all.gold += count
            }
            for (_, count) in right { all.predicted += count }
            // Pages without a prediction do not count for precision, nor pages without gold text for recall.
            if all.predicted > 0 {
                precision.sum += Double(both) / Double(all.predicted)
                precision.count += 1
            }
            if all.gold > 0 {
                recall.sum += Double(both) / Double(all.gold)
                recall.count += 1
            }
        }

        mutating func add(with: [String], without: [String], text: String) {
            let folded = ExtractionEvaluation.folded(text)
            for segment in with {
                if folded.contains(ExtractionEvaluation.folded(segment)) {
                    segments.found += 1
                } else {
                    segments.missed += 1
                }
            }
            for segment in without where folded.contains(ExtractionEvaluation.folded(segment)) { segments.false += 1 }
        }
    }

    /// Runs of four words, or the only run of a shorter text; a word is what Python's `\w+` matches.
    private static func shingles(_ text: String) -> [[Substring]: Int] {
        let words = words(text)
        guard !words.isEmpty else { return [:] }
        var counts: [[Substring]: Int] = [:]
        for first in 0..<max(1, words.count - 3) {
            counts[Array(words[first..<min(words.count, first + 4)]), default: 0] += 1
        }
        return counts
    }

    /// What Python's `\w+` matches.
    static func words(_ text: String) -> [Substring] {
        var words: [Substring] = []
        var start: String.Index?
        let scalars = text.unicodeScalars
        for index in scalars.indices {
            if isWord(scalars[index]) {
                if start == nil { start = index }
            } else if let first = start {
                words.append(text[first..<index])
                start = nil
            }
        }
        if let first = start { words.append(text[first...]) }
        return words
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "_" { return true }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            return true
        default: return false
        }
    }

    private static func folded(_ text: String) -> String {
        text.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }.joined(separator: " ")
    }
}

/// What the training scripts of the two models read: the columns of blocks and sentences as the library measures them.
enum TrainingRows {
    /// Writes the blocks of pages: `OUT.f32` with the columns and `OUT.jsonl` with a line for each page.
    static func blocks(_ path: String, to output: String) -> [String] {
        var writer = JSONWriter()
        var columns: [Float] = []
        for line in EvaluationData.unpacked(path)?.split(separator: 0x0A) ?? [] {
            guard let record = try? JSONValue(parsing: line.span) else { continue }
            let decoded = HTMLDecoder(Array((record["html"]?.string ?? "").utf8), stated: "utf-8")
            let page = HTMLPageBuilder.parse(HTMLPruner(decoded.bytes).output)
            columns += BlockFeatures(page).values
            writer.beginObject()
            writer.member("id", record["id"]?.string ?? "")
            writer.key("blocks")
            writer.beginArray()
            for block in page.blocks {
                let range = Int(block.text.lowerBound)..<Int(block.text.upperBound)
                writer.beginObject()
                writer.member("t", String(decoding: page.text[range], as: UTF8.self))
                writer.member("tag", "\(page.nodes[Int(block.node)].tag)")
                writer.key("a")
                writer.beginArray()
                var node = block.node
                while node >= 0 {
                    writer.value(Int(page.nodes[Int(node)].firstBlock))
                    writer.value(Int(page.nodes[Int(node)].endBlock))
                    node = page.nodes[Int(node)].parent
                }
                writer.endArray()
                write(WordHashes.buckets(in: page.text.span, range: range), to: &writer)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
            writer.newline()
        }
        return save(
            columns, writer, to: output, [BlockFeatures.columns, BlockContext.columns])
    }

    /// Writes the sentences of texts; with the first stage's probabilities, the columns of their surroundings instead.
    static func sentences(_ path: String, to output: String, probabilities: String?) -> [String] {
        var writer = JSONWriter()
        var columns: [Float] = []
        let first: [Float]? = probabilities.flatMap { EvaluationData.unpacked($0) }.map { bytes in
            bytes.withUnsafeBytes { buffer in
                (0..<buffer.count / 4).map { buffer.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
            }
        }
        var next = 0
        for line in EvaluationData.unpacked(path)?.split(separator: 0x0A) ?? [] {
            guard let record = try? JSONValue(parsing: line.span), let text = record["text"]?.string else { continue }
            let language = Language(rawValue: record["language"]?.string ?? "und")
            let sentences = SentenceSegmenter(language: language).sentences(in: text)
            let bytes = Array(text.utf8)
            let features = BoilerplateFeatures(sentences, in: bytes.span)
            if let first {
                let context = SentenceContext(features, Array(first[next..<(next + sentences.count)]))
                next += sentences.count
                columns += context.values(of: sentences.indices, followedBy: [])
                continue
            }
            columns += features.values(of: sentences.indices, sentences, in: bytes.span)
            writer.beginArray()
            for sentence in sentences {
                writer.beginArray()
                writer.value(sentence.range.lowerBound)
                writer.value(sentence.range.upperBound)
                writer.value(sentence.paragraph)
                writer.beginArray()
                for bucket in WordHashes.buckets(in: bytes.span, range: sentence.range).prefix(400) {
                    writer.value(bucket)
                }
                writer.endArray()
                writer.endArray()
            }
            writer.endArray()
            writer.newline()
        }
        return save(
            columns, writer, to: output, [first == nil ? BoilerplateFeatures.columns : SentenceContext.columns])
    }

    private static func write(_ buckets: [Int], to writer: inout JSONWriter) {
        writer.key("h")
        writer.beginArray()
        for bucket in buckets.prefix(400) { writer.value(bucket) }
        writer.endArray()
    }

    private static func save(
        _ columns: [Float], _ writer: JSONWriter, to output: String, _ names: [ColumnNames]
    ) -> [String] {
        do {
            let bytes = columns.withUnsafeBytes { Array($0) }
            try AtomicFile.write(bytes, to: output + ".f32")
            // What the training script writes into the model file: the columns of a stage a line.
            let lists = names.map { $0.text + "\n" }.joined()
            try AtomicFile.write(Array(lists.utf8), to: output + ".columns")
            if !writer.bytes.isEmpty { try AtomicFile.write(writer.bytes, to: output + ".jsonl") }
        } catch {
            return ["\(error)"]
        }
        return ["\(output): \(columns.count / max(1, names[0].count)) rows of \(names[0].count) columns"]
    }
}
