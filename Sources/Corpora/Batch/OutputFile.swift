import Serialization
import SystemLibrary

/// Where a run writes: the standard output, or a file that appears under its name only when it is whole.
///
/// A file is written as `NAME.partial` beside its place and renamed at the end. Only whole records are ever handed to
/// ``write(_:)``; a process killed inside the system call leaves at most one torn record at the end, which
/// ``ResumePoint`` cuts off.
package final class OutputFile {
    /// The name the file gets at the end; `nil` for the standard output.
    package let path: String?
    /// Where it lies until then, and where it goes; nil for what is written to directly.
    private let move: (partial: String, target: String)?
    private let descriptor: CInt
    private var isOpen = true

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

    /// Opens a file for writing, or for writing on.
    ///
    /// - Parameters:
    ///   - path: The name the file gets at the end. A device or pipe is written to directly.
    ///   - offset: Where to go on in the partial file, cutting off what is behind; `nil` starts anew.
    /// - Returns: The file, open for writing.
    /// - Throws: An error that names the path and the reason.
    package static func open(_ path: String, continuingAt offset: Int? = nil) throws(CorpusError) -> OutputFile {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw CorpusError(.output, "is a folder; name a file in it", at: CorpusLocation(path: path))
        }
        guard case .file(let target) = WritePlace(path) else {
            let descriptor = systemOpen(path, WritePlace.streamFlags)
            guard descriptor >= 0 else { throw .cannotWrite(path, errno) }
            return OutputFile(path: path, move: nil, descriptor: descriptor)
        }
        let partial = target + ".partial"
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (offset == nil ? O_TRUNC : 0)
        let descriptor = systemOpen(partial, flags)
        guard descriptor >= 0 else { throw .cannotWrite(partial, errno) }
        let file = OutputFile(path: path, move: (partial, target), descriptor: descriptor)
        if let offset, ftruncate(descriptor, off_t(offset)) != 0 || lseek(descriptor, off_t(offset), SEEK_SET) < 0 {
            throw .cannotWrite(partial, errno)
        }
        return file
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
    }

    /// Gives the file its name; before that, everything is on the disk.
    package func commit() throws(CorpusError) {
        guard let path else { return }
        guard let move else {
            isOpen = false
            if close(descriptor) != 0 { throw .cannotWrite(path, errno) }
            return
        }
        if fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP { throw .cannotWrite(move.partial, errno) }
        isOpen = false
        if close(descriptor) != 0 { throw .cannotWrite(move.partial, errno) }
        if rename(move.partial, move.target) != 0 { throw .cannotWrite(path, errno) }
    }

    /// Removes what was written so far.
    package func discard() {
        if let move { unlink(move.partial) }
    }

    private static func systemOpen(_ path: String, _ flags: CInt) -> CInt {
        SystemLibrary.open(path, flags, 0o644)
    }

    private static func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
        SystemLibrary.write(descriptor, bytes.baseAddress, min(bytes.count, 1 << 30))
    }
}

extension CorpusError {
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
