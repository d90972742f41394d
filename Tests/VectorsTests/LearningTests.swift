import TestSupport
import Testing
import Vectors

/// Random rows of which the first columns tell the classes apart.
private func randomProblem(rows rowCount: Int, columns columnCount: Int, seed: UInt64) -> (CSRMatrix, [[Int32]]) {
    var random = SeededGenerator(seed: seed)
    var offsets = [0]
    var columns: [UInt32] = []
    var values: [Float] = []
    var membership: [[Int32]] = []
    for row in 0..<rowCount {
        membership.append([Int32(row % 3)])
        for column in 0..<columnCount {
            let isOwn = column % 3 == row % 3 && column < 6
            guard Int.random(in: 0..<10, using: &random) < (isOwn ? 7 : 2) else { continue }
            columns.append(UInt32(column))
            values.append(Float.random(in: 0.1..<1, using: &random))
        }
        offsets.append(columns.count)
    }
    return (
        CSRMatrix(rowOffsets: offsets, columnIndices: columns, values: values, columnCount: columnCount), membership
    )
}

@Suite struct LearningTests {
    @Test(arguments: LinearSolver.Loss.allCases) func resultDoesNotDependOnThreads(_ loss: LinearSolver.Loss) {
        let (rows, membership) = randomProblem(rows: 120, columns: 30, seed: 3)
        let solver = LinearSolver(loss: loss, tolerance: 0.01)
        let alone = OneVersusRest(solver: solver, concurrency: 1).solve(rows, membership: membership, classCount: 3)
        let together = OneVersusRest(solver: solver, concurrency: 4).solve(rows, membership: membership, classCount: 3)
        for (first, second) in zip(alone, together) {
            #expect(first.weights == second.weights && first.bias == second.bias && first.duals == second.duals)
        }
    }

    @Test(arguments: LinearSolver.Loss.allCases) func warmStartReachesTheSameMinimum(_ loss: LinearSolver.Loss) {
        let (rows, membership) = randomProblem(rows: 90, columns: 24, seed: 5)
        let targets = membership.map { $0[0] == 1 }
        let cold = LinearSolver(loss: loss, cost: 2, tolerance: 1e-4, maximumPasses: 5000)
        let other = LinearSolver(loss: loss, cost: 0.5, tolerance: 1e-2).solve(rows, targets: targets)
        let first = cold.solve(rows, targets: targets)
        let second = cold.solve(rows, targets: targets, startingAt: other.duals)
        let (left, right) = (
            cold.objective(first, rows: rows, targets: targets), cold.objective(second, rows: rows, targets: targets)
        )
        #expect(first.converged && second.converged)
        #expect(abs(left - right) < 1e-4 * left)
    }

    @Test(arguments: LinearSolver.Loss.allCases) func degenerateProblemsHaveSolutions(_ loss: LinearSolver.Loss) {
        let solver = LinearSolver(loss: loss)
        let none = CSRMatrix(rowOffsets: [0], columnIndices: [], values: [], columnCount: 4)
        #expect(solver.solve(none, targets: []).weights == [0, 0, 0, 0])
        let empty = CSRMatrix(rowOffsets: [0, 0, 0], columnIndices: [], values: [], columnCount: 1)
        let oneSided = solver.solve(empty, targets: [true, true])
        #expect(oneSided.bias > 0 && oneSided.weights == [0])
    }

    @Test func bayesTakesBackWhatItCounted() {
        let (rows, membership) = randomProblem(rows: 30, columns: 12, seed: 8)
        var bayes = ComplementNaiveBayes(classCount: 3, columnCount: 12)
        bayes.add(rows, membership: membership)
        let before = bayes.weights()
        let (more, labels) = randomProblem(rows: 9, columns: 12, seed: 9)
        bayes.add(more, membership: labels)
        #expect(bayes.weights() != before)
        bayes.add(more, membership: labels, factor: -1)
        for (left, right) in zip(bayes.weights(), before) {
            for (a, b) in zip(left, right) { #expect(abs(a - b) < 1e-4) }
        }
    }

    @Test func centroidsHaveLengthOneAndFindTheirRows() {
        let (rows, membership) = randomProblem(rows: 60, columns: 12, seed: 4)
        let centroids = NearestCentroid(rows, membership: membership, classCount: 4).centroids
        for centroid in centroids.prefix(3) {
            #expect(abs(centroid.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
        }
        #expect(centroids[3].allSatisfy { $0 == 0 })
        var right = 0
        for row in 0..<rows.rowCount {
            let scores = centroids.prefix(3).map { centroid in
                (rows.rowOffsets[row]..<rows.rowOffsets[row + 1]).reduce(Float(0)) {
                    $0 + rows.values[$1] * centroid[Int(rows.columnIndices[$1])]
                }
            }
            if scores.indices.max(by: { scores[$0] < scores[$1] }) == Int(membership[row][0]) { right += 1 }
        }
        #expect(right >= 48)
    }
}
