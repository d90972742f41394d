internal import Vectors

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
    /// Two sentences that share 70 % of the smaller one's stems share one of the smaller one's rarest 30 % (and one more).
    /// So each chosen sentence is filed under all its stems, where candidates look with their rarest ones, and apart under
    /// its rarest ones, where candidates look with all of theirs. A short selection is compared one by one, which is faster
    /// and finds the same.
    ///
    /// - Complexity: O(terms · ``listLimit``) for one candidate, however many are chosen.
    package struct Chosen {
        private let sentences: SentenceMatrix
        private var positions: [Int] = []
        /// For each candidate, 1 + its place in `positions`; 0 if it is not chosen.
        private var places: [Int32]
        private var marks: [Int32]
        private var mark: Int32 = 0
        private var index: Index?

        /// So many sentences are compared one by one before they are indexed.
        static let directLimit = 24
        /// So many entries of a list are looked at, the oldest.
        ///
        /// In text of few words any two sentences share a rarest one, and lists grow with the selection. Lists of ordinary
        /// text are shorter.
        static let listLimit = 512

        /// Starts a selection.
        package init(_ sentences: SentenceMatrix) {
            self.sentences = sentences
            places = [Int32](repeating: 0, count: sentences.count)
            marks = [Int32](repeating: 0, count: sentences.termCount)
        }

        /// Adds a chosen sentence.
        package mutating func insert(_ position: Int) {
            positions.append(position)
            places[position] = Int32(positions.count)
            if index != nil {
                index?.insert(position, sentences)
            } else if positions.count > Self.directLimit {
                var index = Index(sentences)
                for position in positions where places[position] > 0 { index.insert(position, sentences) }
                self.index = index
            }
        }

        /// Removes a chosen sentence.
        package mutating func remove(_ position: Int) {
            let place = Int(places[position]) - 1
            guard place >= 0 else { return }
            places[position] = 0
            // With an index the order of `positions` must stand still; a removed sentence is passed over.
            if index == nil {
                positions.remove(at: place)
                for later in place..<positions.count { places[positions[later]] -= 1 }
            }
        }

        /// The chosen sentences that the candidate duplicates, at most two of them, in the order of their choice.
        package mutating func duplicates(of candidate: Int) -> [Int] {
            let entries = sentences.entries(candidate)
            guard entries.count >= DuplicateGuard.minimumTerms, !positions.isEmpty else { return [] }
            mark += 1
            for k in entries { marks[Int(sentences.counts.columnIndices[k])] = mark }
            var result: [Int] = []
            for position in index?.neighbours(of: candidate, sentences, places) ?? positions {
                let other = sentences.entries(position)
                guard other.count >= DuplicateGuard.minimumTerms else { continue }
                let smaller = min(entries.count, other.count)
                var shared = 0
                for k in other where marks[Int(sentences.counts.columnIndices[k])] == mark { shared += 1 }
                if Double(shared) >= DuplicateGuard.threshold * Double(smaller) {
                    result.append(position)
                    if result.count == 2 { break }
                }
            }
            return result
        }
    }

    /// Chosen sentences by their stems.
    private struct Index {
        private var byTerm: [[Int32]]
        private var byRareTerm: [[Int32]]
        private var visits: [Int32]
        private var visit: Int32 = 0

        init(_ sentences: SentenceMatrix) {
            byTerm = Array(repeating: [], count: sentences.termCount)
            byRareTerm = byTerm
            visits = Array(repeating: 0, count: sentences.count)
        }

        mutating func insert(_ position: Int, _ sentences: SentenceMatrix) {
            for k in sentences.entries(position) {
                byTerm[Int(sentences.counts.columnIndices[k])].append(Int32(position))
            }
            for term in Self.rarest(position, sentences) { byRareTerm[Int(term)].append(Int32(position)) }
        }

        /// The sentences that may share enough with a candidate, in the order of their choice.
        mutating func neighbours(
            of candidate: Int, _ sentences: SentenceMatrix, _ places: [Int32]
        ) -> [Int] {
            visit += 1
            var found: [Int] = []
            func look(_ list: [Int32]) {
                for position in list.prefix(Chosen.listLimit) where visits[Int(position)] != visit {
                    visits[Int(position)] = visit
                    if places[Int(position)] > 0 { found.append(Int(position)) }
                }
            }
            for term in Self.rarest(candidate, sentences) { look(byTerm[Int(term)]) }
            for k in sentences.entries(candidate) { look(byRareTerm[Int(sentences.counts.columnIndices[k])]) }
            return found.sorted { places[$0] < places[$1] }
        }

        /// The stems of which one at least is shared with any sentence that shares 70 %: those in the fewest sentences.
        private static func rarest(_ position: Int, _ sentences: SentenceMatrix) -> ArraySlice<UInt32> {
            let terms = sentences.counts.columnIndices[sentences.entries(position)].sorted {
                let (a, b) = (sentences.sentenceFrequencies[Int($0)], sentences.sentenceFrequencies[Int($1)])
                return a != b ? a < b : $0 < $1
            }
            let needed = Int((DuplicateGuard.threshold * Double(terms.count)).rounded(.up))
            return terms.prefix(max(0, terms.count - needed + 1))
        }
    }
}
