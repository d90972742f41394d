internal import TextProcessing

/// Reads texts as the 64-bit names of their terms: for vectors and models that keep no words.
///
/// ```swift
/// let reader = TermNames(TermOptions())
/// reader.add("To be".utf8.span)
/// reader.names[0] == TermNames.name(of: "to".utf8.span)
/// TermNames.pair(reader.names[0], reader.names[1])    // "to be"
/// ```
///
/// A name is a hash of the folded word's bytes, or of a stem's or character sequence's; that of words in a row is made of
/// their names. Two of a million terms share a name with probability 3·10⁻⁸. One reader for each thread.
package final class TermNames {
    private let options: TermOptions
    private let scanner: WordScanner
    private let minimumLength: MinimumLength
    /// The words that are left out.
    private let leftOut: WordTable?
    private let keys = WordKeys()
    private var expansion: WordExpansion?
    @exclusivity(unchecked) private var first: UnsafeMutablePointer<UInt64>
    @exclusivity(unchecked) private var capacity = 4096
    /// The number of names read.
    @exclusivity(unchecked) package private(set) var count = 0

    /// Of more different words than this, what their stems and characters are is found anew: memory stays bounded.
    private static let expandedWords = 1 << 16

    /// Creates a reader of terms of one word each.
    package init(_ options: TermOptions) {
        self.options = options
        scanner = WordScanner(rules: options.rules)
        minimumLength = MinimumLength(options.minimumWordLength)
        leftOut = options.stopWords.isEmpty ? nil : WordTable(leavingOut: options.stopWords)
        first = .allocate(capacity: capacity)
        expansion = WordExpansion(options) { TermNames.name(of: $0) }
    }

    deinit { first.deallocate() }

    /// The names read, in the order of the texts; valid until the next call.
    package var names: UnsafeBufferPointer<UInt64> { UnsafeBufferPointer(start: first, count: count) }

    /// Forgets the names read.
    package func removeAll() { count = 0 }

    /// Reads a text after those before.
    package func add(_ text: Span<UInt8>) { text.withUnsafeBufferPointer { add($0) } }

    /// Reads a text after those before.
    package func add(_ text: UnsafeBufferPointer<UInt8>) {
        if let expansion { addTerms(text, expansion) } else { addWords(text) }
    }

    /// The name of a term with these bytes.
    package static func name(of term: UnsafeBufferPointer<UInt8>) -> UInt64 {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: term.count + 16) { padded in
            padded.initialize(repeating: 0)
            for (place, byte) in term.enumerated() { padded[place] = byte }
            guard let start = padded.baseAddress else { preconditionFailure("16 bytes were asked for") }
            return WordKey(start, count: term.count).hash
        }
    }

    /// The name of a term that goes on with another word.
    @inline(__always)
    package static func pair(_ beginning: UInt64, _ word: UInt64) -> UInt64 {
        WordKey(low: beginning &+ 0x9E37_79B9_7F4A_7C15, high: word).hash
    }

    /// Replaces names of terms by those of the terms that go on with a word each.
    package static func extend(_ names: UnsafeMutablePointer<UInt64>, with words: UnsafePointer<UInt64>, count: Int) {
        var place = 0
        while place < count {
            names[place] = pair(names[place], words[place])
            place &+= 1
        }
    }

    private func reserve(_ added: Int) {
        guard count + added > capacity else { return }
        capacity = max(count + added, capacity * 2)
        let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
        larger.update(from: first, count: count)
        first.deallocate()
        first = larger
    }

    /// The names of stems and characters, by way of the words.
    private func addTerms(_ text: UnsafeBufferPointer<UInt8>, _ known: WordExpansion) {
        var expansion = known
        if known.words.count > Self.expandedWords,
            let fresh = WordExpansion(options, resolve: { TermNames.name(of: $0) })
        {
            expansion = fresh
            self.expansion = fresh
        }
        var found: [UInt32] = []
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 257) { ids in
            guard let ids = ids.baseAddress else { return }
            keys.forEachKey(in: text, scanner, minimumLength) { keys, count in
                let used = expansion.words.number(keys, count: count, document: 0, into: ids)
                found.append(contentsOf: UnsafeBufferPointer(start: ids, count: used))
            } long: { word in
                let id = expansion.words.number(long: word, document: 0)
                if id != WordTable.none { found.append(id) }
            }
        }
        for word in found {
            let terms = expansion.terms(of: word)
            reserve(terms.count)
            for name in terms {
                first[count] = name
                count += 1
            }
        }
    }

    private func addWords(_ text: UnsafeBufferPointer<UInt8>) {
        reserve(text.count + 1)
        let words = first
        let leftOut = leftOut
        var used = count
        keys.forEachKey(in: text, scanner, minimumLength) { keys, count in
            if let leftOut {
                for place in 0..<count where !leftOut.contains(keys[place]) {
                    words[used] = keys[place].hash
                    used += 1
                }
            } else {
                let names = words + used
                var place = 0
                while place < count {
                    names[place] = keys[place].hash
                    place &+= 1
                }
                used += count
            }
        } long: { word in
            if leftOut?.find(long: word).isKnown == true { return }
            guard let start = word.baseAddress else { return }
            words[used] = WordKey(start, count: word.count).hash
            used += 1
        }
        count = used
    }
}
