public import TextProcessing

/// Reads the files in which people keep documents: title, author, date, language, and the text in blocks.
///
/// ```swift
/// let article = try DocumentReader().read(bytes, as: .docx)
/// print(article.title ?? "", article.markdown)
/// ```
///
/// Headings, lists, tables and notes are kept as blocks; pictures, comments, deleted text, running headers and footers are not.
/// Nothing is written to disk and nothing is fetched.
///
/// - Complexity: O(*n*) in the bytes of the file after decompression.
public struct DocumentReader: Sendable {
    /// The largest file, and the largest part of one after decompression, in bytes (64 MiB).
    public var maximumBytes: Int

    /// Creates a reader.
    public init(maximumBytes: Int = 64 << 20) { self.maximumBytes = maximumBytes }

    /// Reads one document.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - format: What it is.
    /// - Returns: The document with its blocks.
    /// - Throws: A ``DocumentError``; no input crashes, and none takes more memory than a small multiple of the limit.
    public func read(_ bytes: [UInt8], as format: DocumentFormat) throws(DocumentError) -> Article {
        guard !bytes.isEmpty else { throw DocumentError(.damaged, "the file is empty") }
        guard bytes.count <= maximumBytes else {
            throw DocumentError(.tooLarge, "the file is larger than \(maximumBytes) bytes")
        }
        switch format {
        case .docx, .odt, .epub: return try packed(ZipArchive(bytes, maximumBytes: maximumBytes))
        case .rtf: return try RichTextReader.article(bytes)
        case .pdf: return try PDFReader.article(bytes)
        case .mail, .mhtml: return try MailReader.mail(bytes).article
        }
    }

    /// Reads a mail, with the identifier that it states.
    package func readMail(_ bytes: [UInt8]) throws(DocumentError) -> (article: Article, id: String?) {
        try MailReader.mail(bytes)
    }

    /// Reads a document that is an archive: what it holds says what it is, whatever it is called.
    private func packed(_ archive: ZipArchive) throws(DocumentError) -> Article {
        if archive.has("META-INF/container.xml") { return try BookReader(archive).article() }
        if archive.has("content.xml") { return try OpenDocumentReader(archive).article() }
        return try WordReader(archive).article()
    }
}
