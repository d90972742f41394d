internal import Foundations

/// What the learned model sees of a place between two tokens: hashes of facts about the tokens around it.
///
/// A token is what stands between blanks. Facts: the tokens themselves (case folded), their shapes, the punctuation at
/// their ends, the length of the sentence so far, and what the rules say. Each fact, alone or paired, is one hash. They
/// come in three parts, cheapest first, so that a place that is plainly no end costs little.
struct BoundaryPlace {
    private let limit: Int
    private let state: UInt32
    private let left: TokenView
    private let next: Int
    private let length: UInt32

    /// A place.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - end: Where the sentence would end.
    ///   - next: Where the next one would start.
    ///   - sentence: Where the current sentence starts.
    ///   - limit: Where the paragraph starts; tokens before it are not looked at.
    ///   - state: What the rules say, and whether quotation marks or brackets are open, in one small number.
    init(_ text: Span<UInt8>, end: Int, next: Int, sentence: Int, limit: Int, state: UInt32) {
        self.limit = limit
        self.state = state
        self.next = next
        left = TokenView(text, endingAt: end, notBefore: limit)
        length = Self.length(from: sentence, to: end)
    }

    /// Facts about the token before the place.
    @inline(__always)
    func addLeft(to facts: inout some FactSink) {
        Self.addWord(left, to: &facts)
        Self.addState(state, length: length, tail: left.tail, to: &facts)
    }

    /// Facts about a token by itself.
    @inline(__always)
    static func addWord(_ left: TokenView, to facts: inout some FactSink) {
        facts.add(Self.hash(0, 1))
        facts.add(Self.hash(1, left.tail))
        facts.add(Self.hash(3, left.folded))
        facts.add(Self.hash(5, left.shape))
        facts.add(Self.hash(9, left.tail, left.core))
        facts.add(Self.hash(15, left.tail, UInt32(min(6, left.coreLength))))
        facts.add(Self.hash(17, left.suffix))
    }

    /// Facts about the state of the sentence, with the punctuation before the place.
    @inline(__always)
    static func addState(_ state: UInt32, length: UInt32, tail: UInt32, to facts: inout some FactSink) {
        facts.add(Self.hash(19, length, tail))
        facts.add(Self.hash(20, state))
        facts.add(Self.hash(21, state, tail))
        facts.add(Self.hash(30, length, state))
    }

    /// The length of a sentence on a coarse scale: a greeting, a line, a few lines.
    static func length(from sentence: Int, to end: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: min(UInt32(lengths) - 1, UInt32(truncatingIfNeeded: min(1000, end - sentence) / 12)))
    }

    /// The number of steps of that scale.
    static let lengths = 10

    /// Facts about the token after the place and both together; returns that token.
    @inline(__always)
    func addPair(_ text: Span<UInt8>, to facts: inout some FactSink) -> TokenView {
        let right = TokenView(text, startingAt: next)
        facts.add(Self.hash(2, right.head))
        facts.add(Self.hash(4, right.folded))
        facts.add(Self.hash(6, right.shape))
        facts.add(Self.hash(7, left.tail, right.shape))
        facts.add(Self.hash(8, left.tail, right.folded))
        facts.add(Self.hash(10, left.shape, right.shape))
        facts.add(Self.hash(18, right.prefix))
        facts.add(Self.hash(22, state, right.shape))
        facts.add(Self.hash(23, state, right.folded))
        facts.add(Self.hash(25, left.folded, right.shape))
        facts.add(Self.hash(32, right.tail, right.shape))
        facts.add(Self.hash(34, left.tail, right.tail))
        return right
    }

    /// Facts about the tokens further out.
    @inline(__always)
    func addSurroundings(_ text: Span<UInt8>, sentence: Int, right: TokenView, to facts: inout some FactSink) {
        let left2 = TokenView(
            text, endingAt: Self.skipBlanks(text, before: left.start, max(limit, left.start - Self.reach)),
            notBefore: limit)
        let right2 = TokenView(text, startingAt: Self.skipBlanks(text, after: right.end))
        let left3 = Self.firstClass(text, beforeToken: left2.start, limit)
        let right3 = character(text, at: Self.skipBlanks(text, after: right2.end)).glyph
        let isFirst: UInt32 = left.start <= sentence ? 1 : left2.start <= sentence ? 2 : 0
        facts.add(Self.hash(11, left2.shape))
        facts.add(Self.hash(12, right2.shape))
        facts.add(Self.hash(13, left.shape, left2.shape))
        facts.add(Self.hash(14, right.shape, right2.shape))
        facts.add(Self.hash(16, right.folded, right2.shape))
        facts.add(Self.hash(24, isFirst, left.shape))
        facts.add(Self.hash(26, left2.folded))
        facts.add(Self.hash(27, right2.folded))
        let classes =
            UInt32(left3.rawValue) << 20 | UInt32(left2.first) << 16 | UInt32(left.first) << 12
            | UInt32(right.first) << 8 | UInt32(right2.first) << 4 | UInt32(right3.rawValue)
        facts.add(Self.hash(28, classes, left.tail))
        facts.add(Self.hash(29, classes & 0xFFFF, right.head))
        facts.add(Self.hash(31, left2.tail, left.tail))
        facts.add(Self.hash(33, right2.head, right.tail))
    }

    /// The hash of one fact, or a pair of facts, of a kind.
    @inline(__always)
    private static func hash(_ kind: UInt32, _ first: UInt32, _ second: UInt32 = 0) -> UInt32 {
        var hash = (kind &+ 1) &* GoldenRatio.bits32 ^ first
        hash = (hash ^ (hash >> 15)) &* 0x85EB_CA77 ^ second
        hash = (hash ^ (hash >> 13)) &* 0xC2B2_AE3D
        return hash ^ (hash >> 16)
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
        let end = min(text.count, index + reach)
        while index < end, text[index] <= 0x20 {
            if text[index] == UInt8(ascii: "\n") { breaks += 1 }
            index += 1
            if breaks > 1 { return text.count }
        }
        return index
    }

    /// The longest row of blanks looked over between tokens.
    private static let reach = 64

    private static func firstClass(_ text: Span<UInt8>, beforeToken index: Int, _ limit: Int) -> Glyph {
        let end = skipBlanks(text, before: index, max(limit, index - reach))
        guard end > limit else { return .none }
        var start = end
        while start > limit, end - start < TokenView.limit, text[start - 1] > 0x20 { start -= 1 }
        return character(text, at: start).glyph
    }
}

/// Something that takes facts: a list for training, a sum for deciding.
protocol FactSink {
    mutating func add(_ fact: UInt32)
}

/// The facts of one place as a list.
package struct BoundaryFeatures: Sendable, FactSink {
    /// Hashes of the facts, `count` of them.
    package private(set) var hashes = InlineArray<40, UInt32>(repeating: 0)
    /// The number of facts.
    package private(set) var count = 0

    /// All facts of a place.
    init(_ text: Span<UInt8>, of place: BoundaryPlace, sentence: Int) {
        place.addLeft(to: &self)
        let right = place.addPair(text, to: &self)
        place.addSurroundings(text, sentence: sentence, right: right, to: &self)
    }

    mutating func add(_ fact: UInt32) {
        hashes[count] = fact
        count += 1
    }
}
