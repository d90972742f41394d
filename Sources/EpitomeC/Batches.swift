internal import Foundations
internal import Vectorization

extension ForeignTexts {
    /// What `body` makes of each text, on all threads of a call; nil for missing texts.
    ///
    /// Between blocks of a tenth of a second or so the caller is asked whether to go on.
    func map<Value: Sendable>(
        _ settings: CallSettings, _ body: @escaping @Sendable (Int, String) -> Value
    ) throws -> [Value?] {
        var values: [Value?] = []
        values.reserveCapacity(count)
        for range in blocks(ofBytes: settings.threads << 18) {
            let results = ParallelResults<Value>(count: range.count)
            ParallelLoop.run(range.count, threads: settings.threads) { [self] place in
                let row = range.lowerBound + place
                if let text = string(at: row) { results[place] = body(row, text) }
            }
            for place in 0..<range.count { values.append(results[place]) }
            try settings.advance(range.upperBound, of: count)
        }
        return values
    }
}

/// A list for each text: one column of offsets, and columns of what all lists hold.
struct ListOffsets {
    private(set) var ends: [Int64] = [0]

    mutating func add(_ count: Int) { ends.append(ends[ends.count - 1] + Int64(count)) }
}
