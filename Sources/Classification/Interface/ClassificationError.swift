/// Training, or the reading of a model, is not possible.
public struct ClassificationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of fault it is.
    public struct Code: Hashable, Sendable, RawRepresentable {
        /// A short name.
        public let rawValue: String
        /// Creates a code from its short name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// No document has both text and a label.
        public static let noDocuments = Code(rawValue: "noDocuments")
        /// All documents have the same label.
        public static let oneClass = Code(rawValue: "oneClass")
        /// No term occurs often enough to be learned from.
        public static let noFeatures = Code(rawValue: "noFeatures")
        /// A label is empty.
        public static let emptyLabel = Code(rawValue: "emptyLabel")
        /// An option has a value that is not allowed.
        public static let invalidOption = Code(rawValue: "invalidOption")
        /// The file is not a classifier.
        public static let notAClassifier = Code(rawValue: "notAClassifier")
        /// The file is a classifier of a version that is not known here.
        public static let unsupportedVersion = Code(rawValue: "unsupportedVersion")
        /// The file's contents contradict each other or its checksum.
        public static let damagedModel = Code(rawValue: "damagedModel")
        /// The training was cancelled.
        public static let cancelled = Code(rawValue: "cancelled")
    }

    /// What kind of fault it is.
    public let code: Code
    /// What was found, and what to do about it.
    public let description: String

    /// Creates an error; the description is a full sentence.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
