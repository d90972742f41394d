internal import Foundations

/// Trains one sparse separator a class for very many classes: each against the rows of the classes nearest to it and a
/// sample of all others, and keeps its heaviest weights.
///
/// ```swift
/// let trainer = SampledOneVersusRest(solver: LinearSolver(cost: 1), concurrency: 2)
/// let separators = trainer.solve(rows, membership: membership, classCount: 20_000)
/// ```
///
/// Against all rows, as ``OneVersusRest`` does it, the work grows with classes × rows. But nearly all rows have nothing in
/// common with a class and lie on the right side by their bias alone; what a separator has to learn is where the class's
/// neighbors end. Neighbors are the classes whose means have the greatest cosines with the class's own mean.
///
/// Sources: Babbar, Schölkopf, "DiSMEC: Distributed Sparse Machines for Extreme Multi-label Classification" (WSDM 2017),
/// for dropping small weights; Jain, Balasubramanian, Chunduri, Varma, "Slice: Scalable Linear Extreme Classifiers" (WSDM
/// 2019), for training against the rows of near classes alone. Ours adds the sample, and finds neighbors exactly.
public struct SampledOneVersusRest: Sendable {
    /// What trains each class.
    public var solver: LinearSolver
    /// The number of classes trained at a time; the result does not depend on it.
    public var concurrency: Int
    /// At most so many rows of near classes, and as many of a sample of all, stand against a class.
    public var rivalRows = 200
    /// At most so many weights of a separator are kept.
    public var weightLimit = 1000
    /// Weights below this share of a separator's largest are dropped.
    public var leastShare: Float = 0.01

    /// A separator: the score of a row is the sum of its values times the weights, and the bias.
    public struct Separator: Sendable, Equatable {
        /// The columns that have weights, ascending.
        public var columns: [UInt32]
        /// Their weights.
        public var weights: [Float]
        /// The bias.
        public var bias: Float
    }

    /// Classes are compared by so many of the heaviest values of their means.
    private static let meanValues = 64
    private static let neighborCount = 12

    /// Creates a trainer.
    public init(solver: LinearSolver, concurrency: Int = 1) {
        self.solver = solver
        self.concurrency = max(1, concurrency)
    }

    /// Trains the classes.
    ///
    /// - Parameters:
    ///   - rows: one row an example.
    ///   - membership: the classes of each row; none is allowed, and so are several.
    ///   - classCount: the number of classes.
    ///   - positiveFactors: for each class, the factor of the cost of the rows that belong to it.
    ///   - rowFactors: the factor of the cost of each row; all 1 where absent.
    ///   - shouldStop: asked for each class whether to give up.
    /// - Returns: one separator a class; without weights where it was asked to stop.
    /// - Complexity: O(stored values + classes × (own rows + 2·``rivalRows``) × values a row) a pass.
    public func solve(
        _ rows: CSRMatrix, membership: OneVersusRest.Membership, classCount: Int, positiveFactors: [Float]? = nil,
        rowFactors: [Float]? = nil, shouldStop: (@Sendable () -> Bool)? = nil
    ) -> [Separator] {
        precondition(membership.count == rows.rowCount, "one set of classes a row is needed")
        let members = ClassRows(membership, classCount: classCount)
        let neighbors = neighbors(rows, members, classCount: classCount)
        // A few classes at a time share the memory that numbers columns.
        let parts = min(classCount, concurrency * 16)
        let found = ParallelResults<[Separator]>(count: parts)
        ParallelLoop.run(parts, threads: concurrency) { part in
            var excerpt = MatrixExcerpt(columnCount: rows.columnCount)
            found[part] = (classCount * part / parts..<classCount * (part + 1) / parts).map { number in
                guard shouldStop?() != true else { return Separator(columns: [], weights: [], bias: 0) }
                return separator(
                    number, rows, membership, members, neighbors[number], positiveFactors?[number] ?? 1, rowFactors,
                    &excerpt)
            }
        }
        return (0..<parts).flatMap { found[$0] ?? [] }
    }

    private func separator(
        _ number: Int, _ rows: CSRMatrix, _ membership: OneVersusRest.Membership, _ members: ClassRows,
        _ neighbors: [Int], _ positiveFactor: Float, _ rowFactors: [Float]?, _ excerpt: inout MatrixExcerpt
    ) -> Separator {
        var chosen = Array(members[number])
        let positives = chosen.count
        var random = SplitMix64(seed: solver.seed &+ UInt64(number))
        // As many rows of each neighbor, in their order.
        let share = (rivalRows + max(1, neighbors.count) - 1) / max(1, neighbors.count)
        var rivals = neighbors.flatMap { members[$0].prefix(share) }
        for _ in 0..<min(rivalRows, rows.rowCount) { rivals.append(Int32(random.next() % UInt64(rows.rowCount))) }
        chosen += Set(rivals).filter { !membership[Int($0)].contains(Int32(number)) }.sorted()
        let matrix = excerpt.take(chosen, of: rows)
        var factors = rowFactors.map { factors in chosen.map { factors[Int($0)] } }
        if positiveFactor != 1 {
            factors = chosen.indices.map { ($0 < positives ? positiveFactor : 1) * (factors?[$0] ?? 1) }
        }
        let solution = solver.solve(matrix, targets: chosen.indices.map { $0 < positives }, costFactors: factors)
        let least = leastShare * solution.weights.reduce(0) { max($0, $1.magnitude) }
        var kept = solution.weights.indices.filter { solution.weights[$0].magnitude > least }
        if kept.count > weightLimit {
            kept.sort {
                let (left, right) = (solution.weights[$0].magnitude, solution.weights[$1].magnitude)
                return left != right ? left > right : excerpt.columns[$0] < excerpt.columns[$1]
            }
            kept.removeLast(kept.count - weightLimit)
        }
        kept.sort { excerpt.columns[$0] < excerpt.columns[$1] }
        return Separator(
            columns: kept.map { excerpt.columns[$0] }, weights: kept.map { solution.weights[$0] }, bias: solution.bias)
    }

