/// Finds where CSV records end (RFC 4180); any of CR, LF and CRLF ends a line.
enum CSVCutter {
    /// Finds the end of the record that the bytes begin with.
    ///
    /// - Returns: The offset behind the line break that ends the record, or the number of bytes if it does not end here;
    ///   and whether the bytes end inside a quoted field.
    static func recordEnd(_ bytes: Span<UInt8>, delimiter: UInt8) -> (end: Int, isOpenQuote: Bool) {
        let (quote, feed, carriageReturn) = (UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"))
        var at = 0
        while at < bytes.count {
            // At the start of a field.
            if bytes[at] == quote {
                at += 1
                while true {
                    while at < bytes.count, bytes[at] != quote { at += 1 }
                    guard at < bytes.count else { return (at, true) }
                    at += 1
                    // A doubled quote stands for one.
                    guard at < bytes.count, bytes[at] == quote else { break }
                    at += 1
                }
            }
            while at < bytes.count, bytes[at] != delimiter, bytes[at] != feed, bytes[at] != carriageReturn { at += 1 }
            guard at < bytes.count else { break }
            let byte = bytes[at]
            at += 1
            if byte == delimiter { continue }
            // A carriage return as the last byte may yet get its line feed.
            return (byte == carriageReturn && at < bytes.count && bytes[at] == feed ? at + 1 : at, false)
        }
        return (bytes.count, false)
    }
}
