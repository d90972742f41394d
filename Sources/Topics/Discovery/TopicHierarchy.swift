internal import Vectors

extension DiscoveredTopics {
    /// Two groups of topics that are joined.
    public struct Merge: Sendable, Hashable {
        /// The groups: a topic's place, or the number of topics and the place of an earlier merge.
        public var first: Int
        /// The other group.
        public var second: Int
        /// The cosine of the groups' centroids.
        public var likeness: Double
    }

    /// How topics join into ever larger ones: again and again the two groups whose centroids have the largest cosine, until
    /// all are one; a centroid is the mean of those of its topics, weighted by their sizes.
    ///
    /// ```swift
    /// for merge in topics.hierarchy { print(merge.first, merge.second, merge.likeness) }
    /// ```
    ///
    /// Source: Sneath and Sokal, "Numerical Taxonomy" (1973): the centroid method (UPGMC), with cosines.
    ///
    /// - Complexity: O(topics³ · dimensions).
    public var hierarchy: [Merge] {
        var groups = topics.indices.map { place in
            (node: place, sum: centroids.row(place).map { $0 * Float(max(1, topics[place].size)) })
        }
        var merges: [Merge] = []
        while groups.count > 1 {
            var best = (first: 0, second: 1, likeness: -Double.infinity)
            for first in groups.indices {
                for second in groups.indices where second > first {
                    let likeness = Self.cosine(groups[first].sum, groups[second].sum)
                    if likeness > best.likeness { best = (first, second, likeness) }
                }
            }
            let (a, b) = (groups[best.first], groups[best.second])
            groups.remove(at: best.second)
            groups[best.first] = (topics.count + merges.count, zip(a.sum, b.sum).map { $0 + $1 })
            merges.append(Merge(first: a.node, second: b.node, likeness: best.likeness))
        }
        return merges
    }

    private static func cosine(_ a: [Float], _ b: [Float]) -> Double {
        var (product, first, second) = (0.0, 0.0, 0.0)
        for (x, y) in zip(a, b) {
            product += Double(x) * Double(y)
            first += Double(x) * Double(x)
            second += Double(y) * Double(y)
        }
        return first > 0 && second > 0 ? product / (first * second).squareRoot() : 0
    }
}
