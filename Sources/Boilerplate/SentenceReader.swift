/// Reads the words of a text's sentences, each byte once: for cues, for the wording, and for what the rest of the text
/// takes up again.
struct SentenceReader: ~Copyable {
    /// A different word of a sentence, of four letters or more, and how often the sentence has it.
    struct Word: Sendable {
        /// The word's number in the text; words that begin with the same six bytes share it.
        var number: Int
        var count: Int32
        /// Whether it has six letters or more: few such words are articles, pronouns or prepositions.
        var isLong: Bool
    }

    /// What was read in one sentence.
    struct Reading {
        var counts = BoilerplateCues.Counts()
        var wordCount = 0
        /// The log odds of the wording; 0 without a model.
        var wording: Float = 0
        /// The different words in ``SentenceReader/words``, in the order of their first occurrence.
        var words = 0..<0
        /// How many of them occur among the first 60.
        var leading = 0
    }

    /// The different words of all sentences read.
    private(set) var words: [Word] = []
    /// How often each word occurs in the text.
    private(set) var totals: [Int32] = []

    private let folded: FoldedText
    private let wording: WordingModel?
    private var buckets = BucketSet()
    private var numbers: [Int32]
    private var hashes: [UInt32] = []
    /// Where each word was met last in ``words``.
    private var places: [Int32] = []

    private static let basis: UInt32 = 2_166_136_261
    private static let prime: UInt32 = 16_777_619

    init(_ text: Span<UInt8>, wording: WordingModel?) {
        folded = FoldedText(text)
        self.wording = wording
        // Twice the words of most texts: an English word has five letters, and every other has fewer than four.
        var capacity = 64
        while capacity < text.count / 6 { capacity *= 2 }
        numbers = [Int32](repeating: -1, count: capacity)
    }

    /// Reads one sentence.
    ///
    /// - Complexity: linear in the length of the range.
    mutating func read(_ range: Range<Int>) -> Reading {
        var reading = Reading()
        let start = words.count
        let end = min(range.upperBound, folded.count)
        var contentCount = 0
        var previous: UInt32 = 0
        var index = range.lowerBound
        let bytes = folded.bytes
        while index < end {
            let length = folded.wordLength(at: index, end: end)
            guard length > 0 else {
                index += 1
                continue
            }
            let first = index
            index += length
            BoilerplateCues.shared.count(bytes, at: first, end: end, isFirst: reading.wordCount == 0, &reading.counts)
            var hash = Self.basis
            var union: UInt8 = 0
            let cut = first + min(6, length)
            for place in first..<cut {
                union |= bytes[place]
                hash = (hash ^ UInt32(bytes[place])) &* Self.prime
            }
            // A rough stem: the first six bytes.
            let stem = hash
            for place in cut..<index {
                union |= bytes[place]
                hash = (hash ^ UInt32(bytes[place])) &* Self.prime
            }
            reading.wordCount += 1
            if length >= 4 {
                contentCount += 1
                count(stem, isLong: length >= 6, from: start)
                if contentCount <= 60 { reading.leading = words.count - start }
            }
            guard wording != nil else { continue }
            if union < 0x80 {
                buckets.insert(WordHashes.bucket(word: hash))
                buckets.insert(WordHashes.bucket(first: previous, second: hash))
                previous = hash
            } else {
                // Punctuation beyond ASCII may stand inside.
                let run = UnsafeBufferPointer(start: bytes + first, count: index - first)
                WordHashes.forEachWord(in: run.span, range: 0..<run.count) { hash, _ in
                    buckets.insert(WordHashes.bucket(word: hash))
                    buckets.insert(WordHashes.bucket(first: previous, second: hash))
                    previous = hash
                }
            }
        }
        reading.words = start..<words.count
        if let wording {
            buckets.insert(WordHashes.bucket(first: previous, second: 0))
            reading.wording = wording.score(&buckets)
        }
        return reading
    }

    /// Counts a word of the sentence whose words begin at `start`.
    @inline(__always)
    private mutating func count(_ hash: UInt32, isLong: Bool, from start: Int) {
        let mask = numbers.count - 1
        var slot = Int((hash &* 0x9E37_79B1) >> 7) & mask
        while numbers[slot] >= 0, hashes[Int(numbers[slot])] != hash { slot = (slot + 1) & mask }
        var number = Int(numbers[slot])
        if number < 0 {
            number = hashes.count
            numbers[slot] = Int32(number)
            hashes.append(hash)
            totals.append(0)
            places.append(-1)
            if hashes.count * 2 > numbers.count { grow() }
        }
        totals[number] += 1
        if places[number] >= start {
            words[Int(places[number])].count += 1
        } else {
            places[number] = Int32(words.count)
            words.append(Word(number: number, count: 1, isLong: isLong))
        }
    }

    private mutating func grow() {
        numbers = [Int32](repeating: -1, count: numbers.count * 2)
        let mask = numbers.count - 1
        for (number, hash) in hashes.enumerated() {
            var slot = Int((hash &* 0x9E37_79B1) >> 7) & mask
            while numbers[slot] >= 0 { slot = (slot + 1) & mask }
            numbers[slot] = Int32(number)
        }
    }
}
