internal import CKernels

/// Names the encoding of bytes that are no UTF-8 and do not say what they are.
///
/// Encodings of two bytes a character are told by their form: which pairs occur, and how many of them are kana, Hangul or
/// the commonest Han characters. Of those of one byte a character each is tried: the language model says how much like a
/// language the Latin or Cyrillic letters read that come out, and the shape of words tells Greek, Hebrew, Arabic and Thai.
///
/// ```swift
/// let bytes: [UInt8] = [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2, 0x2C, 0x20, 0xEC, 0xE8, 0xF0, 0x21]
/// print(EncodingGuess(bytes.span).name)  // windows-1251
/// ```
package struct EncodingGuess: Sendable, Hashable {
    /// The encoding's name, as iconv and the web know it.
    package let name: String
    /// How far ahead of the next encoding that reads otherwise it is, from 0 to 1.
    package let certainty: Double

    /// How many bytes are looked at.
    private static let sampleBytes = 4096

    /// Guesses from the bytes' first part that is not ASCII.
    ///
    /// - Complexity: O(1) after the first byte beyond ASCII: 4 KiB are read for each encoding.
    package init(_ bytes: Span<UInt8>) {
        let sample = Self.sample(of: bytes)
        if let (name, certainty) = PairedBytes(sample).encoding {
            (self.name, self.certainty) = (name, certainty)
            return
        }
        var best = (name: "windows-1252", quality: -Double.infinity, text: [UInt8]())
        var second = -Double.infinity
        for name in Self.singleByte {
            guard let (text, errors) = Self.decode(sample.span, from: name), errors * 50 <= sample.count else {
                continue
            }
            let quality = LetterQuality(text).value
            if quality > best.quality {
                if best.text != text { second = best.quality }
                best = (name, quality, text)
            } else if quality > second, text != best.text {
                second = quality
            }
        }
        self.name = best.name
        let lead = best.quality - second
        // A lead of one sound word is about as good as none; of ten it leaves little doubt.
        certainty = lead.isFinite ? lead / (lead + Self.soundLead) : lead > 0 ? 1 : 0
    }

    /// The lead over the next reading at which a guess is as likely right as wrong, in log odds.
    private static let soundLead = 10.0

    /// Guesses from the words of a page, without its tags and attributes.
    package init(page: [UInt8]) {
        var words: [UInt8] = []
        var isTag = false
        var run = 0
        for byte in page where words.count < Self.sampleBytes {
            switch byte {
            case UInt8(ascii: "<"):
                isTag = true
                if words.last != 0x20 { words.append(0x20) }
            case UInt8(ascii: ">"): isTag = false
            default:
                if isTag { continue }
                words.append(byte)
                // Scripts and styles are ASCII: a long stretch of it is dropped.
                run = byte < 0x80 ? run + 1 : 0
                if run == 400 {
                    words.removeLast(400)
                    run = 0
                }
            }
        }
        self.init(words.span)
    }

    /// Encodings of one byte a character; where two read a text alike, the first is named.
    private static let singleByte = [
        "windows-1252", "windows-1250", "windows-1251", "koi8-r", "windows-1253", "windows-1254", "windows-1255",
        "windows-1256", "windows-1257", "windows-1258", "iso-8859-2", "iso-8859-5", "iso-8859-6", "iso-8859-7",
        "iso-8859-8", "iso-8859-13", "iso-8859-15", "koi8-u", "ibm866", "ibm850", "ibm852", "ibm855", "macintosh",
        "mac-cyrillic", "windows-874", "iso-8859-16",
    ]

    /// The text of bytes in an encoding, and how many bytes it does not have; nil where the system does not know it.
    package static func decode(_ bytes: Span<UInt8>, from name: String) -> (text: [UInt8], errors: Int)? {
        var errors = 0
        var isKnown = true
        let capacity = bytes.count * 4 + 4
        let text = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            let length = bytes.withUnsafeBufferPointer {
                ck_decode(name, $0.baseAddress, $0.count, output.baseAddress, capacity, &errors)
            }
            // The kernel's "unknown", the largest size, is a negative number here.
            isKnown = length >= 0 && length <= capacity
            count = isKnown ? length : 0
        }
        return isKnown ? (text, errors) : nil
    }

    /// Up to 4 KiB from a little before the first byte beyond ASCII on, cut at white space.
    private static func sample(of bytes: Span<UInt8>) -> [UInt8] {
        var first = 0
        while first < bytes.count, bytes[first] < 0x80 { first += 1 }
        var start = max(0, first - 256)
        while start > 0, start < first, bytes[start - 1] > 0x20 { start += 1 }
        var end = min(bytes.count, start + sampleBytes)
        if end < bytes.count {
            var cut = end
            while cut > start, bytes[cut - 1] > 0x20 { cut -= 1 }
            if cut > start { end = cut }
        }
        return bytes.extracting(start..<end).withUnsafeBufferPointer(Array.init)
    }
}

