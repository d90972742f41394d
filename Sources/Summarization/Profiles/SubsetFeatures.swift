internal import Vectors

/// The sets of one to three sentences among the best ranked, and what a scorer sees of each: a good summary is more than
/// good sentences.
///
/// The columns say how good the members are, where they stand, how much of the text they cover, what they share with a guess
/// at the reference (``MemberPhrases``), and what kind of text it is: how long, how sure the ranker, how much is quoted.
///
/// - Complexity: O(words of the text + 63 · (columns + items that members share)) for seven members.
package struct SubsetFeatures: Sendable {
    /// The names of the features, in the order of the columns.
    package static let names: [String] = [
        "size", "scoreSum", "scoreMean", "scoreMinimum", "bestLeftOut", "tokens", "tokensPerSentence",
        "largestCosine", "meanCosine", "coverage", "firstIndex", "lastIndex", "span", "sentences", "centroidCosine",
        "textTokens", "meanTokens", "hasNeighbours", "inLead", "hasFirst", "reciprocalIndices", "secondScore",
        "thirdScore", "ranks", "firstTokens", "scoreEntropy", "scoreGap", "leadScore", "quotedShare", "shortShare",
        "noEndMarkShare", "wordsSoftF1", "wordsSoftPrecision", "wordsSoftRecall", "wordsSharpF1",
        "wordsSharpPrecision", "wordsSharpRecall", "wordsLeadF1", "wordsLeadRecall", "wordsDistinct", "pairsSoftF1",
        "pairsSoftPrecision", "pairsSoftRecall", "pairsSharpF1", "pairsSharpPrecision", "pairsSharpRecall",
        "pairsLeadF1", "pairsLeadRecall", "pairsDistinct", "repeatedPairs", "repeatedShare",
    ]

    /// The number of columns.
    package static var width: Int { names.count }

    /// How many of the best ranked sentences sets are made of.
    package static let members = 7
    /// The largest set.
    package static let largest = 3

    /// The sets, each ascending.
    package var sets: [[Int]] = []
    /// The values, one row for each set.
    package var values: [Float] = []

    /// Computes the features of all sets.
    ///
    /// - Parameters:
    ///   - analysis: The candidates.
    ///   - features: Their features.
    ///   - scores: Their scores, scaled to mean 0 and variance 1.
    ///   - size: The size of the sets that are wanted; nil for all.
    package init(_ analysis: DocumentAnalysis, _ features: SentenceFeatures, scores: [Float], size: Int? = nil) {
        let best = Self.bestWithoutDuplicates(analysis, scores)
        guard !best.isEmpty else { return }
        let m = best.count
        let gram = features.unitRows.rows(at: best).gram()
        let covered = Self.coverage(analysis, features, best)
        let cosineColumn = SentenceFeatures.names.firstIndex(of: "centroidCosine") ?? 0
        let centroidCosines = best.map { features.values[$0 * SentenceFeatures.width + cosineColumn] }
        let textTokens = Float(analysis.sentences.lengths.reduce(0) { $0 + $1.tokens })
        let top = scores[best[0]]
        var subsets = SubsetOracle.subsets(of: Array(0..<m), upTo: Self.largest)
        if let size { subsets.removeAll { $0.count != min(size, m) } }
        let masks = subsets.map { $0.reduce(UInt8(0)) { $0 | 1 << UInt8($1) } }
        let phrases = MemberPhrases(analysis, scores: scores, members: best, sets: masks)
        let text = Self.textColumns(analysis, scores, best)
        values.reserveCapacity(subsets.count * Self.width)
        sets.reserveCapacity(subsets.count)
        for (row, places) in subsets.enumerated() {
            let size = Float(places.count)
            var sum: Float = 0
            var least = Float.infinity
            var most = -Float.infinity
            var tokens = 0
            var first = Int.max
            var last = 0
            var direction: Float = 0
            let mask = Int(masks[row])
            var inLead: Float = 0
            var reciprocals: Float = 0
            var ranks = 0
            for place in places {
                let i = best[place]
                if i < MemberPhrases.referenceSentences { inLead += 1 }
                reciprocals += 1 / Float(i + 1)
                ranks += place
                sum += scores[i]
                least = min(least, scores[i])
                most = max(most, scores[i])
                tokens += analysis.sentences.lengths[i].tokens
                first = min(first, i)
                last = max(last, i)
                direction += centroidCosines[place]
            }
            var largestCosine: Float = places.count > 1 ? -1 : 0
            var cosineSum: Float = 0
            var pairs: Float = 0
            var squares = size
            var hasNeighbours: Float = 0
            for q in places.indices {
                let a = places[q]
                for r in (q + 1)..<max(q + 1, places.count) {
                    let b = places[r]
                    let cosine = gram[a, b]
                    largestCosine = max(largestCosine, cosine)
                    cosineSum += cosine
                    squares += 2 * cosine
                    pairs += 1
                    if abs(best[a] - best[b]) == 1 { hasNeighbours = 1 }
                }
            }
            sets.append(places.map { best[$0] }.sorted())
            // Appended one by one, for an array of them would be a memory block for each set.
            values.append(size)
            values.append(sum)
            values.append(sum / size)
            values.append(least)
            values.append(top - most)
            values.append(Float(tokens))
            values.append(Float(tokens) / size)
            values.append(largestCosine)
            values.append(pairs > 0 ? cosineSum / pairs : 0)
            values.append(covered[mask])
            values.append(Float(first))
            values.append(Float(last))
            values.append(Float(last - first))
            values.append(Float(analysis.count))
            values.append(direction / max(squares, 1e-6).squareRoot())
            values.append(textTokens)
            values.append(textTokens / Float(analysis.count))
            values.append(hasNeighbours)
            values.append(inLead)
            values.append(first == 0 ? 1 : 0)
            values.append(reciprocals)
            // Members are in the order of their ranks.
            values.append(places.count > 1 ? scores[best[places[1]]] : -1)
            values.append(places.count > 2 ? scores[best[places[2]]] : -1)
            values.append(Float(ranks))
            values += text
            phrases.appendColumns(of: places, row: row, to: &values)
        }
    }

    /// What is the same for all sets of a text.
    private static func textColumns(_ a: DocumentAnalysis, _ scores: [Float], _ best: [Int]) -> [Float] {
        let n = Float(a.count)
        let top = scores[best[0]]
        let weights = scores.map { Float(Elementary.exp(Double($0 - top))) }
        let total = weights.reduce(0, +)
        var entropy: Float = 0
        for weight in weights { entropy -= weight / total * Float(Elementary.log(Double(weight / total) + 1e-9)) }
        let lead = min(MemberPhrases.referenceSentences, a.count)
        return [
            Float(a.sentences.lengths[0].tokens), entropy, top - scores[best[min(3, best.count - 1)]],
            scores.prefix(lead).reduce(0, +) / Float(lead),
            a.shapes.reduce(0) { $0 + ($1.quotationMarks > 0 ? 1 : 0) } / n,
            a.sentences.lengths.reduce(0) { $0 + ($1.tokens < 12 ? 1 : 0) } / n,
            a.shapes.reduce(0) { $0 + ($1.hasEndMark ? 0 : 1) } / n,
        ]
    }

    /// The best ranked sentences; of two that say the same the fuller one stays.
    private static func bestWithoutDuplicates(_ analysis: DocumentAnalysis, _ scores: [Float]) -> [Int] {
        let budget = SelectionBudget(unit: .sentences, limit: members)
        let chosen = RankedSelection(budget: budget).select(scores: scores.map { Double($0) }, in: analysis.sentences)
            .chosen
        return chosen.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
    }

    /// For each set of members, as bits, the summed weight of the terms that it has.
    ///
    /// Terms are first summed by the exact set of members that have them; then the weight of all terms that no
    /// member of a set has is a sum over the subsets of its complement.
    private static func coverage(_ a: DocumentAnalysis, _ features: SentenceFeatures, _ best: [Int]) -> [Float] {
        let m = best.count
        var owners = [UInt8](repeating: 0, count: a.termCount)
        for (p, i) in best.enumerated() {
            for k in a.entries(i) { owners[Int(a.sentences.counts.columnIndices[k])] |= 1 << UInt8(p) }
        }
        var sums = [Float](repeating: 0, count: 1 << m)
        for (p, i) in best.enumerated() {
            for k in a.entries(i) {
                let term = Int(a.sentences.counts.columnIndices[k])
                // Each term is counted by its first owner only.
                if owners[term].trailingZeroBitCount == p { sums[Int(owners[term])] += features.coverageWeights[term] }
            }
        }
        for p in 0..<m { for mask in 0..<(1 << m) where mask >> p & 1 == 1 { sums[mask] += sums[mask ^ (1 << p)] } }
        let all = sums[(1 << m) - 1]
        return (0..<(1 << m)).map { all - sums[((1 << m) - 1) ^ $0] }
    }
}
