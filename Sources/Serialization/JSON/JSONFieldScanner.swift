/// Finds named top-level fields in one JSON object without building its tree.
///
/// The whole line is checked against the grammar, but only what is asked for is located, and nothing is copied until
/// a field's ``JSONFields/string(_:in:)`` is called. This is what keeps JSON Lines from being the slow part of a run.
///
/// ```swift
/// let scanner = JSONFieldScanner(fields: ["id", "text"])
/// var fields = JSONFields()
/// try scanner.scan(line.span, into: &fields)
/// let text = fields.string(1, in: line.span)
/// ```
///
/// Keys are compared after unescaping. Of equal keys the last wins, as with ``JSONValue``. Beyond RFC 8259, `NaN`,
/// `Infinity` and `-Infinity` are passed as numbers, since Python writes them into fields that nobody may have asked for.
public struct JSONFieldScanner: Sendable {
    /// The wanted names; a field's number is its place here.
    public let fields: [String]
    private let keys: [[UInt8]]
    private let depthLimit: Int

    /// Creates a scanner for some field names.
    public init(fields: [String], depthLimit: Int = JSONValue.defaultDepthLimit) {
        self.fields = fields
        keys = fields.map { Array($0.utf8) }
        self.depthLimit = depthLimit
    }

    /// Scans one object that fills the bytes.
    ///
    /// - Parameters:
    ///   - line: The JSON text, without or with its line break.
    ///   - found: Receives where the fields are; reused from line to line.
    /// - Throws: ``JSONError`` with the byte offset in the line.
    /// - Complexity: O(*n*), at several GB/s through long strings.
    public func scan(_ line: Span<UInt8>, into found: inout JSONFields) throws(JSONError) {
        found.reset(count: keys.count)
        var parser = JSONParser(depthLimit: depthLimit)
        parser.skipWhitespace(in: line)
        guard try parser.peek(in: line) == UInt8(ascii: "{") else {
            throw JSONError(.notAnObject, at: parser.position)
        }
        try parser.enter()
        var first = true
        while try parser.nextMember(first: first, in: line) {
            first = false
            let (keyRange, hasEscapes) = try parser.stringRange(in: line)
            try parser.colon(in: line)
            let start = parser.position
            let opening = try parser.peek(in: line)
            if opening == UInt8(ascii: "\"") {
                let (range, escaped) = try parser.stringRange(in: line)
                if let number = number(of: keyRange, hasEscapes: hasEscapes, in: line) {
                    found.set(number, JSONFields.Field(kind: .string, range: range, hasEscapes: escaped))
                }
                continue
            }
            try parser.skipValue(in: line)
            if let number = number(of: keyRange, hasEscapes: hasEscapes, in: line) {
                let kind = JSONFields.Kind(opening: opening)
                found.set(number, JSONFields.Field(kind: kind, range: start..<parser.position, hasEscapes: false))
            }
        }
        try parser.end(in: line)
    }

    /// The names of all members of an object, in order, for a message; those before the first mistake if there is one.
    public static func keys(of line: Span<UInt8>) -> [String] {
        var parser = JSONParser(depthLimit: JSONValue.defaultDepthLimit)
        var keys: [String] = []
        do throws(JSONError) {
            parser.skipWhitespace(in: line)
            guard try parser.peek(in: line) == UInt8(ascii: "{") else { return [] }
            try parser.enter()
            while try parser.nextMember(first: keys.isEmpty, in: line) {
                let range = try parser.stringRange(in: line).range
                keys.append(JSONParser.unescaped(line.extracting(range)))
                try parser.colon(in: line)
                try parser.skipValue(in: line)
            }
        } catch {}
        return keys
    }

    private func number(of range: Range<Int>, hasEscapes: Bool, in line: Span<UInt8>) -> Int? {
        if hasEscapes {
            let key = JSONParser.unescaped(line.extracting(range))
            return fields.firstIndex(of: key)
        }
        for (number, key) in keys.enumerated() where key.count == range.count {
            var index = 0
            while index < key.count, key[index] == line[range.lowerBound + index] { index += 1 }
            if index == key.count { return number }
        }
        return nil
    }
}

