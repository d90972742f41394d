import Epitome
import Summarization
import TextProcessing

/// A summary as a page that stands alone: the chosen sentences, then the whole text with them marked, a bar for each
/// score, and what is not part of the article greyed with the reason in its tooltip.
struct SummaryPage {
    let record: SummaryRecord
    let id: String

    static let prologue = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Summary</title>
        <style>
        :root { color-scheme: light dark }
        body { font: 17px/1.55 Georgia, serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
        h1 { font-size: 1.5rem; line-height: 1.25 }
        article { margin-bottom: 4rem }
        .about { font: 13px/1.4 system-ui, sans-serif; opacity: .7 }
        .summary { border-inline-start: 4px solid #d9a400; padding-inline-start: 1rem; margin: 1rem 0 2rem }
        mark { background: #ffe27a; color: #000; border-radius: 2px; padding: 0 2px }
        .foreign { opacity: .4 }
        .heading { font-weight: bold }
        .bar { display: inline-block; width: 3em; height: .45em; margin-inline-end: .4em; background: #8883; border-radius: 2px;
          overflow: hidden; vertical-align: middle }
        .bar i { display: block; height: 100%; background: #d9a400 }
        .text { white-space: pre-wrap }
        </style></head><body>

        """
    static let epilogue = "</body></html>\n"

    /// One document's part of the page.
    var section: String {
        let summary = record.summary
        let document = record.document
        var html =
            "<article lang=\"\(Self.escaped(document.language.rawValue))\">\n<h1 dir=\"auto\">\(Self.escaped(document.title ?? id))</h1>\n"
        html += "<p class=\"about\" dir=\"auto\">\(Self.escaped(id)) · method \(Self.escaped(summary.method))"
        html += " · language \(Self.escaped(summary.language.rawValue))"
        if let reason = summary.reason { html += " · \(Self.escaped(reason))" }
        html += "</p>\n<div class=\"summary\" dir=\"auto\">\n"
        for (sentence, text) in zip(summary.sentences, document.texts(of: summary)) {
            html += "<p>\(Self.escaped(text))"
            if !summary.explanations.isEmpty {
                html += "<br><small class=\"about\">\(Self.escaped(Self.reasons(sentence.index, in: summary)))</small>"
            }
            html += "</p>\n"
        }
        html += "</div>\n<div class=\"text\" dir=\"auto\">" + markedText + "</div>\n</article>\n"
        return html
    }

    private var markedText: String {
        let document = record.document
        let summary = record.summary
        let utf8 = document.text.utf8.span
        let chosen = Set(summary.sentences.map(\.index))
        let highest = summary.scores.reduce(0.0) { max($0, $1 ?? 0) }
        // A bar begins at 0: a penalty for a short sentence would push all the others to the right.
        var html = ""
        var end = 0
        for (index, sentence) in document.sentences.enumerated() {
            guard sentence.range.lowerBound >= end, sentence.range.upperBound <= utf8.count else { continue }
            html += Self.escaped(SummaryHighlight.piece(utf8, end..<sentence.range.lowerBound))
            let piece = Self.escaped(SummaryHighlight.piece(utf8, sentence.range))
            let exclusion = index < document.exclusions.count ? document.exclusions[index] : nil
            if let exclusion {
                let kind = exclusion.isForeign ? "foreign" : sentence.kind == .heading ? "heading" : "excluded"
                html += "<span class=\"\(kind)\" title=\"\(Self.escaped(exclusion.reason))\">\(piece)</span>"
            } else {
                var bar = ""
                if index < summary.scores.count, let score = summary.scores[index], highest > 0 {
                    let share = Int((max(0, score) / highest * 100).rounded())
                    bar =
                        "<span class=\"bar\" title=\"\(Self.escaped(Self.reasons(index, in: summary)))\"><i style=\"width:\(share)%\"></i></span>"
                }
                html += bar + (chosen.contains(index) ? "<mark>\(piece)</mark>" : piece)
            }
            end = sentence.range.upperBound
        }
        return html + Self.escaped(SummaryHighlight.piece(utf8, end..<utf8.count))
    }

    /// The score of a sentence and, if the summary is explained, what it is made of and why the sentence was left out.
    static func reasons(_ index: Int, in summary: Summary) -> String {
        var text = "score \(summary.scores.indices.contains(index) ? rounded(summary.scores[index] ?? 0) : 0)"
        guard let explanation = summary.explanations.first(where: { $0.index == index }) else { return text }
        let parts = explanation.contributions.prefix(6).map {
            "\($0.name) \($0.amount < 0 ? "" : "+")\(rounded($0.amount))"
        }
        if !parts.isEmpty { text += ": " + parts.joined(separator: ", ") }
        if let reason = explanation.reasonLeftOut { text += "; left out: \(reason)" }
        return text
    }

    private static func rounded(_ value: Double) -> Double { (value * 1e4).rounded() / 1e4 }

    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\0": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
