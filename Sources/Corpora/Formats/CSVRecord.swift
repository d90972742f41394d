/// The rules of one CSV input: its delimiter, and which columns mean what.
package struct CSVLayout: Hashable, Sendable {
    var delimiter: UInt8
    var columnCount: Int
    var columns: Columns
    /// The names in the header.
    var names: [String]

    /// The places of the columns that are read.
    struct Columns: Hashable, Sendable {
        var text: Int?
        var title: Int?
        var id: Int?
        var label: Int?
        var language: Int?
        var summary: Int?
        /// Those that are carried through.
        var kept: [Int] = []
    }

    /// Takes the layout from the first record.
    ///
    /// - Parameters:
    ///   - first: The bytes of the first record.
    ///   - options: The field names, and whether there is a header at all.
    ///   - delimiter: What separates its fields.
    /// - Throws: An error that lists the columns found, if none is the text's.
    init(first: Span<UInt8>, options: CorpusOptions, delimiter: UInt8) throws(CorpusError) {
        self.delimiter = delimiter
        let names = CSVRecord.fields(of: first, delimiter: delimiter)
        columnCount = names.count
        self.names = options.hasHeader ? names : []
        columns = Columns()
        func column(_ name: String) -> Int? {
            if options.hasHeader, let place = names.firstIndex(of: name) { return place }
            guard !options.hasHeader, let number = Int(name), names.indices.contains(number - 1) else { return nil }
            return number - 1
        }
        columns.text = column(options.textField)
        columns.title = column(options.titleField)
        columns.id = column(options.idField)
        columns.label = column(options.labelField)
        columns.language = options.hasHeader ? column("language") : nil
        columns.summary = column(options.summaryField)
        if columns.text == nil, options.requiresText { throw missing("--text-field", options.textField, options) }
        if columns.id == nil, options.requiresID { throw missing("--id-field", options.idField, options) }
        for name in options.keptFields {
            guard let place = column(name) else { throw missing("--keep", name, options) }
            columns.kept.append(place)
        }
    }

    private func missing(_ option: String, _ name: String, _ options: CorpusOptions) -> CorpusError {
        guard options.hasHeader else {
            return CorpusError(
                .missingField,
                "without a header, `\(option)` is a column number from 1 to \(columnCount), not \"\(name)\"")
        }
        let found = names.map { "\"\($0)\"" }.joined(separator: ", ")
        return CorpusError(
            .missingField,
            "no column is named \"\(name)\" (found: \(found)). Pass `\(option) NAME`, or `--no-header` with column "
                + "numbers")
    }
}

/// Takes CSV records apart (RFC 4180), with what spreadsheets add: a quote inside an unquoted field is a plain character,
/// and what follows a closing quote belongs to the field.
enum CSVRecord {
    /// All fields of a record.
    static func fields(of record: Span<UInt8>, delimiter: UInt8) -> [String] {
        var fields: [String] = []
        forEachField(of: record, delimiter: delimiter) { fields.append(text($1, in: record, isQuoted: $2)) }
        return fields
    }

    /// Calls a closure with number, range (with its quotes) and whether the field is quoted.
    static func forEachField(
        of record: Span<UInt8>, delimiter: UInt8, _ body: (_ number: Int, _ range: Range<Int>, _ isQuoted: Bool) -> Void
    ) {
        var end = record.count
        if end > 0, record[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        if end > 0, record[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        var position = 0
        var number = 0
        while true {
            let start = position
            var isQuoted = false
            if position < end, record[position] == UInt8(ascii: "\"") {
                isQuoted = true
                position += 1
                while position < end {
                    if record[position] == UInt8(ascii: "\"") {
                        guard position + 1 < end, record[position + 1] == UInt8(ascii: "\"") else { break }
                        position += 1
                    }
                    position += 1
                }
            }
            while position < end, record[position] != delimiter { position += 1 }
            body(number, start..<min(position, end), isQuoted)
            number += 1
            guard position < end else { return }
            position += 1
        }
    }

    /// The text of a field: quotes removed, doubled quotes made single, bytes repaired.
    static func text(_ range: Range<Int>, in record: Span<UInt8>, isQuoted: Bool) -> String {
        guard isQuoted else { return TextDecoding.text(record.extracting(range)) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        var position = range.lowerBound + 1
        var isInside = true
        while position < range.upperBound {
            let byte = record[position]
            if isInside, byte == UInt8(ascii: "\"") {
                if position + 1 < range.upperBound, record[position + 1] == UInt8(ascii: "\"") {
                    position += 1
                } else {
                    isInside = false
                    position += 1
                    continue
                }
            }
            bytes.append(byte)
            position += 1
        }
        return TextDecoding.text(bytes.span)
    }
}
