/// Text put into Markdown so that it stays text: no tag, link, heading or list may come into being from a document's words
/// (CommonMark 0.31.2, section 2.4).
package enum MarkdownText {
    /// One line of text, escaped; line breaks become blanks.
    ///
    /// - Complexity: O(*n*).
    package static func escaped(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + 8)
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            let before = index > 0 ? bytes[index - 1] : 0x20
            let after = index + 1 < bytes.count ? bytes[index + 1] : 0x20
            switch byte {
            case 0x0A, 0x0D:
                if before != 0x0A, before != 0x0D { result.append(0x20) }
                continue
            case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "]"),
                UInt8(ascii: "<"), UInt8(ascii: "~"), UInt8(ascii: "|"):
                result.append(UInt8(ascii: "\\"))
            // Inside a word it is none of its marks.
            case UInt8(ascii: "_") where !isWord(before) || !isWord(after): result.append(UInt8(ascii: "\\"))
            // The beginning of a reference such as `&lt;`.
            case UInt8(ascii: "&") where isWord(after) || after == UInt8(ascii: "#"): result.append(UInt8(ascii: "\\"))
            case UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "="):
                if isBlank(result) || byte == UInt8(ascii: ">") { result.append(UInt8(ascii: "\\")) }
            case UInt8(ascii: "."), UInt8(ascii: ")"):
                if after <= 0x20, !isBlank(result), result.allSatisfy({ $0 == 0x20 || $0 &- 0x30 < 10 }) {
                    result.append(UInt8(ascii: "\\"))
                }
            default: break
            }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Text of several lines, each escaped.
    package static func escapedLines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }.joined(
            separator: "\n")
    }

    private static func isBlank(_ bytes: [UInt8]) -> Bool { bytes.count < 4 && bytes.allSatisfy { $0 <= 0x20 } }

    private static func isWord(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80
    }
}
