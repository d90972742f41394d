extension JSONValue {
    /// The nesting depth accepted by default: far above any real document, far below what would exhaust a stack.
    public static let defaultDepthLimit = 128

    /// Parses one JSON value that fills the bytes (white space around it is allowed).
    ///
    /// Strict RFC 8259: no comments, no trailing commas, no NaN. Where the RFC leaves a choice:
    /// - of equal keys in an object the last wins, at the place of the first;
    /// - an escaped surrogate without its partner (`"\ud800"`) becomes U+FFFD, since a `String` cannot hold it;
    /// - bytes that are not UTF-8 are an error; a byte order mark is too;
    /// - an integer beyond `Int` becomes a double; a number beyond a double is an error.
    ///
    /// - Parameters:
    ///   - bytes: The JSON text in UTF-8.
    ///   - depthLimit: How deep arrays and objects may be nested.
    /// - Throws: ``JSONError`` with the byte offset.
    /// - Complexity: O(*n*).
    public init(parsing bytes: Span<UInt8>, depthLimit: Int = defaultDepthLimit) throws(JSONError) {
        var parser = JSONParser(depthLimit: depthLimit)
        self = try parser.document(in: bytes)
    }

    /// Parses one JSON value that fills a string.
    ///
    /// - Parameters:
    ///   - text: The JSON text.
    ///   - depthLimit: How deep arrays and objects may be nested.
    /// - Throws: ``JSONError`` with the byte offset.
    /// - Complexity: O(*n*).
    public init(parsing text: String, depthLimit: Int = defaultDepthLimit) throws(JSONError) {
        try self.init(parsing: Array(text.utf8).span, depthLimit: depthLimit)
    }
}

/// The position in a JSON text; the text itself is passed to each step as a span.
struct JSONParser {
    var position = 0
    private var depth = 0
    private let depthLimit: Int

    init(depthLimit: Int) { self.depthLimit = depthLimit }

    mutating func document(in bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        skipWhitespace(in: bytes)
        let value = try value(in: bytes)
        try end(in: bytes)
        return value
    }

    /// Checks that nothing but white space is left.
    mutating func end(in bytes: Span<UInt8>) throws(JSONError) {
        skipWhitespace(in: bytes)
        if position < bytes.count { throw JSONError(.trailingBytes, at: position) }
    }

