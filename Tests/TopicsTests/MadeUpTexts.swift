import TestSupport

/// Made-up texts on three matters, whose words of their own are English or words that no table has.
struct MadeUpTexts {
    var texts: [String] = []
    /// The matter of each text.
    var truth: [Int] = []

    static let english: [[String]] = [
        ["football", "striker", "goal", "match", "coach", "league", "referee", "tennis", "player", "stadium"],
        ["government", "election", "minister", "parliament", "vote", "senate", "president", "law", "treaty", "party"],
        ["bank", "profit", "shares", "market", "company", "investors", "revenue", "trade", "prices", "dividend"],
    ]
    static let foreign: [[String]] = [
        ["pelforan", "tirokel", "sumbatar", "dolivren", "kasteror", "mifenul"],
        ["grantisol", "verduman", "pokarith", "lesamund", "tonivrek", "balsorim"],
        ["quendral", "ostimber", "falbrino", "hestovak", "rumilant", "zedokarn"],
    ]
    private static let common = ["morning", "people", "house", "water", "street", "year", "hand", "town"]

    init(_ count: Int, words: [[String]] = english, seed: UInt64 = 1, length: Int = 14) {
        var generator = SeededGenerator(seed: seed)
        for number in 0..<count {
            let matter = number % words.count
            let text = (0..<length).map { place in
                let list = place % 2 == 0 ? words[matter] : Self.common
                return list[Int(generator.next() % UInt64(list.count))]
            }
            texts.append(text.joined(separator: " "))
            truth.append(matter)
        }
    }

    /// The share of texts whose answer is their matter.
    func accuracy(_ answers: [Int?]) -> Double {
        Double(zip(answers, truth).count { $0 == $1 }) / Double(max(1, truth.count))
    }

    /// The share of texts whose cluster's commonest matter is theirs.
    func purity(_ clusters: [Int?]) -> Double {
        var counts: [Int: [Int: Int]] = [:]
        for (cluster, matter) in zip(clusters, truth) {
            if let cluster { counts[cluster, default: [:]][matter, default: 0] += 1 }
        }
        return Double(counts.values.reduce(0) { $0 + ($1.values.max() ?? 0) }) / Double(max(1, truth.count))
    }
}
