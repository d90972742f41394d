internal import Foundations

/// Trains one separator a class, each class against all others, spread over threads.
///
/// The class problems share the rows, are independent of each other and are seeded one by one, so that the result does
/// not depend on the number of threads.
public struct OneVersusRest: Sendable {
    /// What trains each class.
    public var solver: LinearSolver
    /// The number of classes trained at a time.
    public var concurrency: Int

    /// Creates a trainer.
    public init(solver: LinearSolver, concurrency: Int = 1) {
        self.solver = solver
        self.concurrency = max(1, concurrency)
    }

    /// The classes each row belongs to, as ascending class numbers.
    public typealias Membership = [[Int32]]

    /// Trains the classes.
    ///
    /// - Parameters:
    ///   - rows: one row an example.
    ///   - membership: the classes of each row; none is allowed, and so are several.
    ///   - classCount: the number of classes.
    ///   - positiveFactors: for each class, the factor of the cost of the rows that belong to it (class weights); the
    ///     other rows keep factor 1, as in LIBLINEAR.
    ///   - rowFactors: the factor of the cost of each row; all 1 where absent.
    ///   - startingAt: the dual variables of an earlier, similar solution, class by class.
    /// - Returns: one solution a class.
    /// - Complexity: O(classes × stored values) a pass.
    public func solve(
        _ rows: CSRMatrix, membership: Membership, classCount: Int, positiveFactors: [Float]? = nil,
        rowFactors: [Float]? = nil, startingAt: [[Float]]? = nil
    ) -> [LinearSolver.Solution] {
        precondition(membership.count == rows.rowCount, "one set of classes a row is needed")
        let solveOne: @Sendable (Int) -> LinearSolver.Solution = { number in
            let targets = membership.map { $0.contains(Int32(number)) }
            let factor = positiveFactors?[number] ?? 1
            var factors = rowFactors
            if factor != 1 {
                factors = targets.indices.map { (targets[$0] ? factor : 1) * (rowFactors?[$0] ?? 1) }
            }
            return solver.solve(rows, targets: targets, costFactors: factors, startingAt: startingAt?[number])
        }
        let found = ParallelResults<LinearSolver.Solution>(count: classCount)
        ParallelLoop.run(classCount, threads: concurrency) { number in found[number] = solveOne(number) }
        return (0..<classCount).compactMap { found[$0] }
    }
}
