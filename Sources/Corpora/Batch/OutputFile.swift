internal import Foundations
import Serialization
import SystemLibrary

/// Where a run writes: the standard output, or a file that appears under its name only when it is whole.
///
/// A file is written as `NAME.partial` beside its place and renamed at the end. Only whole records are ever handed to
/// ``write(_:)``; a process killed inside the system call leaves at most one torn record at the end, which
/// ``ResumePoint`` cuts off. While it is open the partial file is locked: a second run on the same output is refused.
package final class OutputFile {
    /// What to do with a partial file that an earlier run left.
    package enum Leftover {
        /// Remove it: nothing can be made of it.
        case remove
        /// Refuse to throw it away; a run that goes on with it must be asked for.
        case refuse
        /// Go on with it.
        case keep
    }

    /// The name the file gets at the end; `nil` for the standard output.
    package let path: String?
    /// Where it lies until then, and where it goes; nil for what is written to directly.
    private let move: (partial: String, target: String)?
    private let descriptor: CInt
    private var isOpen = true
    private var unsyncedBytes = 0
    private var syncedAt = Seconds.now

    /// Bytes and seconds after which what was written is sent to the disk: what a loss of power takes at most.
    private static let syncInterval = (bytes: 64 << 20, seconds: 10.0)

    /// The standard output.
    package static var standardOutput: OutputFile { OutputFile(path: nil, move: nil, descriptor: 1) }

    private init(path: String?, move: (partial: String, target: String)?, descriptor: CInt) {
        self.path = path
        self.move = move
        self.descriptor = descriptor
    }

    deinit { if isOpen, descriptor > 2 { close(descriptor) } }

    /// The name under which a file lies until it is whole.
    package static func partialPath(of path: String) -> String {
        if case .file(let target) = WritePlace(path) { return target + ".partial" }
        return path + ".partial"
    }

    /// Whether a path names a device or pipe, which is written to directly and never replaced.
    package static func isStream(_ path: String) -> Bool { WritePlace(path) == .stream }

    /// Opens a file for writing.
    ///
    /// - Parameters:
    ///   - path: The name the file gets at the end. A device or pipe is written to directly.
    ///   - leftover: What to do with a partial file that is there already.
    /// - Returns: The file, open for writing and locked; a kept one stands at its beginning, see ``go(to:)``.
    /// - Throws: An error that names the path and the reason, also if another run is writing it.
    package static func open(_ path: String, leftover: Leftover = .remove) throws(CorpusError) -> OutputFile {
        var status = stat()
        if stat(SystemPath.system(path), &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw CorpusError(.output, "is a folder; name a file in it", at: CorpusLocation(path: path))
        }
        guard case .file(let target) = WritePlace(path) else {
            let descriptor = systemOpen(path, WritePlace.streamFlags)
            guard descriptor >= 0 else { throw .cannotWrite(path, errno) }
            return OutputFile(path: path, move: nil, descriptor: descriptor)
        }
        let partial = target + ".partial"
        // A run that ends just now takes the name away between two steps: then they are done again.
        for _ in 0..<16 {
            if let descriptor = try claim(partial, leftover, target: target, output: path) {
                return OutputFile(path: path, move: (partial, target), descriptor: descriptor)
            }
        }
        throw CorpusError(.output, "cannot be written: others write to it all the time", at: CorpusLocation(path: path))
    }

    /// Makes the partial file, or takes over one that no run holds; nil if the name changed hands meanwhile.
    private static func claim(
        _ partial: String, _ leftover: Leftover, target: String, output: String
    ) throws(CorpusError) -> CInt? {
        var descriptor = systemOpen(partial, WritePlace.newFileFlags, WritePlace.initialMode(for: target))
        if descriptor >= 0 {
            guard lock(descriptor) else { throw .isBeingWritten(output) }
            WritePlace.takePermissions(of: target, descriptor: descriptor)
            return isNamed(partial, descriptor) ? descriptor : closed(descriptor)
        }
        guard errno == EEXIST else { throw .cannotWrite(partial, errno) }
        descriptor = systemOpen(partial, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT { return nil }
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_nlink <= 1
        else {
            if descriptor >= 0 { close(descriptor) }
            throw CorpusError(
                .output, "is in the way: a link or something else that no run has left; remove it",
                at: CorpusLocation(path: partial))
        }
        guard lock(descriptor) else {
            close(descriptor)
            throw .isBeingWritten(output)
        }
        guard isNamed(partial, descriptor) else { return closed(descriptor) }
        if leftover == .keep { return descriptor }
        defer { close(descriptor) }
        if leftover == .refuse, status.st_size > 0 {
            throw CorpusError(
                .output,
                "holds \(status.st_size) bytes of a run that did not end. Pass --resume to go on with it, or remove it to "
                    + "begin anew", at: CorpusLocation(path: partial))
        }
        guard unlink(SystemPath.system(partial)) == 0 else { throw .cannotWrite(partial, errno) }
        return nil
    }

    /// Whether the lock is ours; where the file system has no locks, it is.
    private static func lock(_ descriptor: CInt) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            return errno != EWOULDBLOCK
        }
        return true
    }

    /// Whether a path still leads to the file that is open.
    private static func isNamed(_ path: String, _ descriptor: CInt) -> Bool {
        guard let identity = FileIdentity(descriptor: descriptor) else { return false }
        return FileIdentity(path: path) == identity
    }

    private static func closed(_ descriptor: CInt) -> CInt? {
        close(descriptor)
        return nil
    }

    /// Goes on behind so many bytes of a kept file and cuts off what follows.
    package func go(to offset: Int) throws(CorpusError) {
        guard let move else { return }
        if ftruncate(descriptor, off_t(offset)) != 0 || lseek(descriptor, off_t(offset), SEEK_SET) < 0 {
            throw .cannotWrite(move.partial, errno)
        }
    }

    /// Whether it is time to call ``sync()``.
    package var isSyncDue: Bool {
        move != nil && unsyncedBytes > 0
            && (unsyncedBytes >= Self.syncInterval.bytes || Seconds.now - syncedAt >= Self.syncInterval.seconds)
    }

    /// Sends what was written to the disk.
    package func sync() throws(CorpusError) {
        guard let move else { return }
        if fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP { throw .cannotWrite(move.partial, errno) }
        unsyncedBytes = 0
        syncedAt = Seconds.now
    }

    /// Writes bytes that end with a whole record.
    ///
    /// - Throws: An error with the code ``CorpusError/Code/output``; ``CorpusError/isBrokenPipe`` tells a reader that
    ///   went away.
    package func write(_ bytes: [UInt8]) throws(CorpusError) {
        var done = 0
        while done < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                Self.systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: buffer[done...]))
            }
            if written < 0 {
                if errno == EINTR { continue }
                if errno == EAGAIN {
                    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&request, 1, -1)
                    continue
                }
                throw .cannotWrite(path ?? "standard output", errno)
            }
            done += written
        }
        unsyncedBytes += bytes.count
    }

    /// Gives the file its name; before that, everything is on the disk.
    package func commit() throws(CorpusError) {
        guard let path else { return }
        guard let move else {
            isOpen = false
            if close(descriptor) != 0 { throw .cannotWrite(path, errno) }
            return
        }
        try sync()
        // Renamed while it is locked, or a run that waits for the name could take the file for its own.
        if rename(SystemPath.system(move.partial), SystemPath.system(move.target)) != 0 {
            throw .cannotWrite(path, errno)
        }
        isOpen = false
        if close(descriptor) != 0 { throw .cannotWrite(path, errno) }
        WritePlace.syncFolder(of: move.target)
    }

    /// Removes what was written so far.
    package func discard() {
        if let move { unlink(SystemPath.system(move.partial)) }
    }

    private static func systemOpen(_ path: String, _ flags: CInt, _ mode: UInt32 = 0o644) -> CInt {
        SystemLibrary.open(SystemPath.system(path), flags, mode_t(mode))
    }

    private static func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
        SystemLibrary.write(descriptor, bytes.baseAddress, min(bytes.count, 1 << 30))
    }
}

