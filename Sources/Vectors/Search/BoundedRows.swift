internal import CKernels

/// The rows of the indexed documents, with bounds on what a document's common columns can add to a score.
///
/// Columns are sorted into tiers by how many documents have them: tier 0 up to a 64th of all, tier 1 up to a 32nd, and
/// so on to tier 5, more than a quarter; tier 6 are the commonest columns, 64 at most. For each tier but the first the
/// index keeps the length of every document's vector in its columns: by the Cauchy–Schwarz inequality these add at most
/// that length times the length of the query's part. The weights of tier 6 are kept besides, rounded down to 256 levels
/// for each column.
final class BoundedRows: @unchecked Sendable {
    /// The number of tiers.
    static let tierCount = 7
    /// The tier of the commonest columns.
    static let top = tierCount - 1

    /// The rows.
    let matrix: CSRMatrix
    /// The length of the longest row.
    let longestNorm: Float
    /// The tier of each column.
    private let tiers: [UInt8]
    /// For each tier from 1 on: for each document, the length of its part, rounded up.
    private let norms: UnsafeMutablePointer<Float>
    /// The columns of tier 6, and their levels, document after document.
    private let commonest: [CommonColumn]
    private let levels: UnsafeMutablePointer<UInt8>

    /// A column whose weights are kept in levels: minimum + step · level.
    private struct CommonColumn {
        let column: Int
        let postings: UnsafeBufferPointer<Posting>
        let minimum: Float
        let maximum: Float
        /// A little more than is needed, so that rounding carries no weight beyond the last level.
        let step: Float

        init(_ column: Int, _ lists: PostingLists) {
            self.column = column
            postings = lists.list(of: column)
            // A document without the column has 0.
            minimum = postings.reduce(0) { min($0, $1.weight) }
            maximum = postings.reduce(0) { max($0, $1.weight) }
            step = (maximum - minimum) / 255 * (1 + 0x1p-20)
        }
    }

    /// Gives nothing if bounds would not hold: with values near the ends of their range, or columns that do not ascend.
    init?(_ matrix: CSRMatrix, lists: PostingLists) {
        let documentCount = matrix.rowCount
        guard documentCount > 0 else { return nil }
        let counts = (0..<matrix.columnCount).map { lists.offsets[$0 + 1] - lists.offsets[$0] }
        let commonest = counts.indices.filter { counts[$0] * 8 > documentCount }
            .sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(Int(CK_DENSE_COLUMNS)).sorted()
            .map { CommonColumn($0, lists) }
        guard commonest.allSatisfy({ $0.step.isFinite && ($0.step == 0 || $0.step > 0x1p-100) }) else { return nil }
        var tiers = counts.map { UInt8(Self.tier($0, of: documentCount)) }
        for common in commonest { tiers[common.column] = UInt8(Self.top) }

        let norms = UnsafeMutablePointer<Float>.allocate(capacity: Self.top * documentCount)
        guard let longest = Self.setNorms(norms, matrix, tiers) else {
            norms.deallocate()
            return nil
        }
        let size = documentCount * Int(CK_DENSE_COLUMNS)
        levels = .allocate(capacity: size)
        ck_prefer_large_pages(levels, size)
        levels.initialize(repeating: 0, count: size)
        self.matrix = matrix
        self.tiers = tiers
        self.norms = norms
        self.commonest = commonest
        longestNorm = longest
        setLevels()
    }

    deinit {
        norms.deallocate()
        levels.deallocate()
    }

    /// The tier of a column that so many documents have, if it is not among the commonest.
    private static func tier(_ count: Int, of documentCount: Int) -> Int {
        var tier = 0
        while tier < top - 1, count << (top - tier) > documentCount { tier += 1 }
        return tier
    }

