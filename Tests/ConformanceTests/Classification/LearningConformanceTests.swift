import Testing
import Vectors

/// The solvers against scikit-learn 1.9.0, whose numbers `make_learning_goldens.py` prints.
@Suite struct LearningConformanceTests {
    static let classCount = 3

    /// The rows that the script makes, from the same generator.
    static let problem: (rows: CSRMatrix, labels: [Int]) = {
        let (rowCount, columnCount) = (90, 40)
        var state: UInt64 = 20_261_123
        let draw = { (bound: UInt64) -> Int in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % bound)
        }
        var offsets = [0]
        var columns: [UInt32] = []
        var values: [Float] = []
        for row in 0..<rowCount {
            var dense = [Float](repeating: 0, count: columnCount)
            for _ in 0..<8 {
                var column = draw(UInt64(columnCount))
                if draw(3) == 0 { column = row % classCount * 5 + column % 5 }
                dense[column] += 1 + Float(draw(4)) * 0.25
            }
            for column in 0..<columnCount where dense[column] > 0 {
                columns.append(UInt32(column))
                values.append(dense[column])
            }
            offsets.append(columns.count)
        }
        let matrix = CSRMatrix(
            rowOffsets: offsets, columnIndices: columns, values: values, columnCount: columnCount)
        return (matrix, (0..<rowCount).map { $0 % classCount })
    }()

    struct Golden: Sendable {
        var cost: Double
        var label: Int
        var squaredHinge: Double
        var logistic: Double
    }

    static let goldens: [Golden] = [
        Golden(cost: 0.1, label: 0, squaredHinge: 1.49301503, logistic: 3.16401535),
        Golden(cost: 0.1, label: 1, squaredHinge: 1.74813060, logistic: 3.37803361),
        Golden(cost: 0.1, label: 2, squaredHinge: 2.34073836, logistic: 3.67774870),
        Golden(cost: 1, label: 0, squaredHinge: 3.12950508, logistic: 14.02896364),
        Golden(cost: 1, label: 1, squaredHinge: 3.80031879, logistic: 15.93498421),
        Golden(cost: 1, label: 2, squaredHinge: 8.11638617, logistic: 19.99432156),
        Golden(cost: 10, label: 0, squaredHinge: 3.66627574, logistic: 44.28139690),
        Golden(cost: 10, label: 1, squaredHinge: 4.45289904, logistic: 52.60657031),
        Golden(cost: 10, label: 2, squaredHinge: 12.43995345, logistic: 84.92221620),
    ]

    @Test func theProblemIsTheScripts() {
        #expect(Self.problem.rows.values.reduce(0, +) == 990)
        #expect(Self.problem.rows.storedCount == 617)
    }

    @Test(arguments: goldens) func objectiveValuesAgree(_ golden: Golden) {
        let (rows, labels) = Self.problem
        let targets = labels.map { $0 == golden.label }
        for (loss, expected) in [
            (LinearSolver.Loss.squaredHinge, golden.squaredHinge), (.logistic, golden.logistic),
        ] {
            let solver = LinearSolver(loss: loss, cost: golden.cost, tolerance: 1e-5, maximumPasses: 20_000)
            let found = solver.objective(solver.solve(rows, targets: targets), rows: rows, targets: targets)
            // No solution is below the minimum, but for rounding.
            #expect(abs(found - expected) < 1e-4 * expected, "\(loss), C \(golden.cost), label \(golden.label)")
        }
    }

    @Test func weightedObjectiveAgrees() {
        let (rows, labels) = Self.problem
        let targets = labels.map { $0 == 0 }
        let factors: [Float] = targets.map { $0 ? 2.5 : 1 }
        let solver = LinearSolver(tolerance: 1e-5, maximumPasses: 20_000)
        let solution = solver.solve(rows, targets: targets, costFactors: factors)
        let found = solver.objective(solution, rows: rows, targets: targets, costFactors: factors)
        #expect(abs(found - 3.29113721) < 1e-4 * 3.29113721)
    }

    @Test func complementNaiveBayesAgrees() {
        let (rows, labels) = Self.problem
        var bayes = ComplementNaiveBayes(classCount: 3, columnCount: rows.columnCount, smoothing: 0.1)
        bayes.add(rows, membership: labels.map { [Int32($0)] })
        let expected: [[Float]] = [
            [4.016877, 3.808183, 4.397341, 3.808183], [3.159823, 2.579446, 3.036616, 3.100434],
            [3.063103, 2.694506, 3.079443, 3.031202],
        ]
        for (own, golden) in zip(bayes.weights(), expected) {
            for (weight, value) in zip(own, golden) { #expect(abs(weight - value) < 1e-5) }
        }
    }
}