    /// For each class the others with the nearest means.
    private func neighbors(_ rows: CSRMatrix, _ members: ClassRows, classCount: Int) -> [[Int]] {
        let parts = min(classCount, concurrency * 4)
        let found = ParallelResults<(columns: [[UInt32]], values: [[Float]])>(count: parts)
        ParallelLoop.run(parts, threads: concurrency) { part in
            var sums = [Float](repeating: 0, count: rows.columnCount)
            var (columns, values): ([[UInt32]], [[Float]]) = ([], [])
            for number in classCount * part / parts..<classCount * (part + 1) / parts {
                var touched: [UInt32] = []
                for row in members[number] {
                    for place in rows.rowOffsets[Int(row)]..<rows.rowOffsets[Int(row) + 1] {
                        let column = rows.columnIndices[place]
                        if sums[Int(column)] == 0 { touched.append(column) }
                        sums[Int(column)] += rows.values[place]
                    }
                }
                let heaviest = touched.sorted {
                    sums[Int($0)] != sums[Int($1)] ? sums[Int($0)] > sums[Int($1)] : $0 < $1
                }.prefix(Self.meanValues).sorted()
                columns.append(heaviest)
                values.append(heaviest.map { sums[Int($0)] })
                for column in touched { sums[Int(column)] = 0 }
            }
            found[part] = (columns, values)
        }
        let means = (0..<parts).compactMap { found[$0] }
        var offsets = [0]
        for count in means.flatMap({ $0.columns.map(\.count) }) { offsets.append(offsets[offsets.count - 1] + count) }
        var matrix = CSRMatrix(
            rowOffsets: offsets, columnIndices: means.flatMap { $0.columns.flatMap { $0 } },
            values: means.flatMap { $0.values.flatMap { $0 } }, columnCount: rows.columnCount)
        matrix.normalizeRows()
        let matches = InvertedIndex(matrix).matches(for: matrix, limit: Self.neighborCount + 1, threads: concurrency)
        return matches.enumerated().map { number, found in
            found.map { $0.document }.filter { $0 != number }.prefix(Self.neighborCount).map { $0 }
        }
    }

    /// The rows of each class.
    private struct ClassRows {
        private var starts: [Int]
        private var rows: [Int32]

        init(_ membership: OneVersusRest.Membership, classCount: Int) {
            starts = [Int](repeating: 0, count: classCount + 1)
            for classes in membership { for number in classes { starts[Int(number) + 1] += 1 } }
            for number in 0..<classCount { starts[number + 1] += starts[number] }
            rows = [Int32](repeating: 0, count: starts[classCount])
            var next = starts
            for (row, classes) in membership.enumerated() {
                for number in classes {
                    rows[next[Int(number)]] = Int32(row)
                    next[Int(number)] += 1
                }
            }
        }

        subscript(number: Int) -> ArraySlice<Int32> { rows[starts[number]..<starts[number + 1]] }
    }
}

/// Some rows of a matrix over the columns that they have, numbered as they are met.
private struct MatrixExcerpt {
    /// The column that each column of the excerpt is in the whole matrix.
    private(set) var columns: [UInt32] = []
    /// For each column of the whole matrix its number in the excerpt and one more; 0 if it is not there.
    private var numbers: [UInt32]

    init(columnCount: Int) { numbers = [UInt32](repeating: 0, count: columnCount) }

    /// Takes rows in place of those before.
    ///
    /// - Complexity: O(stored values of the rows).
    mutating func take(_ chosen: [Int32], of rows: CSRMatrix) -> CSRMatrix {
        for column in columns { numbers[Int(column)] = 0 }
        columns.removeAll(keepingCapacity: true)
        var offsets = [0]
        let size = chosen.reduce(0) { $0 + rows.rowOffsets[Int($1) + 1] - rows.rowOffsets[Int($1)] }
        var (indices, values): ([UInt32], [Float]) = ([], [])
        indices.reserveCapacity(size)
        values.reserveCapacity(size)
        for row in chosen {
            let range = rows.rowOffsets[Int(row)]..<rows.rowOffsets[Int(row) + 1]
            for place in range {
                let column = rows.columnIndices[place]
                if numbers[Int(column)] == 0 {
                    columns.append(column)
                    numbers[Int(column)] = UInt32(columns.count)
                }
                indices.append(numbers[Int(column)] - 1)
            }
            values += rows.values[range]
            offsets.append(values.count)
        }
        return CSRMatrix(rowOffsets: offsets, columnIndices: indices, values: values, columnCount: columns.count)
    }
}
