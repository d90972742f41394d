internal import TextProcessing

/// What the terms of a word are, when they are not the word itself: its stem, or the character n-grams in it.
///
/// The answer is kept for each different word, so that stemming and cutting cost as much as the vocabulary is large,
/// not as the text is long.
final class WordExpansion {
    /// Numbers the words as they stand in the text; stop words are left out.
    let words: WordTable
    private let stemmer: Stemmer?
    private let characters: ClosedRange<Int>?
    /// What a term's bytes stand for.
    private let resolve: (UnsafeBufferPointer<UInt8>) -> UInt64
    private var ends: [Int] = []
    private var values: [UInt64] = []

    /// Creates an expansion, or `nil` if words are terms as they are.
    init?(_ terms: TermOptions, resolve: @escaping (UnsafeBufferPointer<UInt8>) -> UInt64) {
        guard terms.stemmer != nil || terms.characterCounts != nil else { return nil }
        words = WordTable(leavingOut: terms.stopWords)
        stemmer = terms.stemmer.map(Stemmer.init)
        characters = terms.characterCounts
        self.resolve = resolve
    }

    /// What the terms of a word stand for.
    func terms(of word: UInt32) -> ArraySlice<UInt64> {
        while ends.count <= Int(word) { addNext() }
        return values[(word == 0 ? 0 : ends[Int(word) - 1])..<ends[Int(word)]]
    }

    private func addNext() {
        var bytes = words.withBytes(of: ends.count) { Array($0) }
        if let stemmer { bytes = Array(stemmer.stem(String(decoding: bytes, as: UTF8.self)).utf8) }
        if let characters {
            addCharacters(of: [0x20] + bytes + [0x20], characters)
        } else if !bytes.isEmpty {
            values.append(bytes.withUnsafeBufferPointer(resolve))
        }
        ends.append(values.count)
    }

    private func addCharacters(of padded: [UInt8], _ counts: ClosedRange<Int>) {
        // Where each character begins, and after the last where they end.
        let starts = padded.indices.filter { padded[$0] & 0xC0 != 0x80 } + [padded.count]
        let length = starts.count - 1
        padded.withUnsafeBufferPointer { padded in
            for count in counts {
                if count >= length {
                    // A word that is no longer than this is a term itself, once.
                    values.append(resolve(padded))
                    return
                }
                for first in 0...(length - count) {
                    values.append(resolve(UnsafeBufferPointer(rebasing: padded[starts[first]..<starts[first + count]])))
                }
            }
        }
    }
}
