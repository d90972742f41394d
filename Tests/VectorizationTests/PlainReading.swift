import TextProcessing
import Vectorization

/// Reads a sentence scalar by scalar, with nothing clever: the plain twin of `TextReader` for the rules `.plain`.
struct PlainReading {
    struct Word: Equatable, CustomStringConvertible {
        /// Compared by canonical equivalence, so that a letter and its mark equal the letter with the mark.
        var folded: String
        var range: Range<Int>
        var description: String { "\(folded.debugDescription)@\(range)" }
    }

    private(set) var words: [Word] = []
    private(set) var tokens = 0
    private(set) var runs = 0
    private(set) var unspacedTokens = 0
    private(set) var unspacedCharacters = 0

    private enum Role { case separator, wordly, cluster }

    /// Reads a sentence that begins at an offset of its text.
    init(_ sentence: String, at offset: Int) {
        var scalars: [(scalar: Unicode.Scalar, start: Int, end: Int, role: Role)] = []
        var at = offset
        for scalar in sentence.unicodeScalars {
            let role: Role =
                switch WordPart(of: scalar) {
                case .letter, .digit: .wordly
                case .ideograph, .unspaced: .cluster
                // Marks and invisible characters belong to what is before them.
                case .mark, .format: scalars.last?.role ?? .separator
                default: .separator
                }
            scalars.append((scalar, at, at + UTF8.width(scalar), role))
            at += UTF8.width(scalar)
        }
        var isInRun = false
        var i = 0
        while i < scalars.count {
            let first = i
            let role = scalars[i].role
            repeat { i += 1 } while i < scalars.count && scalars[i].role == role && role != .separator
            let run = scalars[first..<i]
            switch role {
            case .separator:
                let isSpace = run[first].scalar.properties.isWhitespace
                if !isSpace, !isInRun { runs += 1 }
                isInRun = !isSpace
            case .wordly:
                if !isInRun { runs += 1 }
                isInRun = true
                if add(run.map { $0.scalar }, run[first].start..<run[i - 1].end) { tokens += 1 }
            case .cluster:
                var clusters: [ArraySlice<(scalar: Unicode.Scalar, start: Int, end: Int, role: Role)>] = []
                for k in run.indices {
                    let part = WordPart(of: run[k].scalar)
                    if part == .mark || part == .format, let last = clusters.indices.last {
                        clusters[last] = run[clusters[last].startIndex...k]
                    } else {
                        clusters.append(run[k...k])
                    }
                }
                let pairs =
                    clusters.count == 1
                    ? clusters : zip(clusters, clusters.dropFirst()).map { run[$0.startIndex..<$1.endIndex] }
                for pair in pairs {
                    _ = add(pair.map { $0.scalar }, pair[pair.startIndex].start..<pair[pair.endIndex - 1].end)
                }
                let count = (clusters.count + 1) / 2
                tokens += count
                runs += count
                unspacedTokens += count
                unspacedCharacters += clusters.count
                isInRun = true
            }
        }
    }

    private mutating func add(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> Bool {
        var folded = ""
        for scalar in scalars where WordPart(of: scalar) != .format {
            folded.unicodeScalars.append(WordPart.folded(scalar))
        }
        guard !folded.isEmpty else { return false }
        words.append(Word(folded: folded, range: range))
        return true
    }
}
