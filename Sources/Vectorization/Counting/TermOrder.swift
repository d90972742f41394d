/// In which order the columns of a vocabulary stand.
public enum TermOrder: String, Sendable, Hashable, CaseIterable {
    /// As the terms first occurred in the documents, words first, then pairs, and so on; nothing is sorted.
    case occurrence
    /// By name, all lengths together, by Unicode scalars: as Python sorts strings, and scikit-learn its columns.
    case name
}

/// A term of some counted documents: how many words it has, and its number among those.
struct TermPlace: Hashable {
    let bits: UInt64

    init(level: Int, number: Int) { bits = UInt64(level) << 32 | UInt64(number) }
    init(bits: UInt64) { self.bits = bits }

    /// 0 for words, 1 for pairs, and so on.
    var level: Int { Int(bits >> 32) }
    var number: Int { Int(bits & 0xFFFF_FFFF) }
}

extension TermCounts {
    /// All terms by name.
    ///
    /// Words are sorted by their bytes. An n-gram stands behind its beginning (the n-gram one word shorter), before
    /// whatever begins with a longer word, since the blank between words is below every byte of a word: its key is the place of
    /// its beginning and the rank of its last word, and no n-gram is ever a string.
    ///
    /// - Complexity: O(terms) but for words of more than 8 bytes that begin alike.
    func placesByName() -> [TermPlace] {
        var sorted = wordsByName().map { UInt64($0) }
        var wordRanks = [UInt32](repeating: 0, count: words.count)
        for (rank, word) in sorted.enumerated() { wordRanks[Int(word)] = UInt32(rank) }
        /// The ranks of the n-grams that are one word shorter than those that are sorted in.
        var ranks = wordRanks
        let wordBits = UInt64.bitWidth - UInt64(words.count + 1).leadingZeroBitCount
        for (index, table) in longer.enumerated() {
            let level = index + 1
            var keys = [UInt64](repeating: 0, count: sorted.count + table.count)
            var places = keys
            for rank in sorted.indices {
                keys[rank] = UInt64(rank) << UInt64(wordBits)
                places[rank] = sorted[rank]
            }
            for number in 0..<table.count {
                let parts = table.parts(number)
                let at = sorted.count + number
                keys[at] = UInt64(ranks[parts.beginning]) << UInt64(wordBits) | UInt64(wordRanks[parts.word] + 1)
                places[at] = TermPlace(level: level, number: number).bits
            }
            let rankBits = UInt64.bitWidth - UInt64(sorted.count).leadingZeroBitCount
            DigitSort.sort(&keys, with: &places, bits: rankBits + wordBits)
            sorted = places
            ranks = [UInt32](repeating: 0, count: table.count)
            for (rank, place) in sorted.enumerated() where TermPlace(bits: place).level == level {
                ranks[TermPlace(bits: place).number] = UInt32(rank)
            }
        }
        return sorted.map(TermPlace.init(bits:))
    }

    /// The numbers of the words, sorted by the words' bytes.
    private func wordsByName() -> [UInt64] {
        var keys = [UInt64](repeating: 0, count: words.count)
        var numbers = keys
        for number in 0..<words.count {
            keys[number] = words.withBytes(of: number) { word in
                var key: UInt64 = 0
                for place in 0..<8 { key = key << 8 | (place < word.count ? UInt64(word[place]) : 0) }
                return key
            }
            numbers[number] = UInt64(number)
        }
        DigitSort.sort(&keys, with: &numbers, bits: 64)
        var start = 0
        while start < keys.count {
            var end = start + 1
            while end < keys.count && keys[end] == keys[start] { end += 1 }
            if end - start > 1 { sortByRest(&numbers, start..<end) }
            start = end
        }
        return numbers
    }

    /// Sorts words that have their first 8 bytes in common.
    private func sortByRest(_ numbers: inout [UInt64], _ range: Range<Int>) {
        let sorted = numbers[range].map { number in
            (number: number, bytes: words.withBytes(of: Int(number)) { Array($0.dropFirst(8)) })
        }.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        for (place, word) in zip(range, sorted) { numbers[place] = word.number }
    }
}
