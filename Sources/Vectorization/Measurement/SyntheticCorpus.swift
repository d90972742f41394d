internal import Foundations

/// Generated texts of any number, for measurements: words by Zipf's law, document lengths around a mean.
///
/// ```swift
/// let texts = SyntheticCorpus(seed: 1).texts(10_000)
/// ```
///
/// Document `i` is the same in a corpus of any size. The vocabulary grows with the corpus, as it does in nature, since
/// the tail of the distribution is never used up.
public struct SyntheticCorpus: Sendable, Hashable {
    /// What the texts are drawn from.
    public var seed: UInt64
    /// The mean number of words in a document.
    public var meanLength: Int

    /// Creates a generator.
    public init(seed: UInt64 = 1, meanLength: Int = 200) {
        self.seed = seed
        self.meanLength = max(1, meanLength)
    }

    /// The first documents.
    ///
    /// - Complexity: O(words).
    public func texts(_ count: Int) -> [String] { (0..<max(0, count)).map(text(_:)) }

    /// One document.
    public func text(_ number: Int) -> String {
        let start = seed &* GoldenRatio.bits &+ UInt64(truncatingIfNeeded: number) &* 0xD1B5_4A32_D192_ED03
        var generator = SplitMix64(seed: start)
        let length = meanLength / 2 + Int(generator.next() % UInt64(meanLength))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length * 7)
        for word in 0..<length {
            if word > 0 { bytes.append(word % 13 == 0 ? UInt8(ascii: "\n") : UInt8(ascii: " ")) }
            // Rank r with probability near 1 / r up to 2^20: a uniform number of bits, then uniform below that.
            let random = generator.next()
            let bits = random >> 32 % 21
            let rank = (1 << bits) + (random & 0xFFFF_FFFF) % (1 << bits)
            Self.append(rank, capitalized: word % 11 == 0, to: &bytes)
            if word % 11 == 10 { bytes.append(UInt8(ascii: ".")) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes a word for a rank: syllables of a consonant and a vowel, frequent words short.
    private static func append(_ rank: UInt64, capitalized: Bool, to bytes: inout [UInt8]) {
        let consonants: StaticString = "tnsrhldcmfpgwybvkjxz"
        let vowels: StaticString = "eaoiu"
        let start = bytes.count
        var rest = rank
        repeat {
            bytes.append(consonants.utf8Start[Int(rest % 20)])
            rest /= 20
            bytes.append(vowels.utf8Start[Int(rest % 5)])
            rest /= 5
        } while rest > 0
        if capitalized { bytes[start] -= 0x20 }
    }
}
