/// How a text uses its line breaks: to wrap lines at a width, or to end paragraphs.
struct LineLayout: Sendable {
    /// The width at which lines are wrapped, 0 where the text is not hard-wrapped.
    private(set) var width = 0

    /// Widths at which people and programs wrap text; a longer "line" is a paragraph of its own.
    private static let widths = 36...140
    /// A line counts as full when the next word would have passed the width less this: editors differ by some columns.
    private static let slack = 6

    /// Measures the lines of a text.
    ///
    /// Text is hard-wrapped when most lines that are followed by a line of text are full: the next line's first word
    /// would not have fitted. One paragraph a line, lists and verse fail that test.
    init(of text: Span<UInt8>) {
        var histogram = InlineArray<141, Int>(repeating: 0)
        var inner = 0
        Self.forEachInnerLine(text) { length, _ in
            inner += 1
            histogram[min(length, 140)] += 1
        }
        guard inner >= 3 else { return }
        // The widest of the lines, leaving out one in twenty: long web addresses stick out.
        var seen = 0
        var width = 140
        while width > 0 {
            seen += histogram[width]
            if seen * 20 > inner { break }
            width -= 1
        }
        guard Self.widths.contains(width), width < 140 else { return }
        var full = 0
        Self.forEachInnerLine(text) { length, word in
            if length + 1 + word + Self.slack > width { full += 1 }
        }
        if full * 10 >= inner * 6 { self.width = width }
    }

    /// Whether a line of `length` bytes, followed by a line whose first word has `word` bytes, was wrapped there.
    func isFull(length: Int, word: Int) -> Bool { width > 0 && length + 1 + word + Self.slack > width }

    /// Calls `body` with the length of every line that a line of text follows, and that line's first word's length.
    private static func forEachInnerLine(_ text: Span<UInt8>, _ body: (Int, Int) -> Void) {
        var lineStart = 0
        var previous = -1
        var index = 0
        let count = text.count
        while index <= count {
            while index < count, text[index] != UInt8(ascii: "\n") { index += 1 }
            var first = lineStart
            while first < index, text[first] <= 0x20 { first += 1 }
            var last = index
            while last > first, text[last - 1] <= 0x20 { last -= 1 }
            if last > first {
                if previous >= 0 {
                    var wordEnd = first
                    while wordEnd < last, wordEnd - first < 24, text[wordEnd] > 0x20 { wordEnd += 1 }
                    body(previous, wordEnd - first)
                }
                previous = last - lineStart
            } else {
                previous = -1
            }
            index += 1
            lineStart = index
        }
    }
}