    /// Measures the parts of all documents, and gives the length of the longest document.
    private static func setNorms(
        _ norms: UnsafeMutablePointer<Float>, _ matrix: CSRMatrix, _ tiers: [UInt8]
    ) -> Float? {
        var longest = 0.0
        for row in 0..<matrix.rowCount {
            var squares: InlineArray<7, Double> = .init(repeating: 0)
            var previous = -1
            for place in matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1] {
                let column = Int(matrix.columnIndices[place])
                guard column > previous else { return nil }
                previous = column
                squares[Int(tiers[column])] += Double(matrix.values[place]) * Double(matrix.values[place])
            }
            var sum = squares[0]
            for tier in 1..<tierCount {
                sum += squares[tier]
                norms[(tier - 1) * matrix.rowCount + row] = roundedUp(squares[tier])
            }
            guard roundedUp(sum).isFinite else { return nil }
            longest = max(longest, sum)
        }
        return roundedUp(longest)
    }

    private func setLevels() {
        let width = Int(CK_DENSE_COLUMNS)
        for (place, common) in commonest.enumerated() where common.step > 0 {
            func level(_ weight: Float) -> UInt8 { UInt8(max(0, min(255, (weight - common.minimum) / common.step))) }
            let zero = level(0)
            if zero > 0 { for document in 0..<matrix.rowCount { levels[document * width + place] = zero } }
            for posting in common.postings { levels[Int(posting.document) * width + place] = level(posting.weight) }
        }
    }

    /// The root of a sum of squares as a `Float32` that is not below it, whatever was lost in the sum.
    static func roundedUp(_ squares: Double) -> Float { Float(squares.squareRoot() * (1 + 1e-6)) }

    /// The tier of a column.
    func tier(of column: Int) -> Int { Int(tiers[column]) }

    /// The bound that remains when the tiers up to one have been added, for documents from `base` on; `norms` are the
    /// lengths of the query's parts.
    func bound(after tier: Int, upTo last: Int, norms queryNorms: [Float], slack: Float, base: Int) -> ck_score_bound {
        var bound = ck_score_bound()
        bound.slack = slack
        withUnsafeMutablePointer(to: &bound.norms) { norms in
            withUnsafeMutablePointer(to: &bound.factors) { factors in
                norms.withMemoryRebound(to: Optional<UnsafePointer<Float>>.self, capacity: Self.top) { norms in
                    factors.withMemoryRebound(to: Float.self, capacity: Self.top) { factors in
                        var parts = 0
                        for part in tier + 1..<max(tier + 1, last + 1) where queryNorms[part] > 0 {
                            norms[parts] = UnsafePointer(self.norms + (part - 1) * matrix.rowCount + base)
                            factors[parts] = queryNorms[part]
                            parts += 1
                        }
                        bound.parts = parts
                    }
                }
            }
        }
        return bound
    }

    /// The closer bound on the commonest columns for a query whose columns ascend, for documents from 0 on.
    func denseBound(_ columns: UnsafeBufferPointer<UInt32>, _ values: UnsafeBufferPointer<Float>) -> ck_dense_bound {
        var bound = ck_dense_bound()
        bound.levels = UnsafePointer(levels)
        var magnitude: Float = 0
        withUnsafeMutableBytes(of: &bound.factors) { bytes in
            let factors = bytes.bindMemory(to: Float.self)
            var place = 0
            for (column, value) in zip(columns, values) {
                while place < commonest.count, commonest[place].column < Int(column) { place += 1 }
                guard place < commonest.count else { break }
                let common = commonest[place]
                guard common.column == Int(column) else { continue }
                factors[place] = value * common.step
                // A weight lies between its level and the next one.
                bound.offset += value * common.minimum + max(0, factors[place])
                magnitude += value.magnitude * (common.maximum - common.minimum)
            }
        }
        // More than the rounding of levels and sums.
        bound.offset += magnitude * 0x1p-16
        return bound
    }

    /// Gives the rows for scoring a query; there are some, and the query has a column.
    func withScorer(_ table: QueryTable, _ body: (RowScorer) -> Bool) -> Bool {
        matrix.rowOffsets.withUnsafeBufferPointer { offsets in
            matrix.columnIndices.withUnsafeBufferPointer { columns in
                matrix.values.withUnsafeBufferPointer { values in
                    table.withSlots { slots, bits in
                        guard let offsets = offsets.baseAddress, let columns = columns.baseAddress,
                            let values = values.baseAddress, let slots
                        else { return false }
                        return body(
                            RowScorer(offsets: offsets, columns: columns, values: values, slots: slots, bits: bits))
                    }
                }
            }
        }
    }
}
