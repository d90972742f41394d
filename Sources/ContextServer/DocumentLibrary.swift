internal import Corpora
internal import Epitome
internal import Serialization
internal import Synchronization
internal import TextProcessing

/// The documents of some files and folders, which an assistant may ask for by name and no other file.
///
/// They are read when they are first asked for, and again each time they are listed. Names are the ids that every command
/// prints: paths, or the ids of records. A client cannot name a path of its own.
///
/// - Complexity: O(bytes of the documents), which stay in memory up to the limits.
public final class DocumentLibrary: Sendable {
    /// Documents beyond these limits are not listed; a note says so.
    static let limits = (documents: 10_000, bytes: 256 << 20)
    private static let page = 500

    private let paths: [String]
    private let kept = Mutex<Contents?>(nil)

    /// What was read.
    struct Contents: Sendable {
        var ids: [String] = []
        var documents: [String: Document] = [:]
        /// Documents that could not be read, and those beyond the limits.
        var notes: [String] = []
    }

    /// Creates a library; without paths it has no documents.
    public init(paths: [String] = []) { self.paths = paths }

    /// The documents as they were read last.
    func contents() -> Contents {
        kept.withLock { kept in
            if let kept { return kept }
            let contents = load()
            kept = contents
            return contents
        }
    }

    /// The document with a name; nil if there is none.
    func document(_ id: String) -> Document? { contents().documents[id] }

    private func load() -> Contents {
        var contents = Contents()
        guard !paths.isEmpty else { return contents }
        var bytes = 0
        for record in CorpusReader(paths: paths) {
            switch record.content {
            case .failure(let error): contents.notes.append(error.description)
            case .success(let document):
                bytes += document.content.byteCount
                guard contents.ids.count < Self.limits.documents, bytes <= Self.limits.bytes else {
                    contents.notes.append("documents from \(record.id) on were left out: there are too many")
                    return contents
                }
                if contents.documents.updateValue(document, forKey: record.id) == nil { contents.ids.append(record.id) }
            }
        }
        return contents
    }

    // MARK: Resources

    /// One page of the documents.
    func list(after cursor: JSONValue?) throws(RequestError) -> JSONObject {
        var start = 0
        if let cursor {
            guard let text = cursor.string, let number = Int(text), number >= 0 else {
                throw .invalidParameters("\"cursor\" is what an earlier page gave")
            }
            start = number
        } else {
            kept.withLock { $0 = nil }
        }
        let contents = contents()
        let ids = contents.ids.dropFirst(start).prefix(Self.page)
        let resources = ids.map { id in
            let document = contents.documents[id]
            var members: [(String, JSONValue)] = [("uri", .string(Self.uri(of: id))), ("name", .string(id))]
            if let title = document?.title { members.append(("title", .string(title))) }
            return JSONValue.object(JSONObject(members + [("mimeType", "text/plain")]))
        }
        var members: [(String, JSONValue)] = [("resources", .array(resources))]
        if start + ids.count < contents.ids.count { members.append(("nextCursor", .string("\(start + ids.count)"))) }
        if !contents.notes.isEmpty {
            members.append(("_meta", ["notes": .array(contents.notes.prefix(20).map { .string($0) })]))
        }
        return JSONObject(members)
    }

    /// A document's clean text.
    func read(_ uri: JSONValue?) throws(RequestError) -> JSONObject {
        guard let uri = uri?.string else { throw .invalidParameters("\"uri\" names a document") }
        guard let id = Self.id(of: uri), let document = document(id) else {
            throw RequestError(code: -32602, message: "there is no document \(uri)", data: ["uri": .string(uri)])
        }
        let text = DocumentPipeline().prepare(document).cleanText
        let content: JSONValue = ["uri": .string(uri), "mimeType": "text/plain", "text": .string(text)]
        return JSONObject([("contents", JSONValue.array([content]))])
    }

    private static let scheme = "epitome:///"

    /// A name as an address (RFC 3986).
    static func uri(of id: String) -> String {
        var uri = scheme
        for byte in id.utf8 {
            let isPlain = (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "-._~/".utf8.contains(byte)
            if isPlain {
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                uri += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return uri
    }

    /// The name in an address; nil if it is none of ours.
    static func id(of uri: String) -> String? {
        guard uri.hasPrefix(scheme) else { return nil }
        var bytes: [UInt8] = []
        var rest = uri.utf8.dropFirst(scheme.utf8.count)
        while let byte = rest.popFirst() {
            if byte != UInt8(ascii: "%") {
                bytes.append(byte)
                continue
            }
            guard let number = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
            bytes.append(number)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension Document.Content {
    fileprivate var byteCount: Int {
        switch self {
        case .text(let text), .markdown(let text): text.utf8.count
        case .sentences(let sentences): sentences.reduce(0) { $0 + $1.utf8.count }
        case .html(let bytes): bytes.count
        case .article(let article): article.text.utf8.count + article.markdown.utf8.count
        }
    }
}
