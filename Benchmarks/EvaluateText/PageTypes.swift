internal import ArticleExtraction
internal import Foundations
internal import Serialization
internal import TestSupport
internal import TextProcessing

/// Pages of seven types: the words of the text beside those of the text that people chose, by the measure of the Web Content
/// Extraction Benchmark (WCXB), whose development pages these are.
///
/// Words are what `\w+` matches, folded; precision, recall and F1 of each page's words with their numbers, the mean over
/// pages. A page without text is right where its reference is empty.
enum PageTypeEvaluation {
    private struct Sums {
        var pages = 0
        var precision = 0.0
        var recall = 0.0
        var f1 = 0.0
        var empty = 0
    }

    private static let types = [
        "article", "forum", "product", "collection", "listing", "documentation", "service",
    ]

    /// The table: a line for each type and one for all.
    ///
    /// - Parameters:
    ///   - extractors: one, or one for each fold.
    ///   - folds: which of them judges each page; empty where there is one.
    /// - Returns: the lines of the table, and the time a page takes.
    static func report(_ extractors: [ArticleExtractor], folds: [Int]) -> [String] {
        guard let records = EvaluationData.lines("html-wcxb-dev/dev.jsonl.gz") else {
            return ["no pages of seven types"]
        }
        guard folds.isEmpty || folds.count == records.count else { return ["the folds are not those of these pages"] }
        var sums: [String: Sums] = [:]
        var seconds = 0.0
        for (index, line) in records.enumerated() {
            guard let record = try? JSONValue(parsing: Array(line.utf8).span), let html = record["html"]?.string,
                let type = record["page_type"]?.string
            else { continue }
            let bytes = Array(html.utf8)
            let start = Seconds.ofProcess
            let article = extractors[folds.isEmpty ? 0 : folds[index]].extract(html: bytes, encoding: "utf-8")
            seconds += Seconds.ofProcess - start
            let (precision, recall) = match(article.text, record["text"]?.string ?? "")
            for name in [type, "all"] {
                var sum = sums[name] ?? Sums()
                sum.pages += 1
                sum.precision += precision
                sum.recall += recall
                sum.f1 += precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
                if article.text.isEmpty, record["text"]?.string?.isEmpty == false { sum.empty += 1 }
                sums[name] = sum
            }
        }
        var lines = ["| type | pages | P | R | F1 | empty |", "|---|---|---|---|---|---|"]
        for name in types + ["all"] {
            guard let sum = sums[name] else { continue }
            let count = Double(sum.pages)
            lines.append(
                "| \(name) | \(sum.pages) | \(EvaluateText.fixed(sum.precision / count, 3)) | "
                    + "\(EvaluateText.fixed(sum.recall / count, 3)) | \(EvaluateText.fixed(sum.f1 / count, 3)) | "
                    + "\(sum.empty) |")
        }
        lines.append("\(EvaluateText.fixed(1000 * seconds / Double(max(1, records.count)), 2)) ms a page")
        return lines
    }

    private static func match(_ text: String, _ reference: String) -> (precision: Double, recall: Double) {
        let (found, wanted) = (words(text), words(reference))
        let (all, gold) = (found.values.reduce(0, +), wanted.values.reduce(0, +))
        if gold == 0 { return all == 0 ? (1, 1) : (0, 0) }
        let both = found.reduce(0) { $0 + min($1.value, wanted[$1.key] ?? 0) }
        return (Double(both) / Double(max(1, all)), Double(both) / Double(gold))
    }

    private static func words(_ text: String) -> [Substring: Int] {
        var counts: [Substring: Int] = [:]
        for word in ExtractionEvaluation.words(text.lowercased()) { counts[word, default: 0] += 1 }
        return counts
    }
}
