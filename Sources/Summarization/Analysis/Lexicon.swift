internal import TextEvaluation
internal import TextProcessing

/// The words of one language seen so far, each with the number of its stem, or as a stop word.
///
/// A lexicon only remembers what a pure function of the word would give, so a summary does not depend on which texts were
/// seen before. It exists because stemming costs twenty times a look-up.
///
/// - Complexity: a look-up is O(length of the word).
struct Lexicon: Sendable {
    private var shortWords = ShortWordTable()
    private var words = InternTable()
    private var stems = InternTable()
    /// For each word the number of its stem; for stop words and single letters, all bits of that number inverted.
    private var stemOfWord: [Int32] = []
    private var traitsOfWord: [WordTraits] = []
    private var stemBuffer = WordBuffer()
    private let stopWords: Set<[UInt8]>
    private let traits: [[UInt8]: WordTraits]
    private var backgroundOfStem: [Float] = []
    private let background: BackgroundFrequencies?
    private let language: Language
    private let porter = NLTKPorterStemmer()
    private let stemmer: Stemmer?

    /// How many words are remembered between two texts; above that a lexicon starts anew.
    static let capacityBetweenTexts = 400_000

    init(language: Language, background: BackgroundFrequencies? = nil) {
        self.language = language
        self.background = background
        stemmer = Stemmer(language: language)
        stopWords = Self.stopWords(of: language)
        var traits: [[UInt8]: WordTraits] = [:]
        for (trait, list) in WordTraits.lists(for: language) {
            for word in list.split(separator: " ") { traits[Array(word.utf8), default: []].insert(trait) }
        }
        self.traits = traits
    }

    /// The number of stems.
    var stemCount: Int { stems.count }

    /// Whether the lexicon should be emptied before the next text.
    var isFull: Bool { words.count + shortWords.count > Self.capacityBetweenTexts }

    /// The stem of a number.
    func stem(_ number: Int32) -> String { String(decoding: stems.bytes(number), as: UTF8.self) }

    /// The hash of a stem, by which frequencies are kept.
    func hash(_ number: Int32) -> UInt32 { BackgroundFrequencies.hash(stems.bytes(number).span) }

    /// How rare a stem is in general: log((N + 1) / (df + 0.5)) of the background texts.
    func rarity(_ number: Int32) -> Float { backgroundOfStem[Int(number)] }

    /// The number of the stem of a case-folded word, and what kind of word it is.
    ///
    /// Words without content have a negative number, each its own: the number of the word itself with all bits inverted.
    mutating func contentStem(of word: borrowing WordBuffer) -> (stem: Int32, traits: WordTraits) {
        let (number, isNew) = words.intern(word)
        if isNew {
            let (stem, traits) = facts(word.word)
            stemOfWord.append(stem)
            traitsOfWord.append(traits)
        }
        return (stemOfWord[Int(number)], traitsOfWord[Int(number)])
    }

    /// The same for a short word.
    @inline(__always)
    mutating func contentStem(of word: ShortWord) -> (stem: Int32, traits: WordTraits) {
        if let known = shortWords.find(word) { return (known.stem, known.traits) }
        return add(word)
    }

    /// Asks for the memory that a look-up of the word will need.
    @inline(__always)
    func prefetch(_ word: ShortWord) { shortWords.prefetch(word) }

    @inline(never)
    private mutating func add(_ word: ShortWord) -> (stem: Int32, traits: WordTraits) {
        let (stem, traits) = facts(word.bytes)
        shortWords.insert(word, stem: stem, traits: traits)
        return (stem, traits)
    }

    private mutating func facts(_ word: [UInt8]) -> (stem: Int32, traits: WordTraits) {
        let hasContent = !Self.isSingleLetter(word) && !stopWords.contains(word)
        return (hasContent ? number(stemmed(word)) : ~number(word), traits[word] ?? [])
    }

    private mutating func number(_ stem: [UInt8]) -> Int32 {
        stemBuffer.clear()
        for byte in stem { stemBuffer.append(byte) }
        let (number, isNew) = stems.intern(stemBuffer)
        if isNew { backgroundOfStem.append(background?.rarity(of: stemBuffer.word.span) ?? 1) }
        return number
    }

    /// English words are stemmed as ROUGE does, with which the default was tuned; other languages by Snowball.
    private func stemmed(_ word: [UInt8]) -> [UInt8] {
        guard language == .english else {
            guard let stemmer, word.count <= 60 else { return word }
            return Array(stemmer.stem(String(decoding: word, as: UTF8.self)).utf8)
        }
        guard word.count > 3, word.allSatisfy({ $0 < 0x80 }) else { return word }
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
        guard language == .english else {
            // An apostrophe ends a word here, so contractions are stop words part by part.
            return Set(StopWords.words(for: language).flatMap { $0.utf8.split(separator: 0x27).map(Array.init) })
        }
        return Set(englishSummarizationStopWords.utf8.split(separator: 0x20).map(Array.init))
    }
}
