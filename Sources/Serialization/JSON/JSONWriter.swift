/// Writes JSON into a growing array of bytes, member by member, without building a tree.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.beginObject()
/// writer.member("id", 7)
/// writer.key("labels")
/// writer.beginArray()
/// writer.value("sport")
/// writer.endArray()
/// writer.endObject()
/// print(writer.text)  // {"id":7,"labels":["sport"]}
/// ```
///
/// The writer sets commas, colons and (if asked) indentation; that begins and ends match, and that an object's values
/// have keys, is the caller's part. Numbers that JSON cannot say (NaN, infinity) are written as `null`. Doubles are
/// written in the shortest form that reads back as the same value.
public struct JSONWriter: Sendable {
    /// What has been written.
    public private(set) var bytes: [UInt8] = []
    private let isPretty: Bool
    private var depth = 0
    /// Whether the next value or key needs a comma before it.
    private var needsComma = false
    private var isAfterKey = false

    /// Creates a writer.
    ///
    /// - Parameter pretty: Whether to write each member on its own line, indented by two spaces.
    public init(pretty: Bool = false) { isPretty = pretty }

    /// What has been written, as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Forgets what has been written and keeps the memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        depth = 0
        needsComma = false
        isAfterKey = false
    }

    /// Cuts what has been written back to a length it had between two top-level values.
    public mutating func truncate(to count: Int) {
        bytes.removeLast(max(0, bytes.count - count))
        depth = 0
        needsComma = false
        isAfterKey = false
    }

    /// Takes the bytes out, leaving the writer empty.
    public mutating func take() -> [UInt8] {
        let taken = bytes
        bytes = []
        removeAll()
        return taken
    }

    // MARK: Structure

    /// Opens an object.
    public mutating func beginObject() { open(UInt8(ascii: "{")) }
    /// Closes an object.
    public mutating func endObject() { close(UInt8(ascii: "}")) }
    /// Opens an array.
    public mutating func beginArray() { open(UInt8(ascii: "[")) }
    /// Closes an array.
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes a member's key; its value follows.
    public mutating func key(_ key: String) {
        separate()
        appendQuoted(key)
        bytes.append(UInt8(ascii: ":"))
        if isPretty { bytes.append(UInt8(ascii: " ")) }
        isAfterKey = true
    }

    /// Appends text as it is, outside of any value.
    public mutating func raw(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Appends bytes as a line of text, line breaks in them turned into blanks.
    public mutating func rawLine(_ line: Span<UInt8>) {
        for index in line.indices {
            let byte = line[index]
            bytes.append(byte == 0x0A || byte == 0x0D ? 0x20 : byte)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Ends a line of JSON Lines: the next value starts afresh.
    public mutating func newline() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    // MARK: Values

    /// Writes `null`.
    public mutating func null() {
        separate()
        append("null")
        needsComma = true
    }

    /// Writes `true` or `false`.
    public mutating func value(_ value: Bool) {
        separate()
        append(value ? "true" : "false")
        needsComma = true
    }

    /// Writes an integer.
    public mutating func value(_ value: Int) {
        separate()
        appendDigits(value)
        needsComma = true
    }

    /// Writes a number; `null` if it is not finite.
    public mutating func value(_ value: Double) {
        guard value.isFinite else { return null() }
        separate()
        bytes.append(contentsOf: value.description.utf8)
        needsComma = true
    }

    /// Writes a number in the shortest form that reads back as the same `Float`; `null` if it is not finite.
    public mutating func value(_ value: Float) {
        guard value.isFinite else { return null() }
        separate()
        bytes.append(contentsOf: value.description.utf8)
        needsComma = true
    }

    /// Writes a string.
    public mutating func value(_ value: String) {
        separate()
        appendQuoted(value)
        needsComma = true
    }

    /// Writes UTF-8 bytes as a string.
    ///
    /// Bytes that are not UTF-8 would make the output invalid.
    public mutating func value(utf8 value: Span<UInt8>) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        value.withUnsafeBufferPointer { JSONString.escape($0, to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// Writes bytes that are a JSON value already.
    public mutating func value(json: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// Writes a value with everything in it.
    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let bool): self.value(bool)
        case .integer(let integer): self.value(integer)
        case .number(let number): self.value(number)
        case .string(let string): self.value(string)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members {
                key(member.key)
                self.value(member.value)
            }
            endObject()
        }
    }

    // MARK: Members

    /// Writes a member with a string.
    public mutating func member(_ name: String, _ value: String) {
        key(name)
        self.value(value)
    }

    /// Writes a member with an integer.
    public mutating func member(_ name: String, _ value: Int) {
        key(name)
        self.value(value)
    }

    /// Writes a member with a number.
    public mutating func member(_ name: String, _ value: Double) {
        key(name)
        self.value(value)
    }

    /// Writes a member with `true` or `false`.
    public mutating func member(_ name: String, _ value: Bool) {
        key(name)
        self.value(value)
    }

    /// Writes a member with any value.
    public mutating func member(_ name: String, _ value: JSONValue) {
        key(name)
        self.value(value)
    }

    // MARK: Bytes

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        depth += 1
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        depth -= 1
        if isPretty, needsComma { indent() }
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if isAfterKey {
            isAfterKey = false
            return
        }
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        if isPretty, depth > 0 { indent() }
        needsComma = false
    }

    private mutating func indent() {
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<(max(0, depth) * 2) { bytes.append(UInt8(ascii: " ")) }
    }

    private mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func appendDigits(_ value: Int) {
        // The longest is -9223372036854775808.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { room in
            var first = room.count
            var rest = value.magnitude
            repeat {
                first -= 1
                room[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            if value < 0 {
                first -= 1
                room[first] = UInt8(ascii: "-")
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: room[first...]))
        }
    }

    private mutating func appendQuoted(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { JSONString.escape($0, to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }
}
