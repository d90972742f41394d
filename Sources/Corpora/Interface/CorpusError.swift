internal import Serialization

/// Where in an input something stands.
public struct CorpusLocation: Hashable, Sendable, CustomStringConvertible {
    /// The path, or `-` for the standard input.
    public var path: String
    /// The line, counted from 1, where the input has lines.
    public var line: Int?
    /// The byte offset in the decoded stream (after decompression).
    public var byteOffset: Int?

    /// Creates a location.
    public init(path: String, line: Int? = nil, byteOffset: Int? = nil) {
        self.path = path
        self.line = line
        self.byteOffset = byteOffset
    }

    /// The path as a person can read it, also where its bytes are no text.
    public var readablePath: String { SystemPath.readable(path) }

    /// The path (or "standard input") and, where known, the line.
    public var description: String {
        let name = path == "-" ? "standard input" : path.isEmpty ? "'' (an empty path)" : readablePath
        return line.map { "\(name) line \($0)" } ?? name
    }
}

/// Why an input, or one record of it, could not be read or processed: what, where, and what to do.
///
/// ```swift
/// catch let error as CorpusError where error.code == .tooLarge { … }
/// ```
public struct CorpusError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure; more kinds may come.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The name of the kind, as it stands in error records.
        public let rawValue: String
        /// Creates a code from its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The path does not exist.
        public static let notFound = Code(rawValue: "not-found")
        /// The input exists but cannot be opened or read.
        public static let unreadable = Code(rawValue: "unreadable")
        /// A folder holds no file that would be read.
        public static let noInput = Code(rawValue: "no-input")
        /// The input is no text: an image, an archive, a program.
        public static let binary = Code(rawValue: "binary")
        /// The input or the record's text is empty.
        public static let empty = Code(rawValue: "empty")
        /// A document is larger than the limit.
        public static let tooLarge = Code(rawValue: "too-large")
        /// A record does not follow its format.
        public static let invalidRecord = Code(rawValue: "invalid-record")
        /// A record lacks the field that holds the text.
        public static let missingField = Code(rawValue: "missing-field")
        /// A CSV record has another number of columns than the header.
        public static let columnCount = Code(rawValue: "column-count")
        /// A document's file or compressed data other than gzip is damaged or ends early.
        public static let damaged = Code(rawValue: "damaged")
        /// The library that reads such files is not installed.
        public static let missingLibrary = Code(rawValue: "missing-library")
        /// Compressed data is damaged or ends early.
        public static let damagedGzip = Code(rawValue: "damaged-gzip")
        /// Compressed data grows beyond all measure.
        public static let gzipBomb = Code(rawValue: "gzip-bomb")
        /// A document took longer than the time limit.
        public static let timeLimit = Code(rawValue: "time-limit")
        /// A document was read but could not be processed.
        public static let processing = Code(rawValue: "processing")
        /// The output cannot be written.
        public static let output = Code(rawValue: "output")
    }

    /// The kind of failure.
    public var code: Code
    /// What happened and what to do, without the place.
    public var message: String
    /// Where it happened.
    public var location: CorpusLocation?

    /// Creates an error.
    public init(_ code: Code, _ message: String, at location: CorpusLocation? = nil) {
        self.code = code
        self.message = message
        self.location = location
    }

    /// The place and the message as one sentence.
    public var description: String { location.map { "\($0): \(message)" } ?? message }
}
