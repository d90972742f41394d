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
        guard stat(path, &status) == 0 else {
            self = .file(path)
            return
        }
        let kind = status.st_mode & S_IFMT
        let isLink = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
        let isOfSystem = isLink && (path.hasPrefix("/dev/") || path.hasPrefix("/proc/"))
        guard !isOfSystem, kind == S_IFREG || kind == S_IFDIR else {
            self = .stream
            return
        }
        guard isLink, let resolved = realpath(path, nil) else {
            self = .file(path)
            return
        }
        defer { free(resolved) }
        self = .file(String(cString: resolved))
    }

    /// The flags that open a stream: what it has been given before stays.
    package static var streamFlags: Int32 { O_WRONLY | O_APPEND | O_CLOEXEC }
}
