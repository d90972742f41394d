import Vectorization
import Vectors

/// Separators over no more terms than the model file has room for.
///
/// Held-out parts are fitted in the same way as all texts are, so that what is measured is what is written.
struct SizedFit {
    let fields: [WeightedField]
    let matrix: CSRMatrix
    var fit: LinearFit
    /// The number of terms before any was dropped.
    let allTermCount: Int

    var termCount: Int { matrix.columnCount }

    /// Trains on some rows, drops the terms that weigh least beyond a limit, and trains again; `limit` says how many may
    /// stay, given how many there are.
    init(
        _ set: TrainingSet, setting: TrainingSetting, options: TrainingOptions, rows: [Int], startingAt: [[Float]]?,
        limit: (_ termCount: Int) -> Int
    ) {
        let all = set.fields(setting, trainingRows: rows)
        let matrix = WeightedField.matrix(all, rows: rows, threads: options.concurrency)
        let fit = LinearFit(
            set, setting: setting, options: options, rows: rows, matrix: matrix, startingAt: startingAt,
            tolerance: Trainer.finalTolerance)
        allTermCount = matrix.columnCount
        let limit = limit(allTermCount)
        guard allTermCount > limit else {
            (fields, self.matrix, self.fit) = (all, matrix, fit)
            return
        }
        let keeps = Self.heaviest(limit, fit: fit, matrix: matrix, classCount: set.labels.count)
        fields = set.fields(
            setting, trainingRows: rows,
            keeps: all.map { $0.columns.map { $0 != WeightedField.none && keeps[Int($0)] } })
        self.matrix = WeightedField.matrix(fields, rows: rows, threads: options.concurrency)
        // The lengths of the rows have changed: a few passes from the old solution set the weights right.
        self.fit = LinearFit(
            set, setting: setting, options: options, rows: rows, matrix: self.matrix,
            startingAt: fit.duals.isEmpty ? nil : fit.duals, tolerance: Trainer.finalTolerance)
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
