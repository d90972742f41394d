internal import Foundations
internal import TextProcessing

/// Finds texts that are nearly the same, in time linear in their number.
///
/// ```swift
/// let found = NearDuplicates(of: texts, threads: 2)
/// for group in found.groups { print(group) }         // places of texts, the first of each group first
/// ```
///
/// The likeness of two texts is the share of word triples that they have in common (Jaccard), estimated by the share of equal
/// values among 256 minimal hashes. Texts with two equal values in a row are compared. Sources: Broder, "On the resemblance
/// and containment of documents" (1997); Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", 3.4 for the bands.
///
/// At the default threshold of 0.2 a copy that lost three sentences of ten and had a word in ten replaced is found; texts that
/// merely have a topic in common share fewer than one triple in a hundred.
public struct NearDuplicates: Sendable {
    /// A text with an earlier one that it duplicates.
    public struct Pair: Sendable, Hashable {
        /// The place of the text.
        public var text: Int
        /// The place of the earlier text that is most like it.
        public var original: Int
        /// The share of word triples in common, estimated.
        public var likeness: Double
    }

    /// For each text that has one, the earlier text most like it; in the order of the texts.
    public let pairs: [Pair]

    /// Values of a signature; two in a row are a band.
    private static let hashes = 256
    private static let band = 2
    /// Texts with a band in common that are compared with a further one; of very many copies the first ones stand for all.
    private static let bucketLimit = 32

    /// Finds near-duplicates, whose likeness is at least `threshold`, above 0 and at most 1.
    ///
    /// - Complexity: O(bytes · 256).
    public init(of texts: [String], threshold: Double = 0.2, threads: Int = 1) {
        let signatures = Self.signatures(texts, threads: threads)
        var buckets = [[UInt64: [Int32]]](repeating: [:], count: Self.hashes / Self.band)
        var pairs: [Pair] = []
        for (text, signature) in signatures.enumerated() where !signature.isEmpty {
            var compared = Set<Int32>()
            var best: Pair?
            for place in buckets.indices {
                let key = UInt64(signature[place * 2]) << 32 | UInt64(signature[place * 2 + 1])
                let others = buckets[place][key] ?? []
                for other in others where compared.insert(other).inserted {
                    let likeness = Self.likeness(signature, signatures[Int(other)])
                    let isBetter =
                        likeness > best?.likeness ?? 0 || likeness == best?.likeness && Int(other) < best?.original ?? 0
                    if likeness >= threshold, isBetter {
                        best = Pair(text: text, original: Int(other), likeness: likeness)
                    }
                }
                if others.count < Self.bucketLimit { buckets[place][key, default: []].append(Int32(text)) }
            }
            if let best { pairs.append(best) }
        }
        self.pairs = pairs
    }

    /// The texts that are joined by ``pairs``: groups of two and more, in the order of their first texts.
    public var groups: [[Int]] {
        var root: [Int: Int] = [:]
        var members: [Int: [Int]] = [:]
        for pair in pairs {
            let first = root[pair.original] ?? pair.original
            root[pair.text] = first
            members[first, default: [first]].append(pair.text)
        }
        return members.keys.sorted().map { members[$0] ?? [] }
    }

    private static func likeness(_ a: [UInt32], _ b: [UInt32]) -> Double {
        Double(zip(a, b).count { $0 == $1 }) / Double(hashes)
    }

    /// The minimal hashes of each text's word triples; of shorter texts, of what words there are; none of a text without words.
    private static func signatures(_ texts: [String], threads: Int) -> [[UInt32]] {
        let ranges = balancedRanges(texts.count, parts: threads * 4) { texts[$0].utf8.count + 16 }
        let parts = ParallelResults<[[UInt32]]>(count: ranges.count)
        var random = SplitMix64(seed: 0x6D69_6E68)
        let factors = (0..<hashes).map { _ in random.next() | 1 }
        ParallelLoop.run(ranges.count, threads: threads) { part in
            let reader = TermNames(TermOptions(rules: .plain))
            parts[part] = ranges[part].map { signature(texts[$0], reader, factors) }
        }
        return ranges.indices.flatMap { parts[$0] ?? [] }
    }

    private static func signature(_ text: String, _ reader: TermNames, _ factors: [UInt64]) -> [UInt32] {
        var text = text
        reader.removeAll()
        text.withUTF8 { reader.add($0) }
        let words = reader.names
        guard !words.isEmpty else { return [] }
        var smallest = [UInt32](repeating: .max, count: hashes)
        for start in 0..<max(1, words.count - 2) {
            var name = words[start]
            for next in start + 1..<min(words.count, start + 3) { name = TermNames.pair(name, words[next]) }
            for place in factors.indices {
                // The high half of a product with an odd number: one multiplication for each hash.
                smallest[place] = min(smallest[place], UInt32(truncatingIfNeeded: name &* factors[place] >> 32))
            }
        }
        return smallest
    }
}
