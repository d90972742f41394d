internal import Vectors

/// LSA: the length of a sentence in the space of the text's strongest topics.
///
/// J. Steinberger and K. Ježek, "Using Latent Semantic Analysis in Text Summarization and Summary Evaluation" (ISIM 2004):
/// with A = U Σ Vᵀ the matrix of terms by sentences, sentence j scores √(Σ_{i≤r} σᵢ² v²ⱼᵢ). Cells are counts over the
/// largest of the sentence, smoothed to 0.4 + 0.6 · count, as in sumy. The topics are eigenvectors of AᵀA.
///
/// With all topics the score is the length of the sentence's own column, and no decomposition is needed; that is what
/// sumy computes.
///
/// - Complexity: O(n² · (words of a sentence + topics · rounds)).
public struct LatentSemanticAnalysis: SentenceRanker {
    /// How many topics count; nil for all.
    public var topics: Int?
    /// The value of a cell whose word does not occur, of 1.
    public var smoothing: Double

    /// Creates the ranker.
    public init(topics: Int? = 8, smoothing: Double = 0.4) {
        self.topics = topics
        self.smoothing = smoothing
    }

    /// The scores of all sentences.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        var graph = SentenceGraph(sentences)
        var largest = [Float](repeating: 1, count: sentences.count)
        for i in 0..<sentences.count {
            for k in sentences.entries(i) { largest[i] = max(largest[i], (sentences.counts.values[k])) }
        }
        // (s + (1 - s) x) · (s + (1 - s) y) over all terms: the constant part, the sums of x and y, and their product.
        let s = Float(smoothing)
        let nodes = graph.nodes
        let sums = nodes.map { i in
            sentences.entries(i).reduce(Float(0)) { $0 + (sentences.counts.values[$1]) / largest[i] }
        }
        let isEmpty = nodes.map { sentences.entries($0).isEmpty }
        graph.addProducts(sentences, includesSelf: true) { node, entry in
            (sentences.counts.values[entry]) / largest[nodes[node]]
        }
        let terms = Float(sentences.termCount)
        graph.mapWeights { a, b, product in
            if isEmpty[a] || isEmpty[b] { return 0 }
            return s * s * terms + s * (1 - s) * (sums[a] + sums[b]) + (1 - s) * (1 - s) * product
        }
        let n = graph.count
        var scores = (0..<n).map { Double(graph.weights[$0 * n + $0]) }
        if let topics, topics < n { scores = SymmetricEigenvectors.energies(graph.weights, count: n, topics: topics) }
        return graph.spread(scores.map { max(0, $0).squareRoot() }, over: sentences.count)
    }
}

/// The strongest eigenvectors of a symmetric positive matrix.
enum SymmetricEigenvectors {
    /// For each row j, Σ λᵢ v²ⱼᵢ over the strongest eigenvectors, by orthogonal iteration from a fixed start.
    ///
    /// - Complexity: O(count² · topics · rounds).
    static func energies(_ matrix: [Float], count n: Int, topics: Int, rounds: Int = 60) -> [Double] {
        let r = min(topics, n)
        var state: UInt64 = 0x2545_F491_4F6C_DD1D
        var vectors = (0..<r).map { _ in
            (0..<n).map { _ -> Double in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Double(state >> 33) / Double(1 << 31) - 0.5
            }
        }
        var values = [Double](repeating: 0, count: r)
        for _ in 0..<rounds {
            orthonormalise(&vectors)
            for t in 0..<r {
                var product = [Double](repeating: 0, count: n)
                for a in 0..<n {
                    var sum = 0.0
                    for b in 0..<n { sum += Double(matrix[a * n + b]) * vectors[t][b] }
                    product[a] = sum
                }
                values[t] = product.reduce(0) { $0 + $1 * $1 }.squareRoot()
                vectors[t] = product
            }
        }
        orthonormalise(&vectors)
        return (0..<n).map { j in (0..<r).reduce(0) { $0 + values[$1] * vectors[$1][j] * vectors[$1][j] } }
    }

    /// Makes vectors orthogonal and of length 1 (modified Gram–Schmidt); what is left of a dependent one becomes 0.
    private static func orthonormalise(_ vectors: inout [[Double]]) {
        for t in 0..<vectors.count {
            for u in 0..<t {
                var product = 0.0
                for i in 0..<vectors[t].count { product += vectors[t][i] * vectors[u][i] }
                for i in 0..<vectors[t].count { vectors[t][i] -= product * vectors[u][i] }
            }
            let norm = vectors[t].reduce(0) { $0 + $1 * $1 }.squareRoot()
            for i in 0..<vectors[t].count { vectors[t][i] = norm > 1e-12 ? vectors[t][i] / norm : 0 }
        }
    }
}
