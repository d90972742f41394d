/// What the learned model sees of a place between two tokens: hashes of facts about the tokens around it.
///
/// A token is what stands between blanks. Facts: the tokens themselves (case folded), their shapes, the punctuation at
/// their ends, the length of the sentence so far, and what the rules say. Each fact, alone or paired, is one hash.
package struct BoundaryFeatures: Sendable {
    /// The most features of one place.
    package static let capacity = 44
    /// Hashes of the facts, `count` of them.
    package private(set) var hashes = InlineArray<44, UInt32>(repeating: 0)
    /// The number of facts.
    package private(set) var count = 0

    /// The facts about a place.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - end: Where the sentence would end.
    ///   - next: Where the next one would start.
    ///   - sentence: Where the current sentence starts.
    ///   - limit: Where the paragraph starts; tokens before it are not looked at.
    ///   - state: What the rules say, and whether quotation marks or brackets are open, in one small number.
    init(_ text: Span<UInt8>, end: Int, next: Int, sentence: Int, limit: Int, state: UInt32) {
        let left = TokenView(text, endingAt: end, notBefore: limit)
        let right = TokenView(text, startingAt: next)
        let left2 = TokenView(text, endingAt: Self.skipBlanks(text, before: left.start, limit), notBefore: limit)
        let right2 = TokenView(text, startingAt: Self.skipBlanks(text, after: right.end))
        let left3 = Self.firstClass(text, beforeToken: left2.start, limit)
        let right3 = character(text, at: Self.skipBlanks(text, after: right2.end)).glyph
        // Lengths on a coarse scale: a tweet, a line, a few lines.
        let length = UInt32(truncatingIfNeeded: min(9, (end - sentence) / 12))
        let isFirst: UInt32 = left.start <= sentence ? 1 : left2.start <= sentence ? 2 : 0

        add(0, 1)
        add(1, left.tail)
        add(2, right.head)
        add(3, left.folded)
        add(4, right.folded)
        add(5, left.shape)
        add(6, right.shape)
        add(7, left.tail, right.shape)
        add(8, left.tail, right.folded)
        add(9, left.tail, left.core)
        add(10, left.shape, right.shape)
        add(11, left2.shape)
        add(12, right2.shape)
        add(13, left.shape, left2.shape)
        add(14, right.shape, right2.shape)
        add(15, left.tail, UInt32(min(6, left.coreLength)))
        add(16, right.folded, right2.shape)
        add(17, left.suffix)
        add(18, right.prefix)
        add(19, length, left.tail)
        add(20, state)
        add(21, state, left.tail)
        add(22, state, right.shape)
        add(23, state, right.folded)
        add(24, isFirst, left.shape)
        add(25, left.folded, right.shape)
        add(26, left2.folded)
        add(27, right2.folded)
        let classes =
            UInt32(left3.rawValue) << 20 | UInt32(left2.first) << 16 | UInt32(left.first) << 12
            | UInt32(right.first) << 8 | UInt32(right2.first) << 4 | UInt32(right3.rawValue)
        add(28, classes, left.tail)
        add(29, classes & 0xFFFF, right.head)
        add(30, length, state)
        add(31, left2.tail, left.tail)
        add(32, right.tail, right.shape)
        add(33, right2.head, right.tail)
        add(34, left.tail, right.tail)
    }

    /// Adds one fact, or a pair of facts, of a kind.
    private mutating func add(_ kind: UInt32, _ first: UInt32, _ second: UInt32 = 0) {
        var hash = (kind &+ 1) &* 0x9E37_79B1 ^ first
        hash = (hash ^ (hash >> 15)) &* 0x85EB_CA77 ^ second
        hash = (hash ^ (hash >> 13)) &* 0xC2B2_AE3D
        hashes[count] = hash ^ (hash >> 16)
        count += 1
    }

    /// The end of the token before the blanks that end at `index`.
    private static func skipBlanks(_ text: Span<UInt8>, before index: Int, _ limit: Int) -> Int {
        var index = index
        while index > limit, text[index - 1] <= 0x20 { index -= 1 }
        return index
    }

    /// The start of the token after the blanks at `index`; the end of the text at a blank line.
    private static func skipBlanks(_ text: Span<UInt8>, after index: Int) -> Int {
        var index = index
        var breaks = 0
        while index < text.count, text[index] <= 0x20 {
            if text[index] == UInt8(ascii: "\n") { breaks += 1 }
            index += 1
            if breaks > 1 || index > 1_000_000_000 { return text.count }
        }
        return index
    }

    private static func firstClass(_ text: Span<UInt8>, beforeToken index: Int, _ limit: Int) -> Glyph {
        let end = skipBlanks(text, before: index, limit)
        guard end > limit else { return .none }
        var start = end
        while start > limit, end - start < TokenView.limit, text[start - 1] > 0x20 { start -= 1 }
        return character(text, at: start).glyph
    }
}

