/// Why a document's file could not be read: what is wrong, where in the file, and what to do.
///
/// ```swift
/// catch let error as DocumentError where error.code == .encrypted { … }
/// ```
public struct DocumentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure; more kinds may come.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The name of the kind, as it stands in error records.
        public let rawValue: String
        /// Creates a code from its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The file is damaged or cut short.
        public static let damaged = Code(rawValue: "damaged")
        /// The file is locked by a password or by rights management.
        public static let encrypted = Code(rawValue: "encrypted")
        /// The file, or something in it, is larger than the limit, or grows beyond all measure.
        public static let tooLarge = Code(rawValue: "too-large")
        /// The file is of a kind or version that is not read.
        public static let unsupported = Code(rawValue: "unsupported")
        /// The library that reads such files is not installed.
        public static let missingLibrary = Code(rawValue: "missing-library")
        /// The file holds no text, such as the scan of a page.
        public static let noText = Code(rawValue: "no-text")
    }

    /// The kind of failure.
    public var code: Code
    /// What happened and what to do, without the place.
    public var message: String
    /// The part of the file in which it happened: the name of a member, the number of a page.
    public var place: String?

    /// Creates an error.
    public init(_ code: Code, _ message: String, in place: String? = nil) {
        self.code = code
        self.message = message
        self.place = place
    }

    /// The message and, where known, the place.
    public var description: String { place.map { "\(message) (in \($0))" } ?? message }

    /// The error of a file that does not follow its format.
    static func damaged(_ what: String, in place: String? = nil) -> DocumentError {
        DocumentError(.damaged, "\(what); fetch or save the file again", in: place)
    }
}
