internal import TextProcessing
internal import Vectorization
internal import Vectors

/// What a text says that an earlier one did not.
struct Novelty {
    /// For each candidate, the share of its terms that the earlier text does not have.
    var newShares: [Double] = []
    /// For each candidate, whether one earlier sentence says the same.
    var isKnown: [Bool] = []

    /// Compares candidates with the sentences of an earlier text; both must be in one matrix, earlier ones first.
    ///
    /// - Complexity: O(tokens + occurrences of shared terms in earlier sentences).
    init(_ sentences: SentenceMatrix, earlier count: Int) {
        let sets = sentences.counts.binary()
        let known = sets.rows(0..<count)
        let isKnownTerm = known.columnCounts()
        let own = sets.rows(count..<max(count, sets.rowCount))
        let shared = own.products(with: known)
        for i in 0..<own.rowCount {
            let terms = own.row(i).columns
            let limit = DuplicateGuard.threshold * Double(terms.count)
            isKnown.append(
                terms.count >= DuplicateGuard.minimumTerms && shared.row(i).values.contains { Double($0) >= limit })
            let new = terms.count { isKnownTerm[Int($0)] == 0 }
            newShares.append(terms.isEmpty ? 0 : Double(new) / Double(terms.count))
        }
    }
}

extension Summarizer {
    /// Summarizes what a text says beyond an earlier one.
    ///
    /// Sentences that an earlier sentence already says are left out, and a sentence's score is the lower the more of its
    /// words the earlier text has: score · (0.3 + 0.7 · share of new words). If nothing is new the summary is of the whole text,
    /// and ``Summary/reason`` says so.
    ///
    /// - Complexity: that of summarizing both texts.
    public func summarize(
        _ input: SummarizationInput, updating earlier: SummarizationInput, workspace: inout SummarizationWorkspace
    ) -> Summary {
        let joined = JoinedInput([earlier, input])
        let own = CandidateSet(input, workspace.own.read(input.text, input.sentences).marks)
        let known = CandidateSet(earlier, workspace.own.read(earlier.text, earlier.sentences).marks).indices
        let shift = earlier.sentences.count
        let analysis = workspace.analyse(joined.input, candidates: known + own.indices.map { $0 + shift })
        let novelty = Novelty(analysis.sentences, earlier: known.count)
        var update = input
        update.exclusions += Array(repeating: nil, count: max(0, input.sentences.count - input.exclusions.count))
        for (place, index) in own.indices.enumerated() where novelty.isKnown[place] {
            update.exclusions[index] = SummarizationInput.Exclusion(reason: "the earlier text says it")
        }
        var weights: [Int: Double] = [:]
        for (place, index) in own.indices.enumerated() { weights[index] = 0.3 + 0.7 * novelty.newShares[place] }
        var summarizer = self
        summarizer.weights = weights
        var summary = summarizer.summarize(update, workspace: &workspace)
        if !own.indices.isEmpty, novelty.isKnown.allSatisfy({ $0 }) {
            summary.reason = "the earlier text says everything that this one says"
        }
        return summary
    }
}
