public import CEpitome

/// A result: columns in the layout of Apache Arrow.
final class Table: Handle {
    private let columns: [Column]

    init(_ columns: [Column]) { self.columns = columns }

    var count: Int { columns.count }

    func describe(_ index: Int) -> epi_column? {
        columns.indices.contains(index) ? columns[index].description() : nil
    }
}

/// One column, whose memory stands as long as it does.
class Column {
    private let name: UnsafeMutablePointer<CChar>
    private let validity: UnsafeMutablePointer<UInt8>?

    init(_ name: String, missing: [Bool]? = nil) {
        let bytes = Array(name.utf8CString)
        self.name = .allocate(capacity: bytes.count)
        self.name.initialize(from: bytes, count: bytes.count)
        guard let missing, missing.contains(true) else {
            validity = nil
            return
        }
        let validity = UnsafeMutablePointer<UInt8>.allocate(capacity: (missing.count + 7) / 8)
        validity.initialize(repeating: 0, count: (missing.count + 7) / 8)
        for (row, isMissing) in missing.enumerated() where !isMissing { validity[row / 8] |= 1 << UInt8(row % 8) }
        self.validity = validity
    }

    deinit {
        name.deallocate()
        validity?.deallocate()
    }

    func description() -> epi_column {
        var column = epi_column()
        column.name = UnsafePointer(name)
        column.validity = validity.map { UnsafePointer($0) }
        return column
    }
}

/// A number that a column can have.
protocol ColumnNumber: BitwiseCopyable {
    static var columnType: Int { get }
}

extension Int32: ColumnNumber { static var columnType: Int { EPI_INT32 } }
extension UInt32: ColumnNumber { static var columnType: Int { EPI_INT32 } }
extension Int64: ColumnNumber { static var columnType: Int { EPI_INT64 } }
extension Float: ColumnNumber { static var columnType: Int { EPI_FLOAT32 } }
extension Double: ColumnNumber { static var columnType: Int { EPI_FLOAT64 } }
extension UInt8: ColumnNumber { static var columnType: Int { EPI_UINT8 } }

/// A column of numbers: an array whose elements lie in one piece of memory, and are not copied.
final class NumberColumn<Number: ColumnNumber>: Column {
    private let numbers: [Number]

    init(_ name: String, _ numbers: [Number], missing: [Bool]? = nil) {
        self.numbers = numbers
        super.init(name, missing: missing)
    }

    override func description() -> epi_column {
        var column = super.description()
        column.type = Int32(Number.columnType)
        column.count = Int64(numbers.count)
        // The array is never changed: its elements stay where they are as long as it is held.
        column.values = numbers.withUnsafeBytes { $0.baseAddress }
        return column
    }
}

/// A column of texts.
final class TextColumn: Column {
    private let bytes: [UInt8]
    private let ends: [Int64]

    /// Takes texts; missing ones are nil.
    init(_ name: String, _ texts: [String?]) {
        var bytes: [UInt8] = []
        var ends: [Int64] = [0]
        ends.reserveCapacity(texts.count + 1)
        for text in texts {
            if let text { bytes.append(contentsOf: text.utf8) }
            ends.append(Int64(bytes.count))
        }
        self.bytes = bytes
        self.ends = ends
        super.init(name, missing: texts.map { $0 == nil })
    }

    /// Takes texts back to back, and 0 and where each ends.
    init(_ name: String, bytes: [UInt8], ends: [Int64]) {
        self.bytes = bytes
        self.ends = ends
        super.init(name)
    }

    override func description() -> epi_column {
        var column = super.description()
        column.type = Int32(EPI_TEXT)
        column.count = Int64(ends.count - 1)
        column.values = bytes.withUnsafeBytes { $0.baseAddress }
        column.offsets = ends.withUnsafeBufferPointer { $0.baseAddress }
        return column
    }
}

/// The number of columns of a table.
@c @implementation
public func epi_table_count(_ table: OpaquePointer?) -> Int64 {
    (try? object(table, Table.self, "table")).map { Int64($0.count) } ?? -1
}

/// Describes a column of a table.
@c @implementation
public func epi_table_column(
    _ table: OpaquePointer?, _ index: Int64, _ column: UnsafeMutablePointer<epi_column>?
) -> Int32 {
    guard let table = try? object(table, Table.self, "table"), let found = table.describe(Int(clamping: index)),
        let column
    else { return Int32(EPI_INVALID) }
    column.pointee = found
    return Int32(EPI_OK)
}
