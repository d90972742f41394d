internal import Foundations
internal import TextEvaluation
internal import TextProcessing

/// Walks over the bytes of sentences and fills an analysis.
struct TermScanner {
    var analysis = DocumentAnalysis()
    var lexicon: Lexicon
    /// Stem number to term number of this text, -1 where the stem has not occurred.
    var localTerms: [Int32]
    private var word = WordBuffer()
    /// Short words that have been read and not yet been looked up: the table is larger than the caches, and while the
    /// memory for one is on its way, others can be asked for.
    private var pending: [(word: ShortWord, range: Range<Int>, isFirst: Bool)] = []
    private var rows = SentenceMatrixBuilder()
    private var shape = SentenceShape()
    private var previousTraits: WordTraits = []

    init(lexicon: Lexicon, localTerms: [Int32]) {
        self.lexicon = lexicon
        self.localTerms = localTerms
    }

    /// Adds one sentence.
    mutating func addSentence(_ utf8: borrowing Span<UInt8>, _ range: Range<Int>, paragraph: Int) {
        let (tokens, words, characters) = scan(utf8, range)
        analysis.shapes.append(shape)
        rows.endSentence(tokens: tokens, words: words, characters: characters, paragraph: paragraph)
    }

    /// The sentences that were added.
    func matrix() -> SentenceMatrix { rows.matrix(terms: analysis.stemNumbers.count) }

