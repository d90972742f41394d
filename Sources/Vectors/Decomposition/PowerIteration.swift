/// The stationary distribution of a random walk on a weighted graph, with restarts: PageRank.
///
/// ```swift
/// let ranks = PowerIteration().ranks(of: similarities)   // one for each row, summing to 1
/// ```
///
/// A step goes along an edge in proportion to its weight, or, with probability 1 − damping, to any vertex. Vertices
/// without an outgoing edge go anywhere. Source: Page, Brin, Motwani and Winograd, The PageRank Citation Ranking,
/// 1999; on sentences: Mihalcea and Tarau, TextRank, 2004; Erkan and Radev, LexRank, 2004.
public struct PowerIteration: Sendable, Hashable {
    /// The probability of following an edge.
    public var damping: Float
    /// The iteration ends when the sum of changes is below this.
    public var tolerance: Float
    /// The iteration ends after this many steps in any case.
    public var maximumSteps: Int

    /// Creates an iteration; the damping is that of the paper.
    public init(damping: Float = 0.85, tolerance: Float = 1e-6, maximumSteps: Int = 200) {
        self.damping = damping
        self.tolerance = tolerance
        self.maximumSteps = maximumSteps
    }

    /// The ranks of the vertices of a graph given by a square matrix of non-negative weights, row to column.
    ///
    /// The walk begins anew in proportion to the restart weights, everywhere alike if there are none. There is one rank
    /// for each row, and their sum is 1.
    ///
    /// - Complexity: O(stored values · steps).
    public func ranks(of graph: CSRMatrix, restarts: [Float]? = nil) -> [Float] {
        precondition(graph.rowCount == graph.columnCount, "a graph's matrix is square")
        let count = graph.rowCount
        guard count > 0 else { return [] }
        let begin = Self.distribution(restarts, count)
        let sums = graph.rowNorms(.l1)
        var ranks = begin
        var next = [Float](repeating: 0, count: count)
        for _ in 0..<max(1, maximumSteps) {
            var lost: Double = 0
            for vertex in 0..<count { next[vertex] = 0 }
            for vertex in 0..<count {
                guard sums[vertex] > 0 else {
                    lost += Double(ranks[vertex])
                    continue
                }
                let share = ranks[vertex] / sums[vertex]
                for place in graph.rowOffsets[vertex]..<graph.rowOffsets[vertex + 1] {
                    next[Int(graph.columnIndices[place])] += share * graph.values[place].magnitude
                }
            }
            let restart = 1 - damping + damping * Float(lost)
            var change: Float = 0
            for vertex in 0..<count {
                let rank = damping * next[vertex] + restart * begin[vertex]
                change += (rank - ranks[vertex]).magnitude
                ranks[vertex] = rank
            }
            if change < tolerance { break }
        }
        return ranks
    }

    private static func distribution(_ weights: [Float]?, _ count: Int) -> [Float] {
        let even = [Float](repeating: 1 / Float(count), count: count)
        guard let weights else { return even }
        precondition(weights.count == count, "one restart weight for each vertex is needed")
        let sum = weights.reduce(0) { $0 + max(0, $1) }
        return sum > 0 && sum.isFinite ? weights.map { max(0, $0) / sum } : even
    }
}
