#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Files that are written whole or not at all.
public enum AtomicFile {
    /// Writes bytes beside the path and then moves them there, so that a reader never sees half a file.
    ///
    /// ```swift
    /// try AtomicFile.write(Array("hello\n".utf8), to: "greeting.txt")
    /// ```
    ///
    /// - Throws: `FileError` if the folder cannot be written to; an older file is then untouched.
    public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        let temporary = "\(path).partial-\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileError(path: path, action: "write", systemCode: errno) }
        var failure = bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
        if close(descriptor) != 0, failure == nil { failure = errno }
        if failure == nil, rename(temporary, path) != 0 { failure = errno }
        if let failure {
            unlink(temporary)
            throw FileError(path: path, action: "write", systemCode: failure)
        }
    }
}

/// Writes everything; gives the system's error number if that fails.
private func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
    var done = 0
    while done < bytes.count {
        // The kernel takes at most 2 GiB at a time.
        let written = write(descriptor, bytes.baseAddress.map { $0 + done }, min(bytes.count - done, 1 << 30))
        if written < 0 {
            if errno == EINTR { continue }
            return errno
        }
        done += written
    }
    return nil
}
