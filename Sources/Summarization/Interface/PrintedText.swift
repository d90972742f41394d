internal import TextProcessing

/// Pieces of a text as they are printed: on one line, without what only the layout put in.
///
/// White space is run together; soft hyphens and zero-width blanks go; a word that a line end broke is whole again.
/// The text itself and the offsets into it stay as they are.
///
/// Whether `dam-` and `age` are one word is asked of the text first (has it "damage", or "dam-age"?), then of the shipped
/// word frequencies. Where neither knows, a break at a line end is undone and a hyphen before a blank is left.
struct PrintedText {
    private let text: String
    private let language: Language
    /// The words of the text, with and without hyphens inside, collected when the first broken word is met.
    private var words: Set<String>?

    init(_ text: String, language: Language) {
        self.text = text
        self.language = language
    }

    /// A range of the text's UTF-8 as one line.
    ///
    /// - Complexity: linear in the range; the first broken word costs one reading of the text.
    mutating func line(_ range: Range<Int>) -> [UInt8] {
        let text = text
        let utf8 = text.utf8.span
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        var offset = range.lowerBound
        while offset < range.upperBound {
            let byte = utf8[offset]
            if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
                let end = Self.skipBlanks(utf8, from: offset, to: range.upperBound)
                if bytes.last == UInt8(ascii: "-"), let isOne = isOneWord(bytes, utf8, offset, end, range.upperBound) {
                    bytes.removeLast(isOne ? 1 : 0)
                } else if let last = bytes.last, last != 0x20 {
                    bytes.append(0x20)
                }
                offset = end
            } else {
                let skipped = PrintedText.invisible(utf8, at: offset, end: range.upperBound)
                let end = skipped > 0 ? offset + skipped : Self.plainEnd(utf8, from: offset, to: range.upperBound)
                if skipped == 0 {
                    utf8.extracting(offset..<end).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
                }
                offset = end
            }
        }
        if bytes.last == 0x20 { bytes.removeLast() }
        return bytes
    }

    /// The length of a soft hyphen, zero-width blank, word joiner or stray byte order mark at an offset, else 0.
    ///
    /// Joiners stay: Persian, Indic scripts and emoji need them.
    static func invisible(_ utf8: borrowing Span<UInt8>, at offset: Int, end: Int) -> Int {
        switch utf8[offset] {
        case 0xC2: offset + 1 < end && utf8[offset + 1] == 0xAD ? 2 : 0
        case 0xE2:
            offset + 2 < end
                && (utf8[offset + 1] == 0x80 && utf8[offset + 2] == 0x8B
                    || utf8[offset + 1] == 0x81 && utf8[offset + 2] == 0xA0)
                ? 3 : 0
        case 0xEF: offset + 2 < end && utf8[offset + 1] == 0xBB && utf8[offset + 2] == 0xBF ? 3 : 0
        default: 0
        }
    }

    /// Where the bytes end that are printed as they are: behind the byte at an offset, words with one blank between.
    private static func plainEnd(_ utf8: borrowing Span<UInt8>, from start: Int, to end: Int) -> Int {
        var offset = start + 1
        while offset < end {
            switch utf8[offset] {
            case 0x09...0x0D, 0xC2, 0xE2, 0xEF: return offset
            case 0x20:
                let isBetweenWords =
                    utf8[offset - 1] != UInt8(ascii: "-") && offset + 1 < end && utf8[offset + 1] > 0x20
                guard isBetweenWords else { return offset }
            default: break
            }
            offset += 1
        }
        return end
    }

    private static func skipBlanks(_ utf8: borrowing Span<UInt8>, from start: Int, to end: Int) -> Int {
        var offset = start
        while offset < end, utf8[offset] == 0x20 || (utf8[offset] >= 0x09 && utf8[offset] <= 0x0D) { offset += 1 }
        return offset
    }

    /// Whether what stands before a hyphen and after the gap that follows it is one word (true), or two with a hyphen
    /// (false); nil where the gap is to be printed.
    private mutating func isOneWord(
        _ printed: [UInt8], _ utf8: borrowing Span<UInt8>, _ gap: Int, _ next: Int, _ end: Int
    ) -> Bool? {
        var length = 0
        while next + length < end, Self.isLetter(utf8[next + length]) { length += 1 }
        // A capital opens a name of its own: `Baden-` `Württemberg` keeps its hyphen, without the gap at a line end.
        var isAtLineEnd = false
        for offset in gap..<next where utf8[offset] == 0x0A || utf8[offset] == 0x0D { isAtLineEnd = true }
        var start = printed.count - 1
        while start > 0, Self.isLetter(printed[start - 1]) { start -= 1 }
        guard length > 0, start < printed.count - 1 else { return nil }
        let left = String(decoding: printed[start..<printed.count - 1], as: UTF8.self).lowercased()
        let piece = utf8.extracting(next..<next + length).withUnsafeBufferPointer { Array($0) }
        let right = String(decoding: piece, as: UTF8.self)
        // `Vor- und Nachteile`, `two- or three-day`: the hyphen stands for a word to come.
        if Self.joining.contains(right) { return nil }
        guard right.first?.isLowercase ?? false else { return isAtLineEnd ? false : nil }
        if words == nil { words = Self.words(of: text) }
        if words?.contains(left + right) ?? false { return true }
        if words?.contains("\(left)-\(right)") ?? false { return false }
        if isKnown(left + right) { return true }
        if isKnown(left), isKnown(right) { return isAtLineEnd ? false : nil }
        return isAtLineEnd ? true : nil
    }

    private static let joining: Set<String> = [
        "and", "or", "to", "und", "oder", "bis", "bzw", "et", "ou", "y", "o", "e", "en", "of", "och", "eller", "og",
    ]

    private func isKnown(_ word: String) -> Bool {
        if words?.contains(word) ?? false { return true }
        guard let stemmer = Stemmer(language: language), let known = BackgroundFrequencies.shipped(language) else {
            return false
        }
        let stem = stemmer.stem(word)
        return known.rarity(of: stem.utf8.span) < known.unknown
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 }

    /// The words of a text in small letters, hyphens inside kept; a word that a line end broke is not whole in it.
    private static func words(of text: String) -> Set<String> {
        var words: Set<String> = []
        let utf8 = text.utf8.span
        var start = 0
        for index in 0...utf8.count {
            if index < utf8.count, isLetter(utf8[index]) || utf8[index] == UInt8(ascii: "-") { continue }
            if index > start, utf8[index - 1] != UInt8(ascii: "-") {
                let piece = utf8.extracting(start..<index).withUnsafeBufferPointer { Array($0) }
                words.insert(String(decoding: piece, as: UTF8.self).lowercased())
            }
            start = index + 1
        }
        return words
    }
}
