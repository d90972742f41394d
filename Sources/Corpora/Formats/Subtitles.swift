/// The words of subtitles (SubRip, WebVTT), without numbers, times, tags and settings.
///
/// Rolling captions, as video sites make them, show each line several times; it is read once.
///
/// ```swift
/// let text = "1\n00:00:01,200 --> 00:00:04,000\nThe harbour was busy\n\n2\n00:00:04,100 --> 00:00:07,000\n<i>once.</i>\n"
/// print(Subtitles.text(text) ?? "")  // The harbour was busy once.
/// ```
enum Subtitles {
    /// The spoken text as one paragraph, or nil for a text that is no subtitles.
    ///
    /// - Complexity: linear in the length; a text that is none is told by its first lines.
    static func text(_ source: String) -> String? {
        guard begins(source) else { return nil }
        var spoken: [Substring] = []
        var cue: [Substring] = []
        var isInCue = false
        // By scalars: CR LF is one character, but two of these.
        for piece in source.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) + [
            Substring().unicodeScalars
        ] {
            let line = trimmed(Substring(piece))
            if line.contains("-->") {
                isInCue = true
            } else if isInCue, line.isEmpty {
                for said in cue where spoken.last.map({ $0 != said }) ?? true { spoken.append(said) }
                (cue, isInCue) = ([], false)
            } else if isInCue {
                let said = trimmed(untagged(line)[...])
                if !said.isEmpty { cue.append(said) }
            }
        }
        return spoken.joined(separator: " ")
    }

    /// Whether a text opens as one of the formats does: `WEBVTT`, or a number and a line of times.
    private static func begins(_ source: String) -> Bool {
        var lines = source.unicodeScalars.prefix(256).split(separator: "\n").lazy.map { trimmed(Substring($0)) }
            .filter { !$0.isEmpty }.makeIterator()
        guard let first = lines.next() else { return false }
        if first.hasPrefix("WEBVTT") || first.hasPrefix("\u{FEFF}WEBVTT") { return true }
        guard let second = lines.next(), second.contains("-->"), second.contains(":") else { return false }
        return first.unicodeScalars.allSatisfy { ("0"..."9").contains($0) || $0 == "\u{FEFF}" }
    }

    private static func trimmed(_ line: Substring) -> Substring {
        var line = line
        while let last = line.unicodeScalars.last, last.value <= 0x20 { line.unicodeScalars.removeLast() }
        while let first = line.unicodeScalars.first, first.value <= 0x20 { line.unicodeScalars.removeFirst() }
        return line
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
