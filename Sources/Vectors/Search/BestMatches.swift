internal import CKernels

/// A document with its score, or with a bound of it.
struct ScoredDocument: BitwiseCopyable {
    var score: Float
    var document: UInt32

    @inline(__always)
    static func isWorse(_ a: Self, _ b: Self) -> Bool {
        a.score < b.score || (a.score == b.score && a.document > b.document)
    }
}

/// The best scores seen so far, at most a given number; of equal scores the document that came first is better.
struct BestMatches: ~Copyable {
    /// The worst in front.
    private let heap: UnsafeMutablePointer<ScoredDocument>
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
        guard limit > 0 else { return }
        var place = 0
        while true {
            place += ck_find_above(scores + place, size - place, max(threshold, bar))
            guard place < size else { break }
            insert(ScoredDocument(score: scores[place], document: UInt32(truncatingIfNeeded: base + place)))
            place += 1
        }
        if clears { scores.update(repeating: 0, count: size) }
    }

    /// The worst of the matches if there are as many as wanted: a score below it is none.
    var bar: Float { count == limit && limit > 0 ? heap[0].score : -.infinity }

    /// Scores documents by their rows, candidates being counted from the base, until a candidate's own score, which is its
    /// bound, is below the bar.
    ///
    /// Sums of scored documents become -infinity, so that no bound of theirs is high again.
    mutating func score(
        _ candidates: UnsafePointer<ScoredDocument>, count size: Int, _ scorer: RowScorer,
        _ sums: UnsafeMutablePointer<Float>, base: Int, threshold: Float
    ) {
        for index in 0..<size {
            if candidates[index].score < bar { return }
            if index &+ 2 < size { scorer.prefetch(base + Int(candidates[index &+ 2].document)) }
            let place = Int(candidates[index].document)
            let match = ScoredDocument(
                score: scorer.score(base + place), document: UInt32(truncatingIfNeeded: base + place))
            sums[place] = -.infinity
            if match.score > threshold && (count < limit || ScoredDocument.isWorse(heap[0], match)) { insert(match) }
        }
    }

    /// Forgets the matches from a document on.
    mutating func forget(from document: Int) {
        let kept = UnsafeBufferPointer(start: heap, count: count).filter { $0.document < document }
        // A list with the worst in front is a heap.
        for (place, match) in kept.sorted(by: ScoredDocument.isWorse).enumerated() { heap[place] = match }
        count = kept.count
    }

    /// The places of the largest sums above 0, as candidates that are scored whatever their bound.
    static func largest(_ limit: Int, _ sums: UnsafeMutablePointer<Float>, count: Int) -> [ScoredDocument] {
        var best = BestMatches(limit: min(limit, count))
        best.scan(sums, count: count, base: 0, threshold: 0, clears: false)
        return best.take().map { ScoredDocument(score: .infinity, document: UInt32($0.document)) }
    }

    /// The matches, best first; the list is empty afterwards.
    mutating func take() -> [Match] {
        // The worst goes to the end, again and again.
        for rest in stride(from: count, to: 1, by: -1) {
            let last = heap[rest - 1]
            heap[rest - 1] = heap[0]
            siftDown(last, count: rest - 1)
        }
        defer { count = 0 }
        return (0..<count).map { Match(document: Int(heap[$0].document), score: heap[$0].score) }
    }

    // MARK: The heap

    /// Takes a match in, and the worst out if there are too many.
    private mutating func insert(_ match: ScoredDocument) {
        guard count < limit else { return siftDown(match, count: limit) }
        var place = count
        count += 1
        while place > 0 && ScoredDocument.isWorse(match, heap[(place &- 1) / 2]) {
            heap[place] = heap[(place &- 1) / 2]
            place = (place &- 1) / 2
        }
        heap[place] = match
    }

    /// Puts a match into the first place and down to where it belongs.
    private func siftDown(_ match: ScoredDocument, count: Int) {
        guard count > 0 else { return }
        var place = 0
        while true {
            var child = 2 &* place &+ 1
            guard child < count else { break }
            if child &+ 1 < count && ScoredDocument.isWorse(heap[child &+ 1], heap[child]) { child &+= 1 }
            guard ScoredDocument.isWorse(heap[child], match) else { break }
            heap[place] = heap[child]
            place = child
        }
        heap[place] = match
    }
}
