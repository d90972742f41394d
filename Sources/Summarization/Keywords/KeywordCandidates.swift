/// The words and phrases of a text that may be keywords, weighed against each other.
struct KeywordCandidates {
    /// A keyword: its weight, the units it begins at and how many it has.
    struct Choice {
        let score: Double
        let places: [Int]
        let length: Int
    }

    private struct Phrase {
        /// How much of the weight each occurrence brings: square roots of length and rarity.
        var factor = 0.0
        var places: [Int32] = []
        var length: Int
        /// Whether every occurrence in the text is a name.
        var isName = true
    }

    private let units: KeywordUnits
    private var candidates: [Phrase] = []
    /// Units that belong to a keyword already.
    private var isTaken: [Bool]

    /// The longest candidates: words, and characters of Chinese.
    private static let longestPhrase = 3
    private static let longestRun = 4

    /// Collects the candidates; `rarity` says how rare a stem is, a positive number.
    init(_ units: KeywordUnits, rarity: (Int32) -> Double) {
        self.units = units
        isTaken = [Bool](repeating: false, count: units.units.count)
        // The stems of a candidate, -1 after the last.
        var numbers: [SIMD4<Int32>: Int] = [:]
        for first in units.units.indices {
            let isRun = units.units[first].isIdeograph
            var stems = SIMD4<Int32>(repeating: -1)
            var isName = true
            for length in 1...(isRun ? Self.longestRun : Self.longestPhrase) {
                let last = first + length - 1
                guard last < units.units.count, units.units[last].isIdeograph == isRun,
                    length == 1 || units.units[last].continues
                else { break }
                stems[length - 1] = units.units[last].stem
                isName = isName && units.units[last].isName
                if isRun, length == 1 { continue }
                let number = numbers[stems] ?? candidates.count
                if number == candidates.count {
                    numbers[stems] = number
                    candidates.append(Phrase(length: length))
                }
                candidates[number].places.append(Int32(first))
                candidates[number].isName = candidates[number].isName && isName
            }
        }
        var rarities: [Int32: Double] = [:]
        candidates = candidates.filter(Self.mayBeChosen)
        for number in candidates.indices {
            let first = Int(candidates[number].places[0])
            let stems = units.units[first..<(first + candidates[number].length)].map(\.stem)
            for stem in stems where rarities[stem] == nil { rarities[stem] = rarity(stem) }
            let mean = stems.reduce(0) { $0 + rarities[$1, default: 0] } / Double(stems.count)
            // Two characters of Chinese are about a word.
            let words = Double(stems.count) / (units.units[first].isIdeograph ? 2 : 1)
            candidates[number].factor = (mean * words).squareRoot()
        }
    }

    /// A phrase that occurs once is one only if it is a name.
    private static func mayBeChosen(_ candidate: Phrase) -> Bool {
        candidate.length == 1 || candidate.places.count > 1 || candidate.isName
    }

    /// The best candidates, best first, each counted without what lies in better ones.
    mutating func best(_ limit: Int) -> [Choice] {
        var queue = candidates.indices.map { (score: score($0), number: $0) }
        queue.sort { precedes($1, $0) }
        var chosen: [Choice] = []
        while chosen.count < limit, let next = queue.popLast() {
            let free = candidates[next.number].places.filter { place in
                !isTaken[Int(place)..<(Int(place) + candidates[next.number].length)].contains(true)
            }
            guard free.count == candidates[next.number].places.count else {
                // Weighed again, it waits for its new turn.
                candidates[next.number].places = free
                guard !free.isEmpty, Self.mayBeChosen(candidates[next.number]) else { continue }
                let again = (score: score(next.number), number: next.number)
                queue.insert(again, at: queue.partitioningIndex { !precedes(again, $0) })
                continue
            }
            let length = candidates[next.number].length
            for place in free { for unit in 0..<length { isTaken[Int(place) + unit] = true } }
            chosen.append(Choice(score: next.score, places: free.map(Int.init), length: length))
        }
        return chosen
    }

    private func score(_ number: Int) -> Double {
        var sum = 0.0
        for place in candidates[number].places {
            sum += 1 + 2 / (1 + Double(units.units[Int(place)].sentence) / 3)
        }
        return sum * candidates[number].factor
    }

    private func precedes(_ a: (score: Double, number: Int), _ b: (score: Double, number: Int)) -> Bool {
        if a.score != b.score { return a.score > b.score }
        let (x, y) = (candidates[a.number], candidates[b.number])
        return x.length != y.length ? x.length > y.length : x.places[0] < y.places[0]
    }
}

extension Array {
    /// The first index at which a condition holds that holds for all elements from there on.
    fileprivate func partitioningIndex(where isInSecondPart: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if isInSecondPart(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
