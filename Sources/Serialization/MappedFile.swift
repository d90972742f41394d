internal import SystemLibrary

/// A file mapped into memory for reading: nothing is copied, and pages are read when they are first touched.
///
/// ```swift
/// let file = try MappedFile(path: "model.safetensors")
/// let firstByte = file.withBytes { $0.first }
/// ```
///
/// The mapping lasts as long as the value. The contents must not be shortened by another process meanwhile: the
/// operating system then ends a process that touches the missing pages.
public struct MappedFile: ~Copyable, Sendable {
    /// The path the file was opened by.
    public let path: String
    /// The length of the file in bytes.
    public let count: Int
    /// Where the mapping begins; `nil` for an empty file, which cannot be mapped.
    private nonisolated(unsafe) let start: UnsafeMutableRawPointer?

    /// Maps a regular file.
    ///
    /// - Throws: `FileError` naming the path and the system's reason.
    public init(path: String) throws(FileError) {
        let descriptor = open(SystemPath.system(path), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, action: "open", systemCode: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, action: "examine", systemCode: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw FileError(path: path, action: "map", systemCode: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
        }
        let length = Int(status.st_size)
        if length == 0 {
            start = nil
        } else {
            guard let address = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
                throw FileError(path: path, action: "map", systemCode: errno)
            }
            start = address
        }
        self.path = path
        count = length
    }

    deinit {
        if let start { munmap(start, count) }
    }

    /// The bytes of a file, copied; nil if they cannot be read, or are fewer than they should be.
    package static func contents(path: String, count: Int) -> [UInt8]? {
        let descriptor = open(SystemPath.system(path), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { room, filled in
            while filled < count {
                let more = read(descriptor, room.baseAddress.map { $0 + filled }, count - filled)
                if more < 0, errno == EINTR { continue }
                if more <= 0 { break }
                filled += more
            }
        }
        return bytes.count == count ? bytes : nil
    }

    /// Gives the bytes to a closure; the pointer must not leave it.
    public borrowing func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// The bytes, valid while this value lives; for owners that keep both together.
    package var unsafeBytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }
}

/// A file could not be opened, read or written.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The path as given.
    public let path: String
    /// What was tried, as a verb: `open`, `map`, `write`.
    public let action: String
    /// The operating system's error number.
    public let systemCode: Int32

    /// Creates an error from the operating system's error number.
    public init(path: String, action: String, systemCode: Int32) {
        self.path = path
        self.action = action
        self.systemCode = systemCode
    }

    /// The path, what is wrong with it, and what to do.
    public var description: String {
        let name = path.isEmpty ? "'' (an empty path)" : SystemPath.readable(path)
        return switch (action, systemCode) {
        case ("write", ENOENT): "\(name): cannot be written: its folder does not exist"
        case ("write", ENOSPC): "\(name): cannot be written: the disk is full; make room and run again"
        case (_, ENOENT): "\(name): no such file; check the path"
        case ("write", _): "\(name): cannot be written: \(String(cString: strerror(systemCode)))"
        default: "\(name): cannot be read: \(String(cString: strerror(systemCode)))"
        }
    }
}
