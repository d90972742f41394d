internal import Foundations
internal import Vectorization

/// Looks through the read words of a text's sentences: for cues, for the wording, and for what the rest of the text takes up
/// again.
///
/// The filter's words are runs of letters, digits and whatever lies beyond ASCII: `l’auteur` is one. Most are a word of the
/// reading, of which everything is known already; the others are looked at byte by byte.
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
        fileprivate var contentCount = 0
        fileprivate var previous: UInt32 = 0
    }

    /// The different words of all sentences read.
    private(set) var words: [Word] = []
    /// How often each word occurs in the text.
    private(set) var totals: [Int32] = []

    private let text: UnsafeBufferPointer<UInt8>
    private let folded: UnsafePointer<UInt8>
    private let reading: TextReading
    private let filterWords: FilterWords
    private let known: [FilterWord]
    private let wording: WordingModel?
    /// For each rough stem its number in the text, taken from ``FilterWords``.
    private var placesOfStems: [Int32]
    private var stems: [WordNumber] = []
    /// Where each word was met last in ``words``.
    private var places: [Int32] = []

    /// Begins with a text; `folded` are the folded bytes of its reading.
    init(
        _ text: UnsafeBufferPointer<UInt8>, folded: UnsafePointer<UInt8>, _ reading: TextReading,
        _ filterWords: FilterWords, wording: WordingModel?
    ) {
        self.text = text
        self.folded = folded
        self.reading = reading
        self.filterWords = filterWords
        self.wording = wording
        filterWords.learn(reading.words)
        known = filterWords.known.facts
        placesOfStems = filterWords.placesOfStems
        filterWords.placesOfStems = []
    }

    /// Gives back what was borrowed from ``FilterWords``.
    mutating func finish() {
        for stem in stems { placesOfStems[Int(stem)] = -1 }
        stems = []
        swap(&placesOfStems, &filterWords.placesOfStems)
    }

    /// Reads one sentence.
    ///
    /// - Complexity: linear in the words of the sentence, or its bytes where there are characters beyond ASCII.
    mutating func read(_ sentence: Int, _ range: Range<Int>) -> Reading {
        var result = Reading()
        let start = words.count
        let end = min(range.upperBound, text.count)
        let places = reading.words(of: sentence)
        if reading.marks[sentence].isBeyondASCII {
            readRuns(range.lowerBound, end, places, &result, from: start)
        } else {
            for place in places { add(place, end, &result, from: start) }
        }
        result.words = start..<words.count
        if let wording {
            filterWords.buckets.insert(WordHashes.bucket(first: result.previous, second: 0))
            result.wording = wording.score(filterWords.buckets)
        }
        return result
    }

    /// Adds a word of the reading that is a run by itself.
    @inline(__always)
    private mutating func add(_ place: Int, _ end: Int, _ result: inout Reading, from start: Int) {
        let word = known[Int(reading.words[place])]
        if word.mayBeginCue {
            BoilerplateCues.shared.count(
                folded, at: Int(reading.starts[place]), end: end, isFirst: result.wordCount == 0, &result.counts)
        }
        result.wordCount &+= 1
        if word.length >= 4 { count(word.stem, isLong: word.length >= 6, &result, from: start) }
        guard wording != nil else { return }
        filterWords.buckets.insert(WordHashes.bucket(word: word.name))
        filterWords.buckets.insert(WordHashes.bucket(first: result.previous, second: word.name))
        result.previous = word.name
    }

    /// Adds the runs of a sentence with characters beyond ASCII.
    private mutating func readRuns(
        _ lower: Int, _ end: Int, _ places: Range<Int>, _ result: inout Reading, from start: Int
    ) {
        var place = places.lowerBound
        var index = lower
        while index < end {
            let length = Self.runLength(text, from: index, to: end)
            guard length > 0 else {
                index += 1
                continue
            }
            let first = index
            index += length
            while place < places.upperBound, Int(reading.starts[place]) < first { place += 1 }
            if place < places.upperBound, reading.range(of: place) == first..<index,
                known[Int(reading.words[place])].isLatin
            {
                add(place, end, &result, from: start)
            } else {
                add(run: first..<index, end, &result, from: start)
            }
        }
    }

    /// The length of the run of word bytes (see ``BoilerplateCues/isWordByte(_:)``) that begins at an offset.
    private static func runLength(_ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
        var index = start
        if let bytes = text.baseAddress {
            while index + 8 <= end {
                let eight = EightBytes(bytes, at: index)
                let others = ~(eight.alphanumerics | eight.beyond) & EightBytes.high
                if others != 0 { return index + others.trailingZeroBitCount / 8 - start }
                index += 8
            }
        }
        while index < end, BoilerplateCues.isWordByte(text[index]) { index += 1 }
        return index - start
    }

    /// Adds a run that is no word of the reading: punctuation beyond ASCII may stand inside, or another script.
    private mutating func add(run: Range<Int>, _ end: Int, _ result: inout Reading, from start: Int) {
        BoilerplateCues.shared.count(
            folded, at: run.lowerBound, end: end, isFirst: result.wordCount == 0, &result.counts)
        BoilerplateCues.shared.countInside(folded, run, end: end, &result.counts)
        result.wordCount += 1
        if run.count >= 4 {
            let stem = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 6) { bytes in
                var previous: UInt8 = 0
                for (place, byte) in text[run].prefix(6).enumerated() {
                    bytes[place] = BoilerplateCues.fold(byte, after: previous)
                    previous = byte
                }
                return filterWords.lexicon.number(of: UnsafeBufferPointer(rebasing: bytes[..<min(6, run.count)]))
            }
            if Int(stem) >= placesOfStems.count {
                placesOfStems += [Int32](repeating: -1, count: Int(stem) + 1 - placesOfStems.count)
            }
            count(stem, isLong: run.count >= 6, &result, from: start)
        }
        guard wording != nil else { return }
        var previous = result.previous
        WordHashes.forEachWord(in: text.span, range: run) { name, _ in
            filterWords.buckets.insert(WordHashes.bucket(word: name))
            filterWords.buckets.insert(WordHashes.bucket(first: previous, second: name))
            previous = name
        }
        result.previous = previous
    }

    /// Counts a word of the sentence whose words begin at `start`.
    @inline(__always)
    private mutating func count(_ stem: WordNumber, isLong: Bool, _ result: inout Reading, from start: Int) {
        result.contentCount &+= 1
        var number = Int(placesOfStems[Int(stem)])
        if number < 0 {
            number = stems.count
            placesOfStems[Int(stem)] = Int32(truncatingIfNeeded: number)
            stems.append(stem)
            totals.append(0)
            places.append(-1)
        }
        totals[number] &+= 1
        if places[number] >= start {
            words[Int(places[number])].count &+= 1
        } else {
            places[number] = Int32(truncatingIfNeeded: words.count)
            words.append(Word(number: number, count: 1, isLong: isLong))
        }
        if result.contentCount <= 60 { result.leading = words.count - start }
    }
}