/// How much bytes look like one of the encodings that write a character in two bytes.
private struct PairedBytes {
    let encoding: (name: String, certainty: Double)?

    /// Pairs of one encoding: all, those that its texts are mostly made of, kana among them, and bytes that fit nowhere.
    private struct Count {
        var pairs = 0
        var common = 0
        var kana = 0
        var wrong = 0

        /// Texts of such encodings are mostly pairs: accents of a text in Latin letters are not.
        func isSound(in bytes: Int) -> Bool { pairs >= 4 && wrong * 40 <= pairs && pairs * 13 >= bytes }
        var commonShare: Double { Double(common) / Double(max(1, pairs)) }
        var kanaShare: Double { Double(kana) / Double(max(1, pairs)) }
    }

    init(_ bytes: [UInt8]) {
        let eucJapanese = Self.count(bytes, leads: 0xA1...0xFE, trails: Self.isHighTrail) { lead, _ in
            (lead >= 0xB0 && lead <= 0xCF, lead == 0xA4 || lead == 0xA5)
        }
        let korean = Self.count(bytes, leads: 0xA1...0xFE, trails: Self.isHighTrail) { lead, _ in
            (lead >= 0xB0 && lead <= 0xC8, false)
        }
        let chinese = Self.count(bytes, leads: 0x81...0xFE, trails: { $0 >= 0x40 && $0 != 0x7F && $0 != 0xFF }) {
            ($0 >= 0xB0 && $0 <= 0xD7 && $1 >= 0xA1 || ($0 == 0xA1 || $0 == 0xA3) && $1 >= 0xA1, false)
        }
        let big5 = Self.count(bytes, leads: 0x81...0xFE, trails: { $0 >= 0x40 && $0 < 0x7F || $0 >= 0xA1 && $0 < 0xFF })
        {
            lead, _ in (lead >= 0xA4 && lead <= 0xC6 || lead == 0xA1, false)
        }
        let japanese = Self.countShiftJIS(bytes)
        if japanese.isSound(in: bytes.count), japanese.kanaShare >= 0.2, japanese.commonShare >= 0.8 {
            encoding = ("shift_jis", japanese.commonShare)
        } else if eucJapanese.isSound(in: bytes.count), eucJapanese.kanaShare >= 0.2 {
            encoding = ("euc-jp", min(1, eucJapanese.commonShare + eucJapanese.kanaShare))
        } else if korean.isSound(in: bytes.count), korean.commonShare >= 0.88, Self.hasBlanks(bytes) {
            encoding = ("euc-kr", korean.commonShare)
        } else if chinese.isSound(in: bytes.count), chinese.commonShare >= 0.75,
            chinese.commonShare >= big5.commonShare || !big5.isSound(in: bytes.count)
        {
            encoding = ("gb18030", chinese.commonShare)
        } else if big5.isSound(in: bytes.count), big5.commonShare >= 0.8 {
            encoding = ("big5", big5.commonShare)
        } else {
            encoding = nil
        }
    }

