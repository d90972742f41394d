/// The ROUGE scores of one or more summarizers on the same documents, with their intervals and paired differences.
///
/// ```swift
/// var evaluation = SummaryEvaluation(systems: ["ours", "lead"])
/// evaluation.add(id: "a", references: [reference], candidates: [ours, lead])
/// let difference = evaluation.difference(.rouge1, of: 0, to: 1)
/// print(difference.lower > 0 ? "better" : "not shown to be better")
/// ```
///
/// Means are over documents, as papers report them. Intervals are those of ``BootstrapInterval`` (95 %).
///
/// - Complexity: Memory O(documents · systems); the time is that of ``ROUGE``.
public struct SummaryEvaluation: Sendable {
    /// What one summarizer reached.
    public struct System: Sendable {
        /// What the summarizer is called.
        public let name: String
        /// The scores of each document, in the order they were added.
        public fileprivate(set) var scores: [ROUGE.Scores] = []
        /// How many words its summaries have in all.
        public fileprivate(set) var wordCount = 0
    }

    /// The identifiers of the documents, in the order they were added.
    public private(set) var ids: [String] = []
    /// The summarizers, in the order they were named.
    public private(set) var systems: [System]
    private var rouge: ROUGE

    /// Creates an evaluation without documents.
    ///
    /// - Parameters:
    ///   - names: The names of the summarizers.
    ///   - rouge: The scorer, which says what a word is.
    public init(systems names: [String], rouge: ROUGE = ROUGE()) {
        systems = names.map { System(name: $0) }
        self.rouge = rouge
    }

    /// How many documents were added.
    public var count: Int { ids.count }

    /// Scores one document.
    ///
    /// - Parameters:
    ///   - id: The identifier of the document.
    ///   - references: One or more reference summaries; each measure takes the one with the best F1.
    ///   - candidates: One summary of each system; line breaks separate sentences for ROUGE-Lsum.
    /// - Precondition: There are as many candidates as systems.
    public mutating func add(id: String, references: [String], candidates: [String]) {
        precondition(candidates.count == systems.count, "one candidate for each system")
        ids.append(id)
        let references = references.map { rouge.prepare($0) }
        for (place, text) in candidates.enumerated() {
            let candidate = rouge.prepare(text)
            systems[place].wordCount += candidate.tokens.count
            systems[place].scores.append(rouge.scores(references: references, candidate: candidate))
        }
    }

    /// Mean precision, recall and F1 of one system; zeros without documents.
    public func mean(_ measure: SummaryMeasure, of system: Int) -> ROUGE.Score {
        var mean = ROUGE.Score(hits: 0, candidate: 0, reference: 0)
        guard count > 0 else { return mean }
        for scores in systems[system].scores {
            let score = measure.score(in: scores)
            mean.precision += score.precision
            mean.recall += score.recall
            mean.f1 += score.f1
        }
        mean.precision /= Double(count)
        mean.recall /= Double(count)
        mean.f1 /= Double(count)
        return mean
    }

    /// The mean F1 of one system with its interval.
    public func interval(_ measure: SummaryMeasure, of system: Int) -> BootstrapInterval {
        BootstrapInterval(differences: systems[system].scores.map { measure.score(in: $0).f1 })
    }

    /// By how much the mean F1 of one system is above another's, with the paired interval.
    public func difference(_ measure: SummaryMeasure, of system: Int, to other: Int) -> BootstrapInterval {
        BootstrapInterval(
            differences: zip(systems[system].scores, systems[other].scores).map {
                measure.score(in: $0).f1 - measure.score(in: $1).f1
            })
    }

    /// The places of the documents with the lowest F1 of one system, lowest first, ties in input order.
    public func lowest(_ measure: SummaryMeasure, of system: Int, limit: Int) -> [Int] {
        let values = systems[system].scores.map { measure.score(in: $0).f1 }
        return Array(
            values.indices.sorted { values[$0] != values[$1] ? values[$0] < values[$1] : $0 < $1 }.prefix(limit))
    }
}
