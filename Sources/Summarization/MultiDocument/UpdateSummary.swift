internal import TextProcessing
internal import Vectors

/// What a text says that an earlier one did not.
struct Novelty {
    /// For each candidate, the share of its terms that the earlier text does not have.
    var newShares: [Double] = []
    /// For each candidate, whether one earlier sentence says the same.
    var isKnown: [Bool] = []

    /// Compares candidates with the sentences of an earlier text; both must be in one analysis, earlier ones first.
    ///
    /// - Complexity: O(tokens + occurrences of shared terms in earlier sentences).
    init(_ analysis: DocumentAnalysis, earlier count: Int) {
        var postings = [[Int32]](repeating: [], count: analysis.termCount)
        for i in 0..<count {
            for k in analysis.entries(i) { postings[Int(analysis.sentences.counts.columnIndices[k])].append(Int32(i)) }
        }
        var shared = [Int32](repeating: 0, count: count)
        for i in count..<max(count, analysis.count) {
            let entries = analysis.entries(i)
            var touched: [Int32] = []
            var new = 0
            for k in entries {
                let list = postings[Int(analysis.sentences.counts.columnIndices[k])]
                if list.isEmpty { new += 1 }
                for other in list {
                    if shared[Int(other)] == 0 { touched.append(other) }
                    shared[Int(other)] += 1
                }
            }
            let limit = DuplicateGuard.threshold * Double(entries.count)
            isKnown.append(
                entries.count >= DuplicateGuard.minimumTerms && touched.contains { Double(shared[Int($0)]) >= limit })
            newShares.append(entries.isEmpty ? 0 : Double(new) / Double(entries.count))
            for other in touched { shared[Int(other)] = 0 }
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
        let own = CandidateSet(input)
        let known = CandidateSet(earlier).indices
        let shift = earlier.sentences.count
        let analysis = workspace.analyse(joined.input, candidates: known + own.indices.map { $0 + shift })
        let novelty = Novelty(analysis, earlier: known.count)
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
