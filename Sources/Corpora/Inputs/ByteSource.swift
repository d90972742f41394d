internal import Documents
internal import Serialization
import SystemLibrary

/// The bytes of one input, a file or a member of an archive, decompressed and brought to UTF-8 if they are UTF-16 or UTF-32.
///
/// Compression is told from the magic bytes, the encoding from the byte order mark or the pattern of zeros. Used by one
/// thread at a time.
final class ByteSource {
    let path: String
    /// The size of the file as it lies on disk, if it is a regular file.
    let size: Int?
    /// How many bytes have been read from the file as it lies on disk.
    private(set) var consumed = 0
    /// Whether the input is compressed.
    private(set) var isCompressed = false
    /// The first bytes after decompression, before transcoding; at most ``sniffLength``.
    private(set) var head: [UInt8] = []
    /// Whether ``head`` is all there is.
    private(set) var headIsWhole = false

    /// Whether it is a file that can be opened again.
    var isFile: Bool { content == nil && size != nil && path != "-" }

    static let sniffLength = 4096

    private let descriptor: CInt
    private let ownsDescriptor: Bool
    private let options: CorpusOptions
    private let shouldStop: @Sendable () -> Bool
    private var inflater: (any Decompressor)?
    private var compression: CompressionKind?
    /// The bytes of an input that is in memory, and how many of them were read.
    private let content: [UInt8]?
    private var contentPosition = 0
    private var input: [UInt8] = []
    private var inputPosition = 0
    private var headPosition = 0
    private var transcoder: WideTranscoder?
    private var transcoded: [UInt8] = []
    private var transcodedPosition = 0
    private var isAtEnd = false
    private var isWaitable = false

