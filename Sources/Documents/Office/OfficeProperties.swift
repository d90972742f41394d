internal import ArticleExtraction

/// The properties of a document that Word (`core.xml`), OpenDocument (`meta.xml`) and EPUB (the package file) state in the words
/// of Dublin Core.
struct OfficeProperties {
    static let prefixes = [
        "http://purl.org/dc/elements/1.1/": "dc", "http://purl.org/dc/terms/": "dcterms",
        "http://openoffice.org/2000/meta": "meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
    ]

    var title: String?
    var authors: [String] = []
    var date: String?
    var language: String?

    /// Takes the text of one element.
    mutating func take(_ name: String, _ text: String) {
        guard !text.isEmpty else { return }
        switch name {
        case "dc:title": if title == nil { title = text }
        case "dc:creator", "meta:initial-creator":
            if !authors.contains(text), name == "dc:creator" || authors.isEmpty { authors.append(text) }
        // When it was made says more than when it was last saved.
        case "dcterms:created", "meta:creation-date": date = text
        case "dc:date": if date == nil { date = text }
        case "dc:language": if language == nil { language = text }
        default: break
        }
    }

    /// The names of all authors.
    var author: String? {
        // What libraries write where nobody has said who the author is.
        let known = authors.filter { !["python-docx", "unknown", "author"].contains($0.lowercased()) }
        return known.isEmpty ? nil : known.joined(separator: ", ")
    }

    /// The title, unless it is what a program put there: the name of a file or of its own template.
    var statedTitle: String? {
        guard let title, !title.isEmpty else { return nil }
        let lower = title.lowercased()
        let isName = [".doc", ".docx", ".odt", ".rtf", ".dot", ".pdf", ".tex", ".indd"].contains { lower.hasSuffix($0) }
        let isProgram =
            lower.hasPrefix("microsoft word -") || ["word document", "untitled", "document"].contains(lower)
        return isName || isProgram ? nil : title
    }

    /// Reads the properties of Word or OpenDocument.
    init(_ bytes: [UInt8]?) {
        guard let bytes else { return }
        let receiver = PropertyReceiver()
        _ = XMLEvents.parse(bytes, prefixes: Self.prefixes, recovers: true, to: receiver)
        self = receiver.properties
    }

    init() {}
}

private final class PropertyReceiver: XMLEventReceiver {
    var properties = OfficeProperties()
    private var text = TextGatherer()

    func start(_ name: String, _ attributes: XMLAttributes) { _ = text.take() }
    func end(_ name: String) { properties.take(name, TextGatherer.line(text.take())) }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) { text.append(bytes) }
}
