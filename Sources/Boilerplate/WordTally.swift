internal import Vectorization

/// Counts the words of a text's sentences: each stem has a number in the text, each sentence its different words.
///
/// The counters lie in plain memory: every word of every text comes by here, and arrays would ask each time whether they
/// are shared.
struct WordTally: ~Copyable {
    /// A different word of a sentence, of four letters or more, and how often the sentence has it.
    struct Word: Sendable, BitwiseCopyable {
        /// The word's number in the text; words that begin with the same six bytes share it.
        var number: Int
        var count: Int32
        /// Whether it has six letters or more: few such words are articles, pronouns or prepositions.
        var isLong: Bool
    }

    /// What is counted of a stem.
    private struct Stem: BitwiseCopyable {
        var stem: WordNumber
        /// How often the text has it.
        var total: Int32
        /// Where it was met last among the words.
        var place: Int32
    }

    private let numbers: StemNumbers
    private var stems: UnsafeMutablePointer<Stem>
    private var words: UnsafeMutablePointer<Word>
    private var stemCount = 0
    /// The different words of all sentences so far.
    private(set) var wordCount = 0
    private var capacity: Int

    /// Begins with a text that has about so many words.
    init(words capacity: Int, numbers: StemNumbers) {
        self.capacity = max(64, capacity)
        self.numbers = numbers
        stems = .allocate(capacity: self.capacity)
        words = .allocate(capacity: self.capacity)
    }

    deinit {
        for place in 0..<stemCount { numbers.start[Int(stems[place].stem)] = -1 }
        stems.deallocate()
        words.deallocate()
    }

    /// Counts a word of the sentence whose words begin at `start`.
    @inline(__always)
    mutating func count(_ stem: WordNumber, isLong: Bool, from start: Int) {
        if wordCount == capacity { grow() }
        if Int(stem) >= numbers.count { numbers.grow(to: Int(stem) + 1) }
        var number = Int(numbers.start[Int(stem)])
        if number < 0 {
            number = stemCount
            numbers.start[Int(stem)] = Int32(truncatingIfNeeded: number)
            stems[number] = Stem(stem: stem, total: 0, place: -1)
            stemCount &+= 1
        }
        stems[number].total &+= 1
        let place = Int(stems[number].place)
        if place >= start {
            words[place].count &+= 1
        } else {
            stems[number].place = Int32(truncatingIfNeeded: wordCount)
            words[wordCount] = Word(number: number, count: 1, isLong: isLong)
            wordCount &+= 1
        }
    }

    // There are no more stems than words.
    @inline(never)
    private mutating func grow() {
        stems = Self.moved(stems, stemCount, capacity: 2 * capacity)
        words = Self.moved(words, wordCount, capacity: 2 * capacity)
        capacity *= 2
    }

    private static func moved<Value>(
        _ values: UnsafeMutablePointer<Value>, _ count: Int, capacity: Int
    ) -> UnsafeMutablePointer<Value> {
        let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
        larger.moveInitialize(from: values, count: count)
        values.deallocate()
        return larger
    }

    /// The different words of all sentences in the order of their first occurrence.
    var allWords: [Word] { Array(UnsafeBufferPointer(start: words, count: wordCount)) }

    /// How often each stem occurs in the text, by its number.
    var totals: [Int32] { (0..<stemCount).map { stems[$0].total } }
}

/// For each rough stem its number in the text at hand, -1 for one that has not occurred.
///
/// The table lasts as long as the session: a ``WordTally`` leaves it as it found it.
final class StemNumbers {
    @exclusivity(unchecked) private(set) var start: UnsafeMutablePointer<Int32>
    @exclusivity(unchecked) private(set) var count = 0

    init() { start = .allocate(capacity: 0) }

    deinit { start.deallocate() }

    /// Makes room for so many stems, or more.
    @inline(never)
    func grow(to needed: Int) {
        let larger = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * needed)
        larger.moveInitialize(from: start, count: count)
        (larger + count).initialize(repeating: -1, count: 2 * needed - count)
        start.deallocate()
        (start, count) = (larger, 2 * needed)
    }
}
