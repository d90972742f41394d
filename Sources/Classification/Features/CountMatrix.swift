/// How often each document holds each term of one block of features (words, word pairs, …).
///
/// Counted once; every setting that tuning tries is a reweighting of these counts. Terms are numbered by falling
/// document frequency, so that what is gathered most lies together in memory, and row by row in ascending order.
struct CountMatrix: Sendable {
    var rowOffsets: [Int] = [0]
    var terms: [UInt32] = []
    var counts: [UInt16] = []
    /// The hash of each term.
    var hashes: [UInt64] = []

    var rowCount: Int { rowOffsets.count - 1 }
    var termCount: Int { hashes.count }

    /// In how many of the given rows each term occurs.
    func documentFrequencies(in rows: [Int]) -> [Int32] {
        var frequencies = [Int32](repeating: 0, count: termCount)
        for row in rows {
            for place in rowOffsets[row]..<rowOffsets[row + 1] { frequencies[Int(terms[place])] += 1 }
        }
        return frequencies
    }
}

/// Counts terms document by document.
struct TermCounter {
    private var table = TermTable()
    private var bag = TermBag()
    private var matrix = CountMatrix()
    private var frequencies: [Int32] = []

    /// Appends one document, given the hash of every occurrence of a term in it.
    mutating func append(_ occurrences: [UInt64]) {
        bag.fill(with: occurrences)
        for (hash, count) in zip(bag.terms, bag.counts) {
            let number = table.number(of: hash)
            if Int(number) == frequencies.count { frequencies.append(0) }
            frequencies[Int(number)] += 1
            matrix.terms.append(number)
            matrix.counts.append(UInt16(min(count, UInt32(UInt16.max))))
        }
        matrix.rowOffsets.append(matrix.terms.count)
    }

    /// Numbers the terms by falling document frequency (ties by first appearance) and sorts the rows.
    ///
    /// - Complexity: O(stored counts + terms): two bucket sorts.
    consuming func finish() -> CountMatrix {
        let termCount = table.count
        let rowCount = matrix.rowCount
        // Bucket sort of the terms by frequency.
        var starts = [Int](repeating: 0, count: rowCount + 2)
        for frequency in frequencies { starts[rowCount - Int(frequency) + 1] += 1 }
        for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
        var rank = [UInt32](repeating: 0, count: termCount)
        var hashes = [UInt64](repeating: 0, count: termCount)
        var columnStarts = [Int](repeating: 0, count: termCount + 1)
        for term in 0..<termCount {
            let bucket = rowCount - Int(frequencies[term])
            rank[term] = UInt32(starts[bucket])
            hashes[starts[bucket]] = table.terms[term]
            columnStarts[starts[bucket] + 1] = Int(frequencies[term])
            starts[bucket] += 1
        }
        // Transposing twice sorts every row: first into columns, …
        for column in 0..<termCount { columnStarts[column + 1] += columnStarts[column] }
        var columnRows = [UInt32](repeating: 0, count: matrix.terms.count)
        var columnCounts = [UInt16](repeating: 0, count: matrix.terms.count)
        var next = columnStarts
        for row in 0..<rowCount {
            for place in matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1] {
                let column = Int(rank[Int(matrix.terms[place])])
                columnRows[next[column]] = UInt32(row)
                columnCounts[next[column]] = matrix.counts[place]
                next[column] += 1
            }
        }
        // … then back into rows.
        next = matrix.rowOffsets
        for column in 0..<termCount {
            for place in columnStarts[column]..<columnStarts[column + 1] {
                let row = Int(columnRows[place])
                matrix.terms[next[row]] = UInt32(column)
                matrix.counts[next[row]] = columnCounts[place]
                next[row] += 1
            }
        }
        matrix.hashes = hashes
        return matrix
    }
}
