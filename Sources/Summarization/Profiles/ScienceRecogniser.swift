internal import Foundations
internal import TextProcessing
internal import Vectorization

/// Recognises research papers by their marks: citations, and references to figures, tables and sections.
///
/// A wrong profile costs more than a right one gains, so this asks for at least two kinds of marks, four marks in 1,000
/// words, two of `we` or `our`, and 700 words. On the training parts that accepts 87 % of the papers of ScisummNet, 7 of
/// GUM's 178 texts (three were looked at: academic), and none of 4,900 news articles, encyclopedia articles, newsgroup
/// posts, reviews and web texts; counted with a replica of the rule in Python.
package struct ScienceRecogniser: Sendable {
    /// How much of a text is looked at.
    package static let window = 1 << 16

    /// Creates a recogniser.
    package init() {}

    /// How many words and marks there are.
    private struct Marks {
        var words = 0
        var etAl = 0
        var brackets = 0
        var figures = 0
        var years = 0
        var writers = 0
    }

    /// Whether English text is a research paper.
    ///
    /// - Complexity: O(words of the window).
    package func accepts(_ input: SummarizationInput, _ workspace: inout SummarizationWorkspace) -> Bool {
        guard input.language == .english, input.text.utf8.count >= 3000 else { return false }
        let reading = workspace.own.read(input.text, input.sentences)
        let words = workspace.words(in: input.language)
        words.learn(reading.words)
        let marks = marks(input.text.utf8.span, input.sentences, reading, words.senses.facts)
        guard marks.words >= 700 else { return false }
        let thousands = Double(marks.words) / 1000
        let rates = [marks.etAl, marks.brackets, marks.figures, marks.years].map { Double($0) / thousands }
        let kinds = zip(rates, [0.2, 0.2, 0.3, 0.3]).count { $0 > $1 }
        return kinds >= 2 && rates.reduce(0, +) >= 4 && Double(marks.writers) / thousands >= 2
    }

    private func marks(
        _ utf8: borrowing Span<UInt8>, _ sentences: [Sentence], _ reading: TextReading, _ senses: [WordSense]
    ) -> Marks {
        var marks = Marks()
        var words = 0
        for (sentence, counted) in zip(sentences, reading.marks) {
            guard sentence.range.lowerBound < Self.window else { break }
            marks.words += Int(counted.runs)
            marks.brackets += Int(counted.numericBrackets)
            marks.years += Int(counted.yearBrackets)
            words += 1
        }
        let numbers = reading.words
        for place in 0..<reading.sentenceStarts[words] {
            let traits = senses[Int(numbers[place])].traits
            guard !traits.isDisjoint(with: [.citation, .reference, .writers]) else { continue }
            if traits.contains(.writers) { marks.writers += 1 }
            let range = reading.range(of: place)
            if traits.contains(.citation), Self.continues(utf8, range.upperBound, " al") { marks.etAl += 1 }
            if traits.contains(.reference), Self.isNumbered(utf8, range) { marks.figures += 1 }
        }
        return marks
    }

    /// Whether a text goes on with some bytes, in any case.
    private static func continues(_ utf8: borrowing Span<UInt8>, _ start: Int, _ bytes: StaticString) -> Bool {
        guard start + bytes.utf8CodeUnitCount <= utf8.count else { return false }
        for place in 0..<bytes.utf8CodeUnitCount {
            let byte = utf8[start + place]
            if (byte &- 0x41 < 26 ? byte | 0x20 : byte) != bytes.utf8Start[place] { return false }
        }
        return true
    }

    /// Whether a word has a number in it or behind it: `Fig. 3`, `Table (2)`, `figure2`.
    private static func isNumbered(_ utf8: borrowing Span<UInt8>, _ word: Range<Int>) -> Bool {
        var next = word.lowerBound
        while next < word.upperBound, utf8[next] &- 0x30 >= 10 { next += 1 }
        if next - word.lowerBound <= 3 {
            // Abbreviations have a full stop.
            guard next < utf8.count, utf8[next] == UInt8(ascii: ".") else { return false }
            next += 1
        }
        if next < utf8.count, utf8[next] == 0x20 { next += 1 }
        if next < utf8.count, utf8[next] == UInt8(ascii: "(") { next += 1 }
        return next < utf8.count && utf8[next] &- 0x30 < 10
    }
}
