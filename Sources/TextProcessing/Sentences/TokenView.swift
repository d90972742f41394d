internal import Foundations

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
        var folded = FNV1a32()
        var shape = FNV1a32()
        var core = FNV1a32()
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
            folded.add(UInt32(small))
            if kind == 0x61 || kind == 0x41 || kind == 0x30 {
                isHead = false
                tail = 0
                core = folded
                coreLength = index + 1 - start
            } else {
                if isHead { head = (head ^ UInt32(byte)) &* FNV1a32.prime &+ 7 }
                tail = (tail ^ UInt32(byte)) &* FNV1a32.prime &+ 7
            }
            run = kind == previous ? run + 1 : 1
            previous = kind
            if run <= 2 { shape.add(UInt32(kind)) }
            suffix = (suffix << 8 | UInt32(small)) & 0xFF_FFFF
            if index - start < 3 { prefix = prefix << 8 | UInt32(small) }
        }
        self.folded = folded.value
        self.shape = shape.value
        self.core = core.value
        self.head = head
        self.tail = tail
    }
}
