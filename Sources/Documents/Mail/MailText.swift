internal import ArticleExtraction
internal import TextProcessing

/// The transfer encodings and charsets of mail (RFC 2045, section 6).
enum MailText {
    /// Decodes quoted-printable; what is no escape stays.
    static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var place = bytes.startIndex
        while place < bytes.endIndex {
            guard bytes[place] == 0x3D else {
                output.append(bytes[place])
                place += 1
                continue
            }
            if place + 2 < bytes.endIndex, let high = digit(bytes[place + 1]), let low = digit(bytes[place + 2]) {
                output.append(high << 4 | low)
                place += 3
                continue
            }
            // A soft line break, with the blanks that mail servers put before its end.
            var end = place + 1
            while end < bytes.endIndex, bytes[end] == 0x20 || bytes[end] == 0x09 || bytes[end] == 0x0D { end += 1 }
            if end == bytes.endIndex || bytes[end] == 0x0A {
                place = min(end + 1, bytes.endIndex)
            } else {
                output.append(0x3D)
                place += 1
            }
        }
        return output
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    /// Decodes base64; other characters are passed over.
    static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 3 / 4)
        var group: UInt32 = 0
        var count = 0
        for byte in bytes {
            let value: UInt8
            switch byte {
            case 0x41...0x5A: value = byte - 0x41
            case 0x61...0x7A: value = byte - 0x47
            case 0x30...0x39: value = byte + 4
            case 0x2B, 0x2D: value = 62
            case 0x2F, 0x5F: value = 63
            default: continue
            }
            group = group << 6 | UInt32(value)
            count += 1
            if count == 4 {
                output += [
                    UInt8(truncatingIfNeeded: group >> 16), UInt8(truncatingIfNeeded: group >> 8),
                    UInt8(truncatingIfNeeded: group),
                ]
                (group, count) = (0, 0)
            }
        }
        if count == 3 { output += [UInt8(truncatingIfNeeded: group >> 10), UInt8(truncatingIfNeeded: group >> 2)] }
        if count == 2 { output.append(UInt8(truncatingIfNeeded: group >> 4)) }
        return output
    }

    /// Bytes in a charset as UTF-8; a charset that is not known, or a wrong one, is looked for in the bytes.
    static func utf8(_ bytes: [UInt8], charset: String?) -> [UInt8] {
        let name = charset?.lowercased() ?? ""
        // What is ASCII to a mail program is Windows-1252 or UTF-8 in truth.
        let isVague = ["", "us-ascii", "ascii", "utf-8", "utf8", "unknown-8bit", "x-unknown", "iso-8859-1"].contains(
            name)
        return HTMLDecoder(bytes, stated: isVague ? nil : name).bytes
    }

    /// Bytes of no known charset as text.
    static func text(_ bytes: [UInt8]) -> String { String(decoding: utf8(bytes, charset: nil), as: UTF8.self) }
}

/// Dates as mail and RSS write them (RFC 5322, section 3.3).
enum InternetDate {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// The date in ISO 8601; the text itself where it is none, nil where there is nothing.
    ///
    /// ```swift
    /// InternetDate.iso("Tue, 3 Mar 2026 10:00:00 +0100")  // "2026-03-03T10:00:00+01:00"
    /// ```
    static func iso(_ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        let words = text.split { $0 == " " || $0 == "," }.map(String.init)
        guard let month = words.firstIndex(where: { months.contains($0.prefix(3).lowercased()) }), month > 0,
            month + 1 < words.count, let day = Int(words[month - 1]), let year = Int(words[month + 1]),
            let number = months.firstIndex(of: words[month].prefix(3).lowercased()), (1...31).contains(day)
        else { return text }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = "\(year < 50 ? year + 2000 : year < 100 ? year + 1900 : year)-\(two(number + 1))-\(two(day))"
        guard month + 2 < words.count, words[month + 2].contains(":") else { return date }
        let parts = words[month + 2].split(separator: ":").compactMap { Int($0) }
        guard (2...3).contains(parts.count), parts.allSatisfy({ (0...60).contains($0) }) else { return date }
        let zone = month + 3 < words.count ? words[month + 3] : ""
        let time = "T\(two(parts[0])):\(two(parts[1])):\(two(parts.count == 3 ? parts[2] : 0))"
        if ["GMT", "UT", "UTC", "Z", "+0000", "-0000"].contains(zone) { return date + time + "Z" }
        guard zone.utf8.count == 5, zone.hasPrefix("+") || zone.hasPrefix("-"), zone.dropFirst().allSatisfy(\.isNumber)
        else {
            return date + time
        }
        return "\(date)\(time)\(zone.prefix(3)):\(zone.suffix(2))"
    }
}
