internal import Vectorization
package import Vectors

/// The features of every candidate sentence, as the learned profiles see them.
///
/// With x(i) the tf-idf vector of a sentence (its own counts, background rarity as idf), V = x/|x| and C the sum of all V
/// scaled to length 1. All are O(tokens) except the two largest cosines, which look at the nearest sentences only.
package struct SentenceFeatures: Sendable {
    /// The names of the features, in the order of the columns.
    package static let names: [String] = [
        "index", "relativeIndex", "reciprocalIndex", "paragraph", "indexInParagraph", "paragraphLength", "tokens",
        "contentTokens", "relativeLength", "previousLength", "nextLength", "commas", "meanFrequency", "sumTfidf",
        "sumTfisf", "repeatedWeight", "lengthTemperedCentrality", "centroidCosine", "degree", "directedCentrality",
        "nearestEarlier", "nearestLater", "cosineWithFirst", "cosineWithSecond", "sharedWithLead", "cosineWithLead",
        "cosineWithEarlier", "cosineWithLater", "neighbourCentrality", "topTerms", "topTermShare", "newTerms",
        "isolatedTerms", "meanRarity", "quotationMarks", "reports", "hasDigit", "capitalisedWords", "capitalShare",
        "beginsWithAnaphor", "isQuestion", "secondPerson", "firstPerson", "announces", "notices", "noEndMark",
        "centroidRank", "tfidfRank", "lengthRank", "directedRank", "topTermRank", "repeatedWeightRank",
        "temperedRank",
    ]

    /// The number of columns.
    package static var width: Int { names.count }

    /// How many sentences on each side the largest cosines look at.
    package static let neighbourhood = 12

    /// The values, one row for each candidate.
    package var values: [Float]
    /// The tf-idf vector of each candidate, of length 1.
    package var unitRows: CSRMatrix
    /// For each term, its weight in the coverage of a subset; they sum to 1.
    package var coverageWeights: [Float]
    /// The unit vector of the whole text.
    package var centroid: [Float]

    /// Computes the features.
    ///
    /// - Complexity: O(tokens · neighbourhood + n log n).
    package init(_ a: DocumentAnalysis) {
        let n = a.count
        let width = Self.width
        values = [Float](repeating: 0, count: n * width)
        unitRows = a.sentences.counts
        coverageWeights = [Float](repeating: 0, count: a.termCount)
        centroid = [Float](repeating: 0, count: a.termCount)
        guard n > 0 else { return }
        var columns = Columns(count: n, width: width)
        addPlaces(a, &columns)
        addVectors(a, &columns)
        addTerms(a, &columns)
        addShapes(a, &columns)
        for source in [
            "centroidCosine", "sumTfidf", "tokens", "directedCentrality", "topTerms", "repeatedWeight",
            "lengthTemperedCentrality",
        ] {
            columns.set(Self.rankShares(columns[source]))
        }
        for (c, column) in columns.columns.enumerated() {
            for i in 0..<n { values[i * width + c] = column[i].isFinite ? column[i] : 0 }
        }
    }

    /// The rows as they are built: columns in the order of ``names``.
    private struct Columns {
        var columns: [[Float]] = []
        let count: Int

        init(count: Int, width: Int) {
            self.count = count
            columns.reserveCapacity(width)
        }

        mutating func set(_ column: [Float]) { columns.append(column) }

        mutating func set(_ value: (Int) -> Float) { columns.append((0..<count).map(value)) }

        subscript(_ name: String) -> [Float] {
            SentenceFeatures.names.firstIndex(of: name).map { columns[$0] } ?? []
        }
    }

    private func addPlaces(_ a: DocumentAnalysis, _ columns: inout Columns) {
        let n = a.count
        let last = Float(max(1, n - 1))
        columns.set { Float($0) }
        columns.set { Float($0) / last }
        columns.set { 1 / Float($0 + 1) }
        let paragraphs = (a.sentences.paragraphs.last ?? 0) + 1
        columns.set { Float(a.sentences.paragraphs[$0]) / Float(max(1, paragraphs - 1)) }
        var lengths = [Int](repeating: 0, count: paragraphs)
        var places = [Float](repeating: 0, count: n)
        for i in 0..<n {
            places[i] = Float(lengths[a.sentences.paragraphs[i]])
            lengths[a.sentences.paragraphs[i]] += 1
        }
        columns.set(places)
        columns.set { Float(lengths[a.sentences.paragraphs[$0]]) }
        let total = a.sentences.lengths.reduce(0) { $0 + $1.tokens }
        let mean = max(Float(total) / Float(n), 1e-6)
        columns.set { Float(a.sentences.lengths[$0].tokens) }
        columns.set { Float(a.sentences.lengths[$0].contentWords) }
        columns.set { Float(a.sentences.lengths[$0].tokens) / mean }
        columns.set { $0 > 0 ? Float(a.sentences.lengths[$0 - 1].tokens) : 0 }
        columns.set { $0 + 1 < n ? Float(a.sentences.lengths[$0 + 1].tokens) : 0 }
        columns.set { Float(a.shapes[$0].commas) }
    }

    /// Everything that needs the tf-idf vectors of sentences.
    private mutating func addVectors(_ a: DocumentAnalysis, _ columns: inout Columns) {
        let n = a.count
        let m = a.termCount
        unitRows = TfidfWeighting(norm: .none)
            .weighted(a.sentences.counts, inverseDocumentFrequencies: a.rarities)
        let norms = unitRows.rowNorms().map { $0 > 0 ? $0 : 1 }
        unitRows.normalizeRows()
        let total = unitRows.columnSums()
        let size = Self.norm(total)
        centroid = size > 0 ? total.map { $0 / size } : total
        let cosine = unitRows.times(centroid)

        let tf = a.sentences.termTotals
        let all = max(tf.reduce(0, +), 1)
        var meanFrequency = [Float](repeating: 0, count: n)
        var sumTfidf = meanFrequency
        var sumTfisf = meanFrequency
        var repeated = meanFrequency
        var tempered = meanFrequency
        var repeatedTotal: Float = 0
        let isf = InverseDocumentFrequency.probabilistic.values(
            documentCounts: a.sentences.sentenceFrequencies, documents: n)
        let coverage = (0..<m).map { Float(Elementary.log(1 + Double(tf[$0]))) * a.rarities[$0] }
        for t in 0..<m where a.sentences.sentenceFrequencies[t] > 1 { repeatedTotal += coverage[t] }
        let coverageTotal = max(coverage.reduce(0, +), 1e-6)
        coverageWeights = coverage.map { $0 / coverageTotal }
        let median = max(norms.sorted()[n / 2], 1e-6).squareRoot()
        for i in 0..<n {
            var frequency: Float = 0
            var words: Float = 0
            for k in a.entries(i) {
                let t = Int(a.sentences.counts.columnIndices[k])
                frequency += a.sentences.counts.values[k] * tf[t]
                words += a.sentences.counts.values[k]
                sumTfidf[i] += tf[t] * a.rarities[t]
                sumTfisf[i] += tf[t] * isf[t]
                if a.sentences.sentenceFrequencies[t] > 1 { repeated[i] += coverage[t] }
            }
            meanFrequency[i] = frequency / max(1, words) / all * 100
            sumTfidf[i] /= all
            sumTfisf[i] /= all
            repeated[i] /= max(repeatedTotal, 1e-6)
            tempered[i] = cosine[i] * norms[i].squareRoot() / median
        }
        columns.set(meanFrequency)
        columns.set(sumTfidf)
        columns.set(sumTfisf)
        columns.set(repeated)
        columns.set(tempered)
        columns.set(cosine)
        addNeighbours(a, &columns)
        columns.set {
            let near = max(0, $0 - 1)...min(n - 1, $0 + 1)
            return near.reduce(0) { $0 + cosine[$1] } / Float(near.count)
        }
    }

    /// Likeness to sentences before, behind, near, and at the beginning.
    private func addNeighbours(_ a: DocumentAnalysis, _ columns: inout Columns) {
        let n = a.count
        let earlier = unitRows.runningProducts(.above)
        let later = unitRows.runningProducts(.below)
        let (before, after) = unitRows.largestProducts(within: Self.neighbourhood)
        let others = Float(max(1, n - 1))
        columns.set { Float(max(0, earlier.products[$0]) + max(0, later.products[$0])) / others }
        columns.set { Float(max(0, later.products[$0]) - 0.3 * max(0, earlier.products[$0])) / Float(n) }
        columns.set(before)
        columns.set(after)
        columns.set(cosines(withSumOf: 0..<1))
        columns.set(cosines(withSumOf: min(1, n - 1)..<min(2, n)))
        columns.set(shares(ofTermsIn: 0..<min(3, n), a))
        columns.set(cosines(withSumOf: 0..<min(3, n)))
        columns.set(earlier.cosines.map { Float($0) })
        columns.set(later.cosines.map { Float($0) })
    }

    /// The cosine of each sentence with the sum of some, over the length of that sum; its own part is left out.
    private func cosines(withSumOf members: Range<Int>) -> [Float] {
        let sum = unitRows.sum(ofRows: members)
        let size = Self.norm(sum)
        var products = unitRows.times(sum)
        for member in members { products[member] -= unitRows.row(member).values.reduce(0) { $0 + $1 * $1 } }
        return size > 0 ? products.map { $0 / size } : products
    }

    /// The share of each sentence's terms that occur in some sentences.
    private func shares(ofTermsIn members: Range<Int>, _ a: DocumentAnalysis) -> [Float] {
        let isIn = a.sentences.counts.sum(ofRows: members).map { $0 > 0 ? Float(1) : 0 }
        let shared = a.sentences.counts.binary().times(isIn)
        return (0..<a.count).map { shared[$0] / Float(max(1, a.entries($0).count)) }
    }

    private func addTerms(_ a: DocumentAnalysis, _ columns: inout Columns) {
        let n = a.count
        var top: [(weight: Float, term: Int)] = []
        for t in 0..<a.termCount {
            let weight = a.sentences.termTotals[t] * a.rarities[t]
            if top.count == 10, weight <= top[9].weight { continue }
            let place = top.firstIndex { $0.weight < weight } ?? top.count
            top.insert((weight, t), at: place)
            if top.count > 10 { top.removeLast() }
        }
        var isTop = [Bool](repeating: false, count: a.termCount)
        for entry in top { isTop[entry.term] = true }
        var seen = [Bool](repeating: false, count: a.termCount)
        var hits = [Float](repeating: 0, count: n)
        var new = hits
        var isolated = hits
        var rarity = hits
        for i in 0..<n {
            var words: Float = 0
            for k in a.entries(i) {
                let t = Int(a.sentences.counts.columnIndices[k])
                if isTop[t] { hits[i] += 1 }
                if !seen[t] {
                    seen[t] = true
                    new[i] += 1
                }
                if a.sentences.termTotals[t] == a.sentences.counts.values[k] { isolated[i] += 1 }
                rarity[i] += a.sentences.counts.values[k] * a.rarities[t]
                words += a.sentences.counts.values[k]
            }
            rarity[i] /= max(1, words)
        }
        let distinct = (0..<n).map { Float(max(1, a.entries($0).count)) }
        columns.set(hits)
        columns.set { hits[$0] / distinct[$0] }
        columns.set { new[$0] / distinct[$0] }
        columns.set { isolated[$0] / distinct[$0] }
        columns.set(rarity)
    }

    private func addShapes(_ a: DocumentAnalysis, _ columns: inout Columns) {
        let shapes = a.shapes
        columns.set { Float(shapes[$0].quotationMarks) }
        columns.set { shapes[$0].reports ? 1 : 0 }
        columns.set { shapes[$0].hasDigit ? 1 : 0 }
        columns.set { Float(shapes[$0].capitalisedWords) }
        columns.set { Float(shapes[$0].capitalLetters) / Float(max(1, a.sentences.lengths[$0].characters)) }
        columns.set { shapes[$0].beginsWithAnaphor ? 1 : 0 }
        columns.set { shapes[$0].isQuestion ? 1 : 0 }
        columns.set { Float(shapes[$0].secondPerson) / Float(max(1, a.sentences.lengths[$0].tokens)) }
        columns.set { Float(shapes[$0].firstPerson) / Float(max(1, a.sentences.lengths[$0].tokens)) }
        columns.set { shapes[$0].announces ? 1 : 0 }
        columns.set { Float(shapes[$0].notices) }
        columns.set { shapes[$0].hasEndMark ? 0 : 1 }
    }

    /// The rank of each value among all, from 0 for the smallest to 1; equal values rank by position.
    private static func rankShares(_ column: [Float]) -> [Float] {
        let order = column.indices.sorted { column[$0] != column[$1] ? column[$0] < column[$1] : $0 < $1 }
        var result = [Float](repeating: 0, count: column.count)
        let last = Float(max(1, column.count - 1))
        for (rank, i) in order.enumerated() { result[i] = Float(rank) / last }
        return result
    }

    private static func norm(_ vector: [Float]) -> Float {
        vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
}
