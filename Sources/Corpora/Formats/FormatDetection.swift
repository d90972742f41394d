internal import Documents
import SystemLibrary

/// Tells the format of an input from its name and its first bytes.
enum FormatDetection {
    /// The format a file name states; `nil` if it states none.
    static func format(ofName path: String) -> CorpusFormat? {
        var name = path.utf8[...]
        if let slash = name.lastIndex(of: UInt8(ascii: "/")) { name = name[name.index(after: slash)...] }
        for ending in CompressionKind.endings
        where name.count > ending.utf8.count && String(name.suffix(ending.utf8.count))?.lowercased() == ending {
            name = name.dropLast(ending.utf8.count)
            break
        }
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return nil }
        switch String(name[name.index(after: dot)...])?.lowercased() {
        case "jsonl", "ndjson": return .jsonl
        case "json": return .json
        case "csv": return .csv
        case "tsv", "tab": return .tsv
        case "html", "htm", "xhtml", "shtml": return .html
        case "md", "markdown", "mdown", "mkd": return .markdown
        case "txt", "text": return .text
        case "mbox", "mbx": return .mbox
        case "rss", "atom": return .feed
        case "zip": return .zip
        case "tar", "tgz", "txz", "tbz2": return .tar
        case "warc": return .warc
        default: return DocumentFormat(ofName: path).flatMap { CorpusFormat(rawValue: $0.rawValue) }
        }
    }

    /// The format of an input: that of a document's file where its first bytes show one, else what its name states, else what
    /// the bytes look like.
    static func format(ofHead head: Span<UInt8>, path: String) -> CorpusFormat {
        let found = head.withUnsafeBufferPointer { DocumentFormat(ofHead: $0, name: path) }
        if let found, let format = CorpusFormat(rawValue: found.rawValue) { return format }
        if let container = head.withUnsafeBufferPointer({ container(ofHead: $0, path: path) }) { return container }
        return format(ofName: path) ?? format(ofHead: head)
    }

    /// The format of a file that holds several documents; mail and mailboxes only where the name says nothing else.
    private static func container(ofHead head: UnsafeBufferPointer<UInt8>, path: String) -> CorpusFormat? {
        if ZipArchive.recognizes(head) { return .zip }
        if WebRecord.recognizes(head) { return .warc }
        if TarHeader.recognizes(head) { return .tar }
        if let first = head.first(where: { $0 > 0x20 && $0 < 0x80 }), first == 0x3C || first == 0x7B,
            FeedReader.recognizes(head)
        {
            return .feed
        }
        guard format(ofName: path) == nil else { return nil }
        if Mailbox.recognizes(head) { return .mbox }
        return DocumentFormat.looksLikeMail(head) ? .mail : nil
    }

    /// The format the first bytes look like: HTML, JSON Lines, JSON, else plain text.
    static func format(ofHead head: Span<UInt8>) -> CorpusFormat {
        var start = 0
        if head.count >= 3, head[0] == 0xEF, head[1] == 0xBB, head[2] == 0xBF { start = 3 }
        while start < head.count, head[start] <= 0x20 { start += 1 }
        guard start < head.count else { return .text }
        if head[start] == UInt8(ascii: "{"), looksLikeObject(head.extracting(start...)) { return .jsonl }
        if looksLikeJSON(head.extracting(start...)) { return .json }
        if head[start] == UInt8(ascii: "<") {
            for name in [
                "<!doctype html", "<html", "<head", "<body", "<?xml", "<article", "<main", "<div", "<p>", "<!--",
            ]
            where begins(head.extracting(start...), with: name) { return .html }
        }
        return .text
    }

    private static func begins(_ head: Span<UInt8>, with lowercased: String) -> Bool {
        let name = Array(lowercased.utf8)
        guard head.count >= name.count else { return false }
        return name.indices.allSatisfy { index in
            let byte = head[index]
            return (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) == name[index]
        }
    }

    /// A brace, then on its line a key in quotes or the closing brace.
    private static func looksLikeObject(_ head: Span<UInt8>) -> Bool {
        var index = 1
        while index < head.count, head[index] == 0x20 || head[index] == 0x09 { index += 1 }
        return index < head.count && (head[index] == UInt8(ascii: "\"") || head[index] == UInt8(ascii: "}"))
    }

    /// An array of objects, or an object over several lines.
    private static func looksLikeJSON(_ head: Span<UInt8>) -> Bool {
        var index = 1
        while index < head.count, head[index] <= 0x20 { index += 1 }
        guard index < head.count else { return false }
        switch head[0] {
        case UInt8(ascii: "["): return head[index] == UInt8(ascii: "{") && looksLikeKey(head.extracting(index...))
        case UInt8(ascii: "{"): return looksLikeKey(head)
        default: return false
        }
    }

    /// A brace, then a key in quotes.
    private static func looksLikeKey(_ head: Span<UInt8>) -> Bool {
        var index = 1
        while index < head.count, head[index] <= 0x20 { index += 1 }
        return index < head.count && head[index] == UInt8(ascii: "\"")
    }

    /// What kind of binary file the first bytes belong to, with its article and advice; `nil` for text.
    ///
    /// Of a stream of records only the magic is looked at: a byte that is no text costs its record, not the others.
    static func binaryKind(_ head: Span<UInt8>, format: CorpusFormat) -> String? {
        if format.document != nil || format.isContainer { return nil }
        for (magic, kind) in magics where head.count >= magic.count {
            if magic.indices.allSatisfy({ head[$0] == magic[$0] }) { return kind }
        }
        guard !format.isRecordStream, TextDecoding.encoding(of: head).encoding == .utf8 else { return nil }
        // In a page a browser takes it for a character that is not known.
        if format != .html, let kind = zeroKind(head) { return kind }
        // Text has line ends and tabs, at most an escape here and there; of random bytes a tenth are controls.
        var controls = 0
        for index in head.indices where isControl(head[index]) { controls += 1 }
        if controls >= 16, controls * 20 > head.count {
            return "binary data (\(controls) control bytes among the first \(head.count)), not text"
        }
        return nil
    }

    /// Why bytes with a zero among them are no text.
    static func zeroKind(_ bytes: Span<UInt8>) -> String? {
        let offset = bytes.withUnsafeBufferPointer { buffer -> Int? in
            guard let base = buffer.baseAddress, let found = memchr(base, 0, buffer.count) else { return nil }
            return UnsafeRawPointer(found) - UnsafeRawPointer(base)
        }
        return offset.map { "binary data (a zero byte at offset \($0)), not text" }
    }

    /// Control bytes but for tab, line feed, vertical tab, form feed, carriage return and escape.
    private static func isControl(_ byte: UInt8) -> Bool {
        byte == 0x7F || byte < 0x20 && !(0x09...0x0D).contains(byte) && byte != 0x1B
    }

    private static let magics: [([UInt8], String)] = [
        ([0x7F, 0x45, 0x4C, 0x46], "a program (ELF), not text"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG image, not text"),
        ([0xFF, 0xD8, 0xFF], "a JPEG image, not text"),
        (Array("GIF8".utf8), "a GIF image, not text"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old office document, not text; convert it first"),
    ]
}
