import Vectorization
import Vectors

/// Separators over no more terms, or with no more weights, than the model file has room for.
///
/// Held-out parts are fitted in the same way as all texts are, so that what is measured is what is written.
struct SizedFit {
    let fields: [WeightedField]
    let matrix: CSRMatrix
    var fit: LinearFit
    /// The number of terms before any was dropped.
    let allTermCount: Int
    /// The share of what takes room in the file that was kept: of the terms, or of the weights where they are sparse.
    let keptShare: Double

    var termCount: Int { matrix.columnCount }

    /// How much may stay.
    enum Limit {
        /// A share of all.
        case share(Double)
        /// So many bytes beside those that do not depend on the terms.
        case bytes(Int)
    }

    /// Trains on some rows, drops what weighs least beyond a limit, and trains again.
    init(
        _ set: TrainingSet, setting: TrainingSetting, options: TrainingOptions, rows: [Int], startingAt: [[Float]]?,
        limit: Limit
    ) {
        let all = set.fields(setting, trainingRows: rows)
        let matrix = WeightedField.matrix(all, rows: rows, threads: options.concurrency)
        var fit = LinearFit(
            set, setting: setting, options: options, rows: rows, matrix: matrix, startingAt: startingAt,
            tolerance: Trainer.finalTolerance)
        allTermCount = matrix.columnCount
        let labelCount = set.labels.count
        let keeps: [Bool]
        if let sparse = fit.sparse {
            let (kept, share) = Self.heaviestWeights(limit, of: sparse, labelCount: labelCount)
            keptShare = share
            keeps = (0..<kept.rowCount).map { kept.rowOffsets[$0 + 1] > kept.rowOffsets[$0] }
            fit.sparse = kept.keepingRows(keeps)
        } else {
            let count = Self.termLimit(limit, of: allTermCount, labelCount: labelCount)
            keptShare = allTermCount == 0 ? 1 : min(1, Double(count) / Double(allTermCount))
            keeps =
                count < allTermCount
                ? Self.heaviest(count, fit: fit, matrix: matrix, classCount: labelCount)
                : [Bool](repeating: true, count: allTermCount)
        }
        guard keeps.contains(false) else {
            (fields, self.matrix, self.fit) = (all, matrix, fit)
            return
        }
        fields = set.fields(
            setting, trainingRows: rows,
            keeps: all.map { $0.columns.map { $0 != WeightedField.none && keeps[Int($0)] } })
        self.matrix = WeightedField.matrix(fields, rows: rows, threads: options.concurrency)
        if fit.sparse != nil {
            self.fit = fit
            return
        }
        // The lengths of the rows have changed: a few passes from the old solution set the weights right.
        self.fit = LinearFit(
            set, setting: setting, options: options, rows: rows, matrix: self.matrix,
            startingAt: fit.duals.isEmpty ? nil : fit.duals, tolerance: Trainer.finalTolerance)
    }

    /// Beside the weights, a term takes 4 bytes of key, 2 each of idf and step, and at most 2 of buckets.
    static func bytesPerTerm(labelCount: Int) -> Int { 10 + labelCount }

    private static func termLimit(_ limit: Limit, of count: Int, labelCount: Int) -> Int {
        switch limit {
        case .share(let share): share < 1 ? max(1, Int(Double(count) * share)) : count
        case .bytes(let bytes): min(count, max(1, bytes / bytesPerTerm(labelCount: labelCount)))
        }
    }

    /// The largest of sparse weights, as many as there may be, and which share of all these are.
    private static func heaviestWeights(
        _ limit: Limit, of weights: CSRMatrix, labelCount: Int
    ) -> (weights: CSRMatrix, share: Double) {
        let count = weights.values.count
        let least: Float
        switch limit {
        case .share(let share):
            let most = Int(Double(count) * share)
            least = threshold { bound in weights.values.count { $0.magnitude >= bound } <= most }
        case .bytes(let bytes):
            // A weight takes a byte and its label; its term, once, 10 bytes and the offset of its weights.
            let perWeight = 1 + SparseWeights.labelBytes(labelCount: labelCount)
            least = threshold { bound in
                (0..<weights.rowCount).reduce(0) { sum, row in
                    let kept = weights.values[weights.rowOffsets[row]..<weights.rowOffsets[row + 1]].count {
                        $0.magnitude >= bound
                    }
                    return sum + (kept == 0 ? 0 : kept * perWeight + 14)
                } <= bytes
            }
        }
        guard least > 0 else { return (weights, 1) }
        var (offsets, columns, values): ([Int], [UInt32], [Float]) = ([0], [], [])
        for row in 0..<weights.rowCount {
            for place in weights.rowOffsets[row]..<weights.rowOffsets[row + 1]
            where weights.values[place].magnitude >= least {
                columns.append(weights.columnIndices[place])
                values.append(weights.values[place])
            }
            offsets.append(values.count)
        }
        let kept = CSRMatrix(
            rowOffsets: offsets, columnIndices: columns, values: values, columnCount: weights.columnCount)
        return (kept, Double(values.count) / Double(max(1, count)))
    }

    /// The smallest bound of magnitudes that suffices, where every larger one does.
    ///
    /// Numbers above 0 have the order of their bits, so that 31 halvings find it.
    private static func threshold(_ suffices: (Float) -> Bool) -> Float {
        if suffices(0) { return 0 }
        var (low, high) = (UInt32(0), Float.infinity.bitPattern)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if suffices(Float(bitPattern: middle)) { high = middle } else { low = middle }
        }
        return Float(bitPattern: high)
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

extension CSRMatrix {
    /// The rows that are kept, in their order.
    fileprivate func keepingRows(_ keeps: [Bool]) -> CSRMatrix {
        // Rows that go are empty.
        var offsets = [0]
        for row in 0..<rowCount where keeps[row] { offsets.append(rowOffsets[row + 1]) }
        return CSRMatrix(rowOffsets: offsets, columnIndices: columnIndices, values: values, columnCount: columnCount)
    }
}
