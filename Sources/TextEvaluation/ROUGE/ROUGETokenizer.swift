internal import TextProcessing

/// Cuts texts into numbered words as rouge-score does.
struct ROUGETokenizer: Sendable {
    private let stemming: Bool
    private let tokenization: ROUGE.Tokenization
    private let porter = NLTKPorterStemmer()
    /// Raw words; the number of each word's stem is in `stemOfWord`.
    private var words = InternTable()
    private var stems = InternTable()
    private var stemOfWord: [Int32] = []
    private var buffer = WordBuffer()

    init(stemming: Bool, tokenization: ROUGE.Tokenization) {
        self.stemming = stemming && tokenization == .latin
        self.tokenization = tokenization
    }

    /// The number of different stems seen so far.
    var vocabularyCount: Int { stems.count }

    mutating func prepare(_ text: String) -> ROUGE.PreparedText {
        var result = ROUGE.PreparedText(tokens: [], lineEnds: [])
        var text = text
        text.makeContiguousUTF8()
        let utf8 = text.utf8.span
        switch tokenization {
        case .latin: scanLatin(utf8, &result)
        case .unicode: scanUnicode(text, &result)
        }
        if result.lineEnds.last != result.tokens.count { result.lineEnds.append(result.tokens.count) }
        return result
    }

    private mutating func scanLatin(_ utf8: borrowing Span<UInt8>, _ result: inout ROUGE.PreparedText) {
        var i = 0
        while i < utf8.count {
            let byte = utf8[i]
            if let lower = Self.latin(byte) {
                buffer.append(lower)
                i += 1
                continue
            }
            // Two scalars outside ASCII have lower-case forms that begin with an ASCII letter: the Kelvin sign, and the
            // capital i with a dot, whose dot ends the word.
            if byte == 0xE2, i + 2 < utf8.count, utf8[i + 1] == 0x84, utf8[i + 2] == 0xAA {
                buffer.append(UInt8(ascii: "k"))
                i += 3
                continue
            }
            if byte == 0xC4, i + 1 < utf8.count, utf8[i + 1] == 0xB0 {
                buffer.append(UInt8(ascii: "i"))
                i += 1
            }
            finishWord(&result)
            if byte == 0x0A { finishLine(&result) }
            i += 1
        }
        finishWord(&result)
    }

    private mutating func scanUnicode(_ text: String, _ result: inout ROUGE.PreparedText) {
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                if let lower = Self.latin(UInt8(truncatingIfNeeded: scalar.value)) {
                    buffer.append(lower)
                } else {
                    finishWord(&result)
                    if scalar == "\n" { finishLine(&result) }
                }
            } else if Self.isWritten(withoutBlanks: scalar) {
                finishWord(&result)
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { buffer.append(byte) }
                finishWord(&result)
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                for byte in scalar.properties.lowercaseMapping.utf8 { buffer.append(byte) }
            } else {
                finishWord(&result)
            }
        }
        finishWord(&result)
    }

    /// Whether a character of Chinese or Japanese is a word by itself: there are no blanks between words.
    private static func isWritten(withoutBlanks scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3005, 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
            0x20000...0x3FFFF:
            true
        default: false
        }
    }

    @inline(__always)
    private static func latin(_ byte: UInt8) -> UInt8? {
        let lower = byte | 0x20
        if lower &- 0x61 < 26 { return lower }
        return byte &- 0x30 < 10 ? byte : nil
    }

    private func finishLine(_ result: inout ROUGE.PreparedText) {
        if result.lineEnds.last ?? 0 < result.tokens.count { result.lineEnds.append(result.tokens.count) }
    }

    private mutating func finishWord(_ result: inout ROUGE.PreparedText) {
        guard buffer.count > 0 else { return }
        let word = words.intern(buffer)
        if word.isNew {
            if stemming, buffer.count > 3 {
                var stem = buffer.word
                porter.stem(&stem)
                buffer.clear()
                for byte in stem { buffer.append(byte) }
            }
            stemOfWord.append(stems.intern(buffer).number)
        }
        result.tokens.append(stemOfWord[Int(word.number)])
        buffer.clear()
    }
}
