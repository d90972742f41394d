internal import SystemLibrary

/// Files that a test makes and removes.
public enum TemporaryFile {
    /// A path in the system's folder for temporary files that no other test process uses.
    public static func path(_ name: String) -> String {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        return "\(folder)/epitome-test-\(getpid())-\(name)"
    }

    /// Removes a file, if it is there.
    public static func remove(_ path: String) { unlink(path) }
}
