internal import Serialization
import SystemLibrary

/// What tells a regular file from all others, by whatever name it is reached: device and inode.
package struct FileIdentity: Hashable, Sendable {
    private let device: UInt64
    private let inode: UInt64

    /// The file that a path leads to, links followed; nil if that is no regular file.
    package init?(path: String) {
        var status = stat()
        guard stat(SystemPath.system(path), &status) == 0 else { return nil }
        self.init(status)
    }

    /// The file that is open; nil if that is no regular file.
    package init?(descriptor: CInt) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init?(_ status: stat) {
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
    }

    /// The path without links, dots and doubled slashes; for a file that is not there yet, that of its folder and its name.
    package static func canonicalPath(_ path: String) -> String? {
        if let resolved = realpath(SystemPath.system(path), nil) {
            defer { free(resolved) }
            return SystemPath.text(of: resolved)
        }
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? "."
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        guard !name.isEmpty, name != ".", name != "..", let resolved = realpath(SystemPath.system(folder), nil) else {
            return nil
        }
        defer { free(resolved) }
        let base = SystemPath.text(of: resolved)
        return base.hasSuffix("/") ? base + name : "\(base)/\(name)"
    }
}
