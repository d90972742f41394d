internal import Foundations
internal import Vectorization

/// Looks through the read words of a text's sentences: for cues, for the wording, and for what the rest of the text takes up
/// again.
///
/// The filter's words are runs of letters, digits and whatever lies beyond ASCII: `l’auteur` is one. Most are a word of the
/// reading, of which everything is known already; the others are looked at byte by byte.
struct SentenceReader: ~Copyable {
    /// What was read in one sentence.
    struct Reading {
        var counts = BoilerplateCues.Counts()
        var wordCount = 0
        /// The log odds of the wording; 0 without a model.
        var wording: Float = 0
        /// The different words in ``WordTally/allWords``, in the order of their first occurrence.
        var words = 0..<0
        /// How many of them occur among the first 60.
        var leading = 0
        fileprivate var contentCount = 0
        fileprivate var previous: UInt32 = 0
    }

    /// The words of all sentences read.
    private(set) var tally: WordTally

    private let cues = BoilerplateCues.shared
    private let buckets: BucketSet
    private let text: UnsafeBufferPointer<UInt8>
    private let folded: UnsafePointer<UInt8>
    private let reading: TextReading
    private let filterWords: FilterWords
    private let known: [FilterWord]
    private let wording: WordingModel?

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
        buckets = filterWords.buckets
        tally = WordTally(words: reading.words.count, numbers: filterWords.stemNumbers)
    }

    /// Reads one sentence.
    ///
    /// - Complexity: linear in the words of the sentence, or its bytes where there are characters beyond ASCII.
    mutating func read(_ sentence: Int, _ range: Range<Int>) -> Reading {
        var result = Reading()
        let start = tally.wordCount
        let end = min(range.upperBound, text.count)
        let places = reading.words(of: sentence)
        if reading.marks[sentence].isBeyondASCII {
            readRuns(range.lowerBound, end, places, &result, from: start)
        } else {
            for place in places { add(place, end, &result, from: start) }
        }
        result.words = start..<tally.wordCount
        if let wording {
            buckets.insert(WordHashes.bucket(first: result.previous, second: 0))
            result.wording = wording.score(buckets)
        }
        return result
    }

    /// Adds a word of the reading that is a run by itself.
    @inline(__always)
    private mutating func add(_ place: Int, _ end: Int, _ result: inout Reading, from start: Int) {
        let word = known[Int(reading.words[place])]
        if word.mayBeginCue {
            cues.count(
                folded, at: Int(reading.starts[place]), end: end, isFirst: result.wordCount == 0, &result.counts)
        }
        result.wordCount &+= 1
        if word.length >= 4 { count(word.stem, isLong: word.length >= 6, &result, from: start) }
        guard wording != nil else { return }
        buckets.insert(WordHashes.bucket(word: word.name))
        buckets.insert(WordHashes.bucket(first: result.previous, second: word.name))
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
        cues.count(
            folded, at: run.lowerBound, end: end, isFirst: result.wordCount == 0, &result.counts)
        cues.countInside(folded, run, end: end, &result.counts)
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
            count(stem, isLong: run.count >= 6, &result, from: start)
        }
        guard wording != nil else { return }
        var previous = result.previous
        WordHashes.forEachWord(in: text.span, range: run) { name, _ in
            buckets.insert(WordHashes.bucket(word: name))
            buckets.insert(WordHashes.bucket(first: previous, second: name))
            previous = name
        }
        result.previous = previous
    }

    /// Counts a word of the sentence whose words begin at `start`.
    @inline(__always)
    private mutating func count(_ stem: WordNumber, isLong: Bool, _ result: inout Reading, from start: Int) {
        result.contentCount &+= 1
        tally.count(stem, isLong: isLong, from: start)
        if result.contentCount <= 60 { result.leading = tally.wordCount - start }
    }
}