    private static func isHighTrail(_ byte: UInt8) -> Bool { byte >= 0xA1 && byte <= 0xFE }

    private static func count(
        _ bytes: [UInt8], leads: ClosedRange<UInt8>, trails: (UInt8) -> Bool,
        classify: (UInt8, UInt8) -> (isCommon: Bool, isKana: Bool)
    ) -> Count {
        var count = Count()
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            index += 1
            guard lead >= 0x80 else { continue }
            guard leads.contains(lead), index < bytes.count, trails(bytes[index]) else {
                if index < bytes.count { count.wrong += 1 }
                continue
            }
            let (isCommon, isKana) = classify(lead, bytes[index])
            count.pairs += 1
            count.common += isCommon ? 1 : 0
            count.kana += isKana ? 1 : 0
            index += 1
        }
        return count
    }

    private static func countShiftJIS(_ bytes: [UInt8]) -> Count {
        var count = Count()
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            index += 1
            guard lead >= 0x80 else { continue }
            // Katakana of half width.
            if lead >= 0xA1, lead <= 0xDF { continue }
            guard index < bytes.count else { break }
            let trail = bytes[index]
            guard lead >= 0x81 && lead <= 0x9F || lead >= 0xE0 && lead <= 0xFC, trail >= 0x40, trail != 0x7F,
                trail <= 0xFC
            else {
                count.wrong += 1
                continue
            }
            let isKana = lead == 0x82 && trail >= 0x9F || lead == 0x83 && trail <= 0x96
            count.pairs += 1
            count.kana += isKana ? 1 : 0
            count.common += isKana || lead == 0x81 || lead >= 0x88 && lead <= 0x97 ? 1 : 0
            index += 1
        }
        return count
    }

    /// Korean is written with blanks, Chinese without.
    private static func hasBlanks(_ bytes: [UInt8]) -> Bool {
        bytes.count { $0 == 0x20 || $0 == 0x0A } * 30 >= bytes.count
    }
}

/// How much like a language the letters of a text read.
///
/// The weights were chosen on texts of 200 bytes, messages of a browser in 36 languages and the encodings that wrote them:
/// `evaluate-text encodings` measures them.
private struct LetterQuality {
    /// Larger is better; comparable between readings of the same bytes.
    let value: Double

    /// What a sound word of a script without model counts, beside the model's log odds for a Latin or Cyrillic one.
    private static let soundWord = 12.0
    private static let oddWord = 8.0
    /// What a letter costs that the language does not write, and a sign that texts have no use for.
    private static let strangeLetter = 8.0
    private static let strangeSign = 4.0
    /// What a language counts that the model does not have, beside its nearest neighbor.
    private static let neighborShare = 0.95

    init(_ text: [UInt8]) {
        let shape = WordShapes(text.span)
        guard shape.words > 0 else {
            value = -.infinity
            return
        }
        let letters = StrangeScalars(text)
        var sum = 0.0
        for script in [Script.latin, .cyrillic] {
            let evidence = text.withUnsafeBufferPointer { LanguageModel.embedded.evidence(of: script, in: $0) }
            guard !evidence.isEmpty else { continue }
            var best = -Double.infinity
            for (language, odds) in evidence {
                let strange = letters.count(of: script, outside: Alphabets.letters(of: language))
                best = max(best, Double(odds) - Self.strangeLetter * Double(strange))
            }
            let highest = Double(evidence.map(\.odds).max() ?? 0)
            for (_, alphabet) in Alphabets.others.filter({ $0.script == script }) {
                let strange = letters.count(of: script, outside: alphabet)
                best = max(best, Self.neighborShare * highest - Self.strangeLetter * Double(strange))
            }
            sum += best
        }
        value =
            sum + Self.soundWord * Double(shape.soundUnmodelled) - Self.oddWord * Double(shape.odd)
            - Self.strangeSign * Double(letters.signs)
    }
}

/// The letters beyond ASCII of a text in small form, with their numbers, and its signs that texts have no use for.
private struct StrangeScalars {
    private var letters: [UInt32: Int] = [:]
    private(set) var signs = 0

