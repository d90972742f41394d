/// The header of a member of a tar archive (POSIX.1-2001; the older forms of GNU and Unix V7), 512 bytes.
package struct TarHeader {
    /// What a member is.
    package enum Kind: Sendable { case file, longName, properties, other }

    /// The member's name.
    package let name: String
    /// The length of its content.
    package let size: Int
    /// What it is.
    package let kind: Kind

    /// The length of a header, and of the blocks that contents are filled up to.
    package static let length = 512

    /// Reads a header; nil where its checksum is wrong, as behind the end of an archive.
    package init?(_ block: ArraySlice<UInt8>) {
        let bytes = Array(block)
        guard bytes.count == Self.length, let stated = Self.number(bytes[148..<156]) else { return nil }
        var sum = 0
        for index in bytes.indices { sum += (148..<156).contains(index) ? 0x20 : Int(bytes[index]) }
        guard sum == stated, let size = Self.number(bytes[124..<136]), size >= 0 else { return nil }
        var name = Self.text(bytes[0..<100])
        let prefix = Self.text(bytes[345..<500])
        if bytes[257..<262].elementsEqual("ustar".utf8), bytes[262] == 0, !prefix.isEmpty { name = prefix + "/" + name }
        self.name = name
        self.size = size
        kind =
            switch bytes[156] {
            case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): name.hasSuffix("/") ? .other : .file
            case UInt8(ascii: "L"): .longName
            case UInt8(ascii: "x"): .properties
            default: .other
            }
    }

    /// Whether a file begins as an archive does.
    package static func recognizes(_ head: some Collection<UInt8>) -> Bool {
        let first = Array(head.prefix(length))
        return first.count == length && first[0] != 0 && TarHeader(first[...]) != nil
    }

    /// The name that extended properties give the next member.
    package static func path(inProperties bytes: [UInt8]) -> String? {
        var place = 0
        while place < bytes.count, let blank = bytes[place...].firstIndex(of: 0x20),
            let length = Int(String(decoding: bytes[place..<blank], as: UTF8.self)), length > blank - place,
            place + length <= bytes.count
        {
            let record = bytes[(blank + 1)..<(place + length)]
            if record.starts(with: Array("path=".utf8)) {
                return String(decoding: record.dropFirst(5).prefix { $0 != 0x0A }, as: UTF8.self)
            }
            place += length
        }
        return nil
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// An octal number, or one in base 256 as GNU writes large ones.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        if let first = field.first, first & 0x80 != 0 {
            var value = Int(first & 0x7F)
            for byte in field.dropFirst() {
                let (next, overflow) = value.multipliedReportingOverflow(by: 256)
                guard !overflow else { return nil }
                value = next + Int(byte)
            }
            return value
        }
        let digits = field.drop { $0 == 0x20 || $0 == 0 }.prefix { $0 &- 0x30 < 8 }
        return digits.isEmpty
            ? (field.allSatisfy { $0 == 0 || $0 == 0x20 } ? 0 : nil)
            : Int(String(decoding: digits, as: UTF8.self), radix: 8)
    }
}
