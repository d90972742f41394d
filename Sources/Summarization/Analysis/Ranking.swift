/// Orders of scores.
enum Ranking {
    /// What a sentence that is too short loses.
    static let shortPenalty = 9.0

    /// Positions by falling score; equal scores, and anything that is not a number, in order of position at the end.
    static func descending(_ scores: [Double]) -> [Int] {
        let keys = scores.map { $0.isNaN ? -Double.infinity : $0 }
        return (0..<scores.count).sorted { keys[$0] != keys[$1] ? keys[$0] > keys[$1] : $0 < $1 }
    }
}
