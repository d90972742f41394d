package import Vectors

/// One field of documents, with what its terms weigh in training on some of them: words, pairs, titles.
///
/// Fields lie side by side in one matrix, each brought to length 1 by itself: under one common norm the many word pairs
/// would drown the words.
package struct WeightedField: Sendable {
    /// The field's counts.
    package let terms: NamedCounts
    /// The field's length beside the others.
    package let weight: Float
    /// The inverse document frequency of each term.
    package let inverseDocumentFrequencies: [Float]
    /// The column of each term; `none` if it is left out.
    package let columns: [UInt32]
    /// The field's columns in the matrix.
    package let range: Range<Int>
    private let worth: CountWorth

    /// What stands for "no column".
    package static let none = UInt32.max

    /// Creates a field whose document frequencies are counted in some rows and whose columns begin at `firstColumn`.
    ///
    /// Terms in fewer than `minimumDocuments` of the rows, and those that `keeps` does not keep, are left out, of the
    /// field's length, too.
    package init(
        _ terms: NamedCounts, rows: [Int], weight: Float, weighting: TfidfWeighting, firstColumn: Int,
        minimumDocuments: Int, keeps: [Bool]? = nil
    ) {
        self.terms = terms
        self.weight = weight
        worth = CountWorth(weighting.termFrequency)
        let counts = terms.documentCounts(in: rows)
        inverseDocumentFrequencies = weighting.inverseDocumentFrequency.values(
            documentCounts: counts, documents: rows.count)
        var columns = [UInt32](repeating: Self.none, count: counts.count)
        var next = firstColumn
        for term in counts.indices where Int(counts[term]) >= max(1, minimumDocuments) && keeps?[term] ?? true {
            columns[term] = UInt32(next)
            next += 1
        }
        self.columns = columns
        range = firstColumn..<next
    }

    /// The share of the occurrences of terms in a row whose terms have columns; 1 for an empty row.
    package func coverage(ofRow row: Int) -> Float {
        let matrix = terms.counts
        var known: Float = 0
        for place in matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1]
        where columns[Int(matrix.columnIndices[place])] != Self.none { known += matrix.values[place] }
        return terms.totals[row] == 0 ? 1 : known / Float(terms.totals[row])
    }

    /// Writes the weights of a row; gives how many there are.
    fileprivate func write(
        row: Int, _ columnIndices: UnsafeMutablePointer<UInt32>, _ values: UnsafeMutablePointer<Float>
    ) -> Int {
        let matrix = terms.counts
        var used = 0
        var squares: Float = 0
        for place in matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1] {
            let term = Int(matrix.columnIndices[place])
            let column = columns[term]
            guard column != Self.none else { continue }
            let value = worth[matrix.values[place]] * inverseDocumentFrequencies[term]
            squares += value * value
            columnIndices[used] = column
            values[used] = value
            used += 1
        }
        guard squares > 0 else { return used }
        let scale = weight / squares.squareRoot()
        for place in 0..<used { values[place] *= scale }
        return used
    }

    /// The weights of some documents in all fields: tf·idf, each field brought to its weight in length.
    ///
    /// - Complexity: O(stored counts of the rows), on several threads.
    package static func matrix(_ fields: [WeightedField], rows: [Int], threads: Int) -> CSRMatrix {
        let size = { (row: Int) in
            fields.reduce(0) { $0 + $1.terms.counts.rowOffsets[row + 1] - $1.terms.counts.rowOffsets[row] }
        }
        let ranges = balancedRanges(rows.count, parts: threads) { size(rows[$0]) + 1 }
        return RowWriter.matrix(
            capacities: ranges.map { $0.reduce(0) { $0 + size(rows[$1]) } },
            columnCount: fields.last?.range.upperBound ?? 0, threads: threads
        ) { part, writer in
            for place in ranges[part] {
                for field in fields { writer.add { field.write(row: rows[place], $0, $1) } }
                writer.endRow()
            }
        }
    }
}
