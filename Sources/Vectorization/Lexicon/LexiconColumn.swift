/// A fact about each word of a ``Lexicon``, computed when a text first has the word.
///
/// ```swift
/// var lengths = LexiconColumn(unknown: 0)
/// lengths.learn(words, of: lexicon) { word in lexicon.withBytes(of: word) { $0.count } }
/// lengths.facts[Int(words[0])]
/// ```
///
/// Facts must be pure functions of the word: a column is a cache, and empties itself when its lexicon starts anew.
package struct LexiconColumn<Fact> {
    /// The facts by the words' numbers; those of words that were not learned are what `unknown` says.
    ///
    /// There is one for each word of the lexicon as it was when words were last learned.
    package private(set) var facts: [Fact] = []
    private let unknown: Fact
    private var known = KnownWords()

    /// Creates a column.
    ///
    /// - Parameter unknown: what stands for words that nothing is known of yet.
    package init(unknown: Fact) { self.unknown = unknown }

    /// Learns what is not yet known of some words.
    ///
    /// - Parameters:
    ///   - words: the numbers of words, in any order and as often as they come.
    ///   - lexicon: the lexicon that numbered them; always the same.
    ///   - fact: the fact of a word; it may add words to the lexicon.
    /// - Complexity: O(`words`), and once for each different word what `fact` takes.
    package mutating func learn(_ words: [WordNumber], of lexicon: Lexicon, _ fact: (WordNumber) -> Fact) {
        if known.begin(lexicon) { facts.removeAll(keepingCapacity: true) }
        extend(to: lexicon.count)
        let unknown = known.unknownOnes(among: words)
        facts.withUnsafeMutableBufferPointer { facts in
            for word in unknown { facts[Int(word)] = fact(word) }
        }
        // Words that were added on the way have places, too.
        extend(to: lexicon.count)
    }

    private mutating func extend(to count: Int) {
        guard facts.count < count else { return }
        // An array is appended faster than a repetition where the type of the facts is not known.
        facts.append(contentsOf: [Fact](repeating: unknown, count: count - facts.count))
    }
}

extension LexiconColumn: Sendable where Fact: Sendable {}

/// Which words something is known of.
private struct KnownWords {
    private var flags: [Bool] = []
    private var age = 0

    /// Makes room for all words of a lexicon; gives whether it has started anew, so that nothing is known any longer.
    mutating func begin(_ lexicon: Lexicon) -> Bool {
        let startsAnew = lexicon.age != age
        if startsAnew { flags.removeAll(keepingCapacity: true) }
        age = lexicon.age
        if flags.count < lexicon.count {
            flags.append(contentsOf: repeatElement(false, count: lexicon.count - flags.count))
        }
        return startsAnew
    }

    /// Those of some words that were not known, each once; from now on they are.
    mutating func unknownOnes(among words: [WordNumber]) -> [WordNumber] {
        var found: [WordNumber] = []
        flags.withUnsafeMutableBufferPointer { flags in
            for word in words where !flags[Int(word)] {
                flags[Int(word)] = true
                found.append(word)
            }
        }
        return found
    }
}
