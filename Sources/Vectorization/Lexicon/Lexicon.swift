/// The different words that a session has met, each with a number.
///
/// Words are numbered from 0 in the order in which they are first met. What is known of a word (its stem, whether it is a
/// stop word, its place in a model) stands in a ``LexiconColumn`` under its number, computed once.
///
/// ```swift
/// let lexicon = Lexicon()
/// let river = lexicon.number(of: "river")
/// lexicon.number(of: "river") == river  // true
/// lexicon.word(river)                   // "river"
/// ```
///
/// A lexicon only remembers what is a pure function of a word, so no result depends on which texts came before. It is used
/// by one task at a time, and grows with the different words; ``startAnewIfFull()`` bounds it between two texts. An empty
/// one has about 4 kB.
package final class Lexicon {
    /// How many words are remembered between two texts, by default: about 30 MB with the columns of a summary.
    package static let usualLimit = 400_000

    /// How often the lexicon has started anew: numbers of different ages have nothing to do with one another.
    @exclusivity(unchecked) package private(set) var age = 0
    @exclusivity(unchecked) private(set) var table = WordTable()
    private let limit: Int

    /// Creates an empty lexicon.
    package init(limit: Int = Lexicon.usualLimit) { self.limit = limit }

    /// The number of words.
    package var count: Int { table.count }

    /// The number of a word, which is added if it is new.
    ///
    /// - Precondition: the word has at least one byte.
    /// - Complexity: O(bytes of the word), amortized.
    package func number(of word: UnsafeBufferPointer<UInt8>) -> WordNumber { table.intern(word) }

    /// The number of a word in its folded form, which is added if it is new.
    package func number(of word: String) -> WordNumber {
        var word = word
        return word.withUTF8 { number(of: $0) }
    }

    /// Calls `body` with the bytes of a word; they are valid during the call, as long as it adds no word.
    package func withBytes<Result>(of word: WordNumber, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        table.withBytes(of: Int(word), body)
    }

    /// A word in its folded form.
    package func word(_ number: WordNumber) -> String { table.word(Int(number)) }

    /// Forgets all words if there are too many: to be called between two texts.
    package func startAnewIfFull() {
        guard count > limit else { return }
        table = WordTable()
        age += 1
    }
}

/// The number of a word in a ``Lexicon``.
package typealias WordNumber = UInt32
