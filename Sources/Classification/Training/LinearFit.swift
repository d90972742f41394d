import Vectors

/// One trained set of separators over weighted rows.
struct LinearFit: Sendable {
    /// `columnCount` rows of one weight a label.
    var weights: [Float]
    var biases: [Float]
    var duals: [[Float]]

    init(
        _ set: TrainingSet, setting: TrainingSetting, options: TrainingOptions, rows: [Int], matrix: CSRMatrix,
        startingAt: [[Float]]? = nil, tolerance: Double
    ) {
        let solver = LinearSolver(
            loss: options.method == .svm ? .squaredHinge : .logistic, cost: setting.cost, tolerance: tolerance,
            seed: options.seed)
        let solutions = OneVersusRest(solver: solver, concurrency: options.concurrency).solve(
            matrix, membership: rows.map { set.membership[$0] }, classCount: set.labels.count,
            positiveFactors: set.positiveFactors(setting, trainingRows: rows),
            rowFactors: set.weights.map { weights in rows.map { weights[$0] } }, startingAt: startingAt)
        biases = solutions.map { $0.bias }
        duals = solutions.map { $0.duals }
        let classCount = set.labels.count
        var weights = [Float](repeating: 0, count: matrix.columnCount * classCount)
        for (index, solution) in solutions.enumerated() {
            for column in 0..<matrix.columnCount { weights[column * classCount + index] = solution.weights[column] }
        }
        self.weights = weights
    }

    /// The scores of a row, one a label, added to the biases.
    func scores(_ matrix: CSRMatrix, row: Int) -> [Float] {
        var scores = biases
        let classCount = biases.count
        for place in matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1] {
            let start = Int(matrix.columnIndices[place]) * classCount
            let value = matrix.values[place]
            for index in 0..<classCount { scores[index] += value * weights[start + index] }
        }
        return scores
    }
}
