internal import Synchronization
internal import SystemLibrary

/// PDFium (BSD licence), opened when the first PDF is met: where `EPITOME_PDFIUM` says, where the system has libraries, or the copy
/// of the Python package `pypdfium2`.
///
/// Its functions are called by one thread at a time, as it demands.
package final class PDFiumLibrary: @unchecked Sendable {
    private typealias Handle = OpaquePointer?
    /// Left, top, right, bottom.
    private typealias Box = (Float, Float, Float, Float)

    private let initialize: @convention(c) () -> Void
    private let load: @convention(c) (UnsafeRawPointer?, Int, UnsafePointer<CChar>?) -> Handle
    private let lastError: @convention(c) () -> UInt
    private let close: @convention(c) (Handle) -> Void
    private let pageCount: @convention(c) (Handle) -> CInt
    private let loadPage: @convention(c) (Handle, CInt) -> Handle
    private let closePage: @convention(c) (Handle) -> Void
    private let pageWidth: @convention(c) (Handle) -> Float
    private let pageHeight: @convention(c) (Handle) -> Float
    private let loadText: @convention(c) (Handle) -> Handle
    private let closeText: @convention(c) (Handle) -> Void
    private let characterCount: @convention(c) (Handle) -> CInt
    private let unicode: @convention(c) (Handle, CInt) -> UInt32
    private let box: @convention(c) (Handle, CInt, UnsafeMutableRawPointer) -> CInt
    private let property: @convention(c) (Handle, UnsafePointer<CChar>, UnsafeMutableRawPointer?, UInt) -> UInt

    /// The path it was found at.
    package let name: String
    private let lock = Mutex(())

    /// Pages and characters that are read of one file.
    private static let maximum = (pages: 20_000, characters: 64 << 20)

    /// The library; nil where there is none.
    package static let shared: PDFiumLibrary? = DynamicLibrary(places).flatMap(PDFiumLibrary.init)

    private init?(_ library: DynamicLibrary) {
        guard let initialize = library.function("FPDF_InitLibrary", as: (@convention(c) () -> Void).self),
            let load = library.function(
                "FPDF_LoadMemDocument64",
                as: (@convention(c) (UnsafeRawPointer?, Int, UnsafePointer<CChar>?) -> Handle).self),
            let lastError = library.function("FPDF_GetLastError", as: (@convention(c) () -> UInt).self),
            let close = library.function("FPDF_CloseDocument", as: (@convention(c) (Handle) -> Void).self),
            let pageCount = library.function("FPDF_GetPageCount", as: (@convention(c) (Handle) -> CInt).self),
            let loadPage = library.function("FPDF_LoadPage", as: (@convention(c) (Handle, CInt) -> Handle).self),
            let closePage = library.function("FPDF_ClosePage", as: (@convention(c) (Handle) -> Void).self),
            let pageWidth = library.function("FPDF_GetPageWidthF", as: (@convention(c) (Handle) -> Float).self),
            let pageHeight = library.function("FPDF_GetPageHeightF", as: (@convention(c) (Handle) -> Float).self),
            let loadText = library.function("FPDFText_LoadPage", as: (@convention(c) (Handle) -> Handle).self),
            let closeText = library.function("FPDFText_ClosePage", as: (@convention(c) (Handle) -> Void).self),
            let characterCount = library.function("FPDFText_CountChars", as: (@convention(c) (Handle) -> CInt).self),
            let unicode = library.function("FPDFText_GetUnicode", as: (@convention(c) (Handle, CInt) -> UInt32).self),
            let box = library.function(
                "FPDFText_GetLooseCharBox", as: (@convention(c) (Handle, CInt, UnsafeMutableRawPointer) -> CInt).self),
            let property = library.function(
                "FPDF_GetMetaText",
                as: (@convention(c) (Handle, UnsafePointer<CChar>, UnsafeMutableRawPointer?, UInt) -> UInt).self)
        else { return nil }
        name = library.name
        (self.initialize, self.load, self.lastError, self.close) = (initialize, load, lastError, close)
        (self.pageCount, self.loadPage, self.closePage) = (pageCount, loadPage, closePage)
        (self.pageWidth, self.pageHeight, self.loadText, self.closeText) = (pageWidth, pageHeight, loadText, closeText)
        (self.characterCount, self.unicode, self.box) = (characterCount, unicode, box)
        self.property = property
        initialize()
    }

    /// Where the library may be, in the order that is tried.
    private static var places: [String] {
        if let stated = getenv("EPITOME_PDFIUM"), stated[0] != 0 { return [String(cString: stated)] }
        let file = "libpdfium.so"
        return [file, "/usr/lib/\(file)", "/usr/local/lib/\(file)", "/opt/pdfium/lib/\(file)", "libpdfium.dylib"]
            + wheels(file)
    }

    /// The copies of `pypdfium2` in the Python installations of the system, of the user and of the active environment.
    private static func wheels(_ file: String) -> [String] {
        var roots = ["/usr/local/lib", "/usr/lib"]
        if let home = getenv("HOME") { roots.append(String(cString: home) + "/.local/lib") }
        if let environment = getenv("VIRTUAL_ENV") { roots.append(String(cString: environment) + "/lib") }
        return roots.flatMap { root -> [String] in
            guard let folder = opendir(root) else { return [] }
            defer { closedir(folder) }
            var found: [String] = []
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                guard name.hasPrefix("python3") else { continue }
                for packages in ["site-packages", "dist-packages"] {
                    found.append("\(root)/\(name)/\(packages)/pypdfium2_raw/\(file)")
                }
            }
            return found.sorted().filter { access($0, R_OK) == 0 }
        }
    }

    /// The pages of a file and what it says about itself.
    func pages(_ bytes: [UInt8]) throws(DocumentError) -> (pages: [Page], properties: OfficeProperties) {
        let result = lock.withLock { _ in
            // The library reads from the bytes until the document is closed.
            bytes.withUnsafeBytes { buffer -> Result<(pages: [Page], properties: OfficeProperties), DocumentError> in
                do throws(DocumentError) { return .success(try read(buffer)) } catch { return .failure(error) }
            }
        }
        return try result.get()
    }

    private func read(
        _ buffer: UnsafeRawBufferPointer
    ) throws(DocumentError) -> (pages: [Page], properties: OfficeProperties) {
        guard let document = load(buffer.baseAddress, buffer.count, nil) else {
            switch lastError() {
            case 4: throw DocumentError(.encrypted, "is locked by a password; save it without one (`qpdf --decrypt`)")
            case 5: throw DocumentError(.encrypted, "is locked in a way that is not read; print it to a new PDF")
            default: throw .damaged("the PDF is damaged")
            }
        }
        defer { close(document) }
        var pages: [Page] = []
        var characters = 0
        for number in 0..<min(Int(pageCount(document)), Self.maximum.pages) {
            guard let page = loadPage(document, CInt(number)) else { continue }
            defer { closePage(page) }
            guard let text = loadText(page) else { continue }
            defer { closeText(text) }
            let count = Int(characterCount(text))
            characters += max(0, count)
            guard characters <= Self.maximum.characters else {
                throw DocumentError(
                    .tooLarge, "holds more than \(Self.maximum.characters) characters", in: "page \(number + 1)")
            }
            pages.append(
                Page(
                    width: Double(pageWidth(page)), height: Double(pageHeight(page)), lines: lines(text, max(0, count)))
            )
        }
        var properties = OfficeProperties()
        for (name, key) in [("dc:title", "Title"), ("dc:creator", "Author"), ("dcterms:created", "CreationDate")] {
            properties.take(name, string(document, key))
        }
        return (pages, properties)
    }

    private func lines(_ text: Handle, _ count: Int) -> [PageLine] {
        var lines: [PageLine] = []
        var builder = LineBuilder()
        var highSurrogate: UInt32 = 0
        for index in 0..<count {
            var code = unicode(text, CInt(index))
            if (0xD800...0xDBFF).contains(code) {
                highSurrogate = code
                continue
            }
            if (0xDC00...0xDFFF).contains(code), highSurrogate != 0 {
                code = 0x10000 + (highSurrogate - 0xD800) << 10 + (code - 0xDC00)
            }
            highSurrogate = 0
            if code == 0x0A || code == 0x0D {
                if let line = builder.take() { lines.append(line) }
                continue
            }
            if code == 2 || code == 0xFFFE {
                // A hyphen at a line's end, for which the library leaves the break out.
                builder.addHyphen()
                if let line = builder.take() { lines.append(line) }
                continue
            }
            guard code != 0x20, code != 0x09, let scalar = Unicode.Scalar(code) else {
                builder.addBlank()
                continue
            }
            var edges: Box = (0, 0, 0, 0)
            guard box(text, CInt(index), &edges) != 0, edges.1 > edges.3 else { continue }
            builder.add(
                scalar, left: Double(edges.0), right: Double(edges.2), bottom: Double(edges.3), top: Double(edges.1))
        }
        if let line = builder.take() { lines.append(line) }
        return lines
    }

    private func string(_ document: Handle, _ key: String) -> String {
        let length = Int(property(document, key, nil, 0))
        guard length > 2, length < 1 << 16 else { return "" }
        var units = [UInt16](repeating: 0, count: length / 2)
        _ = units.withUnsafeMutableBytes { property(document, key, $0.baseAddress, UInt($0.count)) }
        return String(decoding: units.prefix { $0 != 0 }, as: UTF16.self)
    }
}
