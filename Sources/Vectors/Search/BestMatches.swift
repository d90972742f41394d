internal import CKernels

/// The best scores seen so far, at most a given number; of equal scores the document that came first is better.
struct BestMatches: ~Copyable {
    private let heap: UnsafeMutablePointer<ck_match>
    private let limit: Int
    private var count = 0

    init(limit: Int) {
        self.limit = max(0, limit)
        heap = .allocate(capacity: max(1, limit))
    }

    deinit { heap.deallocate() }

    /// Looks through the scores of documents from `base` on; documents must ascend over all calls.
    mutating func scan(
        _ scores: UnsafeMutablePointer<Float>, count size: Int, base: Int, threshold: Float, clears: Bool
    ) {
        ck_best_scan(
            scores, size, UInt32(truncatingIfNeeded: base), threshold, clears ? 1 : 0, heap, &count, limit)
    }

    /// The worst of the matches if there are as many as wanted: a score below it is none.
    var bar: Float { count == limit && limit > 0 ? heap[0].score : -.infinity }

    /// Scores documents by their rows, candidates being counted from the base, until their bounds are too low; marks
    /// their sums as done.
    mutating func score(
        _ candidates: UnsafePointer<ck_match>, count size: Int, _ scorer: ck_row_scorer,
        _ sums: UnsafeMutablePointer<Float>, base: Int, threshold: Float
    ) {
        withUnsafePointer(to: scorer) { scorer in
            ck_score_rows(
                scorer, candidates, size, UInt32(truncatingIfNeeded: base), sums, threshold, heap, &count, limit)
        }
    }

    /// Forgets the matches from a document on.
    mutating func forget(from document: Int) {
        let kept = UnsafeBufferPointer(start: heap, count: count).filter { $0.document < document }
        // A list with the worst in front is a heap.
        for (place, match) in kept.sorted(by: { ($0.score, $1.document) < ($1.score, $0.document) }).enumerated() {
            heap[place] = match
        }
        count = kept.count
    }

    /// The places of the largest sums above 0, as candidates that are scored whatever their bound.
    static func largest(_ limit: Int, _ sums: UnsafeMutablePointer<Float>, count: Int) -> [ck_match] {
        var best = BestMatches(limit: min(limit, count))
        best.scan(sums, count: count, base: 0, threshold: 0, clears: false)
        return best.take().map { ck_match(score: .infinity, document: UInt32($0.document)) }
    }

    /// The matches, best first; the list is empty afterwards.
    mutating func take() -> [Match] {
        ck_best_sort(heap, count)
        defer { count = 0 }
        return (0..<count).map { Match(document: Int(heap[$0].document), score: heap[$0].score) }
    }
}
