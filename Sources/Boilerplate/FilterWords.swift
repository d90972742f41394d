internal import Foundations
internal import Vectorization

/// What the filter knows of a word, whichever text it stands in.
struct FilterWord: BitwiseCopyable, Sendable {
    /// The word's name in the wording model: the 32-bit FNV hash of its folded bytes.
    var name: UInt32 = 0
    /// The number of its first six bytes, a rough stem.
    var stem: WordNumber = 0
    /// The length in bytes; no more than 255 are counted.
    var length: UInt8 = 0
    /// Whether all characters are ASCII or small letters of Latin-1, which the models know by the bytes they have here.
    var isLatin = false
    /// Whether a cue may begin with it.
    var mayBeginCue = false
}

/// What the filter keeps in a session: what it knows of words, and memory that is used again from text to text.
final class FilterWords {
    private(set) var known = LexiconColumn(unknown: FilterWord())
    let stemNumbers = StemNumbers()
    let buckets = BucketSet()
    // The session keeps this object, and lives as long as it is used.
    unowned let lexicon: Lexicon

    init(_ lexicon: Lexicon) { self.lexicon = lexicon }

    /// Learns what is not yet known of some words.
    func learn(_ words: [WordNumber]) {
        known.learn(words, of: lexicon) { number in
            let bytes = lexicon.withBytes(of: number) { Array($0) }
            return bytes.withUnsafeBufferPointer { word($0) }
        }
    }

    private func word(_ bytes: UnsafeBufferPointer<UInt8>) -> FilterWord {
        var name = FNV1a32()
        for byte in bytes { name.add(UInt32(byte)) }
        var isLatin = true
        var place = 0
        while place < bytes.count {
            if bytes[place] >= 0x80 {
                isLatin = isLatin && bytes[place] == 0xC3
                place += 1
            }
            place += 1
        }
        return FilterWord(
            name: name.value, stem: lexicon.number(of: UnsafeBufferPointer(rebasing: bytes.prefix(6))),
            length: UInt8(min(255, bytes.count)), isLatin: isLatin,
            // What follows a short word decides, too.
            mayBeginCue: bytes.count < 4 || BoilerplateCues.shared.mayBegin(bytes))
    }
}
