/// Cuts the training texts into parts for cross-validation.
///
/// Each label's texts are dealt out in runs of their order in the input: the first third to the first part, and so on.
/// Neighbours in a file are often parts of one thread, one day or one story; kept on one side they do not make the
/// held-out texts look easier than new texts will be. On 20 Newsgroups, whose test part is later in time, shuffled
/// parts promise several points of accuracy that the test does not keep, and probabilities that are too sure.
enum Folds {
    /// The part of each text.
    static func assignment(membership: [[Int32]], labelCount: Int, foldCount: Int) -> [Int] {
        guard foldCount >= 2 else { return [Int](repeating: 0, count: membership.count) }
        // A text with several labels is dealt out by its rarest one.
        var totals = [Int](repeating: 0, count: labelCount)
        for labels in membership { for label in labels { totals[Int(label)] += 1 } }
        let key = membership.map { labels in
            labels.min { (totals[Int($0)], $0) < (totals[Int($1)], $1) }.map { Int($0) } ?? labelCount
        }
        var sizes = [Int](repeating: 0, count: labelCount + 1)
        for label in key { sizes[label] += 1 }
        var seen = [Int](repeating: 0, count: labelCount + 1)
        var folds: [Int] = []
        folds.reserveCapacity(key.count)
        for label in key {
            // Labels rarer than the parts start at different parts, so that no part gets them all.
            let offset = sizes[label] < foldCount ? label : 0
            folds.append((seen[label] * foldCount / sizes[label] + offset) % foldCount)
            seen[label] += 1
        }
        return folds
    }
}
