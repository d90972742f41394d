import Serialization
import Summarization
import TextEvaluation

/// A learned profile against the untrained default on one collection: the question that decides what the default is.
struct ProfileComparison {
    var collection: String
    var documents: Int
    /// The mean of ROUGE-1 and ROUGE-2 of each.
    var profile: Double
    var untrained: Double
    /// The paired difference of that mean, profile less default.
    var difference: BootstrapInterval

    /// Whether the documents show that the profile is the worse one.
    var isWorse: Bool { difference.upper < 0 }

    /// A row of a Markdown table: collection, documents, profile, default, difference with its interval, verdict.
    var line: String {
        let interval = Decimals.points(difference, isSigned: true)
        let verdict = isWorse ? "worse" : difference.lower > 0 ? "better" : "not shown to differ"
        return "| \(collection) | \(documents) | \(format(profile)) | \(format(untrained)) | \(interval) | \(verdict) |"
    }

    /// Runs both over a collection at its natural number of sentences; nil where the part is missing.
    init?(_ name: String, _ part: Part, data: String, limit: Int, profile path: String) {
        guard var collection = EvaluationCollection(name, part, data: data, limit: limit) else { return nil }
        let profile = readProfile(path)
        var workspace = SummarizationWorkspace()
        let length = EvaluationSystem.Length.sentences(collection.naturalCount)
        let systems = [EvaluationSystem.profile(profile, named: "profile"), .untrained]
        let rows = systems.map { EvaluationRow($0, &collection, length, &workspace) }
        self.collection = name
        documents = collection.documents.count
        self.profile = rows[0].mean12
        untrained = rows[1].mean12
        difference = BootstrapInterval(
            differences: collection.documents.indices.map {
                0.5 * (rows[0].rouge1[$0] + rows[0].rouge2[$0] - rows[1].rouge1[$0] - rows[1].rouge2[$0])
            })
    }
}

extension EvaluationSystem {
    /// The default without the genres that it recognises.
    static let untrained = EvaluationSystem(name: "untrained") { document, length, workspace, _ in
        let analysis = Summarizer().analyse(document.input, workspace: &workspace)
        let setting: GatedCentrality = length == .sentences(1) ? .oneSentence : .severalSentences
        return chosen(analysis, length, scores: setting.scores(analysis.sentences))
    }

    /// A profile that is not part of the program, whatever the language: its ranker, and its sets where it scores them.
    static func profile(_ profile: LearnedProfile, named name: String) -> Self {
        EvaluationSystem(name: name) { document, length, workspace, _ in
            let analysis = Summarizer().analyse(document.input, workspace: &workspace)
            let features = SentenceFeatures(analysis)
            let scores = profile.scores(features, analysis)
            let budget = SelectionBudget(length.summaryLength, candidates: analysis.count)
            if let set = profile.bestSet(budget, isFree: length == .free, features, analysis, scores: scores) {
                return set.map { analysis.sentenceIndices[$0] }
            }
            return chosen(analysis, length, scores: scores.map(Double.init))
        }
    }

    private static func chosen(_ analysis: DocumentAnalysis, _ length: Length, scores: [Double]) -> [Int] {
        let budget = SelectionBudget(length.summaryLength, candidates: analysis.count)
        return RankedSelection(budget: budget).select(scores: scores, in: analysis.sentences).chosen
            .map { analysis.sentenceIndices[$0] }
    }
}

/// Reads a profile from a file, or ends the program.
func readProfile(_ path: String) -> LearnedProfile {
    do {
        return try LearnedProfile(SafetensorsFile(path: path))
    } catch {
        fail("\(path): \(error)")
    }
}
