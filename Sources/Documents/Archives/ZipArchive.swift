internal import TextProcessing

/// A ZIP archive in memory (APPNOTE 6.3): its members by the central directory, stored or deflated, also ZIP64.
///
/// Names are only labels: nothing is written to disk, so `..` and leading slashes have no meaning.
///
/// - Complexity: the directory is read once, O(*members*); a member is decompressed when it is asked for.
package struct ZipArchive {
    /// One member.
    package struct Member {
        /// The name as the archive has it, with slashes between folders.
        package var name: String
        /// The length of the content as the directory states it.
        package var size: Int
        fileprivate var packed: Int
        fileprivate var offset: Int
        fileprivate var method: UInt16
        fileprivate var checksum: UInt32
        fileprivate var isEncrypted: Bool

        /// Whether the member is a folder.
        package var isFolder: Bool { name.utf8.last == UInt8(ascii: "/") }
    }

    /// So many members are read; an archive with more is refused.
    static let maximumMembers = 200_000
    /// Content may be so many times as long as its compressed form, from 1 MiB on: deflate reaches 1,032, text 20 and
    /// mark-up 100.
    static let maximumRatio = 400

    /// The members in the order of the directory.
    package let members: [Member]
    private let bytes: [UInt8]
    private let maximumBytes: Int
    private var numbers: [String: Int] = [:]

    /// Whether bytes begin as an archive does.
    package static func recognizes(_ head: some Collection<UInt8>) -> Bool {
        head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// Reads the directory.
    ///
    /// - Parameters:
    ///   - bytes: The whole archive.
    ///   - maximumBytes: The greatest length of a member's content.
    /// - Throws: A ``DocumentError`` if there is no directory, or it is damaged.
    package init(_ bytes: [UInt8], maximumBytes: Int) throws(DocumentError) {
        self.bytes = bytes
        self.maximumBytes = maximumBytes
        let directory = LittleEndian(bytes)
        guard let end = directory.endOfDirectory else { throw .damaged("the archive has no directory at its end") }
        guard end.count <= Self.maximumMembers else {
            throw DocumentError(.tooLarge, "the archive has \(end.count) members, more than \(Self.maximumMembers)")
        }
        var members: [Member] = []
        var place = end.start
        for number in 0..<end.count {
            guard let (member, next) = directory.member(at: place) else {
                throw .damaged("the archive's directory is damaged at entry \(number + 1)")
            }
            members.append(member)
            place = next
        }
        self.members = members
        for (number, member) in members.enumerated() where numbers[member.name] == nil { numbers[member.name] = number }
    }

    /// How much all members together may grow to.
    package static func maximumGrowth(of archive: ZipArchive) -> Int { maximumRatio * archive.bytes.count }

    /// Whether a member is there.
    package func has(_ name: String) -> Bool { numbers[name] != nil }

    /// The content of a member by its name; nil where there is none.
    package func content(_ name: String) throws(DocumentError) -> [UInt8]? {
        guard let number = numbers[name] else { return nil }
        return try content(of: members[number])
    }

    /// The content of a member.
    package func content(of member: Member) throws(DocumentError) -> [UInt8] {
        if member.isEncrypted {
            throw DocumentError(.encrypted, "is locked by a password; save it without one", in: member.name)
        }
        guard member.size <= maximumBytes else {
            throw DocumentError(.tooLarge, "is larger than \(maximumBytes) bytes", in: member.name)
        }
        guard member.size <= 1 << 20 || member.size / max(1, member.packed) <= Self.maximumRatio else {
            throw DocumentError(
                .tooLarge, "grows more than \(Self.maximumRatio)-fold when it is decompressed: refused", in: member.name
            )
        }
        guard let start = LittleEndian(bytes).contentStart(ofLocal: member.offset), start <= bytes.count,
            member.packed <= bytes.count - start
        else { throw .damaged("the archive ends inside a member", in: member.name) }
        let content: [UInt8]?
        switch member.method {
        case 0: content = Array(bytes[start..<start + member.packed])
        case 8:
            content = bytes.withUnsafeBytes { all in
                RawInflater.content(
                    of: UnsafeRawBufferPointer(rebasing: all[start..<start + member.packed]), expected: member.size,
                    limit: member.size)
            }
        default:
            throw DocumentError(
                .unsupported, "is compressed by method \(member.method), which is not read; pack it with deflate",
                in: member.name)
        }
        guard let content, content.count == member.size, RawInflater.checksum(content) == member.checksum else {
            throw .damaged("a member of the archive is damaged", in: member.name)
        }
        return content
    }
}

/// Reads the numbers of an archive's structures; nil beyond its end.
private struct LittleEndian {
    let bytes: [UInt8]
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func number(_ place: Int, _ width: Int) -> Int? {
        guard place >= 0, place <= bytes.count - width else { return nil }
        var value: UInt64 = 0
        for index in (0..<width).reversed() { value = value << 8 | UInt64(bytes[place + index]) }
        return Int(exactly: value)
    }

    /// Where the directory begins and how many members it lists; the record that says so ends the file, but for a comment.
    var endOfDirectory: (start: Int, count: Int)? {
        var place = bytes.count - 22
        let lowest = max(0, place - 0xFFFF)
        while place >= lowest {
            if number(place, 4) == 0x0605_4B50 {
                guard let count = number(place + 10, 2), let start = number(place + 16, 4) else { return nil }
                guard count == 0xFFFF || start == 0xFFFF_FFFF else { return (start, count) }
                // ZIP64: a locator before the record names the place of the longer one.
                guard number(place - 20, 4) == 0x0706_4B50, let longer = number(place - 12, 8),
                    number(longer, 4) == 0x0606_4B50, let count = number(longer + 32, 8),
                    let start = number(longer + 48, 8)
                else { return (start, count) }
                return (start, count)
            }
            place -= 1
        }
        return nil
    }

    /// The member that a directory entry describes, and where the next entry begins.
    func member(at place: Int) -> (ZipArchive.Member, next: Int)? {
        guard number(place, 4) == 0x0201_4B50, let flags = number(place + 8, 2), let method = number(place + 10, 2),
            let checksum = number(place + 16, 4), var packed = number(place + 20, 4), var size = number(place + 24, 4),
            let nameLength = number(place + 28, 2), let extraLength = number(place + 30, 2),
            let commentLength = number(place + 32, 2), var offset = number(place + 42, 4)
        else { return nil }
        let name = place + 46
        let extra = name + nameLength
        let next = extra + extraLength + commentLength
        guard next <= bytes.count else { return nil }
        if size == 0xFFFF_FFFF || packed == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
            guard var field = longNumbers(extra, extraLength) else { return nil }
            for keyPath in [\Sizes.size, \Sizes.packed, \Sizes.offset] {
                var sizes = Sizes(size: size, packed: packed, offset: offset)
                guard sizes[keyPath: keyPath] == 0xFFFF_FFFF else { continue }
                guard let long = number(field, 8) else { return nil }
                sizes[keyPath: keyPath] = long
                (size, packed, offset) = (sizes.size, sizes.packed, sizes.offset)
                field += 8
            }
        }
        let member = ZipArchive.Member(
            name: Self.text(Array(bytes[name..<extra]), isUTF8: flags & 0x800 != 0), size: size, packed: packed,
            offset: offset, method: UInt16(truncatingIfNeeded: method), checksum: UInt32(truncatingIfNeeded: checksum),
            isEncrypted: flags & 1 != 0)
        return (member, next)
    }

    private struct Sizes {
        var size: Int
        var packed: Int
        var offset: Int
    }

    /// Where the numbers of a ZIP64 field begin among the extra fields.
    private func longNumbers(_ start: Int, _ length: Int) -> Int? {
        var place = start
        while place + 4 <= start + length {
            guard let kind = number(place, 2), let size = number(place + 2, 2) else { return nil }
            if kind == 1 { return place + 4 }
            place += 4 + size
        }
        return nil
    }

    /// Where the content of the member begins whose local header is at `offset`.
    func contentStart(ofLocal offset: Int) -> Int? {
        guard number(offset, 4) == 0x0403_4B50, let name = number(offset + 26, 2), let extra = number(offset + 28, 2)
        else { return nil }
        return offset + 30 + name + extra
    }

    private static func text(_ name: [UInt8], isUTF8: Bool) -> String {
        if let text = String(validating: name, as: UTF8.self) { return text }
        // What the format had before UTF-8.
        let decoded = isUTF8 ? nil : EncodingGuess.decode(name.span, from: "cp437")?.text
        return String(decoding: decoded ?? name, as: UTF8.self)
    }
}