/// Where a ``JSONFieldScanner`` found its fields in a line.
public struct JSONFields: Sendable {
    /// What a field holds.
    public enum Kind: UInt8, Sendable {
        /// The object has no such member.
        case absent
        /// `null`.
        case null
        /// `true` or `false`.
        case bool
        /// A number.
        case number
        /// A string.
        case string
        /// An array.
        case array
        /// An object.
        case object

        init(opening byte: UInt8) {
            switch byte {
            case UInt8(ascii: "{"): self = .object
            case UInt8(ascii: "["): self = .array
            case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .bool
            case UInt8(ascii: "n"): self = .null
            default: self = .number
            }
        }
    }

    /// One field.
    public struct Field: Sendable {
        /// What it holds.
        public var kind: Kind
        /// Its bytes in the line; for a string without the quotes.
        public var range: Range<Int>
        /// Whether a string has escapes in it.
        public var hasEscapes: Bool
    }

    private var found: [Field] = []

    /// Creates an empty result, to be filled by a scan.
    public init() {}

    mutating func reset(count: Int) {
        found.removeAll(keepingCapacity: true)
        for _ in 0..<count { found.append(Field(kind: .absent, range: 0..<0, hasEscapes: false)) }
    }

    mutating func set(_ number: Int, _ field: Field) { found[number] = field }

    /// The field with a number in the scanner's list.
    public subscript(number: Int) -> Field { found[number] }

    /// The text of a string field; `nil` if the field is absent or holds something else.
    ///
    /// Bytes that are not UTF-8 are replaced by U+FFFD.
    public func string(_ number: Int, in line: Span<UInt8>) -> String? {
        let field = found[number]
        return field.kind == .string ? Self.text(field, in: line) : nil
    }

    /// What the elements of an array field are and where they stand in the line; none for other fields.
    public func elements(_ number: Int, in line: Span<UInt8>) throws(JSONError) -> [Field] {
        let field = found[number]
        guard field.kind == .array else { return [] }
        let array = line.extracting(field.range)
        var parser = JSONParser(depthLimit: JSONValue.defaultDepthLimit)
        var elements: [Field] = []
        try parser.enter()
        while try parser.nextElement(first: elements.isEmpty, in: array) {
            let opening = try parser.peek(in: array)
            let start = parser.position + field.range.lowerBound
            if opening == UInt8(ascii: "\"") {
                let (range, hasEscapes) = try parser.stringRange(in: array)
                let first = field.range.lowerBound + range.lowerBound
                elements.append(Field(kind: .string, range: first..<first + range.count, hasEscapes: hasEscapes))
            } else {
                try parser.skipValue(in: array)
                let end = parser.position + field.range.lowerBound
                elements.append(Field(kind: Kind(opening: opening), range: start..<end, hasEscapes: false))
            }
        }
        return elements
    }

    /// The text of a string, or the bytes of another value as they stand in the line.
    public static func text(_ field: Field, in line: Span<UInt8>) -> String {
        let content = line.extracting(field.range)
        if field.hasEscapes { return JSONParser.unescaped(content) }
        return content.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of a string field without escapes, as they stand in the line, be they UTF-8 or not.
    package func bytes(_ number: Int, in line: Span<UInt8>) -> [UInt8]? {
        let field = found[number]
        guard field.kind == .string else { return nil }
        let content = line.extracting(field.range)
        return content.withUnsafeBufferPointer { source in
            guard field.hasEscapes else { return Array(source) }
            return [UInt8](unsafeUninitializedCapacity: source.count) { target, count in
                count = target.baseAddress.map { JSONString.unescape(source, to: $0) } ?? 0
            }
        }
    }

    /// The field parsed into a tree; `nil` if it is absent.
    ///
    /// - Throws: ``JSONError`` if a string in it is not valid UTF-8.
    public func value(_ number: Int, in line: Span<UInt8>) throws(JSONError) -> JSONValue? {
        let field = found[number]
        switch field.kind {
        case .absent: return nil
        case .string: return string(number, in: line).map { .string($0) }
        default: return try JSONValue(parsing: line.extracting(field.range))
        }
    }
}
