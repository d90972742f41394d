internal import Documents
internal import Serialization
import SystemLibrary

/// From where an interrupted run goes on: what of its partial output is whole.
///
/// Each input record gives one line of output, in input order, so the number of whole lines is the number of records
/// that need not be done again; and since errors are written to the error file before the output has them, that file has
/// at least as many lines as the output has error records.
///
/// A line that is no JSON object ends what is whole: after a loss of power a file may end in zero bytes that were never
/// written.
package struct ResumePoint: Sendable {
    /// The records that are done.
    package var records = 0
    /// How many of them are error records.
    package var failures = 0
    /// The length of the whole part of the partial output.
    package var outputBytes = 0
    /// Whether a line was found that no run has written.
    private var isDamaged = false

    /// The beginning: nothing is done.
    package init() {}

    /// Reads what is safely in a partial output file.
    ///
    /// - Parameters:
    ///   - path: The partial file: JSON Lines, or gzip members of whole lines.
    ///   - isCompressed: Whether it is gzip.
    /// - Returns: The point to go on from, or `nil` if there is no such file.
    /// - Throws: If the file is there but cannot be read.
    package static func find(in path: String, isCompressed: Bool) throws(CorpusError) -> ResumePoint? {
        guard access(SystemPath.system(path), F_OK) == 0 else { return nil }
        var point = ResumePoint()
        if isCompressed {
            let file: MappedFile
            do { file = try MappedFile(path: path) } catch {
                throw CorpusError(.unreadable, "cannot be read for --resume", at: CorpusLocation(path: path))
            }
            file.withBytes { bytes in
                Gzip.forEachMember(in: bytes) { end, content in
                    guard !point.isDamaged else { return }
                    let before = point
                    content.withUnsafeBufferPointer { _ = point.count($0) }
                    point.outputBytes = end
                    if point.isDamaged {
                        point = before
                        point.isDamaged = true
                    }
                }
            }
            return point
        }
        try forEachPiece(of: path) { buffer in
            let whole = point.count(buffer)
            point.outputBytes += whole
            return point.isDamaged ? nil : whole
        }
        return point
    }

    /// The offset behind the first so many lines of a file; the file's length if it has fewer.
    package static func offset(behindLines lines: Int, in path: String) throws(CorpusError) -> Int {
        guard access(SystemPath.system(path), F_OK) == 0 else { return 0 }
        var left = lines
        var offset = 0
        try forEachPiece(of: path) { buffer in
            var used = 0
            while used < buffer.count, left > 0, let newline = buffer[used...].firstIndex(of: UInt8(ascii: "\n")) {
                used = newline + 1
                left -= 1
            }
            offset += used
            return left > 0 ? used : nil
        }
        return offset
    }

    /// Counts whole lines and the error records among them; returns the length of the whole lines.
    @discardableResult
    private mutating func count(_ buffer: UnsafeBufferPointer<UInt8>) -> Int {
        guard let base = buffer.baseAddress else { return 0 }
        let scanner = JSONFieldScanner(fields: ["error"])
        var fields = JSONFields()
        var start = 0
        while start < buffer.count, let newline = memchr(base + start, 0x0A, buffer.count - start) {
            let end = UnsafeRawPointer(newline) - UnsafeRawPointer(base)
            let line = UnsafeBufferPointer(rebasing: buffer[start..<end])
            guard (try? scanner.scan(line.span, into: &fields)) != nil else {
                isDamaged = true
                return start
            }
            records += 1
            if fields[0].kind == .string { failures += 1 }
            start = end + 1
        }
        return start
    }

    /// Reads a file in pieces; the closure says how much of each it has used up, and ends the reading with `nil`.
    private static func forEachPiece(
        of path: String, _ body: (UnsafeBufferPointer<UInt8>) -> Int?
    ) throws(CorpusError) {
        let descriptor = open(SystemPath.system(path), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path, errno) }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var filled = 0
        while true {
            let count = buffer.withUnsafeMutableBytes {
                read(descriptor, $0.baseAddress.map { $0 + filled }, $0.count - filled)
            }
            if count < 0 { throw .cannotRead(path, errno) }
            if count == 0 { return }
            filled += count
            let used = buffer.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<filled])) }
            guard let used else { return }
            if used == 0 {
                // A line longer than the buffer.
                guard filled == buffer.count else { continue }
                buffer.append(contentsOf: [UInt8](repeating: 0, count: buffer.count))
                continue
            }
            buffer.withUnsafeMutableBytes { bytes in
                guard let base = bytes.baseAddress else { return }
                memmove(base, base + used, filled - used)
            }
            filled -= used
        }
    }
}
