/// A safetensors file is not what the format allows, or does not hold what was asked of it.
///
/// Files are read as hostile input: every claim of the header is checked against the bytes that are there before any
/// of them is used.
public struct SafetensorsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of fault it is.
    public struct Code: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
        /// A short name.
        public let rawValue: String

        /// Creates a code from its short name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The short name.
        public var description: String { rawValue }

        /// Fewer than the 8 bytes that hold the header's length.
        public static let fileTooShort = Code(rawValue: "fileTooShort")
        /// The header is longer than `SafetensorsFile.headerLimit`.
        public static let headerTooLarge = Code(rawValue: "headerTooLarge")
        /// The header is longer than the file.
        public static let headerPastEnd = Code(rawValue: "headerPastEnd")
        /// The header does not begin with `{`.
        public static let headerStart = Code(rawValue: "headerStart")
        /// The header is not JSON.
        public static let headerNotJSON = Code(rawValue: "headerNotJSON")
        /// `__metadata__` is not an object of strings.
        public static let invalidMetadata = Code(rawValue: "invalidMetadata")
        /// A tensor's entry lacks a field, or has one of the wrong kind.
        public static let invalidEntry = Code(rawValue: "invalidEntry")
        /// Two tensors have the same name.
        public static let duplicateName = Code(rawValue: "duplicateName")
        /// An element type that the format does not have.
        public static let unknownElementType = Code(rawValue: "unknownElementType")
        /// The product of the dimensions does not fit in 64 bits.
        public static let shapeOverflow = Code(rawValue: "shapeOverflow")
        /// `data_offsets` descend or lie outside the file.
        public static let offsetsOutOfRange = Code(rawValue: "offsetsOutOfRange")
        /// Shape times element size is not the number of bytes.
        public static let sizeMismatch = Code(rawValue: "sizeMismatch")
        /// Two tensors share bytes.
        public static let overlappingTensors = Code(rawValue: "overlappingTensors")
        /// Bytes between tensors, or before the first, that belong to none.
        public static let hole = Code(rawValue: "hole")
        /// Bytes after the last tensor.
        public static let trailingBytes = Code(rawValue: "trailingBytes")
        /// No tensor of this name.
        public static let missingTensor = Code(rawValue: "missingTensor")
        /// The tensor has another element type than was asked for.
        public static let wrongElementType = Code(rawValue: "wrongElementType")
        /// The tensor has another shape than was asked for.
        public static let wrongShape = Code(rawValue: "wrongShape")
        /// A value that its reader does not accept, such as a NaN weight or an index out of range.
        public static let invalidValue = Code(rawValue: "invalidValue")
        /// A metadata key that the reader needs is missing or has a value it does not know.
        public static let unsupportedMetadata = Code(rawValue: "unsupportedMetadata")
    }

    /// What kind of fault it is.
    public let code: Code
    /// What was found, with the offending name or number.
    public let detail: String
    /// The file, where there is one.
    public var path: String?

    /// Creates an error.
    public init(_ code: Code, _ detail: String, path: String? = nil) {
        self.code = code
        self.detail = detail
        self.path = path
    }

    /// A full sentence with the place and the value.
    public var description: String {
        "\(path ?? "safetensors data"): is no safetensors file that can be used: \(detail)"
    }
}
