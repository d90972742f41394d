internal import Foundations
internal import Serialization
import SystemLibrary

/// What an input was when a run read it, so that a run which goes on with another's work can tell whether it still is.
package struct InputMark: Equatable {
    /// The path as it was given.
    package let path: String
    /// What stood there.
    private let kind: Kind
    /// Bytes of a file; of a folder, those of its files together.
    private let size: Int
    /// The time of the last change, in nanoseconds; of a folder, the number of its files.
    private let time: Int
    /// A digest: of a file's first and last bytes, of a folder's names, sizes and times, of a model's whole content.
    private let digest: UInt64

    private enum Kind: String {
        case file, folder, content
        /// A pipe, a device or nothing at all: it cannot be told from another.
        case other
    }

    /// So many bytes of each end of a file are looked at.
    private static let endLength = 4096

    /// Marks an input: a file by size, time and ends, a folder by those of the names in it.
    package init(input path: String, options: CorpusOptions) {
        self.path = path
        var status = stat()
        let isThere = path == "-" ? fstat(0, &status) == 0 : stat(SystemPath.system(path), &status) == 0
        switch isThere ? status.st_mode & S_IFMT : 0 {
        case S_IFREG:
            kind = .file
            size = Int(status.st_size)
            time = Self.nanoseconds(status)
            digest = path == "-" ? 0 : Self.endsDigest(of: path, size: size)
        case S_IFDIR:
            var walker = InputWalker(paths: [path], options: options)
            var hash = FNV1a()
            var (bytes, files) = (0, 0)
            while let entry = walker.next() {
                guard case .file(let file, _) = entry else { continue }
                files += 1
                hash.add(Array(file.utf8).span.bytes)
                guard stat(SystemPath.system(file), &status) == 0 else { continue }
                bytes += Int(status.st_size)
                hash.add(UInt64(truncatingIfNeeded: status.st_size))
                hash.add(UInt64(truncatingIfNeeded: Self.nanoseconds(status)))
            }
            (kind, size, time, digest) = (.folder, bytes, files, hash.value)
        default: (kind, size, time, digest) = (.other, 0, 0, 0)
        }
    }

    private init(path: String, kind: Kind, size: Int, time: Int, digest: UInt64) {
        self.path = path
        self.kind = kind
        self.size = size
        self.time = time
        self.digest = digest
    }

    /// Marks what is read beside the inputs, such as a model: a file of no more than 64 MiB by its content alone, so that a
    /// copy counts as the same; anything else as an input.
    package init(companion path: String, options: CorpusOptions) {
        guard let file = try? MappedFile(path: path), file.count <= 64 << 20 else {
            self.init(input: path, options: options)
            return
        }
        var hash = FNV1a()
        file.withBytes { hash.add($0.bytes) }
        self.init(path: path, kind: .content, size: file.count, time: 0, digest: hash.value)
    }

    /// What is different now, in words; nil if nothing is, or if it cannot be told.
    package func change(since earlier: InputMark) -> String? {
        guard self != earlier, kind != .other || earlier.kind != .other else { return nil }
        let name = path == "-" ? "the standard input" : SystemPath.readable(path)
        if kind != earlier.kind { return "\(name) was a \(earlier.kind.rawValue) and is not now" }
        switch kind {
        case .folder where time != earlier.time: return "\(name) had \(earlier.time) files and has \(time) now"
        case .folder: return "files in \(name) were changed"
        case _ where size != earlier.size: return "\(name) had \(earlier.size) bytes and has \(size) now"
        case .content: return "\(name) has another content"
        default: return "\(name) was changed"
        }
    }

    // MARK: In a note

    init?(_ value: JSONValue) {
        guard let path = value["path"]?.string, let kind = value["kind"]?.string.flatMap(Kind.init(rawValue:)),
            let size = value["size"]?.integer, let time = value["time"]?.integer,
            let digest = value["digest"]?.string.flatMap({ UInt64($0, radix: 16) })
        else { return nil }
        self.path = path
        self.kind = kind
        self.size = size
        self.time = time
        self.digest = digest
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("path", path)
        writer.member("kind", kind.rawValue)
        writer.member("size", size)
        writer.member("time", time)
        writer.member("digest", String(digest, radix: 16))
        writer.endObject()
    }

    // MARK: Measuring

    private static func nanoseconds(_ status: stat) -> Int {
        #if canImport(Darwin)
            Int(status.st_mtimespec.tv_sec) &* 1_000_000_000 &+ Int(status.st_mtimespec.tv_nsec)
        #else
            Int(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int(status.st_mtim.tv_nsec)
        #endif
    }

    private static func endsDigest(of path: String, size: Int) -> UInt64 {
        let descriptor = open(SystemPath.system(path), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        var hash = FNV1a()
        var buffer = [UInt8](repeating: 0, count: endLength)
        for offset in [0, max(0, size - endLength)] {
            let count = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
            hash.add(buffer.span.extracting(first: max(0, count)).bytes)
        }
        return hash.value
    }
}

extension FNV1a {
    /// Adds bytes, eight at a time: each step is a bijection, so that one change is always seen.
    fileprivate mutating func add(_ bytes: RawSpan) {
        var offset = 0
        while offset + 8 <= bytes.byteCount {
            add(bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        while offset < bytes.byteCount {
            add(bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt8.self))
            offset += 1
        }
        add(UInt64(bytes.byteCount))
    }
}