extension CorpusError {
    /// The error for an output that another run holds; who that is, the note beside it says.
    static func isBeingWritten(_ path: String) -> CorpusError {
        CorpusError(
            .output, "another run is writing it\(RunNote.owner(of: path)). Wait for its end, or name another file",
            at: CorpusLocation(path: path))
    }

    static let brokenPipeMessage = "the reader of the output has gone away"

    /// Whether the output was a pipe whose reader went away: a normal end, as with `epitome … | head`.
    package var isBrokenPipe: Bool { code == .output && message == Self.brokenPipeMessage }

    /// The error for an output that could not be written, from the system's error number.
    package static func cannotWrite(_ path: String, _ number: CInt) -> CorpusError {
        let location = CorpusLocation(path: path)
        switch number {
        case EPIPE: return CorpusError(.output, brokenPipeMessage, at: location)
        case ENOSPC, EDQUOT: return CorpusError(.output, "the disk is full; make room and run again", at: location)
        case ENOENT: return CorpusError(.output, "cannot be written: its folder does not exist", at: location)
        case EACCES, EPERM, EROFS:
            return CorpusError(.output, "cannot be written: permission denied", at: location)
        default: return CorpusError(.output, "cannot be written: \(String(cString: strerror(number)))", at: location)
        }
    }
}
