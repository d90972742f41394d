internal import Foundations

/// The counting tables of a scorer, empty between two calls.
struct ROUGEWorkspace: Sendable {
    /// For each word, how often it is still to be matched.
    private var available: [Int32] = []
    private var demanded: [Int32] = []
    /// For each word, the number of its bit rows, or -1.
    private var rowOfWord: [Int32] = []
    private var rows: [UInt64] = []
    private var states: [UInt64] = []
    private var pairKeys: [UInt64] = []
    private var pairCounts: [Int32] = []
    private var isMatched: [Bool] = []

    mutating func reserve(vocabulary: Int) {
        guard vocabulary > available.count else { return }
        let more = vocabulary * 2 - available.count
        available.append(contentsOf: repeatElement(0, count: more))
        demanded.append(contentsOf: repeatElement(0, count: more))
        rowOfWord.append(contentsOf: repeatElement(-1, count: more))
    }

    // MARK: Overlaps

    mutating func commonWords(_ reference: [Int32], _ candidate: [Int32]) -> Int {
        for word in reference { available[Int(word)] += 1 }
        var hits = 0
        for word in candidate where available[Int(word)] > 0 {
            available[Int(word)] -= 1
            hits += 1
        }
        for word in reference { available[Int(word)] = 0 }
        return hits
    }

    mutating func commonPairs(_ reference: [Int32], _ candidate: [Int32]) -> Int {
        guard reference.count > 1, candidate.count > 1 else { return 0 }
        var size = 64
        while size < reference.count * 2 { size *= 2 }
        if pairKeys.count != size {
            pairKeys = [UInt64](repeating: .max, count: size)
            pairCounts = [Int32](repeating: 0, count: size)
        }
        for i in 0..<(reference.count - 1) {
            let slot = pairSlot(reference[i], reference[i + 1])
            pairCounts[slot.position] += 1
            pairKeys[slot.position] = slot.key
        }
        var hits = 0
        for i in 0..<(candidate.count - 1) {
            let slot = pairSlot(candidate[i], candidate[i + 1])
            if pairCounts[slot.position] > 0 {
                pairCounts[slot.position] -= 1
                hits += 1
            }
        }
        for i in 0..<size where pairKeys[i] != .max {
            pairKeys[i] = .max
            pairCounts[i] = 0
        }
        return hits
    }

    private func pairSlot(_ first: Int32, _ second: Int32) -> (position: Int, key: UInt64) {
        let key = UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
        let mask = pairKeys.count - 1
        var position = Int(truncatingIfNeeded: (key &* GoldenRatio.bits) >> 32) & mask
        while pairKeys[position] != .max, pairKeys[position] != key { position = (position + 1) & mask }
        return (position, key)
    }

    // MARK: Longest common subsequences

    /// The length of the longest common subsequence.
    ///
    /// One bit for each token of the candidate; a reference token advances all columns at once (H. Hyyrö, "Bit-parallel
    /// LCS-length computation revisited", 2004).
    mutating func longestCommonSubsequence(_ reference: [Int32], _ candidate: [Int32]) -> Int {
        guard !reference.isEmpty, !candidate.isEmpty else { return 0 }
        let width = setRows(candidate, 0..<candidate.count)
        states.removeAll(keepingCapacity: true)
        states.append(contentsOf: repeatElement(.max, count: width))
        for word in reference {
            let row = Int(rowOfWord[Int(word)])
            if row >= 0 { Self.advance(&states, from: 0, to: 0, rows, row * width, width) }
        }
        clearRows(candidate, 0..<candidate.count)
        return Self.zeros(states, 0, candidate.count)
    }