    /// Opens an input.
    ///
    /// - Parameters:
    ///   - path: The file, or `-` for the standard input.
    ///   - options: The limits on decompression.
    ///   - shouldStop: Asked while waiting for a pipe; when it says yes, the input ends early.
    /// - Throws: An error that names the path and the reason.
    init(
        path: String, options: CorpusOptions, shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws(CorpusError) {
        self.path = path
        self.options = options
        self.shouldStop = shouldStop
        content = nil
        if path == "-" {
            descriptor = 0
            ownsDescriptor = false
        } else {
            descriptor = open(SystemPath.system(path), O_RDONLY | O_CLOEXEC)
            ownsDescriptor = true
            if descriptor < 0 { throw .cannotOpen(path, errno) }
        }
        var status = stat()
        if fstat(descriptor, &status) == 0 {
            switch status.st_mode & S_IFMT {
            case S_IFREG: size = Int(status.st_size)
            case S_IFDIR:
                size = nil
                throw CorpusError(.unreadable, "is a folder, not a file", at: CorpusLocation(path: path))
            default:
                size = nil
                isWaitable = true
            }
        } else {
            size = nil
        }
        try readHead()
    }

    /// Reads what is in memory: a member of an archive.
    ///
    /// - Parameters:
    ///   - content: The bytes.
    ///   - path: What the input is called: the archive's path, a slash, and the member's name.
    ///   - options: The limits on decompression.
    /// - Throws: An error that names the path and the reason.
    init(_ content: [UInt8], path: String, options: CorpusOptions) throws(CorpusError) {
        self.path = path
        self.options = options
        self.content = content
        shouldStop = { false }
        descriptor = -1
        ownsDescriptor = false
        size = content.count
        try readHead()
    }

    deinit { if ownsDescriptor, descriptor >= 0 { close(descriptor) } }

    /// Says, before the first read, that the bytes are wanted in their own encoding.
    func keepEncoding() { transcoder = nil; headPosition = 0 }

    private func readHead() throws(CorpusError) {
        var first = [UInt8](repeating: 0, count: Self.sniffLength)
        var count = 0
        // A pipe may deliver byte by byte: the longest magic takes ten.
        while count < 10 {
            let more = try readRaw(&first, from: count)
            if more == 0 { break }
            count += more
        }
        first.removeLast(first.count - count)
        if let kind = CompressionKind(ofHead: first) {
            isCompressed = true
            compression = kind
            guard let decompressor = kind.makeDecompressor() else {
                throw .missing(kind, at: CorpusLocation(path: path))
            }
            inflater = decompressor
            input = first
            var inflated: [UInt8] = []
            while inflated.count < Self.sniffLength {
                let wanted = Self.sniffLength - inflated.count
                var piece = [UInt8](repeating: 0, count: wanted)
                var failure: CorpusError?
                let more = piece.withUnsafeMutableBytes { room -> Int in
                    do throws(CorpusError) {
                        return try inflate(into: room)
                    } catch {
                        failure = error
                        return 0
                    }
                }
                if let failure {
                    // What came out before the damage is still good; the error comes again with the next read.
                    if inflated.isEmpty { throw failure }
                    break
                }
                if more == 0 { headIsWhole = true; break }
                inflated.append(contentsOf: piece[..<more])
            }
            head = inflated
        } else {
            // The rest of the first page, unless a pipe makes us wait for it.
            while !isWaitable, count < Self.sniffLength {
                var piece = [UInt8](repeating: 0, count: Self.sniffLength - count)
                let more = try readRaw(&piece, from: 0)
                if more == 0 { headIsWhole = true; break }
                first.append(contentsOf: piece[..<more])
                count += more
            }
            head = first
            if count == 0 { headIsWhole = true }
        }
        let (encoding, markLength) = TextDecoding.encoding(of: head.span)
        headPosition = markLength
        if encoding != .utf8 { transcoder = WideTranscoder(encoding) }
    }

    /// Reads up to a buffer's length; 0 at the end.
    func read(into room: UnsafeMutableRawBufferPointer) throws(CorpusError) -> Int {
        guard transcoder != nil else { return try readOctets(into: room) }
        while transcodedPosition == transcoded.count {
            if isAtEnd { return 0 }
            transcoded.removeAll(keepingCapacity: true)
            transcodedPosition = 0
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            var failure: CorpusError?
            let count = piece.withUnsafeMutableBytes { buffer -> Int in
                do throws(CorpusError) { return try readOctets(into: buffer) } catch { failure = error }
                return 0
            }
            if let failure { throw failure }
            if count == 0 {
                isAtEnd = true
                transcoder?.finish(into: &transcoded)
            } else {
                transcoder?.transcode(piece.span.extracting(first: count), into: &transcoded)
            }
        }
        let count = min(room.count, transcoded.count - transcodedPosition)
        room.copyBytes(from: transcoded[transcodedPosition..<transcodedPosition + count])
        transcodedPosition += count
        return count
    }

    /// The bytes after decompression, the head first.
    private func readOctets(into room: UnsafeMutableRawBufferPointer) throws(CorpusError) -> Int {
        if headPosition < head.count {
            let count = min(room.count, head.count - headPosition)
            room.copyBytes(from: head[headPosition..<headPosition + count])
            headPosition += count
            return count
        }
        if headIsWhole { return 0 }
        return inflater == nil ? try readRaw(into: room) : try inflate(into: room)
    }

    private func inflate(into room: UnsafeMutableRawBufferPointer) throws(CorpusError) -> Int {
        guard let inflater else { return 0 }
        let location = CorpusLocation(path: path, byteOffset: inflater.totalWritten)
        while true {
            if inflater.isFinished { return 0 }
            if inputPosition == input.count {
                if input.count < 1 << 16 { input = [UInt8](repeating: 0, count: 1 << 16) }
                var buffer = input
                input = []
                let count = try readRaw(&buffer, from: 0)
                input = buffer
                inputPosition = 0
                if count == 0 {
                    input.removeAll(keepingCapacity: true)
                    if inflater.isBetweenMembers { return 0 }
                    // What the decompressor still holds.
                    let rest = inflater.decompress(UnsafeRawBufferPointer(start: nil, count: 0), into: room)
                    if let rest, rest.written > 0 { return rest.written }
                    if inflater.isBetweenMembers { return 0 }
                    throw CorpusError(
                        damage,
                        "the compressed data ends early; what came before it was read. Fetch the file again",
                        at: location)
                }
                input.removeLast(input.count - count)
            }
            let step = input.withUnsafeBytes { bytes in
                inflater.decompress(UnsafeRawBufferPointer(rebasing: bytes[inputPosition...]), into: room)
            }
            guard let step else {
                throw CorpusError(
                    damage, "the compressed data is damaged; what came before it was read. Fetch the file again",
                    at: location)
            }
            inputPosition += step.read
            let written = inflater.totalWritten
            if written > options.inflationRatioFloor,
                written / max(1, inflater.totalRead) > options.maximumInflationRatio
            {
                throw CorpusError(
                    .gzipBomb,
                    "the compressed data grows more than \(options.maximumInflationRatio)-fold: a \(compression?.rawValue ?? "") bomb, refused. If it "
                        + "is what you want, decompress it first", at: location)
            }
            if let limit = options.maximumInflatedBytes, written > limit {
                throw CorpusError(
                    .gzipBomb,
                    "the compressed data grows beyond \(limit) bytes. If it is what you want, decompress it "
                        + "first", at: location)
            }
            if step.written > 0 { return step.written }
        }
    }

    /// The code of an error in the compressed data.
    private var damage: CorpusError.Code { compression == .gzip ? .damagedGzip : .damaged }

    private func readRaw(_ buffer: inout [UInt8], from start: Int) throws(CorpusError) -> Int {
        var failure: CorpusError?
        let count = buffer.withUnsafeMutableBytes { bytes -> Int in
            do throws(CorpusError) {
                return try readRaw(into: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
            } catch {
                failure = error
                return 0
            }
        }
        if let failure { throw failure }
        return count
    }

    private func readRaw(into room: UnsafeMutableRawBufferPointer) throws(CorpusError) -> Int {
        guard !room.isEmpty else { return 0 }
        if let content {
            let count = min(room.count, content.count - contentPosition)
            room.copyBytes(from: content[contentPosition..<contentPosition + count])
            contentPosition += count
            return count
        }
        while true {
            if isWaitable {
                // A pipe or terminal: look up ten times a second whether the run is to stop.
                var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                let ready = poll(&request, 1, 100)
                if shouldStop() { return 0 }
                if ready == 0 { continue }
            }
            let count = Self.systemRead(descriptor, room)
            if count >= 0 {
                consumed += count
                return count
            }
            if errno == EINTR {
                if shouldStop() { return 0 }
                continue
            }
            throw .cannotRead(path, errno)
        }
    }

    private static func systemRead(_ descriptor: CInt, _ room: UnsafeMutableRawBufferPointer) -> Int {
        SystemLibrary.read(descriptor, room.baseAddress, room.count)
    }
}

extension CorpusError {
    /// The error for compressed data whose library is not installed.
    static func missing(_ kind: CompressionKind, at location: CorpusLocation) -> CorpusError {
        CorpusError(
            .missingLibrary,
            "is compressed with \(kind.rawValue), and its library is not installed; install it (Debian: "
                + "\(kind.package)), or decompress the file first", at: location)
    }

    /// The error for an input that could not be read on.
    static func cannotRead(_ path: String, _ number: CInt) -> CorpusError {
        if number == EISDIR {
            return CorpusError(.unreadable, "is a folder, not a file", at: CorpusLocation(path: path))
        }
        return CorpusError(
            .unreadable, "cannot be read: \(String(cString: strerror(number)))", at: CorpusLocation(path: path))
    }
}
