internal import Boilerplate
internal import Foundations
internal import TextProcessing

/// Finds what a page shows twice: passages of kept blocks that stand, word for word, in kept blocks of another element
/// before them.
///
/// Some pages carry their article once for each layout. Copies under the same parent are the author's own (a refrain, a
/// form letter) and stay.
///
/// - Complexity: linear in the kept text.
struct RepeatedPassages {
    /// Passages of fewer words may be a pulled quote or a refrain.
    ///
    /// `evaluate-text extraction` checks it.
    private static let minimumWords = 80
    /// Blocks of fewer words tell nothing by themselves; they go with the passage around them.
    private static let minimumBlockWords = 8

    private enum Finding { case own, copy, short }

    /// The indices of the blocks that repeat others.
    ///
    /// - Parameters:
    ///   - page: the page.
    ///   - kept: whether each block is kept.
    /// - Returns: the indices in the order of the page.
    static func copies(in page: HTMLPage, kept: [Bool]) -> [Int] {
        var firstRow: [UInt64: Int32] = [:]
        var copies: [Int] = []
        var run: [Int] = []
        var runWords = 0
        func close() {
            if runWords >= minimumWords { copies += run }
            run.removeAll(keepingCapacity: true)
            runWords = 0
        }
        for row in page.blocks.indices where kept[row] {
            let (finding, words) = look(row, page, &firstRow)
            switch finding {
            case .own: close()
            case .short: if !run.isEmpty { run.append(row) }
            case .copy:
                run.append(row)
                runWords += words
            }
        }
        close()
        return copies
    }

    private static func look(
        _ row: Int, _ page: HTMLPage, _ firstRow: inout [UInt64: Int32]
    ) -> (Finding, words: Int) {
        var (one, two, three): (UInt64, UInt64, UInt64) = (0, 0, 0)
        var (words, runs, repeated) = (0, 0, 0)
        WordHashes.forEachWord(in: page.text.span, range: page.blocks[row].range) { hash, _ in
            words += 1
            let word = UInt64(hash)
            if words >= 4 {
                let run = ((one &* GoldenRatio.bits &+ two) &* FNV1a.prime &+ three) &* 31 &+ word
                runs += 1
                if let before = firstRow[run] {
                    if before != row, parent(Int(before), page) != parent(row, page) { repeated += 1 }
                } else {
                    firstRow[run] = Int32(row)
                }
            }
            (one, two, three) = (two, three, word)
        }
        if words < minimumBlockWords { return (.short, words) }
        return (5 * repeated >= 4 * runs ? .copy : .own, words)
    }

    private static func parent(_ row: Int, _ page: HTMLPage) -> Int32 { page.nodes[Int(page.blocks[row].node)].parent }
}
