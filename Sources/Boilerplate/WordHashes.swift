/// Hashes of the words of a text, case folded, without making strings: the features of the wording models.
///
/// A word is a run of letters, digits and bytes of characters beyond ASCII; punctuation beyond ASCII is part of no word.
/// A pair is two words in a row. The training scripts read these hashes as the library dumps them, so that there is
/// one definition.
package enum WordHashes {
    /// The number of buckets, as a power of two.
    package static let bucketBits: UInt32 = 14

    /// Calls a function with the hash of each word in a range, and with its length in bytes.
    ///
    /// - Complexity: linear in the length of the range.
    @inlinable @inline(__always)
    package static func forEachWord(in text: Span<UInt8>, range: Range<Int>, _ body: (UInt32, Int) -> Void) {
        var hash: UInt32 = 2_166_136_261
        var length = 0
        var previous: UInt8 = 0
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = text[index]
            var isWord = BoilerplateCues.isWordByte(byte)
            if byte == 0xE2, index + 2 < range.upperBound, text[index + 1] == 0x80 {
                // General punctuation: dashes, quotation marks, bullets.
                isWord = false
                index += 2
            } else if byte == 0xC2 {
                isWord = false
                index += 1
            }
            if isWord {
                hash = (hash ^ UInt32(BoilerplateCues.fold(byte, after: previous))) &* 16_777_619
                length += 1
            } else if length > 0 {
                body(hash, length)
                hash = 2_166_136_261
                length = 0
            }
            previous = byte
            index += 1
        }
        if length > 0 { body(hash, length) }
    }

    /// The bucket of a word.
    @inline(__always)
    package static func bucket(word: UInt32) -> Int {
        Int((word &* 0x9E37_79B1) >> (32 - bucketBits))
    }

    /// The bucket of a pair of words.
    @inline(__always)
    package static func bucket(first: UInt32, second: UInt32) -> Int {
        Int(((first &* 0x85EB_CA6B ^ second) &* 0xC2B2_AE35) >> (32 - bucketBits))
    }

    /// The buckets of the words and pairs in a range, each once, ascending.
    package static func buckets(in text: Span<UInt8>, range: Range<Int>) -> [Int] {
        var found: [Int] = []
        var previous: UInt32 = 0
        forEachWord(in: text, range: range) { hash, _ in
            found.append(bucket(word: hash))
            found.append(bucket(first: previous, second: hash))
            previous = hash
        }
        found.append(bucket(first: previous, second: 0))
        found.sort()
        var distinct: [Int] = []
        for bucket in found where bucket != distinct.last { distinct.append(bucket) }
        return distinct
    }
}
