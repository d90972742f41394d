internal import Foundations

/// Trains a linear separator of two classes by dual coordinate descent.
///
/// The problem is `min over w, b of ½‖w‖² + ½b²/s² + Σᵢ Cᵢ · loss(yᵢ(w·xᵢ + b))`, where the bias `b` is the weight of a
/// constant feature of value `s` (``biasScale``), `yᵢ` is ±1 and `Cᵢ` is ``cost`` times the row's own factor.
///
/// ```swift
/// let solver = LinearSolver(loss: .squaredHinge, cost: 1)
/// let solution = solver.solve(rows, targets: isSport)
/// let score = solution.bias + dot(solution.weights, row)
/// ```
///
/// One row's dual variable is optimised exactly at a time, in a seeded random order, which needs only that row's
/// stored values: a pass costs time linear in the stored values, and a few passes to a few dozen suffice. Rows whose
/// variable stays at its bound are left out of the following passes ("shrinking") and checked again before the end.
///
/// Sources: Hsieh, Chang, Lin, Keerthi, Sundararajan, "A Dual Coordinate Descent Method for Large-scale Linear SVM"
/// (ICML 2008), algorithm 3, for the squared hinge loss; Yu, Huang, Lin, "Dual Coordinate Descent Methods for Logistic
/// Regression and Maximum Entropy Models" (Machine Learning 85, 2011), algorithm 5, for the logistic loss. We add warm
/// starts.
public struct LinearSolver: Sendable {
    /// What a row on the wrong side, or too close to it, costs.
    public enum Loss: String, Sendable, CaseIterable {
        /// `max(0, 1 − m)²` of the margin `m`: the L2-loss support vector machine.
        case squaredHinge
        /// `ln(1 + e^(−m))` of the margin `m`: logistic regression.
        case logistic
    }

    /// What a row on the wrong side costs.
    public var loss: Loss
    /// The weight of the losses against the norm of the weights (`C`), above 0.
    public var cost: Double
    /// The value of the constant feature that carries the bias; 0 trains without one.
    public var biasScale: Float
    /// Where to stop: the largest violation of the optimality conditions that is left over.
    public var tolerance: Double
    /// The greatest number of passes over the rows.
    public var maximumPasses: Int
    /// The seed of the order in which rows are visited.
    public var seed: UInt64

    /// Creates a solver; the tolerance of 0.1 is LIBLINEAR's default for both losses.
    public init(
        loss: Loss = .squaredHinge, cost: Double = 1, biasScale: Float = 1, tolerance: Double = 0.1,
        maximumPasses: Int = 1000, seed: UInt64 = 1
    ) {
        self.loss = loss
        self.cost = cost
        self.biasScale = biasScale
        self.tolerance = tolerance
        self.maximumPasses = maximumPasses
        self.seed = seed
    }

    /// A trained separator: positive `weights·x + bias` means the first class.
    public struct Solution: Sendable {
        /// One weight a column.
        public var weights: [Float]
        /// The bias, added to the weighted sum.
        public var bias: Float
        /// One dual variable a row, to start a similar problem from.
        public var duals: [Float]
        /// How many passes over the rows were made.
        public var passes: Int
        /// Whether the tolerance was reached within ``LinearSolver/maximumPasses``.
        public var converged: Bool
    }

    /// Trains on `rows`, where `targets[i]` says whether row `i` is of the first class.
    ///
    /// - Parameters:
    ///   - rows: one row an example.
    ///   - targets: one entry a row.
    ///   - costFactors: the factor of ``cost`` for each row, above 0; all 1 where absent. This is where class weights go.
    ///   - startingAt: dual variables of an earlier, similar solution.
    /// - Returns: the separator. Equal input gives equal output, bit for bit.
    /// - Complexity: O(stored values) a pass.
    public func solve(
        _ rows: CSRMatrix, targets: [Bool], costFactors: [Float]? = nil, startingAt: [Float]? = nil
    ) -> Solution {
        precondition(targets.count == rows.rowCount, "one target a row is needed")
        precondition(costFactors.map { $0.count == rows.rowCount } ?? true, "one cost factor a row is needed")
        precondition(startingAt.map { $0.count == rows.rowCount } ?? true, "one dual variable a row is needed")
        var state = DualState(
            rows: rows, targets: targets, cost: cost, costFactors: costFactors, biasScale: biasScale)
        switch loss {
        case .squaredHinge:
            return state.descendSquaredHinge(
                startingAt: startingAt, tolerance: tolerance, maximumPasses: maximumPasses, seed: seed)
        case .logistic:
            return state.descendLogistic(
                startingAt: startingAt, tolerance: tolerance, maximumPasses: maximumPasses, seed: seed)
        }
    }

    /// The value of the problem's objective at a solution, in double precision; for tests and comparisons.
    ///
    /// - Complexity: O(stored values).
    public func objective(
        _ solution: Solution, rows: CSRMatrix, targets: [Bool], costFactors: [Float]? = nil
    ) -> Double {
        var value = solution.weights.reduce(0.0) { $0 + Double($1) * Double($1) }
        if biasScale > 0 {
            let weight = Double(solution.bias) / Double(biasScale)
            value += weight * weight
        }
        value /= 2
        for row in 0..<rows.rowCount {
            var score = Double(solution.bias)
            for place in rows.rowOffsets[row]..<rows.rowOffsets[row + 1] {
                score += Double(rows.values[place]) * Double(solution.weights[Int(rows.columnIndices[place])])
            }
            let margin = targets[row] ? score : -score
            let rowCost = cost * Double(costFactors?[row] ?? 1)
            switch loss {
            case .squaredHinge:
                let gap = max(0, 1 - margin)
                value += rowCost * gap * gap
            case .logistic:
                value += rowCost * Mathematics.softplus(-margin)
            }
        }
        return value
    }
}
