/// Why bytes are not the JSON that was expected, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Code: Hashable, Sendable {
        /// The input ended inside a value.
        case unexpectedEnd
        /// A byte that cannot stand at its place.
        case unexpectedByte(UInt8)
        /// Arrays and objects are nested deeper than the limit.
        case tooDeep(limit: Int)
        /// A control character stands unescaped in a string.
        case controlCharacter(UInt8)
        /// A backslash is followed by what is no escape.
        case invalidEscape
        /// A string is not valid UTF-8.
        case invalidUTF8
        /// A number does not follow the grammar.
        case invalidNumber
        /// A number is larger than a double can hold.
        case numberOutOfRange
        /// Something other than white space follows the value.
        case trailingBytes
        /// The top level is not an object where one is needed.
        case notAnObject
    }

    /// What is wrong.
    public var code: Code
    /// The byte offset at which it was noticed.
    public var offset: Int

    /// Creates an error.
    public init(_ code: Code, at offset: Int) {
        self.code = code
        self.offset = offset
    }

    /// A sentence naming the problem and the byte offset.
    public var description: String {
        let problem =
            switch code {
            case .unexpectedEnd: "the JSON ends in the middle of a value"
            case .unexpectedByte(let byte): "unexpected \(Self.name(byte)) in JSON"
            case .tooDeep(let limit): "the JSON is nested deeper than \(limit) levels"
            case .controlCharacter(let byte): "unescaped control character \(Self.name(byte)) in a JSON string"
            case .invalidEscape: "invalid escape in a JSON string"
            case .invalidUTF8: "a JSON string is not valid UTF-8"
            case .invalidNumber: "invalid JSON number"
            case .numberOutOfRange: "a JSON number is out of range"
            case .trailingBytes: "more follows after the end of the JSON value"
            case .notAnObject: "expected a JSON object such as {\"text\": \"…\"}"
            }
        return "\(problem) (byte \(offset))"
    }

    private static func name(_ byte: UInt8) -> String {
        if (0x21...0x7E).contains(byte) { return "'\(Character(Unicode.Scalar(byte)))'" }
        let digits = String(byte, radix: 16, uppercase: true)
        return "byte 0x" + (byte < 16 ? "0" : "") + digits
    }
}
