internal import ArticleExtraction
internal import TextProcessing

/// Reads an EPUB: the chapters that its spine names, one after the other, with the marks of notes left out.
///
/// Cover, title page and contents list are passed over. EPUB 3.3, sections 4 and 5; EPUB 2.0.1.
struct BookReader {
    private let archive: ZipArchive
    private static let container = "META-INF/container.xml"
    private static let prefixes = OfficeProperties.prefixes.merging([
        "http://www.idpf.org/2007/opf": "", "urn:oasis:names:tc:opendocument:xmlns:container": "",
    ]) { first, _ in first }

    init(_ archive: ZipArchive) { self.archive = archive }

    func article() throws(DocumentError) -> Article {
        let package = PackageReceiver()
        guard let container = try archive.content(Self.container) else {
            throw .damaged("the book does not say where its contents are", in: Self.container)
        }
        _ = XMLEvents.parse(container, prefixes: Self.prefixes, recovers: true, to: package)
        guard let path = package.path, let contents = try archive.content(path) else {
            throw .damaged("the book's list of contents is missing", in: package.path ?? Self.container)
        }
        _ = XMLEvents.parse(contents, prefixes: Self.prefixes, recovers: true, to: package)
        let folder = path.split(separator: "/").dropLast().map(String.init)
        let locked = try lockedParts()
        var builder = ArticleBuilder()
        var chapters = 0
        for item in package.spine where !package.isApparatus(item) {
            let name = Self.resolved(item, in: folder)
            if locked.contains(name) {
                throw DocumentError(
                    .encrypted, "is protected by rights management; such a book cannot be read", in: name)
            }
            guard let page = try archive.content(name) else { continue }
            chapters += 1
            builder.append(ArticleExtractor().wholePage(html: NoteMarks.removed(from: page)))
            guard builder.count <= 64 << 20 else {
                throw DocumentError(.tooLarge, "the book holds more than 64 MiB of text", in: name)
            }
        }
        guard chapters > 0 else { throw .damaged("none of the book's chapters is there", in: path) }
        var article = builder.article
        article.title = package.properties.title
        article.author = package.properties.author
        article.date = package.properties.date
        article.language = package.properties.language.map { Language(rawValue: $0) }
        return article
    }

    /// The parts that are encrypted; fonts may be by themselves.
    private func lockedParts() throws(DocumentError) -> Set<String> {
        guard let bytes = try archive.content("META-INF/encryption.xml") else { return [] }
        let receiver = LockReceiver()
        _ = XMLEvents.parse(bytes, prefixes: [:], recovers: true, to: receiver)
        return receiver.names
    }

    /// The name of a member from a reference inside the package: escapes decoded, `..` followed.
    private static func resolved(_ reference: String, in folder: [String]) -> String {
        var parts = reference.hasPrefix("/") ? [] : folder
        let path = reference.prefix { $0 != "#" && $0 != "?" }
        for part in path.split(separator: "/") {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(unescaped(part))
            }
        }
        return parts.joined(separator: "/")
    }

    private static func unescaped(_ part: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = part.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What the container and the package file of a book say.
private final class PackageReceiver: XMLEventReceiver {
    private(set) var path: String?
    private(set) var properties = OfficeProperties()
    /// The chapters' references in reading order.
    private(set) var spine: [String] = []
    private var items: [String: (reference: String, properties: String, type: String)] = [:]
    private var apparatus: Set<String> = []
    private var text = TextGatherer()

    func start(_ name: String, _ attributes: XMLAttributes) {
        _ = text.take()
        switch name {
        case "rootfile": if path == nil { path = attributes["full-path"] }
        case "item":
            guard let id = attributes["id"], let reference = attributes["href"] else { return }
            items[id] = (reference, attributes["properties"] ?? "", attributes["media-type"] ?? "")
        case "itemref":
            guard let id = attributes["idref"], let item = items[id] else { return }
            if item.properties.split(separator: " ").contains("nav") || attributes["linear"] == "no" {
                apparatus.insert(item.reference)
            }
            guard item.type.isEmpty || item.type.contains("html") else { return }
            spine.append(item.reference)
        case "reference":
            guard let kind = attributes["type"], let target = attributes["href"] else { return }
            if ["cover", "toc", "title-page", "loi", "lot", "index"].contains(kind) {
                apparatus.insert(String(target.prefix { $0 != "#" }))
            }
        default: break
        }
    }

    func end(_ name: String) { properties.take(name, TextGatherer.line(text.take())) }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) { text.append(bytes) }

    /// Whether a part is cover, title page or contents list.
    func isApparatus(_ reference: String) -> Bool {
        if apparatus.contains(reference) { return spine.count > 1 }
        let file = reference.split(separator: "/").last.map { $0.lowercased() } ?? ""
        let stem = file.prefix { $0 != "." }.filter { $0 != "_" && $0 != "-" }
        return spine.count > 1 && ["cover", "titlepage", "nav", "toc"].contains(stem)
    }
}

/// The names of the parts that `encryption.xml` lists.
private final class LockReceiver: XMLEventReceiver {
    private(set) var names: Set<String> = []

    func start(_ name: String, _ attributes: XMLAttributes) {
        if name.hasSuffix("CipherReference"), let uri = attributes["URI"] { names.insert(uri) }
    }
    func end(_ name: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Takes the marks out of a chapter that lead to its notes, which would else be glued to the words before them.
enum NoteMarks {
    /// The chapter without `<a epub:type="noteref">…</a>` and `<a class="footnote-ref">…</a>`.
    ///
    /// - Complexity: O(*n*).
    static func removed(from page: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(page.count)
        var place = 0
        var copied = 0
        let (opening, closing) = (Array("<a ".utf8), Array("</a>".utf8))
        while place + 3 < page.count {
            guard page[place] == 0x3C, page[place...].starts(with: opening) else {
                place += 1
                continue
            }
            let tagEnd = end(of: [0x3E], in: page, from: place, within: 1_000)
            guard let tagEnd, isMark(page[place..<tagEnd]),
                let end = end(of: closing, in: page, from: tagEnd, within: 200)
            else {
                place += 3
                continue
            }
            output.append(contentsOf: page[copied..<place])
            (place, copied) = (end, end)
        }
        output.append(contentsOf: page[copied...])
        return output
    }

    private static func isMark(_ tag: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: tag, as: UTF8.self)
        return ["noteref", "footnote-ref", "footnote-back", "footnoteref"].contains { text.contains($0) }
    }

    private static func end(of wanted: [UInt8], in page: [UInt8], from start: Int, within reach: Int) -> Int? {
        var place = start
        let limit = min(page.count - wanted.count, start + reach)
        while place <= limit {
            if page[place] == wanted[0], page[place...].starts(with: wanted) { return place + wanted.count }
            place += 1
        }
        return nil
    }
}
