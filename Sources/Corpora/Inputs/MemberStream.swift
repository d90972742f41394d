internal import Documents
internal import TextProcessing

/// The documents and files inside an archive, a mailbox or a feed, one after the other; nothing is written to disk.
///
/// Mailboxes, tar and web archives are read as they arrive; ZIP archives and feeds as a whole, since their directories stand
/// at the end and their elements nest.
final class MemberStream {
    /// What stands next in a container.
    enum Item {
        /// A file, named by its place; with an identifier and a format of its own where the container gives them.
        case bytes(path: String, id: String?, format: CorpusFormat?, [UInt8])
        /// A document.
        case document(Document)
        /// What cannot be read, and why.
        case failure(CorpusError)
    }

    /// What an input turns out to be.
    enum Opened {
        case members(MemberStream)
        /// A document that is an archive inside.
        case document([UInt8], CorpusFormat)
    }

    /// ZIP archives and feeds are read up to this length (1 GiB), which is also the most one member of an archive may have: it
    /// may be a stream of records.
    static let maximumBytes = 1 << 30

    let source: ByteSource
    let format: CorpusFormat
    private let options: CorpusOptions
    private let include: [GlobPattern]
    private let exclude: [GlobPattern]
    private var archive: ZipArchive?
    private var items: [FeedItem] = []
    private var position = 0
    /// Bytes read and not yet used.
    private var buffer: [UInt8] = []
    private var used = 0
    private var isAtEnd = false
    private var count = 0
    private var written = 0
    private var longName: String?
    /// Whether the input ended inside what was wanted last.
    private var isShort = false

    private init(_ source: ByteSource, _ format: CorpusFormat, _ options: CorpusOptions) {
        self.source = source
        self.format = format
        self.options = options
        include = options.include.map(GlobPattern.init)
        exclude = options.exclude.map(GlobPattern.init)
    }

    /// Opens an input as a container.
    static func open(
        _ source: ByteSource, format: CorpusFormat, options: CorpusOptions
    ) throws(CorpusError) -> Opened {
        let stream = MemberStream(source, format, options)
        let location = CorpusLocation(path: source.path)
        guard format == .zip || format == .feed else { return .members(stream) }
        let bytes = try source.readWhole(limit: maximumBytes)
        do throws(DocumentError) {
            if format == .feed {
                stream.items = try FeedReader.items(bytes)
                if stream.items.isEmpty { throw DocumentError(.noText, "the feed has no items") }
            } else {
                let archive = try ZipArchive(bytes, maximumBytes: maximumBytes)
                if let kind = DocumentFormat(archive), let format = CorpusFormat(rawValue: kind.rawValue) {
                    return .document(bytes, format)
                }
                if !archive.members.contains(where: { !$0.isFolder }) {
                    throw DocumentError(.noText, "the archive holds no files")
                }
                stream.archive = archive
            }
        } catch {
            throw CorpusError(error, at: location)
        }
        return .members(stream)
    }

    /// The next document or file, or nil at the end.
    func next() -> Item? {
        do throws(CorpusError) {
            switch format {
            case .zip: return try nextInArchive()
            case .feed: return nextInFeed()
            case .tar: return try nextInTape()
            case .warc: return try nextPage()
            default: return try nextMail()
            }
        } catch {
            isAtEnd = true
            buffer = []
            used = 0
            position = archive?.members.count ?? items.count
            return .failure(error)
        }
    }

    // MARK: Archives of files

    /// Whether a member is read: no folder, nothing hidden or left by a system, and what the patterns let through.
    private func isWanted(_ name: String) -> Bool {
        let parts = name.split(separator: "/")
        guard !parts.isEmpty,
            !parts.contains(where: { $0.hasPrefix(".") && $0 != ".." && $0 != "." || $0 == "__MACOSX" })
        else { return false }
        let path = Array(name.utf8)
        if exclude.contains(where: { $0.matches(path) }) { return false }
        return include.isEmpty || include.contains { $0.matches(path) }
    }

    private func nextInArchive() throws(CorpusError) -> Item? {
        guard let archive else { return nil }
        while position < archive.members.count {
            let member = archive.members[position]
            position += 1
            guard !member.isFolder, isWanted(member.name) else { continue }
            let path = "\(source.path)/\(member.name)"
            do throws(DocumentError) {
                let bytes = try archive.content(of: member)
                written += bytes.count
                // Members that lie on top of each other: each is small, all together are not.
                guard written <= max(Self.maximumBytes, ZipArchive.maximumGrowth(of: archive)) else {
                    throw DocumentError(
                        .tooLarge, "the archive grows beyond all measure when it is decompressed: refused")
                }
                return .bytes(path: path, id: nil, format: nil, bytes)
            } catch {
                return .failure(CorpusError(error, at: CorpusLocation(path: path)))
            }
        }
        return nil
    }

