import Vectors

/// The separators trained on all texts, with no more terms than the size limit allows.
struct FinalModel {
    var blocks: [BlockWeights]
    var biases: [Float]
    var termCount = 0
    var prunedTermCount = 0
    private let weighted: [WeightedBlock]
    private let fit: LinearFit

    init(set: TrainingSet, setting: TrainingSetting, options: TrainingOptions, tolerance: Double) {
        let rows = Array(0..<set.count)
        var weighted = set.blocks(setting, trainingRows: rows)
        var matrix = weigh(weighted, rows: rows)
        var fit = LinearFit(
            set, setting: setting, options: options, rows: rows, matrix: matrix, tolerance: tolerance)
        // Key, idf, step, share of a bucket; then one byte a label.
        let bytesPerTerm = 9 + set.labels.count
        let limit = max(1, (options.modelSizeLimit - 4096) / bytesPerTerm)
        if matrix.columnCount > limit {
            let keeps = Self.heaviest(limit, fit: fit, matrix: matrix, classCount: set.labels.count)
            prunedTermCount = matrix.columnCount - limit
            var byBlock: [FeatureBlock: [Bool]] = [:]
            for block in weighted {
                byBlock[block.block] = block.columns.map { $0 >= 0 && keeps[Int($0)] }
            }
            weighted = set.blocks(setting, trainingRows: rows, keeps: byBlock)
            matrix = weigh(weighted, rows: rows)
            // The lengths of the rows have changed: a few passes from the old solution set the weights right.
            fit = LinearFit(
                set, setting: setting, options: options, rows: rows, matrix: matrix,
                startingAt: fit.duals.isEmpty ? nil : fit.duals,
                tolerance: tolerance)
        }
        self.weighted = weighted
        self.fit = fit
        termCount = matrix.columnCount
        biases = fit.biases
        let classCount = set.labels.count
        blocks = weighted.map { block in
            var hashes: [UInt64] = []
            var idf: [Float] = []
            for term in block.counts.hashes.indices where block.columns[term] >= 0 {
                hashes.append(block.counts.hashes[term])
                idf.append(block.idf[term])
            }
            let first = block.firstColumn * classCount
            return BlockWeights(
                block: block.block, weight: block.weight, hashes: hashes, idf: idf,
                weights: Array(fit.weights[first..<first + block.columnCount * classCount]))
        }
    }

    /// The share of up to a thousand training texts whose answer differs between these weights and the model file's.
    func disagreement(with classifier: Classifier, set: TrainingSet, documents: [LabeledText]) -> Double {
        let rows = Array(stride(from: 0, to: set.count, by: max(1, set.count / 1000)))
        let expected = weigh(weighted, rows: rows)
        var session = Classifier.Session(classifier)
        var different = 0
        for (position, row) in rows.enumerated() {
            let document = documents[set.positions[row]]
            let stored = session.scores(document.text, title: document.title)
            guard stored.knownTerms > 0 else { continue }
            if stored.scores.largestIndex != fit.scores(expected, row: position).largestIndex { different += 1 }
        }
        return Double(different) / Double(max(1, rows.count))
    }

    /// The columns that add most to the scores of the training texts: squared weights times squared values.
    private static func heaviest(_ limit: Int, fit: LinearFit, matrix: CSRMatrix, classCount: Int) -> [Bool] {
        var squares = [Float](repeating: 0, count: matrix.columnCount)
        for place in matrix.values.indices {
            squares[Int(matrix.columnIndices[place])] += matrix.values[place] * matrix.values[place]
        }
        var importance = [Float](repeating: 0, count: matrix.columnCount)
        for column in importance.indices {
            var sum: Float = 0
            for index in 0..<classCount {
                let weight = fit.weights[column * classCount + index]
                sum += weight * weight
            }
            importance[column] = sum * squares[column]
        }
        let order = importance.indices.sorted {
            importance[$0] != importance[$1] ? importance[$0] > importance[$1] : $0 < $1
        }
        var keeps = [Bool](repeating: false, count: matrix.columnCount)
        for column in order.prefix(limit) { keeps[column] = true }
        return keeps
    }
}
