internal import Serialization
import SystemLibrary

/// Goes through the paths given and the files of the folders among them, in a stable order: paths as given, files of a
/// folder by the bytes of their names, depth first.
///
/// In folders, names that begin with a dot are passed over, links to folders are not followed, and only regular files
/// are read. A path given by itself is read whatever its name and kind.
struct InputWalker {
    /// One input.
    enum Entry {
        /// A file (or `-`), and whether it was found in a folder.
        case file(path: String, isListed: Bool)
        /// A path or folder that cannot be read.
        case failure(CorpusError)
    }

    private var paths: [String]
    private var nextPath = 0
    private var folders: [Folder] = []
    private let include: [GlobPattern]
    private let exclude: [GlobPattern]
    private var foundInRoot = 0
    /// What the run itself writes, which is no input, and the names of these files, which are looked at first.
    private var ownFiles: Set<String> = []
    private var ownNames: Set<[UInt8]> = []

    init(paths: [String], options: CorpusOptions) {
        self.paths = paths
        include = options.include.map(GlobPattern.init)
        exclude = options.exclude.map(GlobPattern.init)
        for file in options.ownFiles {
            guard let path = FileIdentity.canonicalPath(file) else { continue }
            ownFiles.insert(path)
            ownNames.insert(
                SystemPath.bytes(
                    of: String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])))
        }
    }

    /// The next input, or `nil` at the end.
    mutating func next() -> Entry? {
        while true {
            if let entry = nextInFolders() { return entry }
            guard nextPath < paths.count else { return nil }
            let path = paths[nextPath]
            nextPath += 1
            if path == "-" { return .file(path: path, isListed: false) }
            var status = stat()
            guard stat(SystemPath.system(path), &status) == 0 else { return .failure(.cannotOpen(path, errno)) }
            guard status.st_mode & S_IFMT == S_IFDIR else { return .file(path: path, isListed: false) }
            foundInRoot = 0
            switch Folder.list(path, relative: []) {
            case .success(let folder): folders.append(folder)
            case .failure(let error): return .failure(error)
            }
        }
    }

    private mutating func nextInFolders() -> Entry? {
        while let last = folders.indices.last {
            guard let (name, kind) = folders[last].next() else {
                let folder = folders.removeLast()
                if folders.isEmpty, foundInRoot == 0 {
                    return .failure(
                        CorpusError(
                            .noInput,
                            include.isEmpty && exclude.isEmpty
                                ? "the folder holds no files"
                                : "no file in the folder passes --include and --exclude",
                            at: CorpusLocation(path: folder.path)))
                }
                continue
            }
            let relative = folders[last].relative.isEmpty ? name : folders[last].relative + [UInt8(ascii: "/")] + name
            let path =
                folders[last].path + (folders[last].path.hasSuffix("/") ? "" : "/")
                + SystemPath.text(of: name)
            if exclude.contains(where: { $0.matches(relative) }) { continue }
            switch resolved(kind, path) {
            case .folder:
                switch Folder.list(path, relative: relative) {
                case .success(let folder): folders.append(folder)
                case .failure(let error): return .failure(error)
                }
            case .file:
                if !include.isEmpty, !include.contains(where: { $0.matches(relative) }) { continue }
                if ownNames.contains(name), FileIdentity.canonicalPath(path).map(ownFiles.contains) == true { continue }
                foundInRoot += 1
                return .file(path: path, isListed: true)
            case .lost:
                if !include.isEmpty, !include.contains(where: { $0.matches(relative) }) { continue }
                foundInRoot += 1
                return .failure(
                    CorpusError(
                        .notFound, "is a link that leads nowhere; remove it or make what it names",
                        at: CorpusLocation(path: path)))
            case .other: continue
            }
        }
        return nil
    }

    private func resolved(_ kind: Folder.Kind, _ path: String) -> Folder.Kind.Resolved {
        var status = stat()
        switch kind {
        case .folder: return .folder
        case .file: return .file
        case .other: return .other
        case .link:
            guard stat(SystemPath.system(path), &status) == 0 else { return .lost }
            return status.st_mode & S_IFMT == S_IFREG ? .file : .other
        case .unknown:
            guard lstat(SystemPath.system(path), &status) == 0 else { return .other }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: return .folder
            case S_IFREG: return .file
            case S_IFLNK: return resolved(.link, path)
            default: return .other
            }
        }
    }
}

/// The sorted names of one folder, packed into one buffer so that a million of them stay small.
private struct Folder {
    enum Kind: UInt8 {
        case file, folder, link, other, unknown
        enum Resolved { case file, folder, lost, other }
    }

    let path: String
    let relative: [UInt8]
    private var names: [UInt8] = []
    private var order: [(start: UInt32, length: UInt16, kind: Kind)] = []
    private var position = 0

    mutating func next() -> (name: [UInt8], kind: Kind)? {
        guard position < order.count else { return nil }
        let entry = order[position]
        position += 1
        return (Array(names[Int(entry.start)..<Int(entry.start) + Int(entry.length)]), entry.kind)
    }

    static func list(_ path: String, relative: [UInt8]) -> Result<Folder, CorpusError> {
        guard let handle = opendir(SystemPath.system(path)) else { return .failure(.cannotOpen(path, errno)) }
        defer { closedir(handle) }
        var folder = Folder(path: path, relative: relative)
        while let entry = readdir(handle) {
            withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: UInt8.self, capacity: 256) { name in
                    let length = strlen(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
                    guard length > 0, name[0] != UInt8(ascii: "."), folder.names.count < Int(UInt32.max) - 256 else {
                        return
                    }
                    let kind: Kind =
                        switch Int32(entry.pointee.d_type) {
                        case Int32(DT_REG): .file
                        case Int32(DT_DIR): .folder
                        case Int32(DT_LNK): .link
                        case Int32(DT_UNKNOWN): .unknown
                        default: .other
                        }
                    folder.order.append((UInt32(folder.names.count), UInt16(length), kind))
                    folder.names.append(contentsOf: UnsafeBufferPointer(start: name, count: length))
                }
            }
        }
        folder.sort()
        return .success(folder)
    }

    private mutating func sort() {
        names.withUnsafeBufferPointer { names in
            guard let base = names.baseAddress else { return }
            order.sort { left, right in
                let common = Int(min(left.length, right.length))
                let difference = memcmp(base + Int(left.start), base + Int(right.start), common)
                return difference == 0 ? left.length < right.length : difference < 0
            }
        }
    }

    private init(path: String, relative: [UInt8]) {
        self.path = path
        self.relative = relative
    }
}

extension CorpusError {
    /// The error for a path that could not be opened, from the system's error number.
    static func cannotOpen(_ path: String, _ number: CInt) -> CorpusError {
        let location = CorpusLocation(path: path)
        switch number {
        case ENOENT where path.contains("://"):
            return CorpusError(
                .notFound,
                "is an address, not a file; fetch it first, for instance with "
                    + "`curl -sL ADDRESS | epitome extract --input-format html`", at: location)
        case ENOENT, ENOTDIR: return CorpusError(.notFound, "no such file or folder; check the path", at: location)
        case EACCES, EPERM:
            return CorpusError(.unreadable, "permission denied; check that you may read it", at: location)
        case EMFILE, ENFILE: return CorpusError(.unreadable, "too many open files; raise `ulimit -n`", at: location)
        default: return CorpusError(.unreadable, "cannot be opened: \(String(cString: strerror(number)))", at: location)
        }
    }
}
