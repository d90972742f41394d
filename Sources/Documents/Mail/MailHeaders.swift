internal import ArticleExtraction
internal import TextProcessing

/// The header fields of a mail or of one part of it (RFC 5322, section 2.2), long lines unfolded.
struct MailHeaders {
    private var fields: [(name: String, value: [UInt8])] = []

    /// So many fields are read; mails that passed many servers have about sixty.
    private static let maximumFields = 500

    /// Reads the fields at the beginning of a range; `end` is where the body begins.
    ///
    /// - Complexity: O(*n*) in the bytes of the fields.
    init(_ bytes: [UInt8], _ range: Range<Int>, end: inout Int) {
        var place = range.lowerBound
        while place < range.upperBound {
            var stop = place
            while stop < range.upperBound, bytes[stop] != 0x0A { stop += 1 }
            let next = min(stop + 1, range.upperBound)
            if stop > place, bytes[stop - 1] == 0x0D { stop -= 1 }
            guard stop > place else {
                end = next
                return
            }
            let line = bytes[place..<stop]
            if line.first == 0x20 || line.first == 0x09 {
                if let last = fields.indices.last { fields[last].value += [0x20] + line.drop { $0 <= 0x20 } }
            } else if let colon = line.firstIndex(of: 0x3A), colon > place,
                line[..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
            {
                if fields.count < Self.maximumFields {
                    let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
                    fields.append((name, Array(line[(colon + 1)...].drop { $0 <= 0x20 })))
                }
            } else if !line.starts(with: Array("From ".utf8)), !line.starts(with: Array(">From ".utf8)) {
                // No field: the body has begun without an empty line.
                end = place
                return
            }
            place = next
        }
        end = range.upperBound
    }

    /// Whether there are any.
    var isEmpty: Bool { fields.isEmpty }

    /// Whether a field is there.
    func has(_ name: String) -> Bool { fields.contains { $0.name == name } }

    /// The value of the first field of a name as text, encoded words decoded.
    subscript(name: String) -> String? {
        guard let field = fields.first(where: { $0.name == name }) else { return nil }
        let text = EncodedWords.decoded(field.value)
        return text.isEmpty ? nil : text
    }

    /// A field that has parameters: its value in small letters, and the parameters by their names in small letters.
    func parameters(of name: String) -> (value: String, parameters: [String: String])? {
        guard let field = fields.first(where: { $0.name == name }) else { return nil }
        var pieces: [[UInt8]] = [[]]
        var isQuoted = false
        var isEscaped = false
        for byte in field.value {
            if isEscaped {
                pieces[pieces.count - 1].append(byte)
                isEscaped = false
            } else if byte == 0x5C, isQuoted {
                isEscaped = true
            } else if byte == 0x22 {
                isQuoted.toggle()
            } else if byte == 0x3B, !isQuoted {
                pieces.append([])
            } else {
                pieces[pieces.count - 1].append(byte)
            }
        }
        var parameters: [String: String] = [:]
        for piece in pieces.dropFirst() {
            guard let equals = piece.firstIndex(of: 0x3D) else { continue }
            let key = TextGatherer.trimmed(String(decoding: piece[..<equals], as: UTF8.self)).lowercased()
            let value = EncodedWords.decoded(Array(piece[(equals + 1)...]))
            // RFC 2231: `name*0*`, of which the plain name is enough here.
            let plain = String(key.prefix { $0 != "*" })
            if parameters[plain] == nil { parameters[plain] = value }
        }
        return (TextGatherer.trimmed(String(decoding: pieces[0], as: UTF8.self)).lowercased(), parameters)
    }
}

/// Decodes the encoded words of header fields (RFC 2047): `=?utf-8?Q?Caf=C3=A9?=`.
enum EncodedWords {
    static func decoded(_ value: [UInt8]) -> String {
        var output: [UInt8] = []
        var place = 0
        var afterWord = false
        while place < value.count {
            if value[place] == 0x3D, let (bytes, charset, end) = word(in: value, at: place) {
                // White space between two encoded words is none.
                if afterWord {
                    while let last = output.last, last <= 0x20 { output.removeLast() }
                }
                output += MailText.utf8(bytes, charset: charset)
                place = end
                afterWord = true
            } else {
                if value[place] > 0x20 { afterWord = false }
                output.append(value[place])
                place += 1
            }
        }
        return TextGatherer.line(MailText.text(output))
    }

    private static func word(in value: [UInt8], at start: Int) -> ([UInt8], String, Int)? {
        guard start + 1 < value.count, value[start + 1] == 0x3F else { return nil }
        var marks: [Int] = []
        var place = start + 2
        while place < value.count, place - start < 400, marks.count < 3 {
            if value[place] == 0x3F { marks.append(place) } else if value[place] <= 0x20, marks.count < 2 { return nil }
            place += 1
        }
        guard marks.count == 3, marks[2] + 1 < value.count, value[marks[2] + 1] == 0x3D else { return nil }
        let charset = String(decoding: value[start + 2..<marks[0]].prefix { $0 != 0x2A }, as: UTF8.self)
        let content = value[marks[1] + 1..<marks[2]]
        switch value[marks[0] + 1] | 0x20 {
        case UInt8(ascii: "b"): return (MailText.base64(content), charset, marks[2] + 2)
        case UInt8(ascii: "q"):
            let spaced = content.map { $0 == 0x5F ? 0x20 : $0 }
            return (MailText.quotedPrintable(spaced[...]), charset, marks[2] + 2)
        default: return nil
        }
    }
}
