internal import Serialization

/// Questions about an output that lies in a folder which is read.
extension CorpusReader {
    /// Whether a file that is there would be read as part of a folder.
    package static func reads(_ path: String, inFolder folder: String, options: CorpusOptions) -> Bool {
        guard FileIdentity(path: path) != nil, let file = FileIdentity.canonicalPath(path),
            let root = FileIdentity.canonicalPath(folder), file.hasPrefix(root)
        else { return false }
        let parts = SystemPath.bytes(of: String(file.dropFirst(root.count))).split(separator: UInt8(ascii: "/"))
        if parts.contains(where: { $0.first == UInt8(ascii: ".") }) { return false }
        let exclude = options.exclude.map(GlobPattern.init)
        var relative: [UInt8] = []
        for part in parts {
            relative += (relative.isEmpty ? [] : [UInt8(ascii: "/")]) + part
            if exclude.contains(where: { $0.matches(relative) }) { return false }
        }
        return options.include.isEmpty || options.include.contains { GlobPattern($0).matches(relative) }
    }

    /// Whether a file looks like what an earlier run has written, or is empty: records that begin with an id and have no text
    /// of their own.
    ///
    /// In doubt it does not: the answer decides whether a file may be replaced.
    package static func looksLikeResult(_ path: String, options: CorpusOptions) -> Bool {
        guard let source = try? ByteSource(path: path, options: options) else { return false }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        var count = 0
        while count < bytes.count {
            let more = bytes.withUnsafeMutableBytes { room -> Int in
                (try? source.read(into: UnsafeMutableRawBufferPointer(rebasing: room[count...]))) ?? 0
            }
            if more == 0 { break }
            count += more
        }
        if count == 0 { return true }
        guard let end = bytes[..<count].firstIndex(of: UInt8(ascii: "\n")), bytes.starts(with: Array("{\"id\":".utf8))
        else { return false }
        let scanner = JSONFieldScanner(fields: [options.textField, "html", "markdown"])
        var fields = JSONFields()
        guard (try? scanner.scan(bytes.span.extracting(..<end), into: &fields)) != nil else { return false }
        return (0..<3).allSatisfy { fields[$0].kind == .absent }
    }
}
