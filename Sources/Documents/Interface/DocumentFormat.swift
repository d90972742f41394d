/// The kinds of files that hold documents in a form of their own.
///
/// ```swift
/// DocumentFormat(ofHead: bytes.prefix(512), name: "report.docx")  // .docx
/// ```
public enum DocumentFormat: String, CaseIterable, Hashable, Sendable {
    /// Word (ECMA-376, ISO/IEC 29500).
    case docx
    /// OpenDocument text (ISO/IEC 26300).
    case odt
    /// Electronic books (EPUB 2 and 3).
    case epub
    /// Rich Text Format (1.9.1).
    case rtf
    /// Portable Document Format.
    case pdf
    /// A mail (RFC 5322 with MIME).
    case mail
    /// A page saved with its parts (MHTML, RFC 2557).
    case mhtml

    /// The format that the beginning of a file shows; where it is an archive of several possible kinds, its name decides.
    ///
    /// - Parameters:
    ///   - head: The first bytes, 100 at least where there are so many.
    ///   - name: The file's name or path.
    public init?(ofHead head: some Collection<UInt8>, name: String) {
        let head = Array(head.prefix(4096))
        let named = DocumentFormat(ofName: name)
        if head.starts(with: Array("{\\rtf".utf8)) {
            self = .rtf
        } else if head.starts(with: Array("%PDF-".utf8)) {
            self = .pdf
        } else if ZipArchive.recognizes(head) {
            // EPUB and OpenDocument begin with a member that says what they are, stored as it is.
            if Self.holds("mimetypeapplication/epub+zip", head) {
                self = .epub
            } else if Self.holds("mimetypeapplication/vnd.oasis.opendocument.text", head) {
                self = .odt
            } else if let named, [.docx, .odt, .epub].contains(named) {
                self = named
            } else {
                return nil
            }
        } else if let named, [.mail, .mhtml].contains(named) {
            self = named
        } else {
            return nil
        }
    }

    /// The format of an archive by what it holds; nil for an archive of files.
    package init?(_ archive: ZipArchive) {
        if archive.has("META-INF/container.xml") {
            self = .epub
        } else if archive.has("content.xml"), archive.has("META-INF/manifest.xml") {
            self = .odt
        } else if archive.has("[Content_Types].xml") {
            // Also workbooks and presentations, which the reader of Word documents knows to name.
            self = .docx
        } else {
            return nil
        }
    }

    /// Whether a file without a name that says so begins as a mail does: with fields, among them one that servers add.
    package static func looksLikeMail(_ head: some Collection<UInt8>) -> Bool {
        let bytes = Array(head)
        guard let first = bytes.first, (first | 0x20) &- 0x61 < 26 else { return false }
        var end = 0
        let headers = MailHeaders(bytes, 0..<bytes.count, end: &end)
        let isStamped = ["received", "return-path", "delivered-to", "mime-version", "message-id"].contains {
            headers.has($0)
        }
        return isStamped && headers.has("from") && (headers.has("to") || headers.has("subject") || headers.has("date"))
    }

    /// The format that a file's name states.
    public init?(ofName name: String) {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        switch name[name.utf8.index(after: dot)...].lowercased() {
        case "docx", "docm", "dotx", "dotm": self = .docx
        case "odt", "ott": self = .odt
        case "epub": self = .epub
        case "rtf": self = .rtf
        case "pdf": self = .pdf
        case "eml": self = .mail
        case "mhtml", "mht": self = .mhtml
        default: return nil
        }
    }

    private static func holds(_ text: String, _ head: [UInt8]) -> Bool {
        let wanted = Array(text.utf8)
        guard head.count >= wanted.count else { return false }
        return (0...min(64, head.count - wanted.count)).contains { head[$0...].starts(with: wanted) }
    }
}
