public import TextEvaluation
internal import Vectors

/// The value of sets of sentences against a reference: ROUGE-1 F1 plus ROUGE-2 F1, and labels made from it.
///
/// Pairs of words are counted within sentences, so that a set's value needs only its sentences' own counts.
///
/// - Complexity: O(tokens of the set that the reference has) for one set.
public struct SubsetOracle {
    private var wordOffsets: [Int] = [0]
    private var words: [Int32] = []
    private var pairOffsets: [Int] = [0]
    private var pairs: [Int32] = []
    private var lengths: [Int] = []
    private var wordLimits: [Int32] = []
    private var pairLimits: [Int32] = []
    private let referenceWords: Int
    private let referencePairs: Int

    /// Prepares sentences and a reference that were cut into words by one scorer.
    public init(sentences: [ROUGE.PreparedText], reference: ROUGE.PreparedText) {
        var wordNumbers: [Int32: Int32] = [:]
        var pairNumbers: [UInt64: Int32] = [:]
        let tokens = reference.tokens
        for (i, word) in tokens.enumerated() {
            let number = wordNumbers[word] ?? Int32(wordLimits.count)
            if wordNumbers.updateValue(number, forKey: word) == nil { wordLimits.append(0) }
            wordLimits[Int(number)] += 1
            guard i > 0 else { continue }
            let pair = Self.pair(tokens[i - 1], word)
            let pairNumber = pairNumbers[pair] ?? Int32(pairLimits.count)
            if pairNumbers.updateValue(pairNumber, forKey: pair) == nil { pairLimits.append(0) }
            pairLimits[Int(pairNumber)] += 1
        }
        referenceWords = tokens.count
        referencePairs = max(1, tokens.count - 1)
        for sentence in sentences {
            lengths.append(sentence.tokens.count)
            for (i, word) in sentence.tokens.enumerated() {
                if let number = wordNumbers[word] { words.append(number) }
                if i > 0, let number = pairNumbers[Self.pair(sentence.tokens[i - 1], word)] { pairs.append(number) }
            }
            wordOffsets.append(words.count)
            pairOffsets.append(pairs.count)
        }
    }

    private static func pair(_ first: Int32, _ second: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
    }

    /// The number of sentences.
    public var count: Int { lengths.count }

    /// The value of a set, between 0 and 2: the sum of its ROUGE-1 and ROUGE-2 F1.
    public func value(of set: [Int]) -> Double {
        let (rouge1, rouge2) = scores(of: set)
        return rouge1 + rouge2
    }

    /// The ROUGE-1 and ROUGE-2 F1 of a set, each between 0 and 1.
    package func scores(of set: [Int]) -> (rouge1: Double, rouge2: Double) {
        var wordCounts = [Int32](repeating: 0, count: wordLimits.count)
        var pairCounts = [Int32](repeating: 0, count: pairLimits.count)
        var length = 0
        var pairLength = 0
        var wordHits = 0
        var pairHits = 0
        for i in set {
            length += lengths[i]
            pairLength += max(0, lengths[i] - 1)
            for k in wordOffsets[i]..<wordOffsets[i + 1] {
                let word = Int(words[k])
                if wordCounts[word] < wordLimits[word] {
                    wordCounts[word] += 1
                    wordHits += 1
                }
            }
            for k in pairOffsets[i]..<pairOffsets[i + 1] {
                let pair = Int(pairs[k])
                if pairCounts[pair] < pairLimits[pair] {
                    pairCounts[pair] += 1
                    pairHits += 1
                }
            }
        }
        let f1 = wordHits > 0 ? 2 * Double(wordHits) / Double(length + referenceWords) : 0
        let f2 = pairHits > 0 ? 2 * Double(pairHits) / Double(pairLength + referencePairs) : 0
        return (f1, f2)
    }

    /// The set that grows by the sentence that adds most until nothing adds, or `limit` is reached.
    public func greedySet(limit: Int) -> [Int] {
        var chosen: [Int] = []
        var best = 0.0
        while chosen.count < limit {
            var next: Int?
            for i in 0..<count where !chosen.contains(i) {
                let value = value(of: chosen + [i])
                if value > best + 1e-12 {
                    best = value
                    next = i
                }
            }
            guard let next else { break }
            chosen.append(next)
        }
        return chosen
    }

    /// A soft label for each sentence: how much of the weight of good sets of one to three sentences it is in.
    ///
    /// Sets are made of the twelve sentences with the best value alone and those of the greedy set; a set weighs
    /// exp((value - best) / 0.04). Labels made from many good sets teach more than those of one best set.
    public func softLabels(top: Int = 12, temperature: Double = 0.04) -> [Float] {
        let single = (0..<count).map { value(of: [$0]) }
        var members = Array(Ranking.descending(single).prefix(top))
        for i in greedySet(limit: 3) where !members.contains(i) { members.append(i) }
        let sets = Self.subsets(of: members, upTo: 3)
        let values = sets.map { value(of: $0) }
        let best = values.max() ?? 0
        var labels = [Double](repeating: 0, count: count)
        var total = 0.0
        for (set, value) in zip(sets, values) {
            let weight = Elementary.exp((value - best) / temperature)
            total += weight
            for i in set { labels[i] += weight }
        }
        return labels.map { total > 0 ? Float($0 / total) : 0 }
    }

    /// All sets of one to three members, in a fixed order.
    package static func subsets(of members: [Int], upTo limit: Int) -> [[Int]] {
        var result: [[Int]] = []
        let n = members.count
        for a in 0..<n where limit >= 1 { result.append([members[a]]) }
        if limit >= 2 {
            for a in 0..<n { for b in (a + 1)..<max(a + 1, n) { result.append([members[a], members[b]]) } }
        }
        if limit >= 3 {
            for a in 0..<n {
                for b in (a + 1)..<max(a + 1, n) {
                    for c in (b + 1)..<max(b + 1, n) { result.append([members[a], members[b], members[c]]) }
                }
            }
        }
        return result
    }
}
