/// A list run into one line: `1. The first item 2. The second item`.
///
/// An item starts only where the sentence before it started with the marker right before it in order, in the same style.
enum Enumeration {
    /// The current sentence is no item of a list.
    case none
    /// The next item's number and the style of its marker.
    case numbered(next: Int, style: Style)
    /// The next item's letter, lower case, and the style of its marker.
    case lettered(next: UInt8, style: Style)
    /// The bullet of the list.
    case bulleted(UInt32)

    /// How a marker is written.
    enum Style: Equatable {
        /// `1.`
        case period
        /// `1)`
        case bracket
        /// `1.)`
        case periodBracket
        /// `(1)`
        case brackets
    }

    /// A marker: its value, its style and where it ends.
    private struct Marker {
        var number = 0
        var letter: UInt8 = 0
        var style = Style.period
        var start = 0
        var end = 0
    }

    /// The list that a sentence starting at `index` opens.
    static func opening(_ text: Span<UInt8>, at index: Int) -> Enumeration {
        let first = character(text, at: index)
        if first.glyph == .bullet { return .bulleted(first.value) }
        guard let marker = marker(text, at: index) else { return .none }
        if marker.letter > 0 {
            // A list starts with its first letter; "A. Smith" is a name unless "b." follows, which the next item tests.
            return .lettered(next: marker.letter + 1, style: marker.style)
        }
        return .numbered(next: marker.number + 1, style: marker.style)
    }

    /// Whether the bullet is the one of this list.
    func isBullet(_ value: UInt32) -> Bool {
        if case .bulleted(let bullet) = self { return bullet == value }
        return false
    }

    /// Whether the text from `start` up to the full stop at `end` is a list marker and nothing more.
    static func isMarker(_ text: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        guard end > start, end - start <= 16 else { return false }
        if isCaptionNumber(text, from: start, to: end) { return true }
        var cursor = start
        let bullet = character(text, at: cursor)
        if bullet.glyph == .bullet || bullet.glyph == .dash || bullet.value == 0x2A {
            cursor = skipBlanks(text, from: cursor + bullet.length)
        }
        guard cursor < end else { return false }
        // A number of up to four digits, or one letter: "1.", "Q.", also "1012." before an article of a law.
        if cursor + 1 == end, text[cursor] | 0x20 >= 0x61, text[cursor] | 0x20 <= 0x7A { return true }
        return isNumber(text, from: cursor, to: end)
    }

    /// Whether a number of up to four digits stands there, or the number of a section: `2.1`.
    private static func isNumber(_ text: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        guard start < end else { return false }
        var digits = 0
        for index in start..<end {
            if text[index] == UInt8(ascii: "."), digits > 0 {
                digits = 0
            } else {
                guard text[index] >= 0x30, text[index] <= 0x39, digits < 4 else { return false }
                digits += 1
            }
        }
        return true
    }

    /// What captions and headings begin with, before their number.
    private static let captions = WordValues([
        (
            """
            figure fig table box chapter section part appendix exhibit plate example step act scene abbildung abb tabelle \
            tab kapitel abschnitt teil figura tabla tabela capítulo sección tableau chapitre section partie capitolo \
            tabella sezione hoofdstuk tabel figuur deel рис табл глава часть
            """, 1
        )
    ])

    /// Whether the sentence so far is `Figure 1` or the like: the caption follows.
    private static func isCaptionNumber(_ text: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        var cursor = start
        while cursor < end, text[cursor] > 0x20, text[cursor] != UInt8(ascii: ".") { cursor += 1 }
        guard cursor > start, captions[WordHash.of(text, start..<cursor)] > 0 else { return false }
        if cursor < end, text[cursor] == UInt8(ascii: ".") { cursor += 1 }
        return isNumber(text, from: skipBlanks(text, from: cursor), to: end)
    }

    /// Where the next item starts, when the mark or bracket at `markerEnd` belongs to its marker; moves the list on.
    mutating func next(_ text: Span<UInt8>, markerEnd: Int, sentence: Int) -> Int? {
        guard case .none = self else {
            // The marker's start: at most four characters before its last.
            var start = markerEnd
            while start > sentence, markerEnd - start < 4, text[start - 1] > 0x20, text[start - 1] < 0x80 { start -= 1 }
            guard start > sentence, isBlank(text, before: start), let marker = Self.marker(text, at: start),
                marker.end == markerEnd + 1 || marker.end == markerEnd + 2 && marker.style == .periodBracket
            else { return nil }
            // An item has a text, and it begins like one.
            let first = character(text, at: skipOpeners(text, from: skipBlanks(text, from: marker.end)))
            guard first.glyph == .upper || first.glyph == .letter else { return nil }
            switch self {
            case .numbered(let expected, let style) where marker.number == expected && marker.style == style:
                self = .numbered(next: expected + 1, style: style)
                return start
            case .lettered(let expected, let style) where marker.letter == expected && marker.style == style:
                self = .lettered(next: expected + 1, style: style)
                return start
            default: return nil
            }
        }
        return nil
    }

    /// The marker at `index`, which a blank must follow.
    private static func marker(_ text: Span<UInt8>, at index: Int) -> Marker? {
        var marker = Marker(start: index)
        var cursor = index
        let isBracketed = cursor < text.count && text[cursor] == UInt8(ascii: "(")
        if isBracketed { cursor += 1 }
        let first = cursor
        while cursor < text.count, cursor - first < 3, text[cursor] >= 0x30, text[cursor] <= 0x39 {
            marker.number = marker.number * 10 + Int(text[cursor] - 0x30)
            cursor += 1
        }
        if cursor == first {
            guard cursor < text.count, text[cursor] | 0x20 >= 0x61, text[cursor] | 0x20 <= 0x7A else { return nil }
            marker.letter = text[cursor] | 0x20
            cursor += 1
        }
        guard cursor < text.count else { return nil }
        if isBracketed {
            guard text[cursor] == UInt8(ascii: ")") else { return nil }
            marker.style = .brackets
        } else if text[cursor] == UInt8(ascii: ".") {
            if cursor + 1 < text.count, text[cursor + 1] == UInt8(ascii: ")") {
                cursor += 1
                marker.style = .periodBracket
            }
        } else if text[cursor] == UInt8(ascii: ")") {
            marker.style = .bracket
        } else {
            return nil
        }
        marker.end = cursor + 1
        guard marker.end < text.count, text[marker.end] == UInt8(ascii: " ") else { return nil }
        return marker
    }
}
