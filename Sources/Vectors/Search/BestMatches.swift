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

    /// The matches, best first; the list is empty afterwards.
    mutating func take() -> [Match] {
        ck_best_sort(heap, count)
        defer { count = 0 }
        return (0..<count).map { Match(document: Int(heap[$0].document), score: heap[$0].score) }
    }
}
