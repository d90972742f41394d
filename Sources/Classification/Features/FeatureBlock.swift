/// A kind of term that a document is described by.
///
/// Each block is brought to length 1 by itself before it is weighted: under one common norm the many word pairs would
/// drown the words (on Reuters R52 that costs more than a point of accuracy; see `Documentation/Classification.md`).
public enum FeatureBlock: String, Sendable, CaseIterable {
    /// Single words of title and text.
    case words
    /// Pairs of neighbouring words of title and text.
    case pairs
    /// Single words of the title, as a field of its own.
    case title
    /// Character sequences of length 3 to 5 inside words, with a blank before and after each word.
    case characters
}

/// Makes the term hashes of every block from one document; reused from document to document.
struct FeatureScanner {
    private var words: TermScanner
    private let blocks: [FeatureBlock]
    private var titleCount = 0
    private var pairs: [UInt64] = []

    init(blocks: [FeatureBlock]) {
        self.blocks = blocks
        words = TermScanner(keepsScalars: blocks.contains(.characters))
    }

    /// Reads a document; its title counts as the beginning of the text, too.
    mutating func scan(title: String?, text: String) {
        words.removeAll()
        if let title { words.scan(title.utf8.span) }
        titleCount = words.hashes.count
        words.scan(text.utf8.span)
    }

    /// The hash of every occurrence of a term of a block in the document read last.
    mutating func hashes(of block: FeatureBlock) -> [UInt64] {
        switch block {
        case .words: return words.hashes
        case .title: return Array(words.hashes[..<titleCount])
        case .characters: return Self.characterSequences(words.scalars)
        case .pairs:
            pairs.removeAll(keepingCapacity: true)
            guard words.hashes.count > 1 else { return pairs }
            pairs.reserveCapacity(words.hashes.count - 1)
            for position in 1..<words.hashes.count {
                pairs.append(TermScanner.pair(words.hashes[position - 1], words.hashes[position]))
            }
            return pairs
        }
    }

    /// The hashes of all sequences of 3 to 5 scalars of the words, each padded with a blank on both sides.
    ///
    /// The scalars of the words come with a 0 after each.
    static func characterSequences(_ scalars: [UInt32]) -> [UInt64] {
        var found: [UInt64] = []
        found.reserveCapacity(scalars.count * 3)
        var padded: [UInt32] = []
        for scalar in scalars {
            if padded.isEmpty { padded.append(0x20) }
            padded.append(scalar == 0 ? 0x20 : scalar)
            guard scalar == 0 else { continue }
            for start in 0..<padded.count {
                var hash = TermScanner.basis
                for length in 1...5 where start + length <= padded.count {
                    hash = (hash ^ UInt64(padded[start + length - 1])) &* TermScanner.prime
                    if length >= 3 { found.append(TermScanner.mixed(hash)) }
                }
            }
            padded.removeAll(keepingCapacity: true)
        }
        return found
    }
}
