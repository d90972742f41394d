package import Vectors

/// How often documents have terms that are known by name alone.
///
/// Terms are numbered by falling document frequency, so that what is gathered most lies together in memory.
package struct NamedCounts: Sendable {
    /// A row for each document, a column for each term.
    package let counts: CSRMatrix
    /// The name of each term (see ``TermNames``).
    package let names: [UInt64]
    /// How many terms each document has, with those that have no column.
    package let totals: [UInt32]

    /// In how many of some rows each term occurs.
    package func documentCounts(in rows: [Int]) -> [UInt32] {
        var found = [UInt32](repeating: 0, count: counts.columnCount)
        for row in rows {
            for place in counts.rowOffsets[row]..<counts.rowOffsets[row + 1] {
                found[Int(counts.columnIndices[place])] += 1
            }
        }
        return found
    }
}

/// Counts the terms of documents block after block on several threads, and then names them; texts are not kept.
///
/// ```swift
/// let counter = NamedTermCounter(TermOptions(wordCounts: 1...2))
/// for block in blocks { counter.add(block, threads: 2) }
/// let (words, pairs) = (counter.take(wordCount: 1), counter.take(wordCount: 2))
/// ```
///
/// The result is the same at any number of threads and for any blocks. Memory: 4 bytes for each occurrence of a term.
package final class NamedTermCounter {
    private let counts: TermCounts

    /// What is counted.
    package var options: TermOptions { counts.options }

    /// Creates a counter.
    package init(_ options: TermOptions) { counts = TermCounts(options: options) }

    /// Counts the terms of texts that come after those before.
    package func add(_ texts: [String], threads: Int) { counts.add(texts, threads: threads) }

    /// The counts of the terms with so many words; the blocks' terms stay.
    ///
    /// `documents` says which of the documents become rows (all where absent); terms in fewer than `minimumDocuments` of
    /// these have no column.
    ///
    /// - Complexity: O(occurrences + terms).
    package func counts(
        wordCount: Int, documents: [Bool]? = nil, minimumDocuments: Int = 1, threads: Int = 1
    ) -> NamedCounts {
        let frequencies = documentCounts(wordCount, documents, threads: threads)
        let order = Self.order(frequencies, minimum: max(1, minimumDocuments))
        let columns = TermColumns(ordering: order, of: frequencies.count)
        let (matrix, totals) = counts.matrix(
            wordCount: wordCount, columns: columns, documents: documents, threads: threads)
        let names = names(wordCount)
        return NamedCounts(counts: matrix, names: order.map { names[Int($0)] }, totals: totals)
    }

    private func names(_ wordCount: Int) -> [UInt64] {
        let words = (0..<counts.words.count).map { counts.words.name(of: $0) }
        return (1..<max(1, wordCount)).reduce(words) { beginnings, length in
            let table = counts.longer[length - 1]
            return (0..<table.count).map { id in
                let parts = table.parts(id)
                return TermNames.pair(beginnings[parts.beginning], words[parts.word])
            }
        }
    }

    private func documentCounts(_ wordCount: Int, _ documents: [Bool]?, threads: Int) -> [UInt32] {
        guard let documents else { return counts.documentCounts(wordCount: wordCount, threads: threads) }
        var found = [UInt32](repeating: 0, count: counts.termCount(wordCount: wordCount))
        var last = [Int32](repeating: -1, count: found.count)
        var number = 0
        for block in counts.parts.flatMap(\.blocks) {
            for document in 0..<block.documentCount {
                defer { number += 1 }
                guard documents[number] else { continue }
                for id in block.terms(wordCount: wordCount, document: document) where last[Int(id)] != Int32(number) {
                    last[Int(id)] = Int32(number)
                    found[Int(id)] += 1
                }
            }
        }
        return found
    }

    /// The numbers of the terms in enough documents, by falling document count, equal ones by first occurrence.
    private static func order(_ frequencies: [UInt32], minimum: Int) -> [UInt32] {
        var starts = [Int](repeating: 0, count: Int(frequencies.max() ?? 0) + 2)
        for frequency in frequencies { starts[Int(frequency)] += 1 }
        var sum = 0
        for frequency in starts.indices.reversed() {
            (starts[frequency], sum) = (sum, sum + starts[frequency])
        }
        let kept = minimum < starts.count ? starts[minimum - 1] : 0
        var order = [UInt32](repeating: 0, count: kept)
        for (number, frequency) in frequencies.enumerated() where Int(frequency) >= minimum {
            order[starts[Int(frequency)]] = UInt32(number)
            starts[Int(frequency)] += 1
        }
        return order
    }
}

extension TermCounts {
    /// The counts of the terms of one length that have columns, and how many terms each document has; the documents'
    /// terms stay.
    fileprivate func matrix(
        wordCount: Int, columns: TermColumns, documents: [Bool]?, threads: Int
    ) -> (matrix: CSRMatrix, totals: [UInt32]) {
        let parts = parts
        var starts: [Int] = []
        var totals: [UInt32] = []
        var next = 0
        for part in parts {
            starts.append(next)
            for block in part.blocks {
                for document in 0..<block.documentCount {
                    if documents?[next] ?? true {
                        totals.append(UInt32(block.terms(wordCount: wordCount, document: document).count))
                    }
                    next += 1
                }
            }
        }
        let firsts = starts
        let matrix = RowWriter.matrix(
            capacities: parts.map { $0.stored[wordCount - 1] }, columnCount: columns.range.count, threads: threads
        ) { index, rows in
            var number = firsts[index]
            for block in parts[index].blocks {
                for document in 0..<block.documentCount {
                    defer { number += 1 }
                    guard documents?[number] ?? true else { continue }
                    rows.add(block.terms(wordCount: wordCount, document: document), columns)
                    rows.endRow()
                }
            }
        }
        return (matrix, totals)
    }
}
