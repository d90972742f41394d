/// Tells whether two sentences say the same thing, as a standfirst and a lead do.
///
/// The overlap of two sentences is the number of content stems they share over the smaller of their numbers of stems. The
/// threshold, and that sentences below four stems are never duplicates, were chosen on training parts.
package struct DuplicateGuard: Sendable, Hashable {
    /// The overlap from which a sentence is a duplicate.
    package static let threshold = 0.7
    /// Sentences with fewer content stems are never duplicates.
    package static let minimumTerms = 4

    /// Creates a guard.
    package init() {}

    /// The chosen sentences of one selection, indexed so that a candidate meets only those it could duplicate.
    ///
    /// Two sentences that share 70 % of the smaller one's stems share one of the smaller one's rarest 30 %. So each
    /// chosen sentence is filed under all its stems and, apart, under its rarest ones.
    package struct Chosen {
        private let analysis: DocumentAnalysis
        private var positions: [Int] = []
        private var marks: [Int32]
        private var mark: Int32 = 0

        /// Starts a selection.
        package init(_ analysis: DocumentAnalysis) {
            self.analysis = analysis
            marks = [Int32](repeating: 0, count: analysis.termCount)
        }

        /// Adds a chosen sentence.
        package mutating func insert(_ position: Int) { positions.append(position) }

        /// Removes a chosen sentence.
        package mutating func remove(_ position: Int) { positions.removeAll { $0 == position } }

        /// The chosen sentences that the candidate duplicates, at most two of them.
        package mutating func duplicates(of candidate: Int) -> [Int] {
            let entries = analysis.entries(candidate)
            guard entries.count >= DuplicateGuard.minimumTerms, !positions.isEmpty else { return [] }
            mark += 1
            for k in entries { marks[Int(analysis.terms[k])] = mark }
            var result: [Int] = []
            for position in positions {
                let other = analysis.entries(position)
                guard other.count >= DuplicateGuard.minimumTerms else { continue }
                let smaller = min(entries.count, other.count)
                var shared = 0
                for k in other where marks[Int(analysis.terms[k])] == mark { shared += 1 }
                if Double(shared) >= DuplicateGuard.threshold * Double(smaller) {
                    result.append(position)
                    if result.count == 2 { break }
                }
            }
            return result
        }
    }
}
