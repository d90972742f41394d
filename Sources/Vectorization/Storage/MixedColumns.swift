internal import Serialization

extension CountVectorizer {
    /// Adds what a file needs of columns that do not stand in the order of the terms' numbers: how many there are, and the
    /// terms that no text can have.
    func addMixedColumns(of storage: VocabularyStorage, to writer: inout SafetensorsWriter) throws(SafetensorsError) {
        guard !storage.isInOrder else { return }
        writer.metadata["terms.mixed_columns"] = "\(storage.columnCount)"
        let unmatched = storage.unmatched.sorted { $0.key < $1.key }
        var ends: [Int64] = []
        var bytes: [UInt8] = []
        for (_, term) in unmatched {
            bytes += term
            ends.append(Int64(bytes.count))
        }
        try writer.add(bytes, named: "terms.unmatched_bytes")
        try writer.add(ends, named: "terms.unmatched_ends")
        try writer.add(unmatched.map { UInt32($0.key) }, named: "terms.unmatched_columns")
    }
}

/// What a file says of columns that do not stand in the order of the terms' numbers.
struct MixedColumns {
    let count: Int
    private(set) var unmatched: [Int: [UInt8]] = [:]

    /// Reads it; nil if the columns stand in order.
    init?(_ file: SafetensorsFile) throws {
        guard let text = file.metadata["terms.mixed_columns"] else { return nil }
        guard let count = Int(text), count >= 0, count < 1 << 32 else {
            throw SafetensorsError(.unsupportedMetadata, "its number of columns is \"\(text)\"")
        }
        self.count = count
        let bytes = try file.elements(named: "terms.unmatched_bytes", as: UInt8.self)
        let columns = try file.elements(named: "terms.unmatched_columns", as: UInt32.self)
        let ends = try file.elements(named: "terms.unmatched_ends", as: Int64.self, shape: [columns.count])
        var start = 0
        for (column, end) in zip(columns, ends) {
            guard end >= start, end <= bytes.count, column < count, unmatched[Int(column)] == nil else {
                throw SafetensorsError(.invalidValue, "its terms without a column of their own overlap")
            }
            unmatched[Int(column)] = Array(bytes[start..<Int(end)])
            start = Int(end)
        }
    }

    /// Checks that each column belongs to one term.
    func check(_ columns: [TermColumns], _ sizes: [Int]) throws {
        let all = zip(columns, sizes).flatMap { $0.columns(of: $1).filter { $0 != WordTable.none } }
        // As many columns as terms, none twice: none is left.
        guard all.count + unmatched.count == count else {
            throw SafetensorsError(.invalidValue, "it has \(all.count + unmatched.count) terms for \(count) columns")
        }
        var isTaken = [Bool](repeating: false, count: count)
        for column in unmatched.keys { isTaken[column] = true }
        for column in all {
            guard column < count, !isTaken[Int(column)] else {
                throw SafetensorsError(.invalidValue, "its columns are out of range or stand for two terms")
            }
            isTaken[Int(column)] = true
        }
    }
}
