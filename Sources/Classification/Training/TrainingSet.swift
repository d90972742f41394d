import Foundations
import TextProcessing
import Vectorization

/// The training texts as counts: read once, reweighted for every setting that is tried.
struct TrainingSet: Sendable {
    /// What is kept of a text beside its counts.
    struct Text: Sendable {
        var id: String
        /// The beginning, for reports.
        var excerpt: String
        var weight: Float
        /// The numbers of its labels, ascending.
        var labels: [Int32]
    }

    let labels: [String]
    let texts: [Text]
    /// What is one word.
    let rules: WordRules
    let counts: [FeatureBlock: NamedCounts]
    /// Terms in fewer texts than this are left out.
    let minimumFrequency: Int
    /// How much each text counts; all the same where absent.
    let weights: [Float]?
    /// The labels of each text, ascending.
    let membership: [[Int32]]

    init(
        labels: [String], texts: [Text], rules: WordRules, counts: [FeatureBlock: NamedCounts], minimumFrequency: Int
    ) {
        self.labels = labels
        self.texts = texts
        self.rules = rules
        self.counts = counts
        self.minimumFrequency = minimumFrequency
        weights = texts.contains { $0.weight != 1 } ? texts.map { $0.weight } : nil
        membership = texts.map { $0.labels }
    }

    var count: Int { texts.count }

    /// The number of texts of each label among some rows.
    func labelCounts(in rows: [Int]) -> [Int] {
        var counts = [Int](repeating: 0, count: labels.count)
        for row in rows { for label in membership[row] { counts[Int(label)] += 1 } }
        return counts
    }

    /// The blocks that a setting uses.
    func blocks(_ setting: TrainingSetting) -> [FeatureBlock] {
        FeatureBlock.allCases.filter { counts[$0] != nil && setting.weight(of: $0) > 0 }
    }

    /// The fields of the blocks that a setting uses, weighted for training on some rows.
    ///
    /// `keeps` says which of a block's terms may stay, where a model has been pruned.
    func fields(_ setting: TrainingSetting, trainingRows: [Int], keeps: [[Bool]]? = nil) -> [WeightedField] {
        var fields: [WeightedField] = []
        for (index, block) in blocks(setting).enumerated() {
            guard let terms = counts[block] else { continue }
            fields.append(
                WeightedField(
                    terms, rows: trainingRows, weight: Float(setting.weight(of: block)),
                    weighting: TfidfWeighting(termFrequency: setting.termFrequency),
                    firstColumn: fields.last?.range.upperBound ?? 0, minimumDocuments: minimumFrequency,
                    keeps: keeps?[index]))
        }
        return fields
    }

    /// `(n / (K·n_c))^g` for each label that occurs among the rows, 1 for the others.
    func positiveFactors(_ setting: TrainingSetting, trainingRows: [Int]) -> [Float] {
        let counts = labelCounts(in: trainingRows)
        let present = counts.count { $0 > 0 }
        return counts.map { count in
            count == 0
                ? 1 : Float(Mathematics.pow(Double(trainingRows.count) / Double(present * count), setting.balance))
        }
    }
}
