internal import SystemLibrary

/// Files that are written whole or not at all.
public enum AtomicFile {
    /// Writes bytes beside the path and then moves them there, so that a reader never sees half a file.
    ///
    /// ```swift
    /// try AtomicFile.write(Array("hello\n".utf8), to: "greeting.txt")
    /// ```
    ///
    /// A device or a pipe (`/dev/stdout`) is written to as it is.
    ///
    /// - Throws: `FileError` if the folder cannot be written to; an older file is then untouched.
    public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        guard case .file(let target) = WritePlace(path) else {
            if let failure = fill(open(path, WritePlace.streamFlags), with: bytes) {
                throw FileError(path: path, action: "write", systemCode: failure)
            }
            return
        }
        let temporary = "\(target).partial-\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        var failure = fill(descriptor, with: bytes)
        if failure == nil, rename(temporary, target) != 0 { failure = errno }
        if let failure {
            if descriptor >= 0 { unlink(temporary) }
            throw FileError(path: path, action: "write", systemCode: failure)
        }
    }
}

/// Writes everything to a file that was just opened, and closes it; gives the system's error number if that fails.
private func fill(_ descriptor: Int32, with bytes: [UInt8]) -> Int32? {
    guard descriptor >= 0 else { return errno }
    let failure = bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
    return close(descriptor) != 0 && failure == nil ? errno : failure
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
