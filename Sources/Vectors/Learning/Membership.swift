internal import CKernels
internal import Foundations

/// Rows that belong to classes in shares: what the steps of soft clustering hand on to one another.
extension DenseMatrix {
    /// Turns every row of scores into shares: e to the power of each score over the sum of all.
    ///
    /// Scores are multiplied by `scale` before, which is 1 over the temperature.
    ///
    /// - Complexity: O(rows · columns).
    package mutating func softmaxRows(scale: Float = 1, threads: Int = 1) {
        let width = columnCount
        guard width > 0 else { return }
        mapRows(threads: threads) { row in
            var largest = -Float.infinity
            for place in 0..<width { largest = max(largest, row[place]) }
            var sum: Float = 0
            for place in 0..<width {
                row[place] = Mathematics.exp((row[place] - largest) * scale)
                sum += row[place]
            }
            for place in 0..<width { row[place] /= sum }
        }
    }

    /// Calls a function with each row's values, pieces of rows on several threads.
    package mutating func mapRows(threads: Int, _ body: @escaping @Sendable (UnsafeMutablePointer<Float>) -> Void) {
        let (rows, width) = (rowCount, columnCount)
        let piece = 1024
        values.withUnsafeMutableBufferPointer { values in
            guard let start = values.baseAddress else { return }
            let target = RowPointer(start: start)
            ParallelLoop.run((rows + piece - 1) / piece, threads: threads) { index in
                for row in index * piece..<min(rows, (index + 1) * piece) { body(target.start + row * width) }
            }
        }
    }

    /// For each class the sum of all rows, each times the row's share in the class: this matrix's transpose times `rows`.
    ///
    /// Shares below a millionth are passed over. Pieces of rows are summed apart and then in order, so that the result does
    /// not depend on the number of threads.
    ///
    /// - Complexity: O(rows · shares that count · columns).
    package func sums(of rows: DenseMatrix, threads: Int = 1) -> DenseMatrix {
        precondition(rows.rowCount == rowCount, "one row of shares for each row is needed")
        let (classes, width, count) = (columnCount, rows.columnCount, rowCount)
        let piece = max(1024, (count + 15) / 16)
        let pieces = (count + piece - 1) / piece
        let parts = ParallelResults<[Float]>(count: pieces)
        ParallelLoop.run(pieces, threads: threads) { index in
            var sums = [Float](repeating: 0, count: classes * width)
            sums.withUnsafeMutableBufferPointer { sums in
                rows.values.withUnsafeBufferPointer { values in
                    for row in index * piece..<min(count, (index + 1) * piece) {
                        for place in 0..<classes {
                            let share = self.values[row * classes + place]
                            guard share > 1e-6 else { continue }
                            let (target, source) = (place * width, row * width)
                            for column in 0..<width { sums[target + column] += share * values[source + column] }
                        }
                    }
                }
            }
            parts[index] = sums
        }
        var result = DenseMatrix(rowCount: classes, columnCount: width)
        for index in 0..<pieces {
            guard let part = parts[index] else { continue }
            for place in part.indices { result.values[place] += part[place] }
        }
        return result
    }

    /// The place of the largest value of each row; of equal ones the first.
    package func largestPlaces() -> [Int] {
        (0..<rowCount).map { row in
            var best = 0
            for column in 1..<max(1, columnCount)
            where values[row * columnCount + column] > values[row * columnCount + best] { best = column }
            return best
        }
    }

    /// The places of the largest values of a row, the largest first; of equal ones the first.
    ///
    /// - Complexity: O(columns) for values in any order that is not against it.
    package func largestPlaces(ofRow row: Int, limit: Int) -> [Int] {
        var best: [Int] = []
        let values = row * columnCount
        for column in 0..<(limit > 0 ? columnCount : 0) {
            let value = self.values[values + column]
            if best.count == limit, let last = best.last, value <= self.values[values + last] { continue }
            if best.count == limit { best.removeLast() }
            var (low, high) = (0, best.count)
            while low < high {
                let middle = (low + high) / 2
                if self.values[values + best[middle]] >= value { low = middle + 1 } else { high = middle }
            }
            best.insert(column, at: low)
        }
        return best
    }

    /// Sets to 0 the rows whose counterparts in another matrix are 0: nothing is known of them.
    package mutating func clearRows(whereEmpty other: DenseMatrix) {
        for row in 0..<rowCount where other.row(row).allSatisfy({ $0 == 0 }) {
            for place in row * columnCount..<(row + 1) * columnCount { values[place] = 0 }
        }
    }

    /// The mean of the rows.
    package func meanRow() -> [Float] {
        var sums = [Double](repeating: 0, count: columnCount)
        for row in 0..<rowCount {
            for column in 0..<columnCount { sums[column] += Double(values[row * columnCount + column]) }
        }
        return sums.map { Float($0 / Double(max(1, rowCount))) }
    }

    /// Rows that belong to one class each.
    package init(membership: [Int], classCount: Int) {
        self.init(rowCount: membership.count, columnCount: classCount)
        for (row, place) in membership.enumerated() { values[row * classCount + place] = 1 }
    }

    /// Makes a row's share in one class 1 and in all others 0.
    package mutating func setRow(_ row: Int, toClass place: Int) {
        for column in 0..<columnCount { self[row, column] = column == place ? 1 : 0 }
    }

    /// Some rows, in the order given.
    package func rows(at places: [Int]) -> DenseMatrix {
        DenseMatrix(rowCount: places.count, columnCount: columnCount, values: places.flatMap { row($0) })
    }

    /// Some columns, in the order given.
    package func columns(at places: [Int]) -> DenseMatrix {
        var result = DenseMatrix(rowCount: rowCount, columnCount: places.count)
        for row in 0..<rowCount {
            for (place, column) in places.enumerated() { result[row, place] = self[row, column] }
        }
        return result
    }

    /// The dot product of two rows, of this matrix or another with the same columns.
    package func dot(row: Int, _ other: DenseMatrix, row otherRow: Int) -> Float {
        var sum: Float = 0
        for column in 0..<columnCount {
            sum += values[row * columnCount + column] * other.values[otherRow * columnCount + column]
        }
        return sum
    }

    private struct RowPointer: @unchecked Sendable {
        let start: UnsafeMutablePointer<Float>
    }
}