    /// The tokens of the reference that stand in the union of its sentences' longest common subsequences with the
    /// candidate's sentences, each counted at most as often as the candidate has it.
    ///
    /// Which of several longest subsequences is read out matters for the union, so the way back through the table
    /// takes the same turns as rouge-score: up when the left cell is not larger.
    mutating func unionHits(_ reference: ROUGE.PreparedText, _ candidate: ROUGE.PreparedText) -> Int {
        guard !reference.tokens.isEmpty, !candidate.tokens.isEmpty else { return 0 }
        isMatched.removeAll(keepingCapacity: true)
        isMatched.append(contentsOf: repeatElement(false, count: reference.tokens.count))
        var candidateStart = 0
        for candidateEnd in candidate.lineEnds where candidateEnd > candidateStart {
            let width = setRows(candidate.tokens, candidateStart..<candidateEnd)
            var referenceStart = 0
            for referenceEnd in reference.lineEnds where referenceEnd > referenceStart {
                markSubsequence(
                    reference.tokens, referenceStart..<referenceEnd, candidate.tokens, candidateStart..<candidateEnd,
                    width)
                referenceStart = referenceEnd
            }
            clearRows(candidate.tokens, candidateStart..<candidateEnd)
            candidateStart = candidateEnd
        }
        for word in reference.tokens { demanded[Int(word)] += 1 }
        for word in candidate.tokens { available[Int(word)] += 1 }
        var hits = 0
        for (i, word) in reference.tokens.enumerated() where isMatched[i] {
            if available[Int(word)] > 0, demanded[Int(word)] > 0 {
                hits += 1
                available[Int(word)] -= 1
                demanded[Int(word)] -= 1
            }
        }
        for word in reference.tokens { demanded[Int(word)] = 0 }
        for word in candidate.tokens { available[Int(word)] = 0 }
        return hits
    }

    private mutating func markSubsequence(
        _ reference: [Int32], _ r: Range<Int>, _ candidate: [Int32], _ c: Range<Int>, _ width: Int
    ) {
        // Row i of the table, as bits: a zero in column j says that the length grows from column j to j + 1.
        states.removeAll(keepingCapacity: true)
        states.append(contentsOf: repeatElement(.max, count: width * (r.count + 1)))
        for i in 0..<r.count {
            let row = Int(rowOfWord[Int(reference[r.lowerBound + i])])
            if row >= 0 {
                Self.advance(&states, from: i * width, to: (i + 1) * width, rows, row * width, width)
            } else {
                for w in 0..<width { states[(i + 1) * width + w] = states[i * width + w] }
            }
        }
        var i = r.count
        var j = c.count
        var length = Self.zeros(states, i * width, j)
        while i > 0, j > 0, length > 0 {
            if reference[r.lowerBound + i - 1] == candidate[c.lowerBound + j - 1] {
                isMatched[r.lowerBound + i - 1] = true
                i -= 1
                j -= 1
                length -= 1
            } else {
                let grows = states[i * width + (j - 1) / 64] >> UInt64((j - 1) % 64) & 1 == 0
                let left = grows ? length - 1 : length
                let up = Self.zeros(states, (i - 1) * width, j)
                if left > up {
                    j -= 1
                    length = left
                } else {
                    i -= 1
                    length = up
                }
            }
        }
    }

    private static func advance(
        _ states: inout [UInt64], from: Int, to: Int, _ rows: [UInt64], _ row: Int, _ width: Int
    ) {
        var carry: UInt64 = 0
        for w in 0..<width {
            let v = states[from + w]
            let u = v & rows[row + w]
            let (sum, overflow1) = v.addingReportingOverflow(u)
            let (carried, overflow2) = sum.addingReportingOverflow(carry)
            carry = overflow1 || overflow2 ? 1 : 0
            states[to + w] = carried | (v & ~rows[row + w])
        }
    }

    /// The number of zero bits among the first `columns` bits from `base`.
    private static func zeros(_ states: [UInt64], _ base: Int, _ columns: Int) -> Int {
        var count = 0
        var w = 0
        var left = columns
        while left >= 64 {
            count += (~states[base + w]).nonzeroBitCount
            left -= 64
            w += 1
        }
        if left > 0 { count += (~states[base + w] & (1 << UInt64(left) - 1)).nonzeroBitCount }
        return count
    }

    private mutating func setRows(_ candidate: [Int32], _ range: Range<Int>) -> Int {
        let width = (range.count + 63) / 64
        rows.removeAll(keepingCapacity: true)
        for (j, i) in range.enumerated() {
            let word = Int(candidate[i])
            if rowOfWord[word] < 0 {
                rowOfWord[word] = Int32(rows.count / width)
                rows.append(contentsOf: repeatElement(0, count: width))
            }
            rows[Int(rowOfWord[word]) * width + j / 64] |= 1 << UInt64(j % 64)
        }
        return width
    }

    private mutating func clearRows(_ candidate: [Int32], _ range: Range<Int>) {
        for i in range { rowOfWord[Int(candidate[i])] = -1 }
    }
}
