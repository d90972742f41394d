internal import TextEvaluation
internal import TextProcessing

/// The words of one language seen so far: raw word to stem number, stop word or neither.
///
/// A lexicon only remembers what a pure function of the word would give, so a summary does not depend on which texts were
/// seen before. It exists because stemming costs twenty times a look-up.
///
/// - Complexity: a look-up is O(length of the word).
struct Lexicon: Sendable {
    /// What a word is.
    struct Entry: Sendable {
        /// The number of its stem, or -1 for a stop word or a word of one letter.
        var stem: Int32
        /// The number of its stem even if it is a stop word.
        var anyStem: Int32
    }

    private struct Slot: Sendable {
        var hash: UInt32 = 0
        var offset: UInt32 = 0
        var length: UInt32 = 0
        var entry = Entry(stem: -1, anyStem: -1)
    }

    private var slots: [Slot]
    private var used = 0
    private var slab: [UInt8] = []

    private var stemSlots: [Int32]
    private var stemOffsets: [UInt32] = [0]
    private var stemHashes: [UInt32] = []
    private var stemSlab: [UInt8] = []

    private let stopWords: Set<[UInt8]>
    private let language: Language
    private let porter = PorterStemmer()

    /// The case-folded word that ``entry(hash:)`` looks up; the scanner writes it here byte by byte.
    var folded: [UInt8] = []

    /// How many words are remembered between two texts; above that a lexicon starts anew.
    static let capacityBetweenTexts = 400_000

    init(language: Language) {
        self.language = language
        slots = [Slot](repeating: Slot(), count: 1 << 12)
        stemSlots = [Int32](repeating: -1, count: 1 << 12)
        stopWords = Self.stopWords(of: language)
    }

    /// The number of stems.
    var stemCount: Int { stemOffsets.count - 1 }

    /// Whether the lexicon should be emptied before the next text.
    var isFull: Bool { used > Self.capacityBetweenTexts }

    /// The stem of a number.
    func stem(_ number: Int32) -> String {
        let range = Int(stemOffsets[Int(number)])..<Int(stemOffsets[Int(number) + 1])
        return String(decoding: stemSlab[range], as: UTF8.self)
    }

    /// The entry of the word in ``folded``, which is learned if it is new.
    mutating func entry(hash: UInt32) -> Entry {
        var mask = slots.count - 1
        var position = Int(hash) & mask
        while slots[position].length > 0 {
            if slots[position].hash == hash, Int(slots[position].length) == folded.count,
                matches(Int(slots[position].offset))
            {
                return slots[position].entry
            }
            position = (position + 1) & mask
        }
        if used * 2 >= slots.count {
            grow()
            mask = slots.count - 1
            position = Int(hash) & mask
            while slots[position].length > 0 { position = (position + 1) & mask }
        }
        let entry = analyse(folded)
        slots[position] = Slot(
            hash: hash, offset: UInt32(truncatingIfNeeded: slab.count), length: UInt32(folded.count), entry: entry)
        slab.append(contentsOf: folded)
        used += 1
        return entry
    }

    private func matches(_ offset: Int) -> Bool {
        for i in 0..<folded.count where slab[offset + i] != folded[i] { return false }
        return true
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        let mask = slots.count - 1
        for slot in old where slot.length > 0 {
            var position = Int(slot.hash) & mask
            while slots[position].length > 0 { position = (position + 1) & mask }
            slots[position] = slot
        }
    }

    private mutating func analyse(_ word: [UInt8]) -> Entry {
        let number = stemNumber(stemmed(word))
        let isShort = Self.isSingleLetter(word)
        return Entry(stem: isShort || stopWords.contains(word) ? -1 : number, anyStem: number)
    }

    private func stemmed(_ word: [UInt8]) -> [UInt8] {
        if language == .english {
            guard word.count > 3, word.allSatisfy({ $0 < 0x80 }) else { return word }
            var bytes = word
            porter.stem(&bytes)
            return bytes
        }
        return word
    }

    private static func isSingleLetter(_ word: [UInt8]) -> Bool {
        if word.count == 1 { return !(0x30...0x39).contains(word[0]) }
        // One scalar of two bytes is one letter of an alphabet; three bytes may be a whole word (Han, Hangul).
        return word.count == 2 && word[0] >= 0xC2
    }

    private mutating func stemNumber(_ stem: [UInt8]) -> Int32 {
        if stemCount * 2 >= stemSlots.count { growStems() }
        let hash = WordHash.hash(stem.span)
        let mask = stemSlots.count - 1
        var position = Int(hash) & mask
        while stemSlots[position] >= 0 {
            let number = Int(stemSlots[position])
            if stemHashes[number] == hash,
                stemSlab[Int(stemOffsets[number])..<Int(stemOffsets[number + 1])] == stem[...]
            {
                return Int32(number)
            }
            position = (position + 1) & mask
        }
        let number = Int32(stemCount)
        stemSlots[position] = number
        stemHashes.append(hash)
        stemSlab.append(contentsOf: stem)
        stemOffsets.append(UInt32(truncatingIfNeeded: stemSlab.count))
        return number
    }

    private mutating func growStems() {
        stemSlots = [Int32](repeating: -1, count: stemSlots.count * 2)
        let mask = stemSlots.count - 1
        for number in 0..<stemCount {
            var position = Int(stemHashes[number]) & mask
            while stemSlots[position] >= 0 { position = (position + 1) & mask }
            stemSlots[position] = Int32(number)
        }
    }

    private static func stopWords(of language: Language) -> Set<[UInt8]> {
        guard language == .english else { return [] }
        return Set(englishSummarizationStopWords.utf8.split(separator: 0x20).map(Array.init))
    }
}

/// The hash of a word's bytes.
enum WordHash {
    /// FNV-1a with a final mix, so that the low bits can index a table.
    static func hash(_ word: borrowing Span<UInt8>) -> UInt32 {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for i in 0..<word.count { value = (value ^ UInt64(word[i])) &* 0x100_0000_01B3 }
        return finished(value)
    }

    static func finished(_ value: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: (value ^ (value >> 29)) &* 0x9E37_79B9_7F4A_7C15 >> 32)
    }
}
