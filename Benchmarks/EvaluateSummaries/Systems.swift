import Foundations
import Summarization
import TextEvaluation

/// Something that chooses sentences of a document.
struct EvaluationSystem: Sendable {
    /// How long its summaries may be.
    enum Length: Hashable {
        case sentences(Int)
        case words(Int)
        case free

        var summaryLength: SummaryLength {
            switch self {
            case .sentences(let count): .sentences(count)
            case .words(let count): .words(count)
            case .free: .free
            }
        }
    }

    var name: String
    /// The indices of the chosen sentences.
    var choose: @Sendable (EvaluationDocument, Length, inout SummarizationWorkspace, inout ROUGE) -> [Int]

    /// A setting of the summarizer.
    static func summarizer(_ name: String, style: SummaryStyle = .auto, method: SummaryMethod = .auto) -> Self {
        EvaluationSystem(name: name) { document, length, workspace, _ in
            Summarizer(SummaryOptions(length: length.summaryLength, method: method, style: style))
                .summarize(document.input, workspace: &workspace).sentences.map(\.index)
        }
    }

    /// The names under which the default and the styles stand in a table.
    static let styles = ["default", "news", "extract", "science", "encyclopedia"]

    /// The first sentences of at least three words.
    static let lead = EvaluationSystem(name: "Lead") { document, length, workspace, _ in
        Summarizer(SummaryOptions(length: length.summaryLength, method: .lead))
            .summarize(document.input, workspace: &workspace).sentences.map(\.index)
    }

    /// The greedy oracle: sentences that add most to ROUGE-1 and ROUGE-2 F1, knowing the reference.
    static let oracle = EvaluationSystem(name: "Oracle") { document, length, _, rouge in
        guard case .sentences(let count) = length, let reference = document.references.first else { return [] }
        let sentences = document.input.sentences.indices.map { rouge.prepare(document.text(of: [$0])) }
        return SubsetOracle(sentences: sentences, reference: reference).greedySet(limit: count)
    }
}

/// The scores of one system on one collection: one value for each document.
struct EvaluationRow {
    var system: String
    var rouge1: [Double] = []
    var rouge2: [Double] = []
    var rougeLsum: [Double] = []
    var words = 0
    /// Documents that got no summary; they count as 0.
    var missing = 0
    /// CPU seconds for all documents.
    var seconds = 0.0

    /// Means of F1 in percent.
    var means: (rouge1: Double, rouge2: Double, rougeLsum: Double) {
        (Self.mean(rouge1), Self.mean(rouge2), Self.mean(rougeLsum))
    }

    /// The mean of ROUGE-1 and ROUGE-2.
    var mean12: Double { (means.rouge1 + means.rouge2) / 2 }

    static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : 100 * values.reduce(0, +) / Double(values.count)
    }

    /// Runs a system over a collection.
    init(
        _ system: EvaluationSystem, _ collection: inout EvaluationCollection, _ length: EvaluationSystem.Length,
        _ workspace: inout SummarizationWorkspace
    ) {
        self.init(system: system.name)
        var summaries: [[Int]] = []
        let start = Seconds.ofProcess
        for document in collection.documents {
            summaries.append(system.choose(document, length, &workspace, &collection.rouge))
        }
        seconds = Seconds.ofProcess - start
        for (document, summary) in zip(collection.documents, summaries) {
            score(document.text(of: summary), document, &collection.rouge)
        }
    }

    /// A row without scores.
    init(system: String) { self.system = system }

    /// Adds the scores of one summary.
    mutating func score(_ text: String, _ document: EvaluationDocument, _ rouge: inout ROUGE) {
        let scores = rouge.scores(references: document.references, candidate: rouge.prepare(text))
        rouge1.append(scores.rouge1.f1)
        rouge2.append(scores.rouge2.f1)
        rougeLsum.append(scores.rougeLsum.f1)
        words += text.split { $0 == " " || $0 == "\n" }.count
    }

    /// The difference of F1 to another system on the same documents.
    func difference(to other: EvaluationRow, _ measure: KeyPath<EvaluationRow, [Double]>) -> BootstrapInterval {
        BootstrapInterval(differences: zip(self[keyPath: measure], other[keyPath: measure]).map { $0 - $1 })
    }
}
