/// Cuts a mailbox (RFC 4155, and the forms before it) into mails: each begins behind a line `From …`.
package enum Mailbox {
    private static let mark = Array("From ".utf8)

    /// Whether a file begins as a mailbox does: the line `From …`, and below it the fields of a mail.
    package static func recognizes(_ head: some Collection<UInt8>) -> Bool {
        let bytes = Array(head.prefix(4096))
        guard bytes.starts(with: mark), let end = bytes.firstIndex(of: 0x0A), end < 200,
            bytes[..<end].contains(0x3A)
        else { return false }
        var body = 0
        return !MailHeaders(bytes, end + 1..<bytes.count, end: &body).isEmpty
    }

    /// Where the next mail begins behind the one at `start`; nil if none does in what is there.
    ///
    /// - Complexity: O(*n*) in the bytes of one mail.
    package static func next(in bytes: [UInt8], after start: Int) -> Int? {
        var place = start + 1
        while place + mark.count < bytes.count {
            guard bytes[place] == mark[0], bytes[place - 1] == 0x0A, bytes[place...].starts(with: mark) else {
                place += 1
                continue
            }
            // Behind an empty line, or else a line of a text could begin so.
            let before = place >= 2 ? bytes[place - 2] : 0x0A
            let isFirst = before == 0x0A || before == 0x0D && place >= 3 && bytes[place - 3] == 0x0A
            if isFirst, hasTime(bytes[place...].prefix(200).prefix { $0 != 0x0A }) { return place }
            place += 1
        }
        return nil
    }

    /// Whether a line holds a time, as the date of each such line does.
    private static func hasTime(_ line: ArraySlice<UInt8>) -> Bool {
        line.indices.dropFirst().dropLast().contains {
            line[$0] == 0x3A && line[$0 - 1] &- 0x30 < 10 && line[$0 + 1] &- 0x30 < 10
        }
    }

    /// A mail without its first line, and with the `>` taken back that keeps lines of its text from looking like one.
    package static func mail(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        let escaped = [0x3E] + mark
        var lines = bytes
        if let end = lines.firstIndex(of: 0x0A), lines.starts(with: mark) { lines = lines[(end + 1)...] }
        while !lines.isEmpty {
            let end = lines.firstIndex(of: 0x0A).map { $0 + 1 } ?? lines.endIndex
            let line = lines[..<end]
            output += line.starts(with: escaped) ? line.dropFirst() : line
            lines = lines[end...]
        }
        return output
    }
}