/// A token and the facts about it.
struct TokenView {
    /// The longest part of a token that is looked at, in bytes.
    static let limit = 32

    let start: Int
    let end: Int
    /// Hash of the token under ASCII case folding.
    private(set) var folded: UInt32 = 0
    /// Hash of the token without punctuation at its end, and how long that is.
    private(set) var core: UInt32 = 0
    private(set) var coreLength = 0
    /// Hash of the token's shape: letters as A or a, digits as 0, the rest as it is, no more than two alike in a row.
    private(set) var shape: UInt32 = 0
    /// The punctuation at the start and at the end.
    private(set) var head: UInt32 = 0
    private(set) var tail: UInt32 = 0
    /// The first and the last three bytes.
    private(set) var prefix: UInt32 = 0
    private(set) var suffix: UInt32 = 0
    /// The class of the first character.
    private(set) var first: UInt8 = Glyph.none.rawValue

    /// The token that ends at `end` and starts not before `limit`.
    init(_ text: Span<UInt8>, endingAt end: Int, notBefore limit: Int) {
        var start = end
        while start > limit, end - start < Self.limit, text[start - 1] > 0x20 { start -= 1 }
        self.start = start
        self.end = end
        describe(text)
    }

    /// The token that starts at `start`.
    init(_ text: Span<UInt8>, startingAt start: Int) {
        var end = start
        while end < text.count, end - start < Self.limit, text[end] > 0x20 { end += 1 }
        self.start = start
        self.end = end
        describe(text)
    }

    private mutating func describe(_ text: Span<UInt8>) {
        guard start < end else { return }
        first = character(text, at: start).glyph.rawValue
        var folded: UInt32 = 0x811C_9DC5
        var shape: UInt32 = 0x811C_9DC5
        var core: UInt32 = 0x811C_9DC5
        var head: UInt32 = 0
        var tail: UInt32 = 0
        var previous: UInt8 = 0
        var run = 0
        var isHead = true
        for index in start..<end {
            let byte = text[index]
            let letter = byte | 0x20
            var kind = byte
            var small = byte
            if letter >= 0x61, letter <= 0x7A {
                kind = byte == letter ? 0x61 : 0x41
                small = letter
            } else if byte >= 0x30, byte <= 0x39 {
                kind = 0x30
            } else if byte >= 0x80 {
                // Typographic marks (E2 80 xx) count as themselves, letters beyond ASCII as small ones.
                kind =
                    byte == 0xE2 || index > start && text[index - 1] == 0xE2
                        || index > start + 1 && text[index - 2] == 0xE2 ? byte : 0x61
            }
            folded = (folded ^ UInt32(small)) &* 0x0100_0193
            if kind == 0x61 || kind == 0x41 || kind == 0x30 {
                isHead = false
                tail = 0
                core = folded
                coreLength = index + 1 - start
            } else {
                if isHead { head = (head ^ UInt32(byte)) &* 0x0100_0193 &+ 7 }
                tail = (tail ^ UInt32(byte)) &* 0x0100_0193 &+ 7
            }
            run = kind == previous ? run + 1 : 1
            previous = kind
            if run <= 2 { shape = (shape ^ UInt32(kind)) &* 0x0100_0193 }
            suffix = (suffix << 8 | UInt32(small)) & 0xFF_FFFF
            if index - start < 3 { prefix = prefix << 8 | UInt32(small) }
        }
        self.folded = folded
        self.shape = shape
        self.core = core
        self.head = head
        self.tail = tail
    }
}
