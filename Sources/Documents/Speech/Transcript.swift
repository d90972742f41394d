internal import ArticleExtraction
internal import Foundations
public import TextProcessing

/// Reads transcripts and chats: lines that begin with a speaker's name, or blocks below a line with name and time.
///
/// Forms: `Ann: …`, `[00:01:04] ANN: …`, `ANN (00:12): …`, `Q. …` and `A. …` of courts, `12/01/24, 10:02 - Ann: …` of messengers;
/// `Ann  0:03`, `[Ann] 10:02:03` and `ann  10:02 AM` alone on their line (Otter, Zoom, Slack, Teams), what is said below.
///
/// The text stays as it is: each block is what one person says, and the names lie between the blocks.
///
/// A text counts as one of them if most of its lines or blocks begin so and names come again: a list of terms with
/// explanations names each but once.
package enum Transcript {
    /// Turns that a transcript has at least, and how often each name comes on average.
    private static let minimum = (turns: 3, repetition: 1.5)
    /// The share of the lines of a transcript that begin with a name, from which it is told.
    private static let share = 0.5
    /// So many lines decide.
    private static let lines = 200

    /// What is said by whom, or nil for a text that is no transcript.
    ///
    /// - Complexity: O(1) for nearly every text that is none, linear for the others.
    package static func article(_ source: String) -> Article? {
        guard mayBegin(source) else { return nil }
        let turns = inline(source) ?? headed(source) ?? court(source)
        return turns.map { article(source, $0) }
    }

    /// What one person says at a stretch: a range of the text.
    private struct Stretch {
        var speaker: String
        var time: String?
        /// What is said; nil while nothing is.
        var said: Substring?

        /// Adds a line.
        mutating func add(_ line: Substring, of source: String) {
            guard !line.isEmpty else { return }
            if let said {
                self.said = source[said.startIndex..<line.endIndex]
            } else {
                let rest = SpokenText.withoutLeadingRemarks(line)
                if !rest.isEmpty { said = rest }
            }
        }
    }

    private static func article(_ source: String, _ turns: (preface: Substring?, turns: [Stretch])) -> Article {
        var blocks: [Article.Block] = []
        var builder = ArticleBuilder()
        func range(_ piece: Substring) -> Range<Int> {
            let start = source.utf8.distance(from: source.startIndex, to: piece.startIndex)
            return start..<start + piece.utf8.count
        }
        if let preface = turns.preface {
            blocks.append(Article.Block(kind: .paragraph, range: range(preface)))
            builder.append(.paragraph, String(preface))
        }
        for turn in turns.turns {
            guard let said = turn.said else { continue }
            blocks.append(
                Article.Block(kind: .paragraph, range: range(said), speaker: turn.speaker, time: turn.time))
            builder.append(.paragraph, TextGatherer.line(String(said)), speaker: turn.speaker)
        }
        return Article(text: source, blocks: blocks, markdown: builder.article.markdown)
    }

    /// A quick look: one of the first four lines with text holds a colon near its beginning, a time, or `Q.`.
    private static func mayBegin(_ source: String) -> Bool {
        var looked = 0
        for line in TextLines(source, limit: 1_200) where !line.isEmpty {
            if line.utf8.prefix(72).contains(0x3A) || Self.asks(line) { return true }
            looked += 1
            if looked == 4 { return false }
        }
        return false
    }

    private static func asks(_ line: Substring) -> Bool {
        line.utf8.prefix(8).contains(UInt8(ascii: "Q")) && line.prefix(8).range(of: "Q. ") != nil
    }

    // MARK: A name before each turn

    private static func inline(_ source: String) -> (preface: Substring?, turns: [Stretch])? {
        var turns: [Stretch] = []
        var preface: (text: Substring, lines: Int)?
        var seen = (labels: 0, lines: 0)
        var names: [String: Int] = [:]
        for line in TextLines(source) where !line.isEmpty {
            if let label = SpeakerLabel(line) {
                turns.append(Stretch(speaker: label.name, time: label.time))
                turns[turns.count - 1].add(label.rest, of: source)
                names[label.name, default: 0] += 1
                seen.labels += 1
            } else if turns.isEmpty {
                preface = (
                    source[(preface?.text.startIndex ?? line.startIndex)..<line.endIndex], (preface?.lines ?? 0) + 1
                )
            } else {
                turns[turns.count - 1].add(line, of: source)
            }
            seen.lines += 1
            // Early, so that a long text of another kind is not read to its end.
            if seen.lines == lines, !isTranscript(names, seen) { return nil }
        }
        guard isTranscript(names, seen), preface?.lines ?? 0 <= max(3, turns.count / 4) else { return nil }
        return (preface?.text, turns)
    }

    private static func isTranscript(_ names: [String: Int], _ seen: (labels: Int, lines: Int)) -> Bool {
        // Questions and answers of an interview in a paper are running text.
        !(names["Q"] ?? 0 > 1 && names["A"] ?? 0 > 1) && names.count >= 2 && seen.labels >= minimum.turns
            && Double(seen.labels) >= minimum.repetition * Double(names.count)
            && Double(seen.labels) >= share * Double(seen.lines)
    }

    // MARK: A line with name and time above each turn

    private static func headed(_ source: String) -> (preface: Substring?, turns: [Stretch])? {
        var turns: [Stretch] = []
        var preface: (text: Substring, lines: Int)?
        var names: [String: Int] = [:]
        var count = 0
        for line in TextLines(source) where !line.isEmpty {
            count += 1
            if let (name, time) = heading(line) {
                turns.append(Stretch(speaker: name, time: time))
                names[name, default: 0] += 1
            } else if turns.isEmpty {
                preface = (
                    source[(preface?.text.startIndex ?? line.startIndex)..<line.endIndex], (preface?.lines ?? 0) + 1
                )
                if preface?.lines ?? 0 > 8 { return nil }
            } else {
                turns[turns.count - 1].add(line, of: source)
            }
            if count == lines, turns.count * 8 < lines { return nil }
        }
        let isOne =
            turns.count >= minimum.turns && Double(turns.count) >= minimum.repetition * Double(names.count)
            && turns.count * 8 >= count
        return isOne ? (preface?.text, turns) : nil
    }

    /// A name and a time that are a line of their own, in either order.
    private static func heading(_ line: Substring) -> (name: String, time: String)? {
        guard line.utf8.count <= 80 else { return nil }
        var rest = line
        if let time = SpeakerLabel.takeTime(&rest), !rest.isEmpty {
            let name = bare(rest)
            return SpeakerLabel.isName(name) && name.utf8.count <= 40 ? (name, time) : nil
        }
        // The time is what begins with the last word but one or two that is a number with a colon.
        let words = line.split(separator: " ")
        guard words.count >= 2 else { return nil }
        for start in words.indices.dropFirst().suffix(3) {
            var end = line[words[start].startIndex...]
            guard let time = SpeakerLabel.takeTime(&end), end.isEmpty else { continue }
            let name = bare(line[..<words[start].startIndex])
            return SpeakerLabel.isName(name) ? (name, time) : nil
        }
        return nil
    }

    /// A name without brackets and marks around it.
    private static func bare(_ text: Substring) -> String {
        let marks: Set<Character> = [
            "[", "]", "(", ")", "<", ">", "|", ",", "-", ":", "\u{2013}", "\u{2022}", " ", "\t",
        ]
        var text = text
        while let first = text.first, marks.contains(first) { text.removeFirst() }
        while let last = text.last, marks.contains(last) { text.removeLast() }
        return String(text)
    }

    // MARK: Questions and answers

    private static func court(_ source: String) -> (preface: Substring?, turns: [Stretch])? {
        var turns: [Stretch] = []
        var (count, questions) = (0, 0)
        for line in TextLines(source) where !line.isEmpty {
            count += 1
            // Transcripts of courts number their lines.
            var text = line.drop { $0.isNumber }
            if text.startIndex > line.startIndex, text.first != " " { text = line }
            text = text.drop { $0 == " " || $0 == "\t" }
            if text.hasPrefix("Q. ") || text.hasPrefix("A. ") {
                turns.append(Stretch(speaker: String(text.prefix(1))))
                if text.hasPrefix("Q") { questions += 1 }
                turns[turns.count - 1].add(text.dropFirst(3), of: source)
            } else if let label = SpeakerLabel(text), label.name.uppercased() == label.name {
                turns.append(Stretch(speaker: label.name, time: label.time))
                turns[turns.count - 1].add(label.rest, of: source)
            } else if !turns.isEmpty {
                turns[turns.count - 1].add(text, of: source)
            }
            if count == lines, turns.count * 8 < lines { return nil }
        }
        return questions >= 2 && turns.count * 8 >= count ? (nil, turns) : nil
    }
}

/// Reads speech that was written down: subtitles, transcripts, chats.
public enum SpeechReader {
    /// What is said, by whom and when, or nil for a text of another kind.
    ///
    /// ```swift
    /// let article = SpeechReader.article("ANN: Has it come?\nBOB: At noon.\nANN: Good.")
    /// article?.blocks.map(\.speaker)  // ["ANN", "BOB", "ANN"]
    /// ```
    ///
    /// - Complexity: linear for speech; nearly every other text is told by its first lines.
    public static func article(_ text: String) -> Article? {
        // Three turns are three lines; every text of every command comes by here.
        guard hasLines(text.utf8.span) else { return nil }
        return Subtitles.article(text) ?? Transcript.article(text)
    }

    /// Whether a text has three lines or more.
    private static func hasLines(_ text: borrowing Span<UInt8>) -> Bool {
        text.withUnsafeBufferPointer { text in
            guard let bytes = text.baseAddress else { return false }
            var breaks = 0
            var index = 0
            while index + 8 <= text.count {
                breaks += EightBytes(bytes, at: index).range(0x0A, 0x0A).nonzeroBitCount
                if breaks >= 2 { return true }
                index += 8
            }
            return breaks + text[index...].count { $0 == 0x0A } >= 2
        }
    }
}
