internal import Foundations

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
        /// Whether a name follows on a word that is none: `engineer Ada Lovelace`.
        var endsInName = false
        /// Whether it stands by itself somewhere, between marks and words that no phrase holds.
        var isWhole = false
    }

    private let units: KeywordUnits
    private let form: KeywordForm
    private var candidates: [Phrase] = []
    /// Units that belong to a keyword already.
    private var isTaken: [Bool]

    /// The longest candidates: words, and characters of Chinese.
    private static let longestPhrase = 4
    private static let longestRun = 4

    /// Collects the candidates; `rarity` says how rare a stem is, a positive number.
    init(_ units: KeywordUnits, _ form: KeywordForm, rarity: (Int32) -> Double) {
        self.units = units
        self.form = form
        isTaken = [Bool](repeating: false, count: units.units.count)
        // The stems of a candidate, -1 after the last.
        var numbers: [SIMD4<Int32>: Int] = [:]
        for first in units.units.indices {
            let isRun = units.units[first].isIdeograph
            var stems = SIMD4<Int32>(repeating: -1)
            var isName = true
            var endsInName = false
            for length in 1...(isRun ? Self.longestRun : Self.longestPhrase) {
                let last = first + length - 1
                guard last < units.units.count, units.units[last].isIdeograph == isRun,
                    length == 1 || units.units[last].continues
                else { break }
                stems[length - 1] = units.units[last].stem
                isName = isName && units.units[last].isName
                endsInName = endsInName || length > 1 && units.units[last].isName && !units.units[last - 1].isName
                if isRun, length == 1 { continue }
                let number = numbers[stems] ?? candidates.count
                if number == candidates.count {
                    numbers[stems] = number
                    candidates.append(Phrase(length: length))
                }
                candidates[number].places.append(Int32(first))
                candidates[number].isName = candidates[number].isName && isName
                candidates[number].endsInName = endsInName
                let isWhole =
                    !units.units[first].continues && (last + 1 == units.units.count || !units.units[last + 1].continues)
                candidates[number].isWhole = candidates[number].isWhole || isWhole
            }
        }
        var rarities: [Int32: Double] = [:]
        candidates = candidates.filter { mayBeChosen($0) }
        for number in candidates.indices {
            let first = Int(candidates[number].places[0])
            let stems = units.units[first..<(first + candidates[number].length)].map(\.stem)
            for stem in stems where rarities[stem] == nil { rarities[stem] = rarity(stem) }
            let sum = stems.reduce(0) { $0 + rarities[$1, default: 0] }
            // Two characters of Chinese are about a word.
            candidates[number].factor = Mathematics.pow(
                units.units[first].isIdeograph ? sum / 2 : sum, form.exponent)
        }
    }

    /// A phrase that occurs once is one if it is a name, or where it stands by itself in a short text or its first sentence.
    private func mayBeChosen(_ candidate: Phrase) -> Bool {
        guard candidate.length > 1, candidate.places.count == 1, !candidate.isName else { return true }
        return candidate.isWhole && !candidate.endsInName
            && (form.takesSingles || units.units[Int(candidate.places[0])].sentence == 0)
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
                guard !free.isEmpty, mayBeChosen(candidates[next.number]) else { continue }
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
            sum += 1 + form.lead / (1 + Double(units.units[Int(place)].sentence) / form.slope)
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

/// How the kind of a text changes what its keywords weigh.
///
/// Papers and abstracts name their matter by phrases, and early; news by names and words that they repeat.
struct KeywordForm {
    /// The power of the rarities' sum: the larger, the more a phrase weighs beside its words.
    let exponent: Double
    /// How much more an occurrence in the first sentence weighs, and after how many sentences half of it is left.
    let lead: Double
    let slope: Double
    /// Whether phrases that occur once are taken.
    let takesSingles: Bool

    /// Texts with fewer words of content say most things once.
    private static let shortText = 200

    /// Chosen on titles and citing sentences of 80 papers of ScisummNet's training part (title and abstract, and the paper)
    /// and on highlights of 100 validation articles of CNN/DailyMail: `Benchmarks/Peers/keyphrases.py` re-checks them.
    init(units: Int, isPaper: Bool) {
        if isPaper {
            self.init(exponent: 1.5, lead: 8, slope: 1, takesSingles: false)
        } else if units < Self.shortText {
            self.init(exponent: 1.25, lead: 6, slope: 1, takesSingles: true)
        } else {
            self.init(exponent: 0.75, lead: 4, slope: 2, takesSingles: false)
        }
    }

    private init(exponent: Double, lead: Double, slope: Double, takesSingles: Bool) {
        self.exponent = exponent
        self.lead = lead
        self.slope = slope
        self.takesSingles = takesSingles
    }
}
