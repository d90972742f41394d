/// One record of a web archive (WARC 1.1, ISO 28500): what a crawler has fetched.
package struct WebRecord {
    /// The address of the page.
    package let address: String?
    /// Whether the record holds what a server answered, and that is a page or a text.
    package let isPage: Bool
    /// The length of the record's content.
    package let size: Int

    /// Reads the fields of a record, without the empty line behind them; nil where they are none.
    package init?(_ fields: [UInt8]) {
        guard Self.recognizes(fields) else { return nil }
        var end = 0
        guard let first = fields.firstIndex(of: 0x0A) else { return nil }
        let headers = MailHeaders(fields, first + 1..<fields.count, end: &end)
        guard let length = headers["content-length"].flatMap({ Int($0) }), length >= 0 else { return nil }
        size = length
        address = headers["warc-target-uri"].map { $0.filter { $0 != "<" && $0 != ">" } }
        let kind = headers["warc-type"] ?? ""
        isPage = kind == "response" || kind == "resource"
    }

    /// Whether a file begins as a web archive does.
    package static func recognizes(_ head: some Collection<UInt8>) -> Bool { head.starts(with: Array("WARC/1.".utf8)) }

    /// The body of a server's answer: chunks joined, compression undone; nil for what is no page, or no success.
    package static func body(ofResponse bytes: [UInt8], maximumBytes: Int) -> [UInt8]? {
        guard bytes.starts(with: Array("HTTP/".utf8)), let first = bytes.firstIndex(of: 0x0A) else { return bytes }
        let status = bytes[..<first].split(separator: 0x20).dropFirst().first.map {
            String(decoding: $0, as: UTF8.self)
        }
        guard status == "200" else { return nil }
        var start = 0
        let headers = MailHeaders(bytes, first + 1..<bytes.count, end: &start)
        let type = headers["content-type"]?.lowercased() ?? "text/html"
        guard type.contains("html") || type.hasPrefix("text/") || type.contains("xml") else { return nil }
        var body = bytes[start...]
        if headers["transfer-encoding"]?.lowercased().contains("chunked") == true { body = unchunked(body) }
        guard headers["content-encoding"]?.lowercased() == "gzip" else { return Array(body) }
        let inflater = GzipInflater()
        var output: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 1 << 16)
        var read = 0
        let packed = Array(body)
        while output.count < maximumBytes {
            let step = packed.withUnsafeBytes { input in
                room.withUnsafeMutableBytes {
                    inflater.inflate(UnsafeRawBufferPointer(rebasing: input[read...]), into: $0)
                }
            }
            guard let step, step.written > 0 else { break }
            read += step.read
            output.append(contentsOf: room[..<step.written])
        }
        return output
    }

    private static func unchunked(_ body: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var output: [UInt8] = []
        var place = body.startIndex
        while place < body.endIndex, let end = body[place...].firstIndex(of: 0x0A) {
            let digits = body[place..<end].prefix { $0 != 0x3B && $0 > 0x20 }
            guard let length = Int(String(decoding: digits, as: UTF8.self), radix: 16), length > 0 else {
                // Crawlers often undo the chunks and leave the field.
                return output.isEmpty ? body : output[...]
            }
            let start = end + 1
            let stop = start + min(length, body.endIndex - start)
            output += body[start..<stop]
            place = min(body.endIndex, stop + 2)
        }
        return output[...]
    }
}
