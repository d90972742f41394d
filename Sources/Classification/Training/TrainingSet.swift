import Foundations
import Vectors

/// The training texts as counts: read once, reweighted for every setting that is tried.
struct TrainingSet: Sendable {
    let labels: [String]
    /// Which of the given documents each text is.
    let positions: [Int]
    /// The labels of each text, ascending.
    let membership: [[Int32]]
    /// How much each text counts; all the same where absent.
    let weights: [Float]?
    let counts: [FeatureBlock: CountMatrix]
    /// Terms in fewer texts than this are left out.
    let minimumFrequency: Int

    var count: Int { membership.count }

    /// The number of texts of each label among some rows.
    func labelCounts(in rows: [Int]) -> [Int] {
        var counts = [Int](repeating: 0, count: labels.count)
        for row in rows { for label in membership[row] { counts[Int(label)] += 1 } }
        return counts
    }

    /// The blocks with a weight above 0, weighted for training on some rows.
    func blocks(_ setting: TrainingSetting, trainingRows: [Int], keeps: [FeatureBlock: [Bool]] = [:]) -> [WeightedBlock]
    {
        var blocks: [WeightedBlock] = []
        var first = 0
        for block in FeatureBlock.allCases {
            guard let counts = counts[block], setting.weight(of: block) > 0 else { continue }
            let weighted = WeightedBlock(
                block, counts: counts, trainingRows: trainingRows, weight: Float(setting.weight(of: block)),
                termFrequency: setting.termFrequency, firstColumn: first, minimumFrequency: minimumFrequency,
                keeps: keeps[block])
            first += weighted.columnCount
            blocks.append(weighted)
        }
        return blocks
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
