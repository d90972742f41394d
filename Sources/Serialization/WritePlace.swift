internal import SystemLibrary

/// Where the bytes for a path go: beside it until they are whole, or straight into what must not be replaced.
///
/// A file is written beside its place and renamed. To do so with a device, a pipe or `/dev/stdout` (a link that may lead to
/// any file) would put a plain file where the system expects something else; a link of the user's own is followed, and stays.
package enum WritePlace: Equatable {
    /// A device or pipe, or a link of the system that leads to what is open already.
    case stream
    /// A file of this path, there or not; the path has no link at its end.
    case file(String)

    /// Looks what stands behind a path.
    package init(_ path: String) {
        var status = stat()
        let name = SystemPath.system(path)
        guard stat(name, &status) == 0 else {
            self = .file(path)
            return
        }
        let kind = status.st_mode & S_IFMT
        let isLink = lstat(name, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
        let isOfSystem = isLink && (path.hasPrefix("/dev/") || path.hasPrefix("/proc/"))
        guard !isOfSystem, kind == S_IFREG || kind == S_IFDIR else {
            self = .stream
            return
        }
        guard isLink, let resolved = realpath(name, nil) else {
            self = .file(path)
            return
        }
        defer { free(resolved) }
        self = .file(SystemPath.text(of: resolved))
    }

    /// The flags that open a stream: what it has been given before stays.
    package static var streamFlags: Int32 { O_WRONLY | O_APPEND | O_CLOEXEC }

    /// The flags that make a file which was not there: what stands in its place, a link also, is not written to.
    package static var newFileFlags: Int32 { O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC }

    /// The mode a new file begins with: closed to others where it will take the permissions of the one it replaces.
    package static func initialMode(for target: String) -> UInt32 {
        var old = stat()
        return stat(SystemPath.system(target), &old) == 0 ? 0o600 : 0o644
    }

    /// Gives a new file the permissions of the one it will replace, so that what only its owner may read stays so.
    package static func takePermissions(of target: String, descriptor: Int32) {
        var old = stat()
        guard stat(SystemPath.system(target), &old) == 0 else { return }
        var new = stat()
        // Only root can give a file away; a group can be kept by its members.
        if fstat(descriptor, &new) == 0, new.st_uid != old.st_uid || new.st_gid != old.st_gid {
            _ = fchown(descriptor, old.st_uid, old.st_gid)
        }
        fchmod(descriptor, old.st_mode & 0o777)
    }

    /// Sees to it that a name given by `rename` outlives a loss of power; where the system cannot, nothing is said.
    package static func syncFolder(of path: String) {
        var folder = SystemPath.bytes(of: path)
        while let byte = folder.last, byte != UInt8(ascii: "/") { folder.removeLast() }
        if folder.isEmpty { folder = Array("./".utf8) }
        let descriptor = open(folder.map { CChar(bitPattern: $0) } + [0], O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
