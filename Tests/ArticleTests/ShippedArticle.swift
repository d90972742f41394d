internal import Serialization
internal import Testing

/// One article of `Data/articles` and what a good editor would ask of its summary.
struct ShippedArticle: Sendable, CustomTestStringConvertible {
    /// The file name without its ending.
    var name: String
    /// The path of the article.
    var path: String
    /// The expectation file as it stands.
    var expected: JSONValue

    var testDescription: String { name }

    /// The root of the package, found from this file.
    static let packageRoot: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()

    /// Every shipped article, in the manifest's order.
    static let all: [ShippedArticle] = {
        guard let manifest = try? read(packageRoot + "/Data/manifest.json"),
            let value = try? JSONValue(parsing: manifest), let files = value["files"]?.array
        else { return [] }
        let paths = files.compactMap { $0["path"]?.string }.filter { $0.hasPrefix("articles/") }
        return paths.compactMap { path in
            guard !path.hasSuffix(".json"), let dot = path.lastIndex(of: ".") else { return nil }
            let stem = packageRoot + "/Data/" + path[..<dot]
            guard let bytes = try? read(stem + ".expect.json"), let expected = try? JSONValue(parsing: bytes) else {
                return nil
            }
            let name = path[..<dot].dropFirst("articles/".count)
            return ShippedArticle(name: String(name), path: packageRoot + "/Data/" + path, expected: expected)
        }
    }()

    /// A file as text.
    static func read(_ path: String) throws -> String {
        let file = try MappedFile(path: path)
        return file.withBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether the article is HTML, so that its raw text is not what is summarized.
    var isHTML: Bool { path.hasSuffix(".html") }

    /// A field that is a string.
    func string(_ field: String) -> String? { expected[field]?.string }

    /// A field that is a list of strings, or empty.
    func strings(_ field: String) -> [String] { expected[field]?.array?.compactMap(\.string) ?? [] }

    /// Runs a part of the checks; one that the article lists among its `known_issues` is reported, but does not fail.
    func judge(_ part: String, _ checks: () -> Void) {
        guard strings("known_issues").contains(part) else { return checks() }
        withKnownIssue("\(name): \(part), listed in its expectations", isIntermittent: true) { checks() }
    }

    /// The phrases of which the summary must have at least so many.
    var required: (phrases: [String], atLeast: Int) {
        let field = expected["must_contain"]
        return (field?["phrases"]?.array?.compactMap(\.string) ?? [], field?["at_least"]?.integer ?? 1)
    }

    /// A field that is a list of pairs of strings, or empty.
    func pairs(_ field: String) -> [(left: String, right: String)] {
        (expected[field]?.array ?? []).compactMap { pair in
            guard let left = pair[0]?.string, let right = pair[1]?.string else { return nil }
            return (left, right)
        }
    }
}

/// Text whose white space has been made one blank each, as bytes, so that line breaks do not decide a comparison.
struct PlainText: Sendable {
    var bytes: [UInt8] = []

    init(_ text: String) {
        for byte in text.utf8 {
            if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
                if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
            } else {
                bytes.append(byte)
            }
        }
        if bytes.last == 0x20 { bytes.removeLast() }
    }

    /// Where `other` occurs for the first time.
    func firstIndex(of other: PlainText) -> Int? {
        guard let first = other.bytes.first, other.bytes.count <= bytes.count else { return nil }
        for start in 0...(bytes.count - other.bytes.count) where bytes[start] == first {
            if bytes[start..<(start + other.bytes.count)].elementsEqual(other.bytes) { return start }
        }
        return nil
    }

    /// Whether `phrase` occurs.
    func contains(_ phrase: String) -> Bool { firstIndex(of: PlainText(phrase)) != nil }
}
