internal import Vectors

/// Cosines of sentences with sums of other sentences, by running sums over one dense vector.
struct Sums {
    private let a: DocumentAnalysis
    private var dense: [Float]

    init(_ analysis: DocumentAnalysis) {
        a = analysis
        dense = [Float](repeating: 0, count: analysis.termCount)
    }

    /// Products of each sentence with a sum of others.
    struct Directed {
        /// The product with the sum.
        var dots: [Float]
        /// The cosine with the sum, 0 where the sum is empty.
        var cosines: [Float]
    }

    /// The products of each sentence's unit vector with the sums of all earlier and of all later ones.
    mutating func directed(_ weights: [Float], total: [Float]) -> (earlier: Directed, later: Directed) {
        let n = a.count
        var earlier = Directed(dots: [Float](repeating: 0, count: n), cosines: [Float](repeating: 0, count: n))
        var later = earlier
        // |S + v|² = |S|² + 2 S·v + |v|².
        var squares: Float = 0
        clear()
        for i in 0..<n {
            let (product, own) = addProduct(weights, i)
            earlier.dots[i] = max(0, product)
            earlier.cosines[i] = squares > 0 ? product / squares.squareRoot() : 0
            squares += 2 * product + own
        }
        clear()
        squares = 0
        for i in stride(from: n - 1, through: 0, by: -1) {
            let (product, own) = addProduct(weights, i)
            later.dots[i] = max(0, product)
            later.cosines[i] = squares > 0 ? product / squares.squareRoot() : 0
            squares += 2 * product + own
        }
        clear()
        return (earlier, later)
    }

    /// The largest cosine of each sentence with one of the nearest earlier and later ones.
    mutating func nearest(_ weights: [Float], within distance: Int) -> (before: [Float], after: [Float]) {
        let n = a.count
        var before = [Float](repeating: 0, count: n)
        var after = before
        for i in 0..<n {
            for k in a.entries(i) { dense[Int(a.sentences.counts.columnIndices[k])] = weights[k] }
            for j in (i + 1)..<max(i + 1, min(n, i + 1 + distance)) {
                var product: Float = 0
                for k in a.entries(j) { product += dense[Int(a.sentences.counts.columnIndices[k])] * weights[k] }
                after[i] = max(after[i], product)
                before[j] = max(before[j], product)
            }
            for k in a.entries(i) { dense[Int(a.sentences.counts.columnIndices[k])] = 0 }
        }
        return (before, after)
    }

    /// The cosine of each sentence with the sum of some, over the length of that sum; its own part is left out.
    mutating func cosines(_ weights: [Float], with members: [Int], omitsOwn: Bool) -> [Float] {
        clear()
        for i in members { for k in a.entries(i) { dense[Int(a.sentences.counts.columnIndices[k])] += weights[k] } }
        var size = dense.reduce(0) { $0 + $1 * $1 }.squareRoot()
        if size == 0 { size = 1 }
        var result = [Float](repeating: 0, count: a.count)
        for i in 0..<a.count {
            var product: Float = 0
            var own: Float = 0
            for k in a.entries(i) {
                product += dense[Int(a.sentences.counts.columnIndices[k])] * weights[k]
                own += weights[k] * weights[k]
            }
            if omitsOwn, members.contains(i) { product -= own }
            result[i] = product / size
        }
        clear()
        return result
    }

    /// The share of each sentence's terms that occur in the first three sentences.
    mutating func sharedWithLead() -> [Float] {
        clear()
        for i in 0..<min(3, a.count) { for k in a.entries(i) { dense[Int(a.sentences.counts.columnIndices[k])] = 1 } }
        let result = (0..<a.count).map { i in
            a.entries(i).reduce(Float(0)) { $0 + dense[Int(a.sentences.counts.columnIndices[$1])] }
                / Float(max(1, a.entries(i).count))
        }
        clear()
        return result
    }

    private mutating func clear() {
        for i in 0..<dense.count { dense[i] = 0 }
    }

    private mutating func addProduct(_ weights: [Float], _ i: Int) -> (product: Float, own: Float) {
        var product: Float = 0
        var own: Float = 0
        for k in a.entries(i) {
            let t = Int(a.sentences.counts.columnIndices[k])
            product += dense[t] * weights[k]
            own += weights[k] * weights[k]
            dense[t] += weights[k]
        }
        return (product, own)
    }
}
