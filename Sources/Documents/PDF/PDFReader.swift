internal import ArticleExtraction
internal import TextProcessing

/// Reads a PDF through PDFium, or else through the program `pdftotext`.
struct PDFReader {
    static func article(_ bytes: [UInt8]) throws(DocumentError) -> Article {
        // The shortest page is longer.
        guard bytes.count >= 64 else { throw .damaged("the PDF is cut short") }
        let read: (pages: [Page], properties: OfficeProperties)
        if let library = PDFiumLibrary.shared {
            read = try library.pages(bytes)
        } else if let program = PopplerProgram.path {
            read = try PopplerProgram.pages(bytes, program: program)
        } else {
            throw DocumentError(
                .missingLibrary,
                "is a PDF, and nothing that reads it is installed; install PDFium (`pip install pypdfium2`, or name the library in "
                    + "EPITOME_PDFIUM) or pdftotext (Debian: poppler-utils)")
        }
        let letters = read.pages.reduce(0) { $0 + $1.lines.reduce(0) { $0 + $1.text.utf8.count } }
        guard !read.pages.isEmpty else { throw .damaged("the PDF has no pages") }
        guard letters > 0 else {
            throw DocumentError(
                .noText, "holds pictures of pages and no text; recognize the text first, for instance with `ocrmypdf`")
        }
        var article = PageReading(read.pages).article()
        article.title = article.title ?? read.properties.statedTitle
        article.author = read.properties.author
        article.date = date(read.properties.date)
        return article
    }

    /// `D:20260301100000+01'00'` in ISO 8601.
    private static func date(_ text: String?) -> String? {
        guard let text else { return nil }
        guard text.hasPrefix("D:") else { return text }
        let digits = text.dropFirst(2).prefix { $0.isNumber }
        guard digits.count >= 8 else { return nil }
        let parts = Array(digits)
        return "\(String(parts[0..<4]))-\(String(parts[4..<6]))-\(String(parts[6..<8]))"
    }
}
