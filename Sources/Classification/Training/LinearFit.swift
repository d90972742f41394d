import Vectors

/// One trained set of separators over weighted rows.
struct LinearFit: Sendable {
    /// `columnCount` rows of one weight a label; empty where the weights are sparse.
    var weights: [Float]
    /// The weights of very many labels: a row for each column, a column for each label.
    var sparse: CSRMatrix?
    var biases: [Float]
    var duals: [[Float]]

    init(
        _ set: TrainingSet, setting: TrainingSetting, options: TrainingOptions, rows: [Int], matrix: CSRMatrix,
        startingAt: [[Float]]? = nil, tolerance: Double
    ) {
        let membership = rows.map { set.membership[$0] }
        let classCount = set.labels.count
        let columns: [[Float]]
        let solver = LinearSolver(
            loss: options.method == .logistic ? .logistic : .squaredHinge, cost: setting.cost, tolerance: tolerance,
            seed: options.seed)
        let rowFactors = set.weights.map { weights in rows.map { weights[$0] } }
        if options.usesSampling(labelCount: classCount) {
            let separators = SampledOneVersusRest(solver: solver, concurrency: options.concurrency).solve(
                matrix, membership: membership, classCount: classCount,
                positiveFactors: set.positiveFactors(setting, trainingRows: rows), rowFactors: rowFactors,
                shouldStop: options.shouldStop)
            self.weights = []
            duals = []
            biases = separators.map { $0.bias }
            sparse = Self.byColumn(separators, columnCount: matrix.columnCount)
            return
        }
        switch options.method {
        case .svm, .logistic:
            let solutions = OneVersusRest(solver: solver, concurrency: options.concurrency).solve(
                matrix, membership: membership, classCount: classCount,
                positiveFactors: set.positiveFactors(setting, trainingRows: rows),
                rowFactors: rowFactors, startingAt: startingAt)
            biases = solutions.map { $0.bias }
            duals = solutions.map { $0.duals }
            columns = solutions.map { $0.weights }
        case .bayes:
            var bayes = ComplementNaiveBayes(
                classCount: classCount, columnCount: matrix.columnCount, smoothing: 0.1 / setting.cost)
            bayes.add(matrix, membership: membership)
            columns = Self.centred(bayes.weights())
            biases = [Float](repeating: 0, count: classCount)
            duals = []
        case .centroid:
            columns = NearestCentroid(matrix, membership: membership, classCount: classCount).centroids
            biases = [Float](repeating: 0, count: classCount)
            duals = []
        }
        var weights = [Float](repeating: 0, count: matrix.columnCount * classCount)
        for (index, own) in columns.enumerated() {
            for column in 0..<matrix.columnCount { weights[column * classCount + index] = own[column] }
        }
        self.weights = weights
    }

    private static func byColumn(_ separators: [SampledOneVersusRest.Separator], columnCount: Int) -> CSRMatrix {
        var offsets = [0]
        for separator in separators { offsets.append(offsets[offsets.count - 1] + separator.columns.count) }
        return CSRMatrix(
            rowOffsets: offsets, columnIndices: separators.flatMap { $0.columns },
            values: separators.flatMap { $0.weights }, columnCount: columnCount
        ).transposed()
    }

    /// Takes from each column its mean over the classes, which changes no answer and leaves small numbers.
    private static func centred(_ weights: [[Float]]) -> [[Float]] {
        guard let columnCount = weights.first?.count else { return weights }
        var means = [Float](repeating: 0, count: columnCount)
        for own in weights { for column in 0..<columnCount { means[column] += own[column] / Float(weights.count) } }
        return weights.map { own in zip(own, means).map { $0 - $1 } }
    }

    /// Rounds the weights as the model file does.
    mutating func quantize() {
        let classCount = biases.count
        if let sparse {
            for column in 0..<sparse.rowCount {
                let places = sparse.rowOffsets[column]..<sparse.rowOffsets[column + 1]
                let step = WeightStep(of: sparse.values[places])
                for place in places {
                    self.sparse?.values[place] = Float(step.count(of: sparse.values[place])) * step.value
                }
            }
        }
        for start in stride(from: 0, to: weights.count, by: classCount) {
            let step = WeightStep(of: weights[start..<start + classCount])
            for place in start..<start + classCount {
                weights[place] = Float(step.count(of: weights[place])) * step.value
            }
        }
    }

    /// The scores of a row, one a label, added to the biases.
    func scores(_ matrix: CSRMatrix, row: Int) -> [Float] {
        var scores = biases
        let classCount = biases.count
        if let sparse {
            for place in matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1] {
                let column = Int(matrix.columnIndices[place])
                for weight in sparse.rowOffsets[column]..<sparse.rowOffsets[column + 1] {
                    scores[Int(sparse.columnIndices[weight])] += matrix.values[place] * sparse.values[weight]
                }
            }
            return scores
        }
        for place in matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1] {
            let start = Int(matrix.columnIndices[place]) * classCount
            let value = matrix.values[place]
            for index in 0..<classCount { scores[index] += value * weights[start + index] }
        }
        return scores
    }
}
