internal import TextEvaluation
internal import TextProcessing

/// The words of one language seen so far, each with the number of its stem, or as a stop word.
///
/// A lexicon only remembers what a pure function of the word would give, so a summary does not depend on which texts were
/// seen before. It exists because stemming costs twenty times a look-up.
///
/// - Complexity: a look-up is O(length of the word).
struct Lexicon: Sendable {
    private var words = InternTable()
    private var stems = InternTable()
    /// For each word the number of its stem, or -1 for stop words and single letters.
    private var stemOfWord: [Int32] = []
    private var stemBuffer = WordBuffer()
    private let stopWords: Set<[UInt8]>
    private let language: Language
    private let porter = PorterStemmer()

    /// How many words are remembered between two texts; above that a lexicon starts anew.
    static let capacityBetweenTexts = 400_000

    init(language: Language) {
        self.language = language
        stopWords = Self.stopWords(of: language)
    }

    /// The number of stems.
    var stemCount: Int { stems.count }

    /// Whether the lexicon should be emptied before the next text.
    var isFull: Bool { words.count > Self.capacityBetweenTexts }

    /// The stem of a number.
    func stem(_ number: Int32) -> String { String(decoding: stems.bytes(number), as: UTF8.self) }

    /// The number of the stem of a case-folded word, or -1 for a word without content.
    mutating func contentStem(of word: borrowing WordBuffer) -> Int32 {
        let (number, isNew) = words.intern(word)
        if isNew {
            let bytes = word.word
            let hasContent = !Self.isSingleLetter(bytes) && !stopWords.contains(bytes)
            stemOfWord.append(hasContent ? stemNumber(bytes) : -1)
        }
        return stemOfWord[Int(number)]
    }

    private mutating func stemNumber(_ word: [UInt8]) -> Int32 {
        stemBuffer.clear()
        for byte in stemmed(word) { stemBuffer.append(byte) }
        return stems.intern(stemBuffer).number
    }

    private func stemmed(_ word: [UInt8]) -> [UInt8] {
        guard language == .english, word.count > 3, word.allSatisfy({ $0 < 0x80 }) else { return word }
        var bytes = word
        porter.stem(&bytes)
        return bytes
    }

    private static func isSingleLetter(_ word: [UInt8]) -> Bool {
        if word.count == 1 { return !(0x30...0x39).contains(word[0]) }
        // One scalar of two bytes is one letter of an alphabet; three bytes may be a whole word (Han, Hangul).
        return word.count == 2 && word[0] >= 0xC2
    }

    private static func stopWords(of language: Language) -> Set<[UInt8]> {
        guard language == .english else { return [] }
        return Set(englishSummarizationStopWords.utf8.split(separator: 0x20).map(Array.init))
    }
}
