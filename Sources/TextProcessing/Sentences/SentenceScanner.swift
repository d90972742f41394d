/// Walks a text once and collects its sentences.
struct SentenceScanner {
    let profile: LanguageProfile
    let model: BoundaryModel?
    private(set) var sentences: [Sentence] = []
    /// Where training examples are collected, with the right ends; nil outside training.
    var trace: BoundaryTrace?

    /// How the text uses line breaks, measured at the first single one.
    private var layout: LineLayout?
    /// Where the current sentence starts.
    private(set) var start = 0
    /// Where the current line starts.
    private var lineStart = 0
    /// Where the current paragraph starts.
    private var paragraphStart = 0
    /// The paragraph of the current sentence, and its first sentence.
    private var paragraph = 0
    private var paragraphSentence = 0
    /// The innermost open bracket of the current sentence: its offset, or -1.
    private(set) var openBracket = -1
    /// The outermost open CJK bracket or quotation mark: its offset or -1, and the depth.
    private var openWideBracket = -1
    private var wideDepth = 0
    /// Whether a straight double quotation mark is open in this paragraph.
    private(set) var isQuoted = false
    /// What the model said of plain words so far.
    private var plainWords: PlainWordSums
    /// How many joints may still be settled by what else the text says.
    private var lookUps = BlockJoint.lookUps
    /// The list that the current sentence is an item of.
    private var enumeration = Enumeration.none

    init(profile: LanguageProfile, model: BoundaryModel?) {
        self.profile = profile
        self.model = model
        plainWords = PlainWordSums(isNeeded: model != nil)
    }