    init(_ text: [UInt8]) {
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars where scalar.value >= 0x80 {
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
                .spacingMark:
                let small = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
                letters[small.value, default: 0] += 1
            default: if !Alphabets.signs.contains(scalar.value) { signs += 1 }
            }
        }
    }

    /// How many letters of a script, and marks on letters, an alphabet does not have.
    func count(of script: Script, outside alphabet: Set<UInt32>) -> Int {
        letters.reduce(0) { sum, letter in
            let isMark = 0x300..<0x370 ~= letter.key
            let counts = isMark || Script.number(of: letter.key) == script.rawValue
            return sum + (counts && !alphabet.contains(letter.key) ? letter.value : 0)
        }
    }
}

/// The words of a text with letters beyond ASCII: how many are sound words of scripts that the model does not know, and how
/// many are none at all.
private struct WordShapes {
    private(set) var words = 0
    private(set) var soundUnmodelled = 0
    /// Words that no language has: letters of two scripts, a capital after a small letter, signs or controls inside.
    private(set) var odd = 0

    init(_ utf8: Span<UInt8>) {
        var index = 0
        while index < utf8.count {
            let start = index
            var isPlain = true
            while index < utf8.count, utf8[index] > 0x20 {
                if utf8[index] >= 0x80 { isPlain = false }
                index += 1
            }
            if index > start, !isPlain { read(utf8, start..<index) }
            index += 1
        }
    }

    private mutating func read(_ utf8: Span<UInt8>, _ range: Range<Int>) {
        words += 1
        var cursor = range.lowerBound
        var previous = Glyph.none
        var (latin, cyrillic, greek, hebrew, arabic, thai) = (0, 0, 0, 0, 0, 0)
        var (accents, isOdd, signs) = (0, false, 0)
        var finals = 0
        while cursor < range.upperBound {
            let found = character(utf8, at: cursor)
            cursor += max(1, found.length)
            switch found.value {
            case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: latin += 1
            case 0x400...0x52F: cyrillic += 1
            case 0x370...0x3FF:
                greek += 1
                if (0x3AC...0x3AF).contains(found.value) || (0x3CC...0x3CE).contains(found.value) { accents += 1 }
                if finals > 0 { isOdd = true }
                if found.value == 0x3C2 { finals += 1 }
            case 0x5D0...0x5EA:
                hebrew += 1
                if finals > 0 { isOdd = true }
                if [0x5DA, 0x5DD, 0x5DF, 0x5E3, 0x5E5].contains(found.value) { finals += 1 }
            case 0x600...0x6FF:
                arabic += 1
                if finals > 0, isLetter(found.glyph) { isOdd = true }
                if found.value == 0x629 || found.value == 0x649 { finals += 1 }
            case 0xE00...0xE7F:
                thai += 1
                let isMark = found.value == 0xE31 || (0xE34...0xE3A).contains(found.value) || found.value >= 0xE47
                if isMark, thai == 1 { isOdd = true }
            case 0x80...0x9F, 0xFFFD, 0x2500...0x259F: isOdd = true
            default:
                // A sign between two letters: `Ã©`, `c¸a`.
                if found.value >= 0xA1, found.glyph == .other || found.glyph == .emoji, isLetter(previous) {
                    signs += 1
                }
            }
            if found.glyph == .upper, previous == .lower { isOdd = true }
            if isLetter(found.glyph), signs > 0 { isOdd = true }
            previous = found.glyph
        }
        let scripts = [latin, cyrillic, greek, hebrew, arabic, thai].count { $0 > 0 }
        if scripts > 1 || accents > 1 { isOdd = true }
        if isOdd {
            odd += 1
        } else if greek >= 4, accents != 1 {
            // Greek words of some length have one accent: neither sound nor odd.
        } else if greek >= 2 || hebrew >= 2 || arabic >= 2 || thai >= 2 {
            soundUnmodelled += 1
        }
    }
}
