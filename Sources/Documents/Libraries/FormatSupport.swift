/// What reads a group of formats on this system, for who wants to know what is missing.
///
/// ```swift
/// for support in FormatSupport.all where support.library == nil { print(support.formats, support.advice) }
/// ```
public struct FormatSupport: Sendable {
    /// The formats, as people call them.
    public var formats: String
    /// What reads them: `part of the program`, or the library or program that was found; nil where it is missing.
    public var library: String?
    /// What brings it.
    public var advice: String

    /// All groups; asking opens each library.
    public static var all: [FormatSupport] {
        let own = FormatSupport(
            formats:
                "DOCX, ODT, EPUB, RTF, mail, mbox, MHTML, RSS, Atom, JSON Feed, SubRip, WebVTT, transcripts, .zip, .tar, WARC, .gz",
            library: "part of the program", advice: "")
        let pdf = FormatSupport(
            formats: "PDF", library: PDFiumLibrary.shared?.name ?? PopplerProgram.path,
            advice: "install PDFium (`pip install pypdfium2`, or EPITOME_PDFIUM=/path/to/libpdfium.so) or poppler-utils"
        )
        let compressions = CompressionKind.allCases.filter { $0 != .gzip }.map { kind in
            FormatSupport(formats: kind.ending, library: kind.foundLibrary, advice: "install \(kind.package)")
        }
        return [own, pdf] + compressions
    }
}

extension CompressionKind {
    /// What files of this kind end with.
    var ending: String {
        switch self {
        case .gzip: ".gz"
        case .xz: ".xz"
        case .bzip2: ".bz2"
        case .zstd: ".zst"
        case .lz4: ".lz4"
        }
    }

    /// The name of the library that was found.
    var foundLibrary: String? { DynamicLibrary(libraryNames)?.name }
}