    mutating func skipWhitespace(in bytes: Span<UInt8>) {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): position += 1
            default: return
            }
        }
    }

    /// The byte at the position; an error where the input has ended.
    func peek(in bytes: Span<UInt8>) throws(JSONError) -> UInt8 {
        guard position < bytes.count else { throw JSONError(.unexpectedEnd, at: position) }
        return bytes[position]
    }

    mutating func value(in bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        switch try peek(in: bytes) {
        case UInt8(ascii: "{"): return .object(try object(in: bytes))
        case UInt8(ascii: "["): return .array(try array(in: bytes))
        case UInt8(ascii: "\""): return .string(try string(in: bytes))
        case UInt8(ascii: "t"):
            try literal("true", in: bytes)
            return .bool(true)
        case UInt8(ascii: "f"):
            try literal("false", in: bytes)
            return .bool(false)
        case UInt8(ascii: "n"):
            try literal("null", in: bytes)
            return .null
        default: return try number(in: bytes)
        }
    }

    /// Passes one value, checking its grammar, without building it.
    mutating func skipValue(in bytes: Span<UInt8>) throws(JSONError) {
        switch try peek(in: bytes) {
        case UInt8(ascii: "{"):
            try enter()
            var first = true
            while try nextMember(first: first, in: bytes) {
                first = false
                _ = try stringRange(in: bytes)
                try colon(in: bytes)
                try skipValue(in: bytes)
            }
        case UInt8(ascii: "["):
            try enter()
            var first = true
            while try nextElement(first: first, in: bytes) {
                first = false
                try skipValue(in: bytes)
            }
        case UInt8(ascii: "\""): _ = try stringRange(in: bytes)
        case UInt8(ascii: "t"): try literal("true", in: bytes)
        case UInt8(ascii: "f"): try literal("false", in: bytes)
        case UInt8(ascii: "n"): try literal("null", in: bytes)
        // Python's json.dumps writes these, and pandas does for what is missing: what is passed over may hold them.
        case UInt8(ascii: "N"): try literal("NaN", in: bytes)
        case UInt8(ascii: "I"): try literal("Infinity", in: bytes)
        case UInt8(ascii: "-") where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "I"):
            try literal("-Infinity", in: bytes)
        default: _ = try numberRange(in: bytes)
        }
    }

    // MARK: Containers

    mutating func enter() throws(JSONError) {
        guard depth < depthLimit else { throw JSONError(.tooDeep(limit: depthLimit), at: position) }
        depth += 1
        position += 1
    }

    /// Moves to the next element, or behind the closing bracket: then false.
    mutating func nextElement(first: Bool, in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        try next(first: first, closing: UInt8(ascii: "]"), in: bytes)
    }

    /// Moves to the next key, or behind the closing brace: then false.
    mutating func nextMember(first: Bool, in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        guard try next(first: first, closing: UInt8(ascii: "}"), in: bytes) else { return false }
        let byte = try peek(in: bytes)
        guard byte == UInt8(ascii: "\"") else { throw JSONError(.unexpectedByte(byte), at: position) }
        return true
    }

    private mutating func next(first: Bool, closing: UInt8, in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        skipWhitespace(in: bytes)
        let byte = try peek(in: bytes)
        if byte == closing {
            position += 1
            depth -= 1
            return false
        }
        guard !first else { return true }
        guard byte == UInt8(ascii: ",") else { throw JSONError(.unexpectedByte(byte), at: position) }
        position += 1
        skipWhitespace(in: bytes)
        let following = try peek(in: bytes)
        if following == closing { throw JSONError(.unexpectedByte(following), at: position) }
        return true
    }

    mutating func colon(in bytes: Span<UInt8>) throws(JSONError) {
        skipWhitespace(in: bytes)
        let byte = try peek(in: bytes)
        guard byte == UInt8(ascii: ":") else { throw JSONError(.unexpectedByte(byte), at: position) }
        position += 1
        skipWhitespace(in: bytes)
    }

    private mutating func object(in bytes: Span<UInt8>) throws(JSONError) -> JSONObject {
        try enter()
        var object = JSONObject()
        var first = true
        while try nextMember(first: first, in: bytes) {
            first = false
            let key = try string(in: bytes)
            try colon(in: bytes)
            object[key] = try value(in: bytes)
        }
        return object
    }

    private mutating func array(in bytes: Span<UInt8>) throws(JSONError) -> [JSONValue] {
        try enter()
        var array: [JSONValue] = []
        var first = true
        while try nextElement(first: first, in: bytes) {
            first = false
            array.append(try value(in: bytes))
        }
        return array
    }

    // MARK: Strings and literals

    /// The content of the string that starts at the position; moves behind it.
    mutating func stringRange(in bytes: Span<UInt8>) throws(JSONError) -> (range: Range<Int>, hasEscapes: Bool) {
        let start = position + 1
        let (length, hasEscapes) = bytes.extracting(start...).withUnsafeBufferPointer { JSONString.end(in: $0) }
        let end = start + length
        guard end < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
        switch bytes[end] {
        case UInt8(ascii: "\""): break
        case UInt8(ascii: "\\"): throw JSONError(.invalidEscape, at: end)
        case let byte: throw JSONError(.controlCharacter(byte), at: end)
        }
        position = end + 1
        return (start..<end, hasEscapes)
    }

    private mutating func string(in bytes: Span<UInt8>) throws(JSONError) -> String {
        let (range, hasEscapes) = try stringRange(in: bytes)
        let content = bytes.extracting(range)
        let valid = content.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) }
        guard let valid else { throw JSONError(.invalidUTF8, at: range.lowerBound) }
        return hasEscapes ? Self.unescaped(content) : valid
    }

    /// The text of a string's content; bytes that are not UTF-8 are replaced by U+FFFD.
    static func unescaped(_ content: Span<UInt8>) -> String {
        content.withUnsafeBufferPointer { source in
            String(unsafeUninitializedCapacity: source.count) { target in
                target.baseAddress.map { JSONString.unescape(source, to: $0) } ?? 0
            }
        }
    }

    private mutating func literal(_ text: StaticString, in bytes: Span<UInt8>) throws(JSONError) {
        for index in 0..<text.utf8CodeUnitCount {
            let byte = try peek(in: bytes)
            guard byte == text.utf8Start[index] else { throw JSONError(.unexpectedByte(byte), at: position) }
            position += 1
        }
    }

    // MARK: Numbers

    private mutating func digits(in bytes: Span<UInt8>) -> Int {
        let start = position
        while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
        return position - start
    }

    /// Passes a number; says whether it has neither fraction nor exponent.
    mutating func numberRange(in bytes: Span<UInt8>) throws(JSONError) -> (range: Range<Int>, isInteger: Bool) {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let first = position
        let count = digits(in: bytes)
        if count == 0 {
            guard first > start else { throw JSONError(.unexpectedByte(bytes[start]), at: start) }
            throw JSONError(first < bytes.count ? .invalidNumber : .unexpectedEnd, at: first)
        }
        if count > 1, bytes[first] == UInt8(ascii: "0") { throw JSONError(.invalidNumber, at: first) }
        var isInteger = true
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            if digits(in: bytes) == 0 { throw JSONError(.invalidNumber, at: position) }
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            if digits(in: bytes) == 0 { throw JSONError(.invalidNumber, at: position) }
        }
        return (start..<position, isInteger)
    }

    private mutating func number(in bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        let (range, isInteger) = try numberRange(in: bytes)
        let text = bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        if isInteger, let value = Int(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else { throw JSONError(.numberOutOfRange, at: range.lowerBound) }
        return .number(value)
    }
}
