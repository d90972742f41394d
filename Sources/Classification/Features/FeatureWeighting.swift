import Vectors

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// What the count of a term in a document is worth.
public enum TermFrequency: String, Sendable, CaseIterable {
    /// The count itself.
    case raw
    /// `1 + ln(count)`.
    case sublinear
}

/// The weights of the counts that occur, looked up instead of computed.
struct FrequencyWeights: Sendable {
    private let kind: TermFrequency
    private let table: [Float]

    init(_ kind: TermFrequency) {
        self.kind = kind
        table = (0..<64).map { kind == .raw || $0 == 0 ? Float($0) : 1 + logf(Float($0)) }
    }

    @inline(__always)
    func weight(_ count: UInt32) -> Float {
        if count < 64 { return table[Int(count)] }
        return kind == .raw ? Float(count) : 1 + logf(Float(count))
    }
}

/// `ln((1 + n)/(1 + df)) + 1`, as scikit-learn's smoothed inverse document frequency.
func inverseDocumentFrequency(_ frequency: Int, documents: Int) -> Float {
    Float(log(Double(1 + documents) / Double(1 + frequency)) + 1)
}

/// A block's counts with the document frequencies of the training rows: what weighted rows are made from.
struct WeightedBlock {
    let block: FeatureBlock
    let counts: CountMatrix
    let weight: Float
    let frequencies: FrequencyWeights
    /// The inverse document frequency of each term.
    let idf: [Float]
    /// The column of each term; −1 if it is left out.
    let columns: [Int32]
    let firstColumn: Int
    let columnCount: Int

    // Terms in fewer training rows than `minimumFrequency` are left out, from the length of the block too: prediction
    // does not know them either. `keeps` says which terms may stay, where the model has been pruned.
    init(
        _ block: FeatureBlock, counts: CountMatrix, trainingRows: [Int], weight: Float, termFrequency: TermFrequency,
        firstColumn: Int, minimumFrequency: Int, keeps: [Bool]? = nil
    ) {
        self.block = block
        self.counts = counts
        self.weight = weight
        frequencies = FrequencyWeights(termFrequency)
        self.firstColumn = firstColumn
        let frequencies = counts.documentFrequencies(in: trainingRows)
        var idf = [Float](repeating: 0, count: counts.termCount)
        var columns = [Int32](repeating: -1, count: counts.termCount)
        var next = Int32(firstColumn)
        for term in 0..<counts.termCount where Int(frequencies[term]) >= minimumFrequency {
            if let keeps, !keeps[term] { continue }
            idf[term] = inverseDocumentFrequency(Int(frequencies[term]), documents: trainingRows.count)
            columns[term] = next
            next += 1
        }
        self.idf = idf
        self.columns = columns
        columnCount = Int(next) - firstColumn
    }
}

extension WeightedBlock {
    /// The share of the occurrences of terms in a row whose terms are kept; 1 for an empty row.
    func coverage(ofRow row: Int) -> Float {
        var known = 0
        var all = 0
        for place in counts.rowOffsets[row]..<counts.rowOffsets[row + 1] {
            all += Int(counts.counts[place])
            if columns[Int(counts.terms[place])] >= 0 { known += Int(counts.counts[place]) }
        }
        return all == 0 ? 1 : Float(known) / Float(all)
    }
}

/// Weighs rows: tf·idf, each block brought to length 1, times the block's weight.
///
/// - Complexity: O(stored counts of the rows).
func weigh(_ blocks: [WeightedBlock], rows: [Int]) -> CSRMatrix {
    var offsets = [0]
    offsets.reserveCapacity(rows.count + 1)
    var total = 0
    for block in blocks {
        for row in rows { total += block.counts.rowOffsets[row + 1] - block.counts.rowOffsets[row] }
    }
    var columns: [UInt32] = []
    var values: [Float] = []
    columns.reserveCapacity(total)
    values.reserveCapacity(total)
    for row in rows {
        for block in blocks where block.weight > 0 {
            let start = values.count
            var squares: Float = 0
            for place in block.counts.rowOffsets[row]..<block.counts.rowOffsets[row + 1] {
                let term = Int(block.counts.terms[place])
                let column = block.columns[term]
                guard column >= 0 else { continue }
                let value = block.frequencies.weight(UInt32(block.counts.counts[place])) * block.idf[term]
                squares += value * value
                columns.append(UInt32(column))
                values.append(value)
            }
            guard squares > 0 else { continue }
            let scale = block.weight / squares.squareRoot()
            for place in start..<values.count { values[place] *= scale }
        }
        offsets.append(values.count)
    }
    return CSRMatrix(
        rowOffsets: offsets, columnIndices: columns, values: values,
        columnCount: blocks.reduce(0) { $0 + $1.columnCount })
}
