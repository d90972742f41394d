import Vectors

/// The separators trained on all texts, with no more terms than the size limit allows.
struct FinalModel {
    let blocks: [BlockWeights]
    let biases: [Float]
    /// The number of terms before any was dropped for the size.
    let allTermCount: Int
    private let sized: SizedFit

    var termCount: Int { sized.termCount }

    init(set: TrainingSet, setting: TrainingSetting, options: TrainingOptions, termLimit: Int) {
        sized = SizedFit(
            set, setting: setting, options: options, rows: Array(0..<set.count), startingAt: nil,
            limit: { _ in termLimit })
        allTermCount = sized.allTermCount
        biases = sized.fit.biases
        let classCount = set.labels.count
        let weights = sized.fit.weights
        blocks = sized.blocks.map { block in
            var hashes: [UInt64] = []
            var idf: [Float] = []
            for term in block.counts.hashes.indices where block.columns[term] >= 0 {
                hashes.append(block.counts.hashes[term])
                idf.append(block.idf[term])
            }
            let first = block.firstColumn * classCount
            return BlockWeights(
                block: block.block, weight: block.weight, hashes: hashes, idf: idf,
                weights: Array(weights[first..<first + block.columnCount * classCount]))
        }
    }

    /// The share of up to a thousand training texts whose answer differs between these weights and the model file's.
    func disagreement(with classifier: Classifier, set: TrainingSet, documents: [LabeledText]) -> Double {
        let rows = Array(stride(from: 0, to: set.count, by: max(1, set.count / 1000)))
        let expected = weigh(sized.blocks, rows: rows)
        var session = Classifier.Session(classifier)
        var different = 0
        for (position, row) in rows.enumerated() {
            let document = documents[set.positions[row]]
            let stored = session.scores(document.text, title: document.title)
            guard stored.knownTerms > 0 else { continue }
            if stored.scores.largestIndex != sized.fit.scores(expected, row: position).largestIndex { different += 1 }
        }
        return Double(different) / Double(max(1, rows.count))
    }
}
