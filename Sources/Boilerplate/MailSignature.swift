internal import Foundations

/// The signature of a mail or a post: what follows a line of two hyphens (RFC 3676, section 4.3).
///
/// The line has to be near the end: after the signature only lines of a quoted mail (`>`) may come. The blank after the
/// hyphens is not asked for, since most programs that keep mails as text cut it off.
enum MailSignature {
    /// The most lines and bytes of a signature; what is longer is a part of the text behind a dividing line.
    private static let mostLines = 20
    private static let mostBytes = 2_000

    /// Where the signature of a text lies, the line of hyphens included; nil where there is none.
    ///
    /// - Complexity: O(bytes of the signature and the mail quoted behind it).
    static func range(in text: borrowing Span<UInt8>) -> Range<Int>? {
        var end = text.count
        var quoteStart = text.count
        var lines = 0
        while end > 0 {
            let start = lineStart(before: end, in: text)
            let line = trimmed(start..<end, of: text)
            if lines == 0, line.isEmpty || text[line.lowerBound] == UInt8(ascii: ">") {
                quoteStart = start
            } else if !line.isEmpty {
                // A dividing line in front of the whole text divides nothing.
                if isMark(line, of: text) { return lines > 0 && start > 0 ? start..<quoteStart : nil }
                lines += 1
                guard lines <= mostLines, quoteStart - start <= mostBytes else { return nil }
            }
            end = max(0, start - 1)
        }
        return nil
    }

    /// Where the line begins that ends at an offset.
    private static func lineStart(before end: Int, in text: borrowing Span<UInt8>) -> Int {
        text.withUnsafeBufferPointer { text in
            var start = end
            while start >= 8, let bytes = text.baseAddress, EightBytes(bytes, at: start - 8).range(0x0A, 0x0A) == 0 {
                start -= 8
            }
            while start > 0, text[start - 1] != UInt8(ascii: "\n") { start -= 1 }
            return start
        }
    }

    private static func isMark(_ line: Range<Int>, of text: borrowing Span<UInt8>) -> Bool {
        line.count == 2 && text[line.lowerBound] == UInt8(ascii: "-") && text[line.lowerBound + 1] == UInt8(ascii: "-")
    }

    /// A line without blanks and a carriage return at its end.
    private static func trimmed(_ line: Range<Int>, of text: borrowing Span<UInt8>) -> Range<Int> {
        var end = line.upperBound
        while end > line.lowerBound, text[end - 1] == UInt8(ascii: " ") || text[end - 1] == UInt8(ascii: "\r") {
            end -= 1
        }
        return line.lowerBound..<end
    }
}
