internal import Foundations
internal import Serialization
import Synchronization
import SystemLibrary

/// The size of all inputs on disk, found by a thread of its own: to ask a folder of a million files takes seconds.
final class InputSize: Sendable {
    private let found = Atomic<Int>(-1)
    private let isCancelled = Atomic<Bool>(false)

    /// The number of bytes; nil until it is known, and for good if a pipe is among the inputs.
    var bytes: Int? {
        let bytes = found.load(ordering: .relaxed)
        return bytes < 0 ? nil : bytes
    }

    /// Starts to measure what ``BlockReader`` will read.
    func measure(_ paths: [String], options: CorpusOptions) {
        // Without a thread the size stays unknown.
        _ = Thread.detach { [self] in
            var walker = InputWalker(paths: paths, options: options)
            var total = 0
            while let entry = walker.next() {
                if isCancelled.load(ordering: .relaxed) { return }
                guard case .file(let path, _) = entry else { continue }
                guard let size = Self.bytes(ofFile: path) else { return }
                total += size
            }
            found.store(total, ordering: .relaxed)
        }
    }

    /// Gives up.
    func cancel() { isCancelled.store(true, ordering: .relaxed) }

    /// The size of a regular file (`-` is the standard input); 0 if it cannot be asked for, nil if it is of another kind.
    static func bytes(ofFile path: String) -> Int? {
        var status = stat()
        guard (path == "-" ? fstat(0, &status) : stat(SystemPath.system(path), &status)) == 0 else { return 0 }
        return status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }
}
