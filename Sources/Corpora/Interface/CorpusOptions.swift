internal import Documents
internal import Foundations

/// How the bytes of an input are cut into documents.
public enum CorpusFormat: String, CaseIterable, Hashable, Sendable {
    /// Plain text: one document a file.
    case text
    /// Plain text: one document a line; empty lines are passed over.
    case lines
    /// HTML: one document a file.
    case html
    /// Markdown: one document a file.
    case markdown
    /// JSON Lines: one document a line.
    case jsonl
    /// JSON: an array of objects, or objects one after another, each a document.
    case json
    /// Comma-separated values (RFC 4180) with a header line.
    case csv
    /// The same with tabs.
    case tsv
    /// Word (DOCX): one document a file.
    case docx
    /// OpenDocument text: one document a file.
    case odt
    /// Electronic book: one document a file.
    case epub
    /// Rich Text Format: one document a file.
    case rtf
    /// PDF: one document a file.
    case pdf
    /// A mail: one document a file.
    case mail
    /// A page saved by a browser with its parts: one document a file.
    case mhtml
    /// A mailbox (mbox): each mail a document.
    case mbox
    /// RSS, Atom or JSON Feed: each item a document.
    case feed
    /// A ZIP archive, read as a folder.
    case zip
    /// A tar archive, read as a folder.
    case tar
    /// A web archive: each page a document.
    case warc

    /// Whether an input holds many records, not one document.
    public var isRecordStream: Bool {
        switch self {
        case .text, .html, .markdown, .docx, .odt, .epub, .rtf, .pdf, .mail, .mhtml: false
        case .lines, .jsonl, .json, .csv, .tsv, .mbox, .feed, .zip, .tar, .warc: true
        }
    }

    /// Whether its documents are cut one by one as files of their own.
    var isContainer: Bool {
        switch self {
        case .mbox, .feed, .zip, .tar, .warc: true
        default: false
        }
    }

    /// The reader of documents' files that reads it; nil for text that is read as it is.
    var document: DocumentFormat? { DocumentFormat(rawValue: rawValue) }
}

/// How inputs are read: formats, field names, limits, selection.
///
/// ```swift
/// var options = CorpusOptions()
/// options.textField = "body"
/// for record in CorpusReader(paths: ["news.jsonl.gz"], options: options) { … }
/// ```
public struct CorpusOptions: Sendable {
    /// The format of all inputs; `nil` detects it per input from its name, then from its content.
    public var format: CorpusFormat?
    /// The encoding of all inputs, as iconv knows it; `nil` takes UTF-8 and what byte order marks and bytes tell.
    public var encoding: String?
    /// The field or column that holds the text.
    public var textField: String = "text"
    /// The field or column that holds the title.
    public var titleField: String = "title"
    /// The field or column that holds the identifier.
    public var idField: String = "id"
    /// The field or column that holds the label.
    public var labelField: String = "label"
    /// The field that holds reference summaries.
    public var summaryField: String = "summary"
    /// Further fields or columns, which are carried from the input into each record of the output.
    public var keptFields: [String] = []
    /// Whether labels are read.
    public var readsLabels = true
    /// Whether a record without the field or column of the identifier is an error.
    public var requiresID = false
    /// Whether reference summaries are read.
    public var readsSummaries = true
    /// Whether a record without text is an error; if not, its text is empty.
    public var requiresText = true

    /// The delimiter of CSV; `nil` takes the one the header line uses most.
    public var delimiter: UInt8?
    /// Whether the first line of CSV names the columns; if not, fields are given by number, from 1.
    public var hasHeader = true

    /// In folders, only paths that match one of these patterns are read; none means all.
    public var include: [String] = []
    /// In folders, paths that match one of these patterns are passed over.
    public var exclude: [String] = []
    /// In folders, these files are passed over: what the run itself writes is no input of it.
    public var ownFiles: [String] = []

    /// The largest document, in bytes as it stands in the input (64 MiB).
    public var maximumDocumentBytes = 64 << 20
    /// How many times its size compressed data may grow before it is refused as a bomb.
    ///
    /// Text reaches 3 to 20, logs 100; the limit of the format is 1,032, which only a bomb comes near.
    public var maximumInflationRatio = 400
    /// The inflated size up to which the ratio is not looked at (64 MiB).
    public var inflationRatioFloor = 64 << 20
    /// The largest inflated size of one input; `nil` is without limit, since records are bounded one by one.
    public var maximumInflatedBytes: Int?

    /// Which records are taken.
    public var selection = Selection()
    /// Whether records are handed on as soon as they arrive, not in larger blocks.
    public var isUnbuffered = false

    /// Creates the default options.
    public init() {}

    /// Which records of all inputs are taken, and how many.
    public struct Selection: Hashable, Sendable {
        /// The number of records after which reading stops.
        public var limit: Int?
        /// The share of records that is taken, chosen by a hash of the record's number; 1 takes all.
        public var sample: Double = 1
        /// Another seed takes another sample.
        public var seed: UInt64 = 0
        /// The number of selected records to pass over, for a run that continues another.
        public var skip = 0

        /// Takes every record.
        public init() {}

        /// Whether the sample has the record with this number.
        package func takes(_ index: Int) -> Bool {
            guard sample < 1 else { return true }
            var random = SplitMix64(seed: UInt64(truncatingIfNeeded: index) &+ seed &* GoldenRatio.bits)
            return random.nextUnit() < sample
        }
    }
}
