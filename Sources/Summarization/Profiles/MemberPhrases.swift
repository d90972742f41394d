/// What sets of a text's best sentences share with three soft references, in content words and in pairs of neighbouring
/// words.
///
/// A summary is judged by the words and pairs that it shares with a reference nobody has yet. The best guess at that
/// reference is the text itself, each sentence counted by how likely the ranker thinks it; beside it stands the beginning
/// of the text. Sets are compared with these as ROUGE compares a summary with a reference.
///
/// - Complexity: O(words of the text + shared items · sets).
struct MemberPhrases {
    /// The kinds of items, in the order of ``sums``.
    enum Kind: Int, CaseIterable {
        case contentWords, pairs
    }

    /// For each kind and each set the sums over its items; see ``lanes``.
    private(set) var sums: [[MemberItems.Sums]] = []
    /// For each kind, how many items each member has.
    private(set) var lengths: [[Float]] = []
    /// For each kind, how many items each reference has.
    private(set) var referenceLengths: [SIMD4<Float>] = []
    /// For each kind, the summed weight of all repeated items of the members.
    private(set) var repeatedWeights: [Float] = []

    /// How sharply the two guesses at a reference follow the ranker's scores.
    static let sharpness: [Float] = [1, 2]
    /// Of how many sentences a reference is thought to be made, and how many the beginning of a text has.
    static let referenceSentences = 3

    /// Compares sets, given as bits, of some candidates.
    init(_ a: DocumentAnalysis, scores: [Float], members: [Int], sets: [UInt8]) {
        let weights = Self.weights(scores)
        for kind in Kind.allCases { add(kind, a, weights, members, sets) }
    }

    /// How likely each sentence is in each reference.
    private static func weights(_ scores: [Float]) -> [SIMD4<Float>] {
        var weights = [SIMD4<Float>](repeating: SIMD4(), count: scores.count)
        let best = scores.max() ?? 0
        let wanted = Float(referenceSentences)
        for (lane, sharpness) in sharpness.enumerated() {
            var total: Float = 0
            for (i, score) in scores.enumerated() {
                weights[i][lane] = Float(Elementary.exp(Double(sharpness * (score - best))))
                total += weights[i][lane]
            }
            for i in weights.indices { weights[i][lane] = min(1, weights[i][lane] / total * wanted) }
        }
        for i in 0..<min(referenceSentences, scores.count) { weights[i][sharpness.count] = 1 }
        return weights
    }

    /// Appends the columns of one set: for each kind F1, precision and recall towards the two guesses, F1 and recall towards
    /// the beginning, and the share of different items; then how much of the members' repeated pairs the set has, and the
    /// share of its pairs that are repeated.
    func appendColumns(of members: [Int], row: Int, to values: inout [Float]) {
        for kind in Kind.allCases {
            let sum = sums[kind.rawValue][row]
            let length = members.reduce(Float(0)) { $0 + lengths[kind.rawValue][$1] }
            let references = referenceLengths[kind.rawValue]
            for lane in 0..<MemberItems.references {
                values.append(2 * sum[lane] / max(1e-6, length + references[lane]))
                if lane < Self.sharpness.count { values.append(sum[lane] / max(1, length)) }
                values.append(sum[lane] / max(1e-6, references[lane]))
            }
            values.append(sum[3] / max(1, length))
            if kind == .pairs {
                values.append(sum[4] / max(1e-6, repeatedWeights[kind.rawValue]))
                values.append(sum[5] / max(1, length))
            }
        }
    }

    private mutating func add(
        _ kind: Kind, _ a: DocumentAnalysis, _ weights: [SIMD4<Float>], _ members: [Int], _ sets: [UInt8]
    ) {
        var numbers = PairNumbers(
            capacity: members.reduce(0) { $0 + a.sentences.runningOffsets[$1 + 1] - a.sentences.runningOffsets[$1] })
        var items = MemberItems(capacity: numbers.capacity)
        var own: [Float] = []
        for (place, i) in members.enumerated() {
            var count: Float = 0
            Self.forEachItem(kind, a, i) { key in
                items.add(numbers.add(key), in: place)
                count += 1
            }
            own.append(count)
        }
        // Only items of the members matter, so the rest of the text is looked up and never kept.
        var limits = [SIMD4<Float>](repeating: SIMD4(), count: numbers.count)
        var total = SIMD4<Float>()
        var occurrences = [Int32](repeating: 0, count: numbers.count)
        var sentences = occurrences
        var last = [Int32](repeating: -1, count: numbers.count)
        for i in 0..<a.count {
            Self.forEachItem(kind, a, i) { key in
                total += weights[i]
                guard let number = numbers.find(key) else { return }
                limits[number] += weights[i]
                occurrences[number] += 1
                if last[number] != Int32(i) { sentences[number] += 1 }
                last[number] = Int32(i)
            }
        }
        var repeatedWeight: Float = 0
        var worth: [MemberItems.Sums] = []
        for number in 0..<numbers.count {
            let isRepeated = sentences[number] > 1
            let weight = isRepeated ? Float(Elementary.log(1 + Double(occurrences[number]))) : 0
            repeatedWeight += weight
            let limit = limits[number]
            worth.append(MemberItems.Sums(limit[0], limit[1], limit[2], 1, weight, isRepeated ? 1 : 0, 0, 0))
        }
        sums.append(items.sums(sets: sets) { worth[$0] })
        lengths.append(own)
        referenceLengths.append(total)
        repeatedWeights.append(repeatedWeight)
    }

    /// Walks over the items of a candidate as numbers.
    @inline(__always)
    private static func forEachItem(_ kind: Kind, _ a: DocumentAnalysis, _ i: Int, _ body: (UInt64) -> Void) {
        let range = a.sentences.runningOffsets[i]..<a.sentences.runningOffsets[i + 1]
        switch kind {
        case .contentWords:
            for k in range where a.sentences.runningTerms[k] >= 0 { body(UInt64(a.sentences.runningTerms[k])) }
        case .pairs:
            for k in range.dropFirst() {
                let (first, second) = (
                    UInt32(bitPattern: a.sentences.runningTerms[k - 1]), UInt32(bitPattern: a.sentences.runningTerms[k])
                )
                body(UInt64(first) << 32 | UInt64(second))
            }
        }
    }
}

/// Numbers for pairs of words, in the order in which they are added.
struct PairNumbers {
    private var keys: [UInt64]
    private var numbers: [Int32]
    /// How many pairs were added.
    private(set) var count = 0
    /// The most pairs.
    let capacity: Int

    /// Makes room for a number of pairs.
    init(capacity: Int) {
        self.capacity = capacity
        var size = 64
        while size < 2 * capacity { size *= 2 }
        keys = [UInt64](repeating: 0, count: size)
        numbers = [Int32](repeating: -1, count: size)
    }

    /// The number of a pair, a new one if it is new.
    mutating func add(_ key: UInt64) -> Int {
        let slot = slot(key)
        if numbers[slot] < 0 {
            keys[slot] = key
            numbers[slot] = Int32(count)
            count += 1
        }
        return Int(numbers[slot])
    }

    /// The number of a pair; nil if it was not added.
    func find(_ key: UInt64) -> Int? {
        let number = numbers[slot(key)]
        return number >= 0 ? Int(number) : nil
    }

    @inline(__always)
    private func slot(_ key: UInt64) -> Int {
        let mask = keys.count - 1
        // Fibonacci hashing; both halves of the key reach the bits that are used.
        var slot = Int(truncatingIfNeeded: ((key ^ key >> 29) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while numbers[slot] >= 0, keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }
}