    mutating func scan(_ text: Span<UInt8>) {
        let count = text.count
        var index = skipBlanks(text, from: 0)
        start = index
        paragraphStart = index
        lineStart = index
        while lineStart > 0, text[lineStart - 1] != UInt8(ascii: "\n") { lineStart -= 1 }
        enumeration = Enumeration.opening(text, at: start)
        var stops = StopFinder(findsStarts: model != nil || trace != nil)
        while true {
            index = stops.next(text, from: index)
            guard index < count else { break }
            switch text[index] {
            case UInt8(ascii: " "): index = scanBlank(text, at: index)
            case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): index = scanMark(text, at: index)
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0B, 0x0C: index = scanLineBreak(text, at: index)
            case UInt8(ascii: "("), UInt8(ascii: "["):
                openBracket = index
                index += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"):
                openBracket = -1
                index = scanListMarker(text, at: index)
            case UInt8(ascii: "\""):
                isQuoted.toggle()
                index += 1
            case UInt8(ascii: ":"), UInt8(ascii: ";"): index = scanPause(text, at: index)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): index = scanCapital(text, at: index)
            default: index = scanWide(text, at: index)
            }
        }
        emit(text, end: count)
        endParagraph(text, isLast: true)
    }

    // MARK: - Ends

    /// Adds the sentence from `start` to `end`, without the blanks at its end.
    private mutating func emit(_ text: Span<UInt8>, end: Int) {
        var end = end
        while end > start {
            let last = character(text, before: end)
            guard last.glyph == .blank || last.glyph == .lineBreak else { break }
            end -= last.length
        }
        if end > start { sentences.append(Sentence(range: start..<end, paragraph: paragraph)) }
    }

    /// Ends the sentence at `end`, inside a paragraph, and goes on at `next`.
    private mutating func cut(_ text: Span<UInt8>, end: Int, next: Int) {
        emit(text, end: end)
        start = next
        openBracket = -1
        if case .none = enumeration { enumeration = Enumeration.opening(text, at: next) }
    }

    /// Ends the paragraph: decides what its sentences are and forgets open brackets and quotation marks.
    private mutating func endParagraph(_ text: Span<UInt8>, isLast: Bool) {
        SentenceKinds.assign(&sentences, from: paragraphSentence, in: text, isLast: isLast)
        if sentences.count > paragraphSentence { paragraph += 1 }
        paragraphSentence = sentences.count
        openBracket = -1
        openWideBracket = -1
        wideDepth = 0
        isQuoted = false
    }

    // MARK: - Marks

    private mutating func scanMark(_ text: Span<UInt8>, at index: Int) -> Int {
        let candidate = MarkCandidate(text, at: index, isQuoted: isQuoted, profile: profile)
        if candidate.quotes % 2 == 1 { isQuoted.toggle() }
        let bracket = openBracket
        if candidate.closesBracket { openBracket = -1 }
        guard candidate.isBoundaryPossible else { return candidate.end }
        // Where no sentence ends at the mark, none ends at the blank after it.
        let onward = candidate.lineBreaks == 0 ? candidate.next : candidate.end
        // The marker of a list item is no end, but may be the start of the next item.
        if candidate.isSinglePeriod, let item = enumeration.next(text, markerEnd: index, sentence: start) {
            cut(text, end: item, next: item)
            return onward
        }
        if candidate.isSinglePeriod, Enumeration.isMarker(text, from: start, to: index) { return onward }
        if candidate.next >= text.count { return text.count }
        if candidate.lineBreaks > 0 {
            // Hard breaks end the sentence whatever stands before them.
            let isHard = candidate.lineBreaks > 1 || isHardBreak(text, end: candidate.end, next: candidate.next)
            if isHard { return candidate.end }
        }
        let isNested = wideDepth > 0 && index - openWideBracket < 600 && !candidate.closesWideBracket
        if isNested { return onward }
        if candidate.closesWideBracket {
            wideDepth = max(0, wideDepth - 1)
            if wideDepth > 0 { return onward }
        }
        // Marks alone are no sentence: they open one, as in `"... and so on`.
        if isBareMarker(text, end: candidate.end) { return onward }
        let verdict = BoundaryRules.verdict(
            text, candidate, profile: profile, sentence: start, openBracket: bracket)
        guard decide(text, verdict, end: candidate.end, next: candidate.next) else { return onward }
        if candidate.lineBreaks > 0 { lineStart = candidate.next }
        cut(text, end: candidate.end, next: candidate.next)
        return candidate.next
    }

    /// A colon ends a sentence in Armenian text, where it stands for the verjaket, and a semicolon in Greek text, where
    /// it is the question mark; elsewhere a semicolon does before a capitalised word that begins sentences.
    private mutating func scanPause(_ text: Span<UInt8>, at index: Int) -> Int {
        let before = character(text, before: index)
        if text[index] == UInt8(ascii: ":") {
            return (0x531...0x58A).contains(before.value) ? scanMark(text, at: index) : index + 1
        }
        if (0x370...0x3FF).contains(before.value) || (0x1F00...0x1FFF).contains(before.value) {
            return scanMark(text, at: index)
        }
        guard profile.language != .english, index + 2 < text.count, text[index + 1] == UInt8(ascii: " ") else {
            return index + 1
        }
        let word = skipOpeners(text, from: index + 2)
        guard openBracket < start, StarterWord.isStarter(text, at: word, profile: profile) else { return index + 1 }
        cut(text, end: index + 1, next: index + 2)
        return index + 2
    }

    private mutating func scanWide(_ text: Span<UInt8>, at index: Int) -> Int {
        let found = character(text, at: index)
        switch found.glyph {
        case .mark: return scanMark(text, at: index)
        case .lineBreak: return scanLineBreak(text, at: index)
        case .bullet:
            if index > start, enumeration.isBullet(found.value), isBlank(text, before: index) {
                cut(text, end: index, next: index)
            }
        case .opener where found.value >= 0x3000:
            if wideDepth == 0 { openWideBracket = index }
            wideDepth += 1
        case .closer where found.value >= 0x3000: wideDepth = max(0, wideDepth - 1)
        case .upper: return scanCapital(text, at: index)
        default: break
        }
        return index + max(1, found.length)
    }

    /// A capital that touches a small letter or a digit may begin another block of the page.
    private mutating func scanCapital(_ text: Span<UInt8>, at index: Int) -> Int {
        let next = index + max(1, character(text, at: index).length)
        guard index > start, trace == nil else { return next }
        if BlockJoint.isEnd(text, at: index, sentence: start, profile: profile, lookUps: &lookUps) {
            cut(text, end: index, next: index)
        }
        return next
    }

    // MARK: - Blanks

    /// A blank ends a sentence without a mark after an emoticon, or where the model is sure.
    private mutating func scanBlank(_ text: Span<UInt8>, at index: Int) -> Int {
        let next = index + 1
        guard next < text.count, index > start else { return next }
        guard model != nil || trace != nil, Self.isLatin(text[next]), Self.isLatin(text[index - 1]) else {
            guard Emoticon.ends(text, at: index) else { return next }
            let following = character(text, at: skipOpeners(text, from: next))
            guard following.glyph == .upper else { return next }
            cut(text, end: index, next: next)
            return next
        }
        guard StopFinder.mayStart(text[next]), !isBareMarker(text, end: index) else { return next }
        if let model, trace == nil {
            let isNoEnd = model.isPlainlyNoEnd(
                text, end: index, sentence: start, limit: paragraphStart, state: state(nil), memory: &plainWords)
            if isNoEnd { return next }
        }
        guard decide(text, nil, end: index, next: next) else { return next }
        cut(text, end: index, next: next)
        return next
    }

    /// Whether the sentence up to `end` is a few marks only: a bullet, a dash, the marks of quoted mail.
    private func isBareMarker(_ text: Span<UInt8>, end: Int) -> Bool {
        guard end - start <= 8, start < end else { return false }
        var cursor = start
        while cursor < end {
            let found = character(text, at: cursor)
            if isLetter(found.glyph) || found.glyph == .digit { return false }
            cursor += max(1, found.length)
        }
        return true
    }

    /// Whether a byte may belong to Latin text: ASCII, Latin letters with marks, typographic punctuation.
    private static func isLatin(_ byte: UInt8) -> Bool {
        // Trailing bytes (80–BF) are let through: what they end is known by what stands on the other side.
        byte < 0xCA || byte == 0xE2 || byte == 0xF0
    }

    /// What the rules say and what is open, in one number.
    private func state(_ verdict: BoundaryVerdict?) -> UInt32 {
        (verdict.map { UInt32($0.rawValue) + 1 } ?? 0) | (isQuoted ? 8 : 0) | (openBracket > start ? 16 : 0)
    }

    /// Whether the sentence ends at `end`: by the rules where they are sure, by the model and their leaning elsewhere.
    private mutating func decide(_ text: Span<UInt8>, _ verdict: BoundaryVerdict?, end: Int, next: Int) -> Bool {
        if verdict == .end { return true }
        if verdict == .no { return false }
        guard model != nil || trace != nil else { return verdict?.isEnd ?? false }
        let state = state(verdict) | (end == next ? 32 : 0)
        let place = BoundaryPlace(text, end: end, next: next, sentence: start, limit: paragraphStart, state: state)
        if let trace {
            let isEnd = trace.ends.contains(end)
            let features = BoundaryFeatures(text, of: place, sentence: start)
            self.trace?.examples.append(
                BoundaryExample(end: end, features: features, isEnd: isEnd, hasMark: verdict != nil))
            return isEnd
        }
        let leaning = verdict?.leaning ?? BoundaryVerdict.bareLeaning
        return model?.isEnd(text, place, sentence: start, leaning: leaning, isBare: verdict == nil) ?? false
    }

    /// A closing bracket may belong to the marker of the next list item.
    private mutating func scanListMarker(_ text: Span<UInt8>, at index: Int) -> Int {
        if let item = enumeration.next(text, markerEnd: index, sentence: start) { cut(text, end: item, next: item) }
        return index + 1
    }

    // MARK: - Line breaks

    private mutating func scanLineBreak(_ text: Span<UInt8>, at index: Int) -> Int {
        var breaks = 0
        let next = skipBlanks(text, from: index, breaks: &breaks)
        guard next < text.count else { return next }
        let isHard = breaks > 1 || isHardBreak(text, end: index, next: next)
        if isHard {
            emit(text, end: index)
            endParagraph(text, isLast: false)
            start = next
            paragraphStart = next
            enumeration = Enumeration.opening(text, at: next)
        }
        lineStart = next
        return next
    }

    /// Whether the single line break between `end` and `next` ends a paragraph.
    private mutating func isHardBreak(_ text: Span<UInt8>, end: Int, next: Int) -> Bool {
        let layout = layout ?? LineLayout(of: text)
        self.layout = layout
        return LineBreakRules.isHard(text, line: lineStart, end: end, next: next, layout: layout)
    }
}

