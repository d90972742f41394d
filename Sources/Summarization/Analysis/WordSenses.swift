internal import TextProcessing
internal import Vectorization

/// What the summarizer knows of a word in a language.
struct WordSense: BitwiseCopyable, Sendable {
    /// The number of the stem, itself a word of the lexicon; of a word without content, its own number with all bits
    /// inverted.
    var stem: Int32
    /// What kind of word it is.
    var traits: WordTraits
}

/// What is known of the words of one language: whether they have content, their stems, how rare those are.
///
/// All of it is remembered in columns of the session's lexicon, so that a summary does not depend on which texts were seen
/// before. Stemming costs twenty times a look-up.
final class WordSenses {
    private(set) var senses = LexiconColumn(unknown: WordSense(stem: -1, traits: []))
    private(set) var rarities = LexiconColumn(unknown: Float(1))
    /// For each stem, its number among the terms of the text at hand; -1 for one that has not occurred.
    var localTerms: [Int32] = []

    // The session keeps this object, and lives as long as it is used.
    private unowned let session: ReadingSession
    private let list: WordList<WordTraits>
    private let background: BackgroundFrequencies?
    private let language: Language
    private let porter = NLTKPorterStemmer()
    private let stemmer: Stemmer?

    init(_ language: Language, background: BackgroundFrequencies?, session: ReadingSession) {
        self.language = language
        self.background = background
        self.session = session
        stemmer = Stemmer(language: language)
        list = WordTraits.list(for: language)
    }

    /// Learns what is not yet known of some words.
    func learn(_ words: [WordNumber]) {
        senses.learn(words, of: session.lexicon) { computedSense(of: $0) }
    }

    /// What is known of a word.
    func sense(of word: WordNumber) -> WordSense {
        learn([word])
        return senses.facts[Int(word)]
    }

    /// How rare stems are in general: log((N + 1) / (df + 0.5)) of the background texts.
    func rarities(of stems: [Int32]) -> [Float] {
        guard let background else { return [Float](repeating: 1, count: stems.count) }
        rarities.learn(stems.map { WordNumber(bitPattern: $0) }, of: session.lexicon) { stem in
            session.lexicon.withBytes(of: stem) { background.rarity(of: $0.span) }
        }
        return stems.map { rarities.facts[Int($0)] }
    }

    /// A stem by its number.
    func stem(_ number: Int32) -> String { session.lexicon.word(WordNumber(bitPattern: number)) }

    /// The hash of a stem, by which frequencies are kept.
    func hash(ofStem number: Int32) -> UInt32 {
        session.lexicon.withBytes(of: WordNumber(bitPattern: number)) { BackgroundFrequencies.hash($0.span) }
    }

    private func computedSense(of word: WordNumber) -> WordSense {
        let bytes = session.lexicon.withBytes(of: word) { Array($0) }
        let traits = bytes.withUnsafeBufferPointer { self.traits(of: $0) }
        guard !traits.contains(.withoutContent) else {
            return WordSense(stem: ~Int32(bitPattern: word), traits: traits)
        }
        let stem = self.stem(of: bytes).withUnsafeBufferPointer { session.lexicon.number(of: $0) }
        return WordSense(stem: Int32(bitPattern: stem), traits: traits)
    }

    private func traits(of word: UnsafeBufferPointer<UInt8>) -> WordTraits {
        var traits = list.value(of: word) ?? []
        if Self.isSingleLetter(word) { traits.insert(.withoutContent) }
        // A number glued to its word: `table2`.
        if let digit = word.firstIndex(where: { $0 &- 0x30 < 10 }), digit > 0,
            list.value(of: UnsafeBufferPointer(rebasing: word[..<digit]))?.contains(.reference) == true
        {
            traits.insert(.reference)
        }
        return traits
    }

    /// English words are stemmed as ROUGE does, with which the default was tuned; other languages by Snowball.
    private func stem(of word: [UInt8]) -> [UInt8] {
        guard language == .english else {
            guard let stemmer, word.count <= 60 else { return word }
            let stem = Array(stemmer.stem(String(decoding: word, as: UTF8.self)).utf8)
            return stem.isEmpty ? word : stem
        }
        guard word.count > 3, word.allSatisfy({ $0 < 0x80 }) else { return word }
        var stem = word
        porter.stem(&stem)
        return stem.isEmpty ? word : stem
    }

    private static func isSingleLetter(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        if word.count == 1 { return !(0x30...0x39).contains(word[0]) }
        // One scalar of two bytes is one letter of an alphabet; three bytes may be a whole word (Han, Hangul).
        return word.count == 2 && word[0] >= 0xC2
    }
}
