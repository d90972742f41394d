/// Reduces words to their stems by the Snowball algorithms.
///
/// ```swift
/// let stemmer = Stemmer(.english)
/// print(stemmer.stem("generalizations"))  // general
/// ```
///
/// Words are expected in lower case, as ``WordScanner`` gives them. The algorithms are those of the Snowball project
/// (https://snowballstem.org), whose test vocabularies are the tests here; Dutch is the algorithm of Kraaij and
/// Pohlmann. Deviation: a word of more than 255 bytes is returned as it is. Stemming is for vocabularies: stem each
/// term once, not each token.
public struct Stemmer: Sendable {
    /// An algorithm, named after its language; `porter` is the original one for English.
    public enum Algorithm: String, Hashable, Sendable, CaseIterable {
        /// English, "Porter2".
        case english
        /// English, Porter's algorithm of 1980 in its Snowball form.
        case porter
        /// Dutch (Kraaij and Pohlmann).
        case dutch
        /// French.
        case french
        /// German.
        case german
        /// Italian.
        case italian
        /// Portuguese.
        case portuguese
        /// Spanish.
        case spanish
        /// Swedish.
        case swedish
    }

    /// The algorithm in use.
    public let algorithm: Algorithm

    /// Creates a stemmer.
    public init(_ algorithm: Algorithm) { self.algorithm = algorithm }

    /// Creates the stemmer for a language, or nil where there is none.
    public init?(language: Language) {
        switch language {
        case .english: algorithm = .english
        case .dutch: algorithm = .dutch
        case .french: algorithm = .french
        case .german: algorithm = .german
        case .italian: algorithm = .italian
        case .portuguese: algorithm = .portuguese
        case .spanish: algorithm = .spanish
        case .swedish: algorithm = .swedish
        default: return nil
        }
    }

    /// Words of more bytes than this are returned as they are.
    public static let longestWord = 255

    /// The stem of a word in lower case.
    ///
    /// - Complexity: O(bytes).
    public func stem(_ word: String) -> String {
        var word = word
        let result: String? = word.withUTF8 { bytes -> String? in
            guard bytes.count <= Self.longestWord else { return nil }
            return String(unsafeUninitializedCapacity: bytes.count + Self.longestGrowth) { output in
                guard let base = output.baseAddress else { return 0 }
                return stem(bytes, into: base)
            }
        }
        return result ?? word
    }

    /// No algorithm adds more bytes than this to a word.
    public static let longestGrowth = 8

    /// Writes the stem of a word in lower case and returns its length in bytes.
    ///
    /// - Parameters:
    ///   - word: The UTF-8 bytes of the word.
    ///   - output: Room for the word's length and ``longestGrowth`` bytes more. It may be the word's own memory.
    /// - Returns: The stem's length.
    /// - Complexity: O(bytes).
    public func stem(_ word: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>) -> Int {
        guard let source = word.baseAddress, word.count > 0 else { return 0 }
        guard word.count <= Self.longestWord else {
            output.update(from: source, count: word.count)
            return word.count
        }
        // Zeros before the word, room for twice its letters after.
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16 + 2 * Self.longestWord + 16) { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            for i in 0..<16 { base[i] = 0 }
            var w = StemWord(letters: base + 16, count: word.count)
            var nonASCII: UInt8 = 0
            for i in 0..<word.count {
                let byte = source[i]
                nonASCII |= byte
                w.letters[i] = byte
            }
            if nonASCII < 0x80 {
                apply(&w)
                var union: UInt8 = 0
                for i in 0..<w.count {
                    union |= w.letters[i]
                    output[i] = w.letters[i]
                }
                // Markers that were in the word from the start ("He", "a~") come out as accented letters.
                return union < 0x80 ? w.count : encode(w, [], output)
            }
            return stemBeyondASCII(word, &w, output)
        }
    }

    @inline(__always)
    private func apply(_ w: inout StemWord) {
        switch algorithm {
        case .english: EnglishStemmer.shared.stem(&w)
        case .porter: PorterStemmer.shared.stem(&w)
        case .dutch: DutchStemmer.shared.stem(&w)
        case .french: FrenchStemmer.shared.stem(&w)
        case .german: GermanStemmer.shared.stem(&w)
        case .italian: ItalianStemmer.shared.stem(&w)
        case .portuguese: PortugueseStemmer.shared.stem(&w)
        case .spanish: SpanishStemmer.shared.stem(&w)
        case .swedish: SwedishStemmer.shared.stem(&w)
        }
    }

    // MARK: Letters beyond ASCII

    /// Letters are one byte each while they are stemmed: Latin-1 as it is, anything else one of 32 placeholders, which
    /// no algorithm knows and which therefore count as consonants.
    @inline(never)
    private func stemBeyondASCII(
        _ word: UnsafeBufferPointer<UInt8>, _ w: inout StemWord, _ output: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var placeholders: [UInt32] = []
        var count = 0
        var at = 0
        while at < word.count {
            let lead = word[at]
            var value = UInt32(lead)
            var length = 1
            if lead >= 0x80 {
                length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
                guard lead >= 0xC2, at + length <= word.count else { return copy(word, output) }
                value = UInt32(lead) & (0xFF >> UInt32(length + 1))
                for i in 1..<length { value = value << 6 | UInt32(word[at + i] & 0x3F) }
            }
            at += length
            if value < 0x80 || 0xA0...0xFF ~= value {
                w.letters[count] = UInt8(truncatingIfNeeded: value)
            } else {
                var index = placeholders.firstIndex(of: value) ?? -1
                if index < 0 {
                    // A word with 33 different letters from other scripts is no word of these languages.
                    guard placeholders.count < 32 else { return copy(word, output) }
                    index = placeholders.count
                    placeholders.append(value)
                }
                w.letters[count] = UInt8(0x80 + index)
            }
            count += 1
        }
        w.count = count
        apply(&w)
        return encode(w, placeholders, output)
    }

    private func encode(_ w: StemWord, _ placeholders: [UInt32], _ output: UnsafeMutablePointer<UInt8>) -> Int {
        var written = 0
        for i in 0..<w.count {
            let letter = w.letters[i]
            if letter < 0x80 {
                output[written] = letter
                written += 1
                continue
            }
            let value = letter < 0xA0 ? placeholders[Int(letter) - 0x80] : UInt32(letter)
            if value < 0x800 {
                output[written] = UInt8(0xC0 | value >> 6)
                output[written + 1] = UInt8(0x80 | value & 0x3F)
                written += 2
            } else if value < 0x10000 {
                output[written] = UInt8(0xE0 | value >> 12)
                output[written + 1] = UInt8(0x80 | value >> 6 & 0x3F)
                output[written + 2] = UInt8(0x80 | value & 0x3F)
                written += 3
            } else {
                output[written] = UInt8(0xF0 | value >> 18)
                output[written + 1] = UInt8(0x80 | value >> 12 & 0x3F)
                output[written + 2] = UInt8(0x80 | value >> 6 & 0x3F)
                output[written + 3] = UInt8(0x80 | value & 0x3F)
                written += 4
            }
        }
        return written
    }

    private func copy(_ word: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutablePointer<UInt8>) -> Int {
        if let source = word.baseAddress { output.update(from: source, count: word.count) }
        return word.count
    }
}
