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
    mutating func add(_ number: Int32) { running.append(number) }

    /// Adds words to the sentence that `number` names one by one: a term, or a negative number for a word without content.
    @inline(__always)
    mutating func add(_ words: Range<Int>, _ number: (Int) -> Int32) {
        let first = running.count
        running.append(contentsOf: repeatElement(0, count: words.count))
        running.withUnsafeMutableBufferPointer { running in
            for place in words { running[first + place - words.lowerBound] = number(place) }
        }
    }

    /// The words that were added since the last sentence ended.
    var openWords: ArraySlice<Int32> { running[(runningOffsets.last ?? 0)...] }

    /// Forgets the words that were added since the last sentence ended.
    mutating func dropOpenWords() { running.removeLast(running.count - (runningOffsets.last ?? 0)) }

    /// Ends the sentence: its terms become a row.
    mutating func endSentence(tokens: Int, words: Int, characters: Int, paragraph: Int) {
        let first = columns.count
        let open = openWords
        columns.append(contentsOf: repeatElement(0, count: open.count))
        let content = columns.withUnsafeMutableBufferPointer { columns in
            var next = first
            for number in open {
                columns[next] = UInt32(bitPattern: number)
                next += number >= 0 ? 1 : 0
            }
            return next - first
        }
        columns.removeLast(open.count - content)
        sortRow(from: first)
        lengths.append(
            SentenceLength(tokens: tokens, contentWords: content, words: words, characters: characters))
        paragraphs.append(paragraph)
        offsets.append(columns.count)
        runningOffsets.append(running.count)
    }

    /// Sorts the last row's terms and runs equal ones together.
    private mutating func sortRow(from first: Int) {
        let count = columns.count - first
        guard count > 0 else { return }
        if count > Self.insertionLimit { columns[first...].sort() }
        values.append(contentsOf: repeatElement(1, count: count))
        let kept = columns.withUnsafeMutableBufferPointer { columns in
            values.withUnsafeMutableBufferPointer { values in
                let (row, counts) = (columns[first...], values[first...])
                return Self.sumUp(
                    UnsafeMutableBufferPointer(rebasing: row), UnsafeMutableBufferPointer(rebasing: counts))
            }
        }
        columns.removeLast(count - kept)
        values.removeLast(count - kept)
    }

    /// Sorts the terms of a row by insertion, if it is short, and runs equal ones together; gives how many are left.
    private static func sumUp(
        _ row: UnsafeMutableBufferPointer<UInt32>, _ counts: UnsafeMutableBufferPointer<Float>
    ) -> Int {
        if row.count <= insertionLimit {
            for k in 1..<max(1, row.count) {
                let column = row[k]
                var place = k
                while place > 0, row[place - 1] > column {
                    row[place] = row[place - 1]
                    place -= 1
                }
                row[place] = column
            }
        }
        var last = 0
        for k in 1..<max(1, row.count) {
            if row[k] == row[last] {
                counts[last] += 1
            } else {
                last += 1
                row[last] = row[k]
            }
        }
        return last + 1
    }

    /// The matrix of all sentences that were ended, with a number of columns.
    func matrix(terms: Int) -> SentenceMatrix {
        SentenceMatrix(
            counts: CSRMatrix(rowOffsets: offsets, columnIndices: columns, values: values, columnCount: terms),
            lengths: lengths, paragraphs: paragraphs, runningTerms: running, runningOffsets: runningOffsets)
    }
}