    private func nextInTape() throws(CorpusError) -> Item? {
        while let block = try take(TarHeader.length) {
            // Two empty blocks end an archive, and nothing else has one.
            guard block.contains(where: { $0 != 0 }) else { return nil }
            guard let header = TarHeader(block[...]) else {
                throw CorpusError(
                    .damaged, "the archive is damaged behind \(count) files; fetch it again",
                    at: CorpusLocation(path: source.path))
            }
            let isHeld = header.kind != .other && header.size <= Self.maximumBytes
            let content = isHeld ? try take(header.size) : nil
            if !isHeld { try skip(header.size) } else if content == nil { throw cut() }
            try skip((TarHeader.length - header.size % TarHeader.length) % TarHeader.length)
            switch header.kind {
            case .longName: longName = content.map { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            case .properties: longName = content.flatMap { TarHeader.path(inProperties: $0) } ?? longName
            case .other: longName = nil
            case .file:
                let name = longName ?? header.name
                longName = nil
                count += 1
                guard isWanted(name) else { continue }
                let path = "\(source.path)/\(name)"
                guard let content else {
                    return .failure(.tooLarge(limit: Self.maximumBytes, at: CorpusLocation(path: path)))
                }
                return .bytes(path: path, id: nil, format: nil, content)
            }
        }
        if isShort { throw cut() }
        return nil
    }

    private func cut() -> CorpusError {
        CorpusError(
            .damaged, "ends early; the \(count) documents before its end were read. Fetch it again",
            at: CorpusLocation(path: source.path))
    }

    // MARK: Pages, mails, items

    private func nextPage() throws(CorpusError) -> Item? {
        while true {
            // Records are apart by empty lines.
            while let byte = try peek(), byte == 0x0A || byte == 0x0D { used += 1 }
            guard try peek() != nil else { return nil }
            var fields: [UInt8] = []
            while fields.count < 1 << 16, let line = try takeLine(), line.contains(where: { $0 > 0x20 }) {
                fields += line
            }
            guard let record = WebRecord(fields) else {
                throw CorpusError(
                    .damaged, "the web archive is damaged behind \(count) records; fetch it again",
                    at: CorpusLocation(path: source.path))
            }
            count += 1
            guard record.isPage, record.size <= options.maximumDocumentBytes else {
                try skip(record.size)
                continue
            }
            guard let content = try take(record.size) else { throw cut() }
            guard let body = WebRecord.body(ofResponse: content, maximumBytes: options.maximumDocumentBytes),
                !body.isEmpty
            else { continue }
            return .bytes(
                path: "\(source.path)/\(record.address ?? String(count))", id: record.address, format: nil, body)
        }
    }

    private func nextMail() throws(CorpusError) -> Item? {
        // More is read until the next mail begins; a mail beyond the limit is an error, and what follows is read on.
        var looked = 0
        while true {
            if let end = Mailbox.next(in: buffer, after: used + looked) { return mail(end) }
            if isAtEnd {
                guard buffer.count > used else { return nil }
                return mail(buffer.count)
            }
            let length = buffer.count - used
            // The line that begins a mail may not be whole yet.
            looked = max(0, length - 256)
            try fill(used + max(1 << 16, 2 * length))
        }
    }

    private func mail(_ end: Int) -> Item {
        count += 1
        let path = "\(source.path):\(count)"
        let isTooLarge = end - used > options.maximumDocumentBytes
        let bytes = isTooLarge ? [] : Mailbox.mail(buffer[used..<end])
        used = end
        return isTooLarge
            ? .failure(.tooLarge(limit: options.maximumDocumentBytes, at: CorpusLocation(path: path)))
            : .bytes(path: path, id: path, format: .mail, bytes)
    }

    private func nextInFeed() -> Item? {
        guard position < items.count else { return nil }
        let item = items[position]
        position += 1
        let id = item.id ?? "\(CorpusLocation(path: source.path).readablePath):\(position)"
        var document = Document(id: id, content: .article(item.article), title: item.article.title)
        document.language = item.article.language
        return .document(document)
    }

    // MARK: Reading

    /// Reads until so many bytes are in the buffer, or the input ends.
    private func fill(_ target: Int) throws(CorpusError) {
        var target = target
        if used > 1 << 20, used * 2 > buffer.count {
            buffer.removeFirst(used)
            target -= used
            used = 0
        }
        while buffer.count < target, !isAtEnd {
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            var failure: CorpusError?
            let more = piece.withUnsafeMutableBytes { room -> Int in
                do throws(CorpusError) { return try source.read(into: room) } catch { failure = error }
                return 0
            }
            if let failure { throw failure }
            if more == 0 { isAtEnd = true } else { buffer.append(contentsOf: piece[..<more]) }
        }
    }

    private func peek() throws(CorpusError) -> UInt8? {
        if used == buffer.count { try fill(used + 1) }
        return used < buffer.count ? buffer[used] : nil
    }

    /// The next bytes, if there are so many.
    private func take(_ count: Int) throws(CorpusError) -> [UInt8]? {
        // Piece by piece, so that a length that is a lie reserves nothing.
        var bytes: [UInt8] = []
        while bytes.count < count {
            if used == buffer.count {
                (buffer, used) = ([], 0)
                try fill(1)
                if buffer.isEmpty {
                    isShort = !bytes.isEmpty
                    return nil
                }
            }
            let more = min(count - bytes.count, buffer.count - used)
            bytes.append(contentsOf: buffer[used..<used + more])
            used += more
        }
        return bytes
    }

    private func skip(_ count: Int) throws(CorpusError) {
        var left = count
        while left > 0 {
            if used == buffer.count {
                (buffer, used) = ([], 0)
                try fill(1)
                if buffer.isEmpty { return }
            }
            let more = min(left, buffer.count - used)
            used += more
            left -= more
        }
    }

    /// The next line with its end; nil at the end of the input.
    private func takeLine() throws(CorpusError) -> [UInt8]? {
        var line: [UInt8] = []
        while let byte = try peek(), line.count < 1 << 16 {
            line.append(byte)
            used += 1
            if byte == 0x0A { break }
        }
        return line.isEmpty ? nil : line
    }
}

extension CorpusError {
    /// The error of a document's file.
    init(_ error: DocumentError, at location: CorpusLocation) {
        self.init(Code(rawValue: error.code.rawValue), error.description, at: location)
    }
}
