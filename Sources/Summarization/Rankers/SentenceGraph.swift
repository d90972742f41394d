internal import Vectors

/// The similarities of all pairs of a text's sentences, and the random walk over them.
///
/// - Complexity: O(n²) memory, so a text of more than ``maximumSentences`` is first cut down to its most central
///   sentences in linear time; the others get the score 0.
struct SentenceGraph {
    /// The most sentences a graph is made of: 64 MB of weights.
    static let maximumSentences = 4000

    /// The positions that are nodes, ascending.
    let nodes: [Int]
    /// Row by row, the weight of each edge.
    private(set) var weights: [Float]

    /// Chooses the nodes of a text.
    init(_ sentences: SentenceMatrix) {
        if sentences.count <= Self.maximumSentences {
            nodes = Array(0..<sentences.count)
        } else {
            let central = Ranking.descending(GatedCentrality.flat.scores(sentences))
            nodes = central.prefix(Self.maximumSentences).sorted()
        }
        weights = [Float](repeating: 0, count: nodes.count * nodes.count)
    }

    /// The number of nodes.
    var count: Int { nodes.count }

    /// Adds a product to the weight of every pair of nodes that share a term.
    ///
    /// `value` gives the value of an entry of the sentences; a pair gains the product of both values.
    mutating func addProducts(
        _ sentences: SentenceMatrix, includesSelf: Bool, value: (_ node: Int, _ entry: Int) -> Float
    ) {
        var dense = [Float](repeating: 0, count: sentences.termCount)
        let n = count
        for a in 0..<n {
            let entries = sentences.entries(nodes[a])
            for k in entries { dense[Int(sentences.counts.columnIndices[k])] = value(a, k) }
            for b in (includesSelf ? a : a + 1)..<max(n, includesSelf ? a : a + 1) {
                var product: Float = 0
                for k in sentences.entries(nodes[b]) {
                    let left = dense[Int(sentences.counts.columnIndices[k])]
                    if left != 0 { product += left * value(b, k) }
                }
                weights[a * n + b] = product
                weights[b * n + a] = product
            }
            for k in entries { dense[Int(sentences.counts.columnIndices[k])] = 0 }
        }
    }

    /// Changes every weight.
    mutating func mapWeights(_ transform: (_ row: Int, _ column: Int, _ weight: Float) -> Float) {
        let n = count
        for a in 0..<n { for b in 0..<n { weights[a * n + b] = transform(a, b, weights[a * n + b]) } }
    }

    /// The sum of each row.
    func rowSums() -> [Double] {
        let n = count
        return (0..<n).map { a in
            var sum = 0.0
            for b in 0..<n { sum += Double(weights[a * n + b]) }
            return sum
        }
    }

    /// The stationary distribution of a walk that follows an edge with probability `damping` and otherwise jumps
    /// anywhere; with damping 1, the principal left eigenvector.
    ///
    /// - Complexity: O(n²) for each of at most `iterations` rounds.
    func walk(damping: Double, tolerance: Double = 1e-9, iterations: Int = 200) -> [Double] {
        let n = count
        guard n > 0 else { return [] }
        let sums = rowSums()
        var current = [Double](repeating: 1 / Double(n), count: n)
        for _ in 0..<iterations {
            var next = [Double](repeating: 0, count: n)
            for a in 0..<n where sums[a] > 0 {
                let share = damping * current[a] / sums[a]
                for b in 0..<n { next[b] += share * Double(weights[a * n + b]) }
            }
            var change = 0.0
            for b in 0..<n {
                next[b] += (1 - damping) / Double(n)
                change += abs(next[b] - current[b])
            }
            current = next
            if change < tolerance { break }
        }
        return current
    }

    /// Scores of nodes as scores of all positions.
    func spread(_ nodeScores: [Double], over count: Int) -> [Double] {
        var result = [Double](repeating: 0, count: count)
        for (node, position) in nodes.enumerated() { result[position] = nodeScores[node] }
        return result
    }
}
