internal import SystemLibrary

/// Files that are written whole or not at all.
public enum AtomicFile {
    /// Writes bytes beside the path and then moves them there, so that a reader never sees half a file.
    ///
    /// ```swift
    /// try AtomicFile.write(Array("hello\n".utf8), to: "greeting.txt")
    /// ```
    ///
    /// When it returns, bytes and name are on the disk (file and folder are synced). A file that is replaced hands its
    /// permissions on. A device or a pipe (`/dev/stdout`) is written to as it is.
    ///
    /// - Throws: `FileError` if the folder cannot be written to; an older file is then untouched.
    public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        guard case .file(let target) = WritePlace(path) else {
            let descriptor = open(SystemPath.system(path), WritePlace.streamFlags)
            guard descriptor >= 0 else { throw FileError(path: path, action: "write", systemCode: errno) }
            if let failure = finish(descriptor, with: bytes, syncs: false) {
                throw FileError(path: path, action: "write", systemCode: failure)
            }
            return
        }
        let temporary = "\(target).partial-\(getpid())"
        let name = SystemPath.system(temporary)
        // Never into what stands there: it may be a link that someone planted. Only a crashed process of this number left it.
        let mode = mode_t(WritePlace.initialMode(for: target))
        var descriptor = open(name, WritePlace.newFileFlags, mode)
        if descriptor < 0, errno == EEXIST, unlink(name) == 0 { descriptor = open(name, WritePlace.newFileFlags, mode) }
        guard descriptor >= 0 else { throw FileError(path: path, action: "write", systemCode: errno) }
        WritePlace.takePermissions(of: target, descriptor: descriptor)
        var failure = finish(descriptor, with: bytes, syncs: true)
        if failure == nil, rename(name, SystemPath.system(target)) != 0 { failure = errno }
        if let failure {
            unlink(name)
            throw FileError(path: path, action: "write", systemCode: failure)
        }
        WritePlace.syncFolder(of: target)
    }
}

/// Writes everything to a file that was just opened, and closes it; gives the system's error number if that fails.
private func finish(_ descriptor: Int32, with bytes: [UInt8], syncs: Bool) -> Int32? {
    var failure = bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
    if syncs, failure == nil, fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP { failure = errno }
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
