internal import TextProcessing

/// The words of subtitles (SubRip, WebVTT), without numbers, tags and settings: who speaks and when are kept.
///
/// Rolling captions, as video sites make them, show each line several times; it is read once. Voices are those of WebVTT
/// (`<v Ann>`), and names before a colon that come again.
///
/// ```swift
/// let text = "1\n00:00:01,200 --> 00:00:04,000\nThe harbour was busy\n\n2\n00:00:04,100 --> 00:00:07,000\n<i>once.</i>\n"
/// print(Subtitles.article(text)?.text ?? "")  // The harbour was busy once.
/// ```
enum Subtitles {
    /// What is said, or nil for a text that is no subtitles.
    ///
    /// - Complexity: linear in the length; a text that is none is told by its first lines.
    static func article(_ source: String) -> Article? {
        guard begins(source) else { return nil }
        var turns: [Turn] = []
        var cue: [Turn] = []
        var time: String?
        var isInCue = false
        var last: String?
        func endCue() {
            for turn in cue where turn.text != last {
                turns.append(turn)
                last = turn.text
            }
            (cue, isInCue) = ([], false)
        }
        for line in TextLines(source) {
            if let arrow = line.range(of: "-->") {
                if isInCue { endCue() }
                isInCue = true
                time = clock(line[..<arrow.lowerBound])
            } else if isInCue, line.isEmpty {
                endCue()
            } else if isInCue {
                let voice = voice(in: line)
                let said = TextGatherer.trimmed(untagged(line))
                if !said.isEmpty { cue.append(Turn(speaker: voice ?? cue.last?.speaker, time: time, text: said)) }
            }
        }
        endCue()
        return Article.spoken(named(turns))
    }

    /// Names before a colon are speakers if they come again, or if most captions begin with one.
    private static func named(_ turns: [Turn]) -> [Turn] {
        guard turns.allSatisfy({ $0.speaker == nil }) else { return turns }
        var counts: [String: Int] = [:]
        for turn in turns { if let label = SpeakerLabel(turn.text[...]) { counts[label.name, default: 0] += 1 } }
        guard counts.values.reduce(0, +) >= 2, counts.values.contains(where: { $0 >= 2 }) else { return turns }
        var speaker: String?
        return turns.map { turn in
            guard let label = SpeakerLabel(turn.text[...]), counts[label.name] ?? 0 > 1 || counts.count <= 4 else {
                return Turn(speaker: speaker, time: turn.time, text: turn.text)
            }
            speaker = label.name
            return Turn(speaker: speaker, time: turn.time, text: String(label.rest))
        }
    }

    /// Whether a text opens as one of the formats does: `WEBVTT`, or a number and a line of times.
    private static func begins(_ source: String) -> Bool {
        var lines = TextLines(source, limit: 256).lazy.filter { !$0.isEmpty }.makeIterator()
        guard let first = lines.next() else { return false }
        if first.hasPrefix("WEBVTT") { return true }
        guard first.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let second = lines.next() else { return false }
        return second.utf8.contains(0x3A) && second.range(of: "-->") != nil
    }

    /// The time before the arrow, to the second.
    private static func clock(_ text: Substring) -> String? {
        let time = text.utf8.prefix { $0 &- 0x30 < 10 || $0 == 0x3A }
        return time.isEmpty ? nil : String(Substring(time))
    }

    private static func voice(in line: Substring) -> String? {
        guard let start = line.range(of: "<v")?.upperBound, let end = line[start...].firstIndex(of: ">") else {
            return nil
        }
        // `<v.loud Ann>`: classes come before the name.
        let name = line[start..<end].drop { $0 != " " }
        return name.isEmpty ? nil : TextGatherer.trimmed(String(name))
    }

    /// A line without what stands in angle brackets, or in braces as positions do (`{\an8}`).
    private static func untagged(_ line: Substring) -> String {
        var text = String.UnicodeScalarView()
        var closing: Unicode.Scalar?
        for scalar in line.unicodeScalars {
            if let end = closing {
                if scalar == end { closing = nil }
            } else if scalar == "<" {
                closing = ">"
            } else if scalar == "{" {
                closing = "}"
            } else {
                text.append(scalar)
            }
        }
        return String(text)
    }
}

/// The lines of a text without white space at their ends, whatever their line breaks.
struct TextLines: Sequence {
    private let text: Substring.UTF8View

    /// Creates them for a text, or for its first `limit` bytes.
    init(_ text: String, limit: Int = .max) {
        var bytes = text.utf8[...]
        if bytes.starts(with: "\u{FEFF}".utf8) { bytes = bytes.dropFirst(3) }
        self.text = limit == .max ? bytes : bytes.prefix(limit)
    }

    func makeIterator() -> AnyIterator<Substring> {
        var rest: Substring.UTF8View? = text
        return AnyIterator {
            guard let left = rest else { return nil }
            var line: Substring.UTF8View
            // By bytes: CR LF is one character, but two of these.
            if let end = left.firstIndex(of: 0x0A) {
                line = left[..<end]
                rest = left[left.index(after: end)...]
            } else {
                line = left
                rest = nil
            }
            while let last = line.last, last <= 0x20 { line = line.dropLast() }
            while let first = line.first, first <= 0x20 { line = line.dropFirst() }
            return Substring(line)
        }
    }
}

extension Substring {
    /// Where a piece of ASCII first stands in a line.
    func range(of piece: String) -> Range<Index>? {
        let wanted = Array(piece.utf8)
        var start = utf8.startIndex
        while start < utf8.endIndex {
            guard utf8[start...].starts(with: wanted) else {
                start = utf8.index(after: start)
                continue
            }
            return start..<utf8.index(start, offsetBy: wanted.count)
        }
        return nil
    }
}
