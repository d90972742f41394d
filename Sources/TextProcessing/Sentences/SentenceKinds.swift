/// Decides whether a paragraph's sentences are prose, list items or a heading.
enum SentenceKinds {
    /// The longest heading, in bytes: about fourteen words.
    private static let headingLimit = 120

    /// Sets the kinds of the sentences of one paragraph.
    static func assign(_ sentences: inout [Sentence], from first: Int, in text: Span<UInt8>, isLast: Bool) {
        guard first < sentences.count else { return }
        let start = sentences[first].range.lowerBound
        if text[start] == UInt8(ascii: "#") || text[start] == UInt8(ascii: "=") {
            // Markdown's and MediaWiki's headings.
            var cursor = start
            while cursor < text.count, text[cursor] == text[start] { cursor += 1 }
            if cursor - start <= 6, character(text, at: cursor).glyph == .blank {
                for index in first..<sentences.count { sentences[index].kind = .heading }
                return
            }
        }
        // An item may have several sentences; a dash inside a paragraph opens no item, a number or a bullet does.
        var isList = false
        for index in first..<sentences.count {
            let place = sentences[index].range.lowerBound
            let opening = character(text, at: place)
            let canOpen = index == first ? opening.value != 0x2014 : opening.glyph == .bullet || opening.glyph == .digit
            if canOpen, ListMarker.end(text, at: place) != nil { isList = true }
            if isList { sentences[index].kind = .listItem }
        }
        guard !isList, !isLast, sentences.count == first + 1 else { return }
        let range = sentences[first].range
        guard range.count <= headingLimit else { return }
        var end = range.upperBound
        var last = character(text, before: end)
        while last.glyph == .closer || last.value == 0x22 || last.value == 0x27 {
            end -= last.length
            last = character(text, before: end)
        }
        // A heading names what follows: it has no end mark, and neither a comma nor a colon leads on from it.
        switch last.glyph {
        case .mark, .pause, .none: return
        default: break
        }
        let opening = character(text, at: skipOpeners(text, from: range.lowerBound))
        if HeaderField.begins(text, at: range.lowerBound) { return }
        guard opening.glyph == .upper || opening.glyph == .digit || opening.glyph == .letter else { return }
        sentences[first].kind = .heading
    }
}
