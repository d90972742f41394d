import Vectorization
import Vectors

/// The separators trained on all texts, with no more terms than the size limit allows.
struct FinalModel {
    let blocks: [BlockWeights]
    var biases: [Float] { sized.fit.biases }
    private let sized: SizedFit

    var termCount: Int { sized.termCount }
    /// The number of terms before any was dropped for the size.
    var allTermCount: Int { sized.allTermCount }

    /// The share of the terms, or of sparse weights, that was kept.
    var keptShare: Double { sized.keptShare }

    init(set: TrainingSet, setting: TrainingSetting, options: TrainingOptions, bytes: Int) {
        let sized = SizedFit(
            set, setting: setting, options: options, rows: Array(0..<set.count), startingAt: nil,
            limit: .bytes(bytes))
        let classCount = set.labels.count
        self.sized = sized
        let weights = sized.fit.weights
        blocks = zip(set.blocks(setting), sized.fields).map { block, field in
            let kept = field.columns.indices.filter { field.columns[$0] != WeightedField.none }
            return BlockWeights(
                block: block, weight: field.weight, names: kept.map { field.terms.names[$0] },
                idf: kept.map { field.inverseDocumentFrequencies[$0] },
                weights: sized.fit.sparse == nil
                    ? Array(weights[field.range.lowerBound * classCount..<field.range.upperBound * classCount]) : [],
                sparse: sized.fit.sparse?.rows(field.range))
        }
    }

    /// The share of up to a thousand training texts whose answer differs between these weights and the model file's.
    func disagreement(with classifier: Classifier) -> Double {
        let matrix = sized.matrix
        let rows = Array(stride(from: 0, to: matrix.rowCount, by: max(1, matrix.rowCount / 1000)))
        let stored = zip(classifier.model.tables, blocks).map { table, block in table.places(of: block.names) }
        var different = 0
        for row in rows {
            var scores = biases
            for (index, (table, field)) in zip(classifier.model.tables, sized.fields).enumerated() {
                var places: [Int32] = []
                var factors: [Float] = []
                for place in matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1]
                where field.range.contains(Int(matrix.columnIndices[place])) {
                    let stored = stored[index][Int(matrix.columnIndices[place]) - field.range.lowerBound]
                    places.append(stored)
                    factors.append(matrix.values[place] * table.step(at: Int(stored)))
                }
                table.add(places.count, places, times: factors, to: &scores)
            }
            if scores.largestIndex != sized.fit.scores(matrix, row: row).largestIndex { different += 1 }
        }
        return Double(different) / Double(max(1, rows.count))
    }
}
