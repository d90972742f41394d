internal import ArticleExtraction
import Boilerplate
internal import Serialization
internal import Summarization
internal import TestSupport
internal import TextProcessing

/// How much of the notices in texts of development reaches a summary, judged by probabilities that a model in training
/// has found out of fold; the texts are those that Models/boilerplate/train.py composes.
enum Contamination {
    /// Writes whether each sentence is part of the article, a byte each, and reports the summaries of the texts whose notices have a place.
    ///
    /// - Parameters:
    ///   - path: a JSON record a line with `text`, `language` and `spans`, each `[start, end, place]` in bytes.
    ///   - probabilities: a float32 for each sentence of all texts.
    ///   - output: the file to write.
    /// - Returns: the lines of the report.
    static func report(_ path: String, probabilities: String, to output: String) -> [String] {
        guard let bytes = EvaluationData.unpacked(probabilities) else { return ["cannot read \(probabilities)"] }
        let all = bytes.withUnsafeBytes { buffer in
            (0..<buffer.count / 4).map { buffer.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
        }
        var kept: [UInt8] = []
        var tally = Tally()
        for line in EvaluationData.unpacked(path)?.split(separator: 0x0A) ?? [] {
            guard let record = try? JSONValue(parsing: line.span), let text = record["text"]?.string else { continue }
            let language = Language(rawValue: record["language"]?.string ?? "und")
            let sentences = SentenceSegmenter(language: language).sentences(in: text)
            guard kept.count + sentences.count <= all.count else { return ["\(probabilities) has too few values"] }
            let own = Array(all[kept.count..<kept.count + sentences.count])
            let verdicts = BoilerplateFilter().verdicts(for: sentences, in: text.utf8.span, probabilities: own)
            kept += verdicts.map { $0.kind == .keep || $0.kind == .heading ? 1 : 0 }
            let places = (record["spans"]?.array ?? []).compactMap(Place.init).filter { !$0.name.isEmpty }
            guard !places.isEmpty else { continue }
            let input = SummarizationInput(
                text: text, sentences: sentences,
                exclusions: verdicts.map { $0.isKept ? nil : .init(reason: "is boilerplate") }, language: language)
            let chosen = Summarizer().summarize(input).sentences.map(\.range)
            count(places, of: text.utf8.span, language, chosen, into: &tally)
        }
        do { try AtomicFile.write(kept, to: output) } catch { return ["\(error)"] }
        return Acceptance.rows(tally, prefix: "")
    }

    /// Where a notice lies.
    private struct Place {
        var range: Range<Int>
        var name: String

        init?(_ value: JSONValue) {
            guard let parts = value.array, parts.count == 3, let start = parts[0].integer, let end = parts[1].integer,
                let name = parts[2].string, start <= end
            else {
                return nil
            }
            (range, self.name) = (start..<end, name)
        }
    }

    private static func count(
        _ places: [Place], of text: Span<UInt8>, _ language: Language, _ chosen: [Range<Int>], into tally: inout Tally
    ) {
        let hits = places.map { place in chosen.contains { $0.overlaps(place.range) } }
        tally.add("all summaries", hit: hits.contains(true))
        tally.add("language: \(language.rawValue)", hit: hits.contains(true))
        for (place, hit) in zip(places, hits) {
            let end = place.range.upperBound
            let isGlued = end < text.count && text[end] > 0x20
            tally.add("notice \(place.name)\(isGlued ? ", glued" : "")", hit: hit)
            if hit { tally.add("hits not cut", hit: chosen.contains { $0.contains(end) && $0.lowerBound < end }) }
        }
    }
}
