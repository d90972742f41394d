internal import CKernels

/// The search of one thread: its scores, its places in the lists, its query.
final class PostingSearch {
    /// How many documents are scored at a time: their sums take 32 KiB of the first-level cache.
    private static let blockSize = 8192
    /// How many documents are bounded at a time: their sums take 256 KiB of the second-level cache.
    private static let boundedBlockSize = 8 * blockSize

    private let lists: PostingLists
    private let rows: BoundedRows?
    private let documentCount: Int
    private let scores: UnsafeMutablePointer<Float>
    private var cursors: [Cursor] = []
    private var table = QueryTable()
    /// Documents that bounds leave, and their closer bounds.
    private var places: [UInt32] = []
    private var uppers: [Float] = []

    /// A list of the query.
    private struct Cursor {
        let list: UnsafeBufferPointer<Posting>
        let factor: Float
        let tier: Int
        /// The first posting that has not been added.
        var next = 0

        /// Goes to the first posting of a document or of one after it.
        mutating func seek(_ document: Int) {
            next = 0
            guard document > 0 else { return }
            var high = list.count
            while next < high {
                let middle = (next + high) / 2
                if Int(list[middle].document) < document { next = middle + 1 } else { high = middle }
            }
        }

        /// Adds the products of the postings in front of `end`.
        mutating func add(to scores: UnsafeMutablePointer<Float>, base: Int, end: Int) {
            guard let postings = list.baseAddress else { return }
            let (count, factor, base) = (list.count, factor, UInt32(truncatingIfNeeded: base))
            let end = UInt32(truncatingIfNeeded: end)
            @inline(__always)
            func add(_ posting: Posting) { scores[Int(posting.document &- base)] += factor * posting.weight }
            var place = next
            // Documents ascend: when the last of four is inside, all are.
            while place &+ 4 <= count && postings[place &+ 3].document < end {
                add(postings[place])
                add(postings[place &+ 1])
                add(postings[place &+ 2])
                add(postings[place &+ 3])
                place &+= 4
            }
            while place < count && postings[place].document < end {
                add(postings[place])
                place &+= 1
            }
            next = place
        }
    }

    init(_ lists: PostingLists, _ rows: BoundedRows?, documentCount: Int) {
        self.lists = lists
        self.rows = rows
        self.documentCount = documentCount
        let size = min(documentCount, Self.boundedBlockSize)
        scores = .allocate(capacity: max(1, size))
        scores.initialize(repeating: 0, count: size)
    }

    deinit { scores.deallocate() }

    /// The best matches of a query whose columns ascend.
    func run(
        _ columns: UnsafeBufferPointer<UInt32>, _ values: UnsafeBufferPointer<Float>, limit: Int, threshold: Float
    ) -> [Match] {
        guard limit > 0, documentCount > 0 else { return [] }
        cursors.removeAll(keepingCapacity: true)
        for (column, value) in zip(columns, values) where value != 0 {
            let list = lists.list(of: Int(column))
            if !list.isEmpty {
                cursors.append(Cursor(list: list, factor: value, tier: rows?.tier(of: Int(column)) ?? 0))
            }
        }
        var best = BestMatches(limit: min(limit, documentCount))
        var plan = rows.flatMap {
            BoundedPlan($0, columns, values, cursors, limit: limit, threshold: threshold, &table)
        }
        for base in stride(from: 0, to: documentCount, by: Self.boundedBlockSize) {
            let documents = base..<min(base + Self.boundedBlockSize, documentCount)
            if let current = plan, searchBounded(documents, current, &best) { continue }
            plan = nil
            best.forget(from: documents.lowerBound)
            searchAll(documents, &best, threshold)
        }
        return best.take()
    }

    /// Adds up all lists.
    private func searchAll(_ documents: Range<Int>, _ best: inout BestMatches, _ threshold: Float) {
        for place in cursors.indices { cursors[place].seek(documents.lowerBound) }
        for base in stride(from: documents.lowerBound, to: documents.upperBound, by: Self.blockSize) {
            let end = min(base + Self.blockSize, documents.upperBound)
            cursors.withUnsafeMutableBufferPointer { cursors in
                for place in cursors.indices { cursors[place].add(to: scores, base: base, end: end) }
            }
            best.scan(scores, count: end - base, base: base, threshold: threshold, clears: true)
        }
    }

    // MARK: Bounds

    /// What is known of a query before documents are looked at.
    private struct BoundedPlan {
        let rows: BoundedRows
        /// The length of the query's part in each tier.
        var norms = [Float](repeating: 0, count: BoundedRows.tierCount)
        /// The postings of each tier.
        var postings = [Int](repeating: 0, count: BoundedRows.tierCount)
        /// How far rounding may carry a sum of products and a score apart.
        let slack: Float
        let dense: ck_dense_bound
        let threshold: Float
        /// How many documents with the largest sums are scored first, for a bar to hold the others against.
        let seeds: Int
        /// Scoring a row takes as long as adding up so many postings.
        let rowCost: Int

