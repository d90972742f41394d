internal import CKernels
internal import Foundations

/// Cuts and folds a word whose folded form is more than the block kernel's bytes: it has letters of a script written
/// without blanks, marks that Unicode composes with their letter, or scalars whose folded form is left out or has another
/// length.
///
/// Clusters (a scalar and the marks after it) of scripts without blanks are cut as ``WordRules/UnspacedScripts`` says;
/// what stands between them is one piece.
struct WordPieces {
    private let mode: WordRules.UnspacedScripts
    private let alphabet: WordRules.Alphabet
    private var word: UnsafeBufferPointer<UInt8>
    /// Where the next piece begins, and what cluster is known to be there: the second one of the pair before.
    private var next = 0
    private var following: Cluster?

    /// The range of the piece in the word.
    private(set) var range = 0..<0
    /// The folded bytes of the piece.
    private(set) var folded: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity = 0

    /// A scalar with the marks after it.
    private struct Cluster {
        var end: Int
        /// Whether its script is written without blanks.
        let isUnspaced: Bool
        /// Whether its bytes are its folded form.
        var isPlain: Bool
    }

    init(mode: WordRules.UnspacedScripts, alphabet: WordRules.Alphabet = .standard) {
        self.mode = mode
        self.alphabet = alphabet
        word = UnsafeBufferPointer(start: nil, count: 0)
        folded = .allocate(capacity: 1)
    }

    /// Frees the buffer; the last use.
    func deallocate() { folded.deallocate() }

    /// Begins with a well-formed word, which stays where it is until its last piece is found.
    mutating func begin(_ word: UnsafeBufferPointer<UInt8>) {
        self.word = word
        next = 0
        following = nil
        // A folded form has at most half as many bytes again: U+023A, two bytes, becomes U+2C65 of three.
        let needed = word.count * 2 + 4
        guard needed > capacity else { return }
        folded.deallocate()
        capacity = needed * 2
        folded = .allocate(capacity: capacity + WordScanner.readableBytesAfterWord)
        folded.initialize(repeating: 0, count: capacity + WordScanner.readableBytesAfterWord)
    }

    /// Finds and folds the next piece; false at the end.
    mutating func advance() -> Bool {
        if alphabet != .standard { return lowercaseAll() }
        while next < word.count {
            let start = next
            let first = following ?? cluster(at: start)
            guard first.isUnspaced else {
                var end = first.end
                while end < word.count, case let (part, length) = part(at: end), !Self.isUnspaced(part) {
                    end += length
                }
                take(start..<end)
                fold(start..<end)
                // Format characters alone are nothing.
                if count > 0 { return true }
                continue
            }
            switch mode {
            case .characters:
                take(start..<first.end)
                write(first, from: start)
                return true
            case .runs:
                var end = first.end
                while end < word.count, case let other = cluster(at: end), other.isUnspaced { end = other.end }
                take(start..<end)
                fold(start..<end)
                return true
            case .bigrams:
                let second = first.end < word.count ? cluster(at: first.end) : nil
                guard let second, second.isUnspaced else {
                    // The last of a run was in the pair before; a lone cluster stands by itself.
                    let isInPair = following != nil
                    following = nil
                    take(start..<first.end)
                    if isInPair { continue }
                    write(first, from: start)
                    return true
                }
                take(start..<second.end)
                next = first.end
                following = second
                write(first, from: start)
                write(second, from: first.end)
                return true
            }
        }
        return false
    }

    private mutating func take(_ range: Range<Int>) {
        self.range = range
        next = range.upperBound
        count = 0
    }

    // MARK: Clusters

    private static func isUnspaced(_ part: Int32) -> Bool {
        part == WordPart.ideograph.rawValue || part == WordPart.unspaced.rawValue
    }

    private func scalar(at offset: Int) -> (value: UInt32, length: Int) {
        // The word is well-formed.
        WordPart.decode(word, at: offset) ?? (0, 1)
    }

    private func part(at offset: Int) -> (part: Int32, length: Int) {
        let (scalar, length) = scalar(at: offset)
        return (ck_entry_part(ck_word_entry(scalar)), length)
    }

    private func cluster(at start: Int) -> Cluster {
        let (scalar, length) = scalar(at: start)
        let entry = ck_word_entry(scalar)
        var cluster = Cluster(
            end: start + length, isUnspaced: Self.isUnspaced(ck_entry_part(entry)), isPlain: ck_entry_fold(entry) == 0)
        while cluster.end < word.count {
            let (part, length) = part(at: cluster.end)
            if part == WordPart.format.rawValue || part == WordPart.composing {
                cluster.isPlain = false
            } else if part != WordPart.mark.rawValue {
                break
            }
            cluster.end += length
        }
        return cluster
    }

    // MARK: Folding

    /// The whole word is one piece, of which what changes its length is not yet in lower case.
    private mutating func lowercaseAll() -> Bool {
        guard next < word.count else { return false }
        take(0..<word.count)
        var at = 0
        while at < word.count {
            let (scalar, length) = scalar(at: at)
            at += length
            if scalar == PythonScalar.capitalDottedI {
                for byte: UInt8 in [0x69, 0xCC, 0x87] { append(byte) }
            } else {
                UTF8Scalars.encode(PythonScalar.lowercased(scalar)) { append($0) }
            }
        }
        return true
    }

    /// Appends the folded form of a cluster.
    private mutating func write(_ cluster: Cluster, from start: Int) {
        guard cluster.isPlain else { return fold(start..<cluster.end) }
        for offset in start..<cluster.end { append(word[offset]) }
    }

    /// Appends the folded form of a stretch of the word.
    private mutating func fold(_ range: Range<Int>) {
        var at = range.lowerBound
        /// The letter that a mark would go on, written at `letterStart`; nil once another mark lies between.
        var letter: UInt32?
        var letterStart = count
        while at < range.upperBound {
            let (scalar, length) = scalar(at: at)
            let entry = ck_word_entry(scalar)
            let part = ck_entry_part(entry)
            at += length
            if part == WordPart.format.rawValue { continue }
            let folded = scalar &+ UInt32(bitPattern: ck_entry_fold(entry))
            if part == WordPart.composing, let base = letter, let composed = Self.composed(base, folded) {
                count = letterStart
                letter = composed
                UTF8Scalars.encode(composed) { append($0) }
                continue
            }
            letter = part == WordPart.mark.rawValue || part == WordPart.composing ? nil : folded
            letterStart = count
            UTF8Scalars.encode(folded) { append($0) }
        }
    }

    private mutating func append(_ byte: UInt8) {
        folded[count] = byte
        count += 1
    }

    /// The letter that Unicode has for a letter and a mark.
    private static func composed(_ letter: UInt32, _ mark: UInt32) -> UInt32? {
        var low: UInt32 = 0
        var high = ck_composition_count
        while low < high {
            let middle = (low + high) / 2
            guard let found = ck_composition(middle) else { return nil }
            if (found[0], found[1]) == (mark, letter) { return found[2] }
            if (found[0], found[1]) < (mark, letter) { low = middle + 1 } else { high = middle }
        }
        return nil
    }
}