/// The first place at or after `index` that is neither blank nor line break.
func skipBlanks(_ text: Span<UInt8>, from index: Int) -> Int {
    var breaks = 0
    return skipBlanks(text, from: index, breaks: &breaks)
}

/// The first place at or after `index` that is neither blank nor line break, counting the line breaks passed.
///
/// CR LF counts once; a form feed or paragraph separator counts twice, since it ends more than a line.
func skipBlanks(_ text: Span<UInt8>, from index: Int, breaks: inout Int) -> Int {
    var index = index
    while index < text.count {
        let byte = text[index]
        if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
            index += 1
            continue
        }
        let found = character(text, at: index)
        guard found.glyph == .blank || found.glyph == .lineBreak else { break }
        if found.glyph == .lineBreak {
            breaks += found.value == 0x0C || found.value == 0x2029 ? 2 : 1
            if byte == 0x0D, index + 1 < text.count, text[index + 1] == UInt8(ascii: "\n") { index += 1 }
        }
        index += found.length
    }
    return index
}

/// The first place at or after `index` that is no opening mark, dash or pictograph, at most eight characters on.
func skipOpeners(_ text: Span<UInt8>, from index: Int) -> Int {
    var index = index
    for _ in 0..<8 {
        let found = character(text, at: index)
        switch found.glyph {
        case .opener, .invisible: index += found.length
        case .other where found.value == 0x2A || found.value == 0x5F || found.value == 0x23: index += found.length
        default: return index
        }
    }
    return index
}

/// Whether a blank, a line break or nothing stands before `index`.
func isBlank(_ text: Span<UInt8>, before index: Int) -> Bool {
    switch character(text, before: index).glyph {
    case .blank, .lineBreak, .none: true
    default: false
    }
}