        /// Gives nothing if adding up all lists is quicker.
        init?(
            _ rows: BoundedRows, _ columns: UnsafeBufferPointer<UInt32>, _ values: UnsafeBufferPointer<Float>,
            _ cursors: [Cursor], limit: Int, threshold: Float, _ table: inout QueryTable
        ) {
            guard threshold >= 0 else { return nil }
            var squares = [Double](repeating: 0, count: BoundedRows.tierCount)
            for cursor in cursors {
                squares[cursor.tier] += Double(cursor.factor) * Double(cursor.factor)
                postings[cursor.tier] += cursor.list.count
            }
            let total = postings.reduce(0, +)
            rowCost = 2 * (rows.matrix.storedCount / rows.matrix.rowCount + 1)
            seeds = limit * rowCost * 4 < total ? limit : 0
            guard total > rows.matrix.rowCount, seeds > 0 || threshold > 0, table.fill(columns, values) else {
                return nil
            }
            norms = squares.map(BoundedRows.roundedUp)
            // Each of n products and additions is off by 2^-24 of the sum of magnitudes at most, here and in the score.
            let norm = BoundedRows.roundedUp(squares.reduce(0, +))
            slack = Float(2 * cursors.count + 32) * 0x1p-24 * norm * rows.longestNorm + 0x1p-120
            dense = rows.denseBound(columns, values)
            guard slack.isFinite, dense.offset.isFinite else { return nil }
            self.rows = rows
            self.threshold = threshold
        }
    }

    /// Adds up lists from the rarest column on, until bounds leave few documents; those are scored by their rows.
    ///
    /// Gives false, with some of these documents among the matches, if they are too many.
    private func searchBounded(_ documents: Range<Int>, _ plan: BoundedPlan, _ best: inout BestMatches) -> Bool {
        defer { scores.update(repeating: 0, count: documents.count) }
        let share = Double(documents.count) / Double(documentCount)
        var isFirst = true
        for tier in 0...BoundedRows.top {
            cursors.withUnsafeMutableBufferPointer { cursors in
                for place in cursors.indices where cursors[place].tier == tier {
                    cursors[place].seek(documents.lowerBound)
                    cursors[place].add(to: scores, base: documents.lowerBound, end: documents.upperBound)
                }
            }
            // What looking on would cost: the next tier, and after the last one everything anew.
            let next = tier < BoundedRows.top ? plan.postings[tier + 1] : plan.postings.reduce(0, +)
            let budget = Int(Double(next) * share)
            // Looking at all bounds takes as long as adding up two postings for five documents.
            guard budget > documents.count else { continue }
            if score(documents, after: tier, isFirst: isFirst, budget: budget, plan, &best) { return true }
            isFirst = false
        }
        return false
    }

    /// Scores the documents that bounds leave, if that costs no more than adding up `budget` postings.
    private func score(
        _ documents: Range<Int>, after tier: Int, isFirst: Bool, budget: Int, _ plan: BoundedPlan,
        _ best: inout BestMatches
    ) -> Bool {
        plan.rows.withScorer(table) { scorer in
            let base = documents.lowerBound
            if plan.seeds > 0 {
                // Those of later tiers are what the first ones left: a quarter as many.
                let seeds = BestMatches.largest(
                    isFirst ? plan.seeds : (plan.seeds + 3) / 4, scores, count: documents.count)
                best.score(seeds, count: seeds.count, scorer, scores, base: base, threshold: plan.threshold)
            }
            let bar = max(plan.threshold, best.bar)
            // A look at a document's levels costs as much as some 30 postings.
            let room = budget / 32
            if places.count <= room {
                places = [UInt32](repeating: 0, count: room * 2 + 1)
                uppers = [Float](repeating: 0, count: room * 2 + 1)
            }
            var bound = plan.rows.bound(
                after: tier, upTo: BoundedRows.top, norms: plan.norms, slack: plan.slack, base: base)
            let left = ck_bound_scan(scores, documents.count, &bound, bar, &places, room)
            guard left <= room else { return false }
            bound = plan.rows.bound(
                after: tier, upTo: BoundedRows.top - 1, norms: plan.norms, slack: plan.slack, base: base)
            // When the commonest columns have been added themselves, no bound is needed on them.
            var dense = tier < BoundedRows.top ? plan.dense : ck_dense_bound()
            dense.levels = plan.dense.levels + base * Int(CK_DENSE_COLUMNS)
            ck_close_bounds(scores, &bound, &dense, places, left, &uppers)
            var candidates: [ScoredDocument] = []
            for place in 0..<left where uppers[place] >= bar {
                candidates.append(ScoredDocument(score: uppers[place], document: places[place]))
            }
            guard candidates.count * plan.rowCost <= budget else { return false }
            candidates.sort { ScoredDocument.isWorse($1, $0) }
            best.score(candidates, count: candidates.count, scorer, scores, base: base, threshold: plan.threshold)
            return true
        }
    }
}
