/// Gathers the text of one paragraph: white space folded where the format says so, line breaks kept.
struct TextGatherer {
    private(set) var bytes: [UInt8] = []

    /// Appends text as it is.
    mutating func append(_ text: some Collection<UInt8>) { bytes.append(contentsOf: text) }

    /// Appends a string.
    mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Appends text in which every run of white space is one blank, as OpenDocument and XHTML have it.
    mutating func appendFolded(_ text: some Collection<UInt8>) {
        for byte in text {
            if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
                if let last = bytes.last, last != 0x20, last != 0x0A { bytes.append(0x20) }
            } else {
                bytes.append(byte)
            }
        }
    }

    /// The text without white space at its ends, and what was gathered forgotten.
    ///
    /// No-break blanks become blanks, soft hyphens and marks of no width go: a word is the same with and without them.
    mutating func take() -> String {
        var result = String.UnicodeScalarView()
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0xA0, 0x09, 0x2007, 0x202F: result.append(" ")
            case 0xAD, 0x200B, 0xFEFF, 0x2060: break
            case 0..<0x20 where scalar != "\n": break
            default: result.append(scalar)
            }
        }
        bytes.removeAll(keepingCapacity: true)
        return Self.trimmed(String(result))
    }

    /// A text without blanks and line breaks at its ends.
    static func trimmed(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.value <= 0x20 { scalars.removeFirst() }
        while let last = scalars.last, last.value <= 0x20 { scalars.removeLast() }
        return String(scalars)
    }

    /// A text on one line.
    static func line(_ text: String) -> String {
        text.unicodeScalars.split { $0.value <= 0x20 }.map { String($0) }.joined(separator: " ")
    }
}
