internal import ArticleExtraction
internal import TextProcessing

/// What one person says at a stretch.
struct Turn: Equatable {
    /// Who, as the source writes the name; nil where nobody is named.
    var speaker: String?
    /// When, as the source writes it.
    var time: String?
    /// What is said.
    var text: String
}

extension Article {
    /// An article whose paragraphs are turns; turns in a row of one speaker are one paragraph.
    static func spoken(_ turns: [Turn]) -> Article {
        var builder = ArticleBuilder()
        var open: Turn?
        func end() {
            if let open { builder.append(.paragraph, open.text, speaker: open.speaker, time: open.time) }
        }
        for turn in turns {
            let text = TextGatherer.line(SpokenText.withoutRemarks(turn.text))
            guard !text.isEmpty else { continue }
            if var last = open, last.speaker == turn.speaker {
                last.text += " " + text
                open = last
            } else {
                end()
                open = Turn(speaker: turn.speaker, time: turn.time, text: text)
            }
        }
        end()
        return builder.article
    }
}

/// What stands in the text of speech and is not said.
enum SpokenText {
    /// A text without remarks on sounds and gestures: `[crosstalk]`, `(laughs)`, `<file_photo>`, notes of music.
    ///
    /// In square brackets up to three words are a remark, in round ones only words that name a sound.
    static func withoutRemarks(_ text: String) -> String {
        guard text.utf8.contains(where: { [0x5B, 0x28, 0x3C, 0xE2].contains($0) }) else { return text }
        var output = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let first = rest.popFirst() {
            let closing: Unicode.Scalar
            switch first {
            case "[": closing = "]"
            case "(": closing = ")"
            case "<": closing = ">"
            case "\u{266A}", "\u{266B}", "\u{266C}": continue
            default:
                output.append(first)
                continue
            }
            if let end = rest.prefix(60).firstIndex(of: closing),
                isRemark(String(rest[..<end]), opening: first)
            {
                rest = rest[rest.index(after: end)...]
            } else {
                output.append(first)
            }
        }
        return String(output)
    }

    /// What is left of a text behind remarks at its beginning.
    static func withoutLeadingRemarks(_ text: Substring) -> Substring {
        var rest = text
        while let first = rest.unicodeScalars.first, let closing = ["[": "]", "(": ")", "<": ">"][String(first)],
            let end = rest.prefix(60).range(of: closing),
            isRemark(String(rest[..<end.lowerBound].dropFirst()), opening: first)
        { rest = Substring(rest[end.upperBound...].utf8.drop { $0 <= 0x20 }) }
        return rest
    }

    private static func isRemark(_ content: String, opening: Unicode.Scalar) -> Bool {
        let words = content.lowercased().split { !$0.isLetter && $0 != "_" && $0 != "'" }
        switch opening {
        case "[": return words.count <= 3
        case "<": return words.count == 1 && (content.contains("_") || content == "sound")
        default: return !words.isEmpty && words.count <= 3 && words.contains { sounds.contains(String($0)) }
        }
    }

    private static let sounds: Set<String> = [
        "laughs", "laugh", "laughing", "laughter", "applause", "music", "inaudible", "crosstalk", "pause", "sighs",
        "coughs",
        "chuckles", "cheering", "cheers", "silence", "unintelligible", "overlapping", "indistinct", "gelächter",
        "beifall",
        "lacht", "applaus", "musik", "rires", "applaudissements", "musique", "risas", "aplausos", "música",
    ]
}
