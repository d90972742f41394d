internal import Vectors

/// Collects the words of sentences, one after another, into a ``SentenceMatrix``.
///
/// - Complexity: O(words) for sentences of ordinary length, O(words log words) for longer ones.
struct SentenceMatrixBuilder: Sendable {
    private var offsets: [Int] = [0]
    private var columns: [UInt32] = []
    private var values: [Float] = []
    private var lengths: [SentenceLength] = []
    private var paragraphs: [Int] = []
    private var running: [Int32] = []
    private var runningOffsets: [Int] = [0]

    /// Rows up to this many words are sorted by insertion: their terms ascend already, but for repeated ones.
    private static let insertionLimit = 64

    /// Makes room for what a text of some length is likely to have.
    mutating func reserve(sentences: Int, bytes: Int) {
        lengths.reserveCapacity(sentences)
        paragraphs.reserveCapacity(sentences)
        offsets.reserveCapacity(sentences + 1)
        runningOffsets.reserveCapacity(sentences + 1)
        running.reserveCapacity(bytes / 5)
        columns.reserveCapacity(bytes / 8)
        values.reserveCapacity(bytes / 8)
    }

    /// Adds a word to the sentence: a term, or a negative number for a word without content.
    @inline(__always)
    mutating func add(_ number: Int32) { running.append(number) }

    /// The words that were added since the last sentence ended.
    var openWords: ArraySlice<Int32> { running[(runningOffsets.last ?? 0)...] }

    /// Forgets the words that were added since the last sentence ended.
    mutating func dropOpenWords() { running.removeLast(running.count - (runningOffsets.last ?? 0)) }

    /// Ends the sentence: its terms become a row.
    mutating func endSentence(tokens: Int, words: Int, characters: Int, paragraph: Int) {
        let first = columns.count
        for k in (runningOffsets.last ?? 0)..<running.count where running[k] >= 0 {
            columns.append(UInt32(bitPattern: running[k]))
        }
        let content = columns.count - first
        sortRow(from: first)
        lengths.append(
            SentenceLength(tokens: tokens, contentWords: content, words: words, characters: characters))
        paragraphs.append(paragraph)
        offsets.append(columns.count)
        runningOffsets.append(running.count)
    }

    /// Sorts the last row's terms and runs equal ones together.
    private mutating func sortRow(from first: Int) {
        guard columns.count > first else { return }
        if columns.count - first <= Self.insertionLimit {
            for k in (first + 1)..<max(first + 1, columns.count) {
                let column = columns[k]
                var place = k
                while place > first, columns[place - 1] > column {
                    columns[place] = columns[place - 1]
                    place -= 1
                }
                columns[place] = column
            }
        } else {
            columns[first...].sort()
        }
        var kept = first
        values.append(1)
        for k in (first + 1)..<max(first + 1, columns.count) {
            if columns[k] == columns[kept] {
                values[kept] += 1
            } else {
                kept += 1
                columns[kept] = columns[k]
                values.append(1)
            }
        }
        columns.removeLast(columns.count - kept - 1)
    }

    /// The matrix of all sentences that were ended, with a number of columns.
    func matrix(terms: Int) -> SentenceMatrix {
        SentenceMatrix(
            counts: CSRMatrix(rowOffsets: offsets, columnIndices: columns, values: values, columnCount: terms),
            lengths: lengths, paragraphs: paragraphs, runningTerms: running, runningOffsets: runningOffsets)
    }
}