    /// Reads the words of one sentence.
    private mutating func scan(
        _ utf8: borrowing Span<UInt8>, _ range: Range<Int>
    ) -> (tokens: Int, words: Int, characters: Int) {
        var tokens = 0
        var words = 0
        var characters = 0
        var inWord = false
        shape = SentenceShape()
        previousTraits = []
        var i = range.lowerBound
        let end = min(range.upperBound, utf8.count)
        while i < end {
            let byte = utf8[i]
            if ByteClass.isAlphanumeric(byte) {
                if !inWord {
                    words += 1
                    inWord = true
                }
                if let length = scanShort(utf8, i, end, isFirst: tokens == 0) {
                    characters += length
                    i += length
                    tokens += 1
                    continue
                }
                // The run is ASCII unless a byte above 127 turns up before it ends.
                let start = i
                word.clear()
                var current = byte
                var capitals = 0
                repeat {
                    let isCapital = current &- 0x41 < 26
                    let lower = isCapital ? current | 0x20 : current
                    if isCapital { capitals += 1 }
                    word.append(lower)
                    i += 1
                    guard i < end else { break }
                    current = utf8[i]
                } while ByteClass.isAlphanumeric(current)
                if i < end, utf8[i] >= 0x80 {
                    i = start
                    scanUnicode(utf8, &i, end, &tokens, &characters)
                } else {
                    characters += i - start
                    shape.capitalLetters += capitals
                    note(
                        first: byte, second: i - start > 1 ? utf8[start + 1] : 0, last: utf8[i - 1],
                        isFirst: tokens == 0)
                    addBuffered(start..<i, isFirst: tokens == 0)
                    tokens += 1
                }
            } else if byte < 0x80 {
                if ByteClass.isSpace(byte) {
                    inWord = false
                } else {
                    if !inWord {
                        words += 1
                        inWord = true
                    }
                    if byte == UInt8(ascii: ",") {
                        shape.commas += 1
                    } else if byte == UInt8(ascii: "\"") {
                        shape.quotationMarks += 1
                    } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") {
                        // '' and `` are the quotation marks of tokenised text.
                        if i + 1 < end, utf8[i + 1] == byte { shape.quotationMarks += 1 }
                    }
                }
                characters += 1
                i += 1
            } else {
                let before = i
                let (scalar, length) = Self.decode(utf8, i, end)
                switch ScalarFolding.classify(scalar) {
                case .separator:
                    if scalar == 0x201C || scalar == 0xAB { shape.quotationMarks += 1 }
                    if Self.isSpace(scalar) {
                        inWord = false
                    } else if !inWord {
                        words += 1
                        inWord = true
                    }
                    characters += 1
                    i = before + length
                case .alphanumeric:
                    if !inWord {
                        words += 1
                        inWord = true
                    }
                    scanUnicode(utf8, &i, end, &tokens, &characters)
                case .unspaced:
                    scanUnspaced(utf8, &i, end, &tokens, &words, &characters)
                    inWord = true
                }
            }
        }
        addPending()
        (shape.hasEndMark, shape.isQuestion) = Self.endMark(utf8, range)
        return (tokens, words, characters)
    }

    /// Whether a sentence ends with an end mark, closing quotation marks and brackets aside, and whether it asks.
    private static func endMark(_ utf8: borrowing Span<UInt8>, _ range: Range<Int>) -> (has: Bool, asks: Bool) {
        var i = min(range.upperBound, utf8.count) - 1
        let asks = i >= range.lowerBound && utf8[i] == UInt8(ascii: "?")
        // At most eight closing marks are looked through.
        let first = max(range.lowerBound, i - 8)
        while i >= first {
            switch utf8[i] {
            case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return (true, asks)
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"), 0x20, 0x80...0xBF,
                0xC2, 0xE2, 0xE3:
                // The ellipsis, U+2026, and the full stops of Chinese, U+3002, and Hindi, U+0964.
                if i + 2 < utf8.count, utf8[i] == 0xE2, utf8[i + 1] == 0x80, utf8[i + 2] == 0xA6 { return (true, asks) }
                if i + 2 < utf8.count, utf8[i] == 0xE3, utf8[i + 1] == 0x80, utf8[i + 2] == 0x82 { return (true, asks) }
                i -= 1
            default: return (false, asks)
            }
        }
        return (false, asks)
    }

    /// The terms of the text that occur in another text, each once, in its order.
    ///
    /// The other text's own words are terms of no sentence, so this comes after ``matrix()``.
    mutating func knownTerms(of text: String) -> [Int] {
        let known = Int32(analysis.stemNumbers.count)
        _ = scan(text.utf8.span, 0..<text.utf8.count)
        var seen = Set<Int32>()
        let terms = rows.openWords.filter { $0 >= 0 && $0 < known && seen.insert($0).inserted }.map { Int($0) }
        rows.dropOpenWords()
        forgetTerms(from: Int(known))
        return terms
    }

    /// Forgets terms that only another text has.
    private mutating func forgetTerms(from first: Int) {
        for stem in analysis.stemNumbers[first...] { localTerms[Int(stem)] = -1 }
        analysis.stemNumbers.removeLast(analysis.stemNumbers.count - first)
        analysis.firstOccurrences.removeLast(analysis.firstOccurrences.count - first)
        analysis.rarities.removeLast(analysis.rarities.count - first)
    }

    /// Ends the text: forgets the stem numbers of this text without touching the whole table.
    mutating func finish() {
        for stem in analysis.stemNumbers { localTerms[Int(stem)] = -1 }
    }

    /// Makes room for what a text of some length is likely to have.
    mutating func reserve(sentences: Int, bytes: Int) {
        rows.reserve(sentences: sentences, bytes: bytes)
        analysis.shapes.reserveCapacity(sentences)
        // Different terms grow more slowly than the text.
        let terms = min(bytes / 10, 1024)
        analysis.stemNumbers.reserveCapacity(terms)
        analysis.firstOccurrences.reserveCapacity(terms)
        analysis.rarities.reserveCapacity(terms)
    }

    // MARK: Words

    /// Adds the word at `i`, a letter or digit of ASCII, if it is short and of ASCII all through, and gives its length.
    @inline(__always)
    private mutating func scanShort(_ utf8: borrowing Span<UInt8>, _ i: Int, _ end: Int, isFirst: Bool) -> Int? {
        guard i + 16 <= utf8.count else { return nil }
        if pending.count >= 64 { addPending() }
        let raw = utf8.bytes
        let low = EightBytes(raw, at: i)
        let high = EightBytes(raw, at: i + 8)
        var length = (~low.alphanumerics & EightBytes.high).trailingZeroBitCount / 8
        if length == 8 { length += (~high.alphanumerics & EightBytes.high).trailingZeroBitCount / 8 }
        length = min(length, end - i)
        guard length <= ShortWord.limit, i + length == end || utf8[i + length] < 0x80 else { return nil }
        let lowMask = length < 8 ? (1 << UInt64(8 * length)) &- 1 : UInt64.max
        let highMask = length > 8 ? (1 << UInt64(8 * (length - 8))) &- 1 : UInt64(0)
        // The bit that tells small letters from capitals is set in digits, too.
        let small: UInt64 = 0x2020_2020_2020_2020
        let word = ShortWord(low: (low.value | small) & lowMask, high: (high.value | small) & highMask)
        let byte = utf8[i]
        shape.capitalLetters +=
            (~low.value & small & lowMask).nonzeroBitCount + (~high.value & small & highMask).nonzeroBitCount
        note(first: byte, second: length > 1 ? utf8[i + 1] : 0, last: utf8[i + length - 1], isFirst: isFirst)
        lexicon.prefetch(word)
        pending.append((word, i..<i + length, isFirst))
        return length
    }

    /// Looks up the short words that have been read.
    private mutating func addPending() {
        for (word, range, isFirst) in pending { add(range, lexicon.contentStem(of: word), isFirst: isFirst) }
        pending.removeAll(keepingCapacity: true)
    }

    /// Adds the word in the buffer.
    private mutating func addBuffered(_ range: Range<Int>, isFirst: Bool) {
        addPending()
        add(range, lexicon.contentStem(of: word), isFirst: isFirst)
    }

    /// Counts names and numbers by a word's first two bytes and its last.
    @inline(__always)
    private mutating func note(first: UInt8, second: UInt8, last: UInt8, isFirst: Bool) {
        // A capital and a small letter make a name; all capitals do not.
        if !isFirst, first &- 0x41 < 26, second &- 0x61 < 26 { shape.capitalisedWords += 1 }
        if first &- 0x30 < 10 || last &- 0x30 < 10 { shape.hasDigit = true }
    }

    private mutating func scanUnicode(
        _ utf8: borrowing Span<UInt8>, _ i: inout Int, _ end: Int, _ tokens: inout Int, _ characters: inout Int
    ) {
        let start = i
        word.clear()
        while i < end {
            let (scalar, length) = Self.decode(utf8, i, end)
            guard ScalarFolding.classify(scalar) == .alphanumeric else { break }
            ScalarFolding.appendLowercased(scalar, to: &word)
            characters += 1
            i += length
        }
        guard i > start else { return }
        addBuffered(start..<i, isFirst: tokens == 0)
        tokens += 1
    }

    /// Every two neighbouring letters make a term, a single letter stands for itself; two letters count as one word.
    private mutating func scanUnspaced(
        _ utf8: borrowing Span<UInt8>, _ i: inout Int, _ end: Int, _ tokens: inout Int, _ words: inout Int,
        _ characters: inout Int
    ) {
        var previous: UInt32?
        var previousStart = i
        var letters = 0
        while i < end {
            let (scalar, length) = Self.decode(utf8, i, end)
            guard ScalarFolding.classify(scalar) == .unspaced else { break }
            if let previous {
                word.clear()
                ScalarFolding.appendLowercased(previous, to: &word)
                ScalarFolding.appendLowercased(scalar, to: &word)
                addBuffered(previousStart..<(i + length), isFirst: false)
            }
            previous = scalar
            previousStart = i
            letters += 1
            characters += 1
            i += length
        }
        if letters == 1, let previous {
            word.clear()
            ScalarFolding.appendLowercased(previous, to: &word)
            addBuffered(previousStart..<i, isFirst: false)
        }
        tokens += (letters + 1) / 2
        words += (letters + 1) / 2
    }

    @inline(__always)
    private mutating func add(_ range: Range<Int>, _ found: (stem: Int32, traits: WordTraits), isFirst: Bool) {
        let (number, traits) = found
        if !traits.isEmpty { note(traits, isFirst: isFirst) }
        previousTraits = traits
        guard number >= 0 else {
            rows.add(number)
            return
        }
        let stem = Int(number)
        if stem >= localTerms.count {
            localTerms.append(contentsOf: repeatElement(-1, count: max(64, stem + 1 + stem / 2 - localTerms.count)))
        }
        var term = localTerms[stem]
        if term < 0 {
            term = Int32(analysis.stemNumbers.count)
            localTerms[stem] = term
            analysis.stemNumbers.append(number)
            analysis.firstOccurrences.append(range)
            analysis.rarities.append(lexicon.rarity(number))
        }
        rows.add(term)
    }

    private mutating func note(_ traits: WordTraits, isFirst: Bool) {
        if isFirst, traits.contains(.anaphor) { shape.beginsWithAnaphor = true }
        if traits.contains(.secondPerson) { shape.secondPerson += 1 }
        if traits.contains(.firstPerson) { shape.firstPerson += 1 }
        if traits.contains(.reporting) { shape.reports = true }
        if traits.contains(.notice) { shape.notices += 1 }
        if traits.contains(.announcingVerb), previousTraits.contains(.firstPerson) { shape.announces = true }
        if traits.contains(.textNoun), previousTraits.contains(.pointer) { shape.announces = true }
    }

    // MARK: Bytes

    static func isSpace(_ scalar: UInt32) -> Bool {
        scalar == 0xA0 || scalar == 0x3000 || scalar == 0x2028 || scalar == 0x2029 || (0x2000...0x200A).contains(scalar)
            || scalar == 0x202F || scalar == 0x205F || scalar == 0x85
    }

    /// Decodes one scalar of valid UTF-8; a sequence cut off by the end of the range gives U+FFFD.
    static func decode(_ utf8: borrowing Span<UInt8>, _ i: Int, _ end: Int) -> (scalar: UInt32, length: Int) {
        let first = UInt32(utf8[i])
        if first < 0x80 { return (first, 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, i + length <= end else { return (0xFFFD, 1) }
        var scalar = first & (0xFF >> UInt32(length + 1))
        for k in 1..<length { scalar = scalar << 6 | UInt32(utf8[i + k] & 0x3F) }
        return (scalar, length)
    }
}

/// Classes of ASCII bytes.
enum ByteClass {
    @inline(__always)
    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }

    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 < 5 }
}
