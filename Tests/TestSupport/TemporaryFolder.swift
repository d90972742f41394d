internal import SystemLibrary

/// A new empty folder that is removed with everything in it when the value goes away.
///
/// ```swift
/// let folder = TemporaryFolder()
/// let path = folder.write("a.txt", "Some text.")
/// ```
public final class TemporaryFolder: Sendable {
    /// Where it is.
    public let path: String

    /// Makes the folder.
    public init() {
        var template = Array("/tmp/epitome-test-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress, let made = mkdtemp(base) else {
                fatalError("no folder can be made in /tmp")
            }
            return String(cString: made)
        }
    }

    deinit { Self.remove(path) }

    /// The path of a file in the folder.
    public func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file, making the folders above it, and returns its path.
    @discardableResult public func write(_ name: String, _ bytes: [UInt8]) -> String {
        var made = path
        for part in name.split(separator: "/").dropLast() {
            made += "/\(part)"
            mkdir(made, 0o755)
        }
        let path = file(name)
        guard let handle = fopen(path, "wb") else { fatalError("\(path) cannot be written") }
        if !bytes.isEmpty { fwrite(bytes, 1, bytes.count, handle) }
        fclose(handle)
        return path
    }

    /// Writes text to a file and returns its path.
    @discardableResult public func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }

    /// The bytes of a file in the folder; nil if there is none.
    public func read(_ name: String) -> [UInt8]? {
        guard let handle = fopen(file(name), "rb") else { return nil }
        defer { fclose(handle) }
        var bytes: [UInt8] = []
        while true {
            let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                count = fread(buffer.baseAddress, 1, buffer.count, handle)
            }
            if chunk.isEmpty { return bytes }
            bytes += chunk
        }
    }

    /// The text of a file in the folder; nil if there is none.
    public func text(_ name: String) -> String? { read(name).map { String(decoding: $0, as: UTF8.self) } }

    private static func remove(_ path: String) {
        if let handle = opendir(path) {
            while let entry = readdir(handle) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { remove("\(path)/\(name)") }
            }
            closedir(handle)
        }
        // `remove` of the C library, which this function hides.
        if unlink(path) != 0 { rmdir(path) }
    }
}
