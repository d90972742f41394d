internal import CXML2
package import TextProcessing

/// Turns the bytes of a page into UTF-8.
///
/// The encoding is, in this order: what the caller says (for example from an HTTP header), a byte order mark, UTF-8
/// where the bytes are valid UTF-8 and not plain ASCII (text in another encoding is practically never valid UTF-8, while
/// a wrong declaration is common), the XML declaration, `<meta charset>` or `<meta http-equiv>` in the first 4,096
/// bytes, UTF-16 where every second byte is NUL, and else what the words of the page look like (`EncodingGuess`).
/// Bytes that the encoding does
/// not allow become U+FFFD. Encodings other than UTF-8, UTF-16 and Windows-1252 go through libxml2's converters.
package struct HTMLDecoder: Sendable {
    /// The page as valid UTF-8.
    package let bytes: [UInt8]
    /// The name of the encoding that was used, in lower case.
    package let encoding: String
    /// The encoding with how sure it is, where nothing states one and the bytes are no UTF-8.
    package private(set) var guess: GuessedEncoding?

    /// Decodes a page.
    ///
    /// - Parameters:
    ///   - input: the bytes of the page.
    ///   - stated: the encoding that the transport states, or nil.
    package init(_ input: [UInt8], stated: String? = nil) {
        if let stated, let decoded = HTMLDecoder.decode(input[...], as: HTMLDecoder.canonical(stated)) {
            (bytes, encoding) = decoded
            return
        }
        if input.starts(with: [0xEF, 0xBB, 0xBF]) {
            (bytes, encoding) = (HTMLDecoder.repaired(input[3...]), "utf-8")
            return
        }
        if let name = HTMLDecoder.wideMark(input), let decoded = EncodingGuess.decode(input.span, from: name) {
            let hasMark = decoded.text.starts(with: [0xEF, 0xBB, 0xBF])
            (bytes, encoding) = (hasMark ? Array(decoded.text[3...]) : decoded.text, name)
            return
        }
        if input.starts(with: [0xFF, 0xFE]) {
            (bytes, encoding) = (HTMLDecoder.utf16(input[2...], bigEndian: false), "utf-16le")
            return
        }
        if input.starts(with: [0xFE, 0xFF]) {
            (bytes, encoding) = (HTMLDecoder.utf16(input[2...], bigEndian: true), "utf-16be")
            return
        }
        if let bigEndian = HTMLDecoder.looksLikeUTF16(input) {
            (bytes, encoding) = (
                HTMLDecoder.utf16(input[...], bigEndian: bigEndian), bigEndian ? "utf-16be" : "utf-16le"
            )
            return
        }
        if HTMLDecoder.isValidUTF8(input) {
            // ISO-2022-JP and UTF-7 hide in ASCII; the first is honoured where it is declared.
            if let declared = HTMLDecoder.declaredEncoding(in: input), declared.hasPrefix("iso-2022"),
                let decoded = HTMLDecoder.decode(input[...], as: declared)
            {
                (bytes, encoding) = decoded
                return
            }
            (bytes, encoding) = (input, "utf-8")
            return
        }
        let stated = HTMLDecoder.declaredEncoding(in: input)
        let guess = stated == nil ? EncodingGuess(page: input) : nil
        let declared = stated ?? HTMLDecoder.canonical(guess?.name ?? "windows-1252")
        self.guess = guess.map { GuessedEncoding(name: $0.name, certainty: $0.certainty) }
        if declared.hasPrefix("utf-16") {
            // A page whose declaration could be read as ASCII is not in UTF-16.
            (bytes, encoding) = (HTMLDecoder.repaired(input[...]), "utf-8")
        } else if let decoded = HTMLDecoder.decode(input[...], as: declared) {
            (bytes, encoding) = decoded
        } else {
            (bytes, encoding) = (HTMLDecoder.windows1252(input[...]), "windows-1252")
        }
    }

    /// The encoding named by the XML declaration or a `meta` element near the start, in canonical form.
    package static func declaredEncoding(in input: [UInt8]) -> String? {
        let head = input.prefix(4096)
        var index = head.startIndex
        while index < head.endIndex {
            // `charset=` covers both forms of meta; `encoding=` the XML declaration.
            if let value = match("charset", head, index) ?? (index < 64 ? match("encoding", head, index) : nil) {
                let name = canonical(value)
                if !name.isEmpty { return name }
            }
            index += 1
        }
        return nil
    }

    /// The encoding that a byte order mark of four bytes names.
    private static func wideMark(_ input: [UInt8]) -> String? {
        if input.starts(with: [0xFF, 0xFE, 0, 0]) { return "utf-32le" }
        return input.starts(with: [0, 0, 0xFE, 0xFF]) ? "utf-32be" : nil
    }

    private static func match(_ word: StaticString, _ head: ArraySlice<UInt8>, _ start: Int) -> String? {
        var index = start
        for offset in 0..<word.utf8CodeUnitCount {
            guard index < head.endIndex, head[index] | 0x20 == word.utf8Start[offset] else { return nil }
            index += 1
        }
        func skipSpaces() {
            while index < head.endIndex, head[index] <= 0x20 { index += 1 }
        }
        skipSpaces()
        guard index < head.endIndex, head[index] == UInt8(ascii: "=") else { return nil }
        index += 1
        skipSpaces()
        if index < head.endIndex, head[index] == UInt8(ascii: "\"") || head[index] == UInt8(ascii: "'") { index += 1 }
        let first = index
        while index < head.endIndex, index - first < 40 {
            let byte = head[index]
            let isName =
                (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x3A)
                || byte == 0x2D || byte == 0x5F || byte == 0x2E
            guard isName else { break }
            index += 1
        }
        return first == index ? nil : String(decoding: head[first..<index], as: UTF8.self)
    }

    /// Folds case and the aliases that browsers read as Windows-1252 or as a superset of the named encoding.
    private static func canonical(_ name: String) -> String {
        switch name.lowercased() {
        case "utf8", "utf-8", "unicode-1-1-utf-8": "utf-8"
        case "latin1", "latin-1", "iso-8859-1", "iso8859-1", "iso_8859-1", "iso-8859-15", "ascii", "us-ascii", "cp1252",
            "windows-1252", "x-cp1252":
            name.lowercased() == "iso-8859-15" ? "iso-8859-15" : "windows-1252"
        case "gb2312", "gb_2312-80", "gbk", "x-gbk": "gb18030"
        case "x-sjis", "sjis", "shift-jis", "shift_jis", "windows-31j": "cp932"
        case "ks_c_5601-1987", "euc-kr", "ksc5601": "cp949"
        case "iso-8859-9", "latin5": "windows-1254"
        case "utf-16", "unicode": "utf-16le"
        default: name.lowercased()
        }
    }

    private static func decode(_ input: ArraySlice<UInt8>, as name: String) -> (bytes: [UInt8], encoding: String)? {
        switch name {
        case "utf-8": return (repaired(input.starts(with: [0xEF, 0xBB, 0xBF]) ? input.dropFirst(3) : input), name)
        case "windows-1252": return (windows1252(input), name)
        case "utf-16le":
            return (utf16(input.starts(with: [0xFF, 0xFE]) ? input.dropFirst(2) : input, bigEndian: false), name)
        case "utf-16be":
            return (utf16(input.starts(with: [0xFE, 0xFF]) ? input.dropFirst(2) : input, bigEndian: true), name)
        default: return converted(input, from: name).map { ($0, name) }
        }
    }

    private static func isValidUTF8(_ input: [UInt8]) -> Bool { (try? UTF8Span(validating: input.span)) != nil }

    private static func repaired(_ input: ArraySlice<UInt8>) -> [UInt8] {
        let bytes = Array(input)
        if isValidUTF8(bytes) { return bytes }
        return Array(String(decoding: bytes, as: UTF8.self).utf8)
    }

    private static func looksLikeUTF16(_ input: [UInt8]) -> Bool? {
        guard input.count >= 16 else { return nil }
        let head = input.prefix(512)
        var zeros = (even: 0, odd: 0)
        for (index, byte) in head.enumerated() where byte == 0 {
            if index & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        let half = head.count / 2
        if zeros.odd > half * 3 / 4, zeros.even < half / 8 { return false }
        if zeros.even > half * 3 / 4, zeros.odd < half / 8 { return true }
        return nil
    }

    private static func utf16(_ input: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt8] {
        var units = [UInt16]()
        units.reserveCapacity(input.count / 2)
        var index = input.startIndex
        while index + 1 < input.endIndex {
            let (first, second) = (UInt16(input[index]), UInt16(input[index + 1]))
            units.append(bigEndian ? first << 8 | second : second << 8 | first)
            index += 2
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    private static func windows1252(_ input: ArraySlice<UInt8>) -> [UInt8] {
        var output = [UInt8]()
        output.reserveCapacity(input.count + input.count / 8)
        for byte in input {
            switch byte {
            case 0..<0x80: output.append(byte)
            case 0x80..<0xA0:
                output.append(contentsOf: String(Character(upper1252[Int(byte) - 0x80])).utf8)
            default:
                output.append(0xC0 | byte >> 6)
                output.append(0x80 | byte & 0x3F)
            }
        }
        return output
    }

    /// What Windows-1252 has at 0x80...0x9F; the five bytes it leaves open are the C1 controls, as in browsers.
    private static let upper1252: [Unicode.Scalar] = [
        "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{2C6}",
        "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}", "\u{90}", "\u{2018}", "\u{2019}",
        "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}", "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}",
        "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
    ]

    /// Converts through libxml2's encoding handlers (iconv); nil where the name is not known or nothing converts.
    private static func converted(_ input: ArraySlice<UInt8>, from name: String) -> [UInt8]? {
        guard LibXML2.isSetUp, let handler = xmlFindCharEncodingHandler(name) else { return nil }
        defer { xmlCharEncCloseFunc(handler) }
        guard let source = xmlBufferCreateSize(8192), let target = xmlBufferCreateSize(8192) else { return nil }
        defer {
            xmlBufferFree(source)
            xmlBufferFree(target)
        }
        var output = [UInt8]()
        output.reserveCapacity(input.count * 2)
        var index = input.startIndex
        // Pieces, since the handler takes an Int32 of bytes at a time; what it leaves stays in `source`.
        while index < input.endIndex || xmlBufferLength(source) > 0 {
            let next = min(index + 4096, input.endIndex)
            if next > index {
                let added = input[index..<next].withUnsafeBufferPointer {
                    xmlBufferAdd(source, $0.baseAddress, Int32($0.count))
                }
                guard added == 0 else { return nil }
                index = next
            }
            let before = xmlBufferLength(source)
            _ = xmlCharEncInFunc(handler, target, source)
            let length = Int(xmlBufferLength(target))
            if length > 0, let content = xmlBufferContent(target) {
                output.append(contentsOf: UnsafeBufferPointer(start: content, count: length))
                xmlBufferEmpty(target)
            }
            if xmlBufferLength(source) == before, index >= input.endIndex || before > 4096 {
                // A byte that the encoding does not have: replace it and go on.
                output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                xmlBufferShrink(source, 1)
            }
        }
        return isValidUTF8(output) ? output : Array(String(decoding: output, as: UTF8.self).utf8)
    }
}
