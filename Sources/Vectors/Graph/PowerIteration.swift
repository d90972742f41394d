/// The stationary distribution of a random walk on a weighted graph, with restarts: PageRank.
///
/// ```swift
/// let ranks = PowerIteration().ranks(of: similarities)   // one for each vertex, summing to 1
/// let central = PowerIteration().ranks(of: RowSimilarityGraph(weights))
/// ```
///
/// A step goes along an edge in proportion to its weight, or, with probability 1 − damping, to any vertex. Vertices
/// without an outgoing edge go anywhere. With damping 1 the ranks are the principal left eigenvector, with the weight of
/// each unconnected part in proportion to its vertices. Source: Page, Brin, Motwani and Winograd, The PageRank Citation
/// Ranking, 1999; on sentences: Mihalcea and Tarau, TextRank, 2004; Erkan and Radev, LexRank, 2004.
public struct PowerIteration: Sendable, Hashable {
    /// The probability of following an edge.
    public var damping: Double
    /// The iteration ends when the sum of changes is below this.
    public var tolerance: Double
    /// The iteration ends after this many steps in any case.
    public var maximumSteps: Int

    /// Creates an iteration; the damping is that of the paper.
    public init(damping: Double = 0.85, tolerance: Double = 1e-9, maximumSteps: Int = 200) {
        self.damping = damping
        self.tolerance = tolerance
        self.maximumSteps = maximumSteps
    }

    /// The ranks of the vertices of a graph.
    ///
    /// The walk begins anew in proportion to the restart weights, everywhere alike if there are none. There is one rank
    /// for each vertex, and their sum is 1. Ranks are rounded to a millionth of the mean rank, which is what `Float32`
    /// weights can tell apart: vertices that stand alike get equal ranks, in whatever order their edges were summed.
    ///
    /// - Complexity: O(one flow of the graph · steps).
    public func ranks(of graph: some WeightedGraph, restarts: [Double]? = nil) -> [Double] {
        let count = graph.vertexCount
        guard count > 0 else { return [] }
        let begin = Self.distribution(restarts, count)
        let weights = graph.outgoingWeights()
        var ranks = begin
        var shares = [Double](repeating: 0, count: count)
        var arrivals = shares
        for _ in 0..<max(1, maximumSteps) {
            var lost = 0.0
            for vertex in 0..<count {
                shares[vertex] = weights[vertex] > 0 ? ranks[vertex] / weights[vertex] : 0
                if !(weights[vertex] > 0) { lost += ranks[vertex] }
            }
            graph.flow(shares, into: &arrivals)
            let restart = 1 - damping + damping * lost
            var change = 0.0
            for vertex in 0..<count {
                let rank = damping * arrivals[vertex] + restart * begin[vertex]
                change += (rank - ranks[vertex]).magnitude
                ranks[vertex] = rank
            }
            if change < tolerance { break }
        }
        let unit = 1e-6 / Double(count)
        return ranks.map { ($0 / unit).rounded() * unit }
    }

    private static func distribution(_ weights: [Double]?, _ count: Int) -> [Double] {
        let even = [Double](repeating: 1 / Double(count), count: count)
        guard let weights else { return even }
        precondition(weights.count == count, "one restart weight for each vertex is needed")
        let sum = weights.reduce(0) { $0 + max(0, $1) }
        return sum > 0 && sum.isFinite ? weights.map { max(0, $0) / sum } : even
    }
}
