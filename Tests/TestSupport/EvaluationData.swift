internal import CZlib
internal import SystemLibrary

/// The folder of real evaluation data, which is not part of the project: `EPITOME_DATA`, or `../shared/data`.
///
/// ```swift
/// @Test(.enabled(if: EvaluationData.isPresent, EvaluationData.absence)) func …
/// ```
public enum EvaluationData {
    /// The path of the folder, or nil where there is none.
    public static let folder: String? = {
        if let path = getenv("EPITOME_DATA") { return String(cString: path) }
        // Tests run in the package's folder; the file's own path serves where they do not.
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        for path in ["../shared/data", "/\(root)/../shared/data"] where access(path, R_OK) == 0 { return path }
        return nil
    }()

    /// Whether the folder is there.
    public static var isPresent: Bool { folder != nil }

    /// What a skipped test says.
    public static let absence: String = "no evaluation data: set EPITOME_DATA or put it in ../shared/data"

    /// The bytes of a file of the folder, unpacked if it is gzip; nil where it is absent.
    public static func bytes(_ name: String) -> [UInt8]? {
        folder.flatMap { unpacked("\($0)/\(name)") }
    }

    /// The bytes of any file, unpacked if it is gzip; nil where it is absent.
    public static func unpacked(_ path: String) -> [UInt8]? {
        guard let file = gzopen(path, "rb") else { return nil }
        defer { gzclose(file) }
        var bytes: [UInt8] = []
        while true {
            let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
                count = max(0, Int(gzread(file, buffer.baseAddress, UInt32(buffer.count))))
            }
            if chunk.isEmpty { return bytes }
            bytes += chunk
        }
    }

    /// The lines of a file of the folder; nil where it is absent.
    public static func lines(_ name: String) -> [Substring]? {
        bytes(name).map { String(decoding: $0, as: UTF8.self).split(separator: "\n") }
    }
}
