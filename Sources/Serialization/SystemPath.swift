/// Paths as text, though the system's paths are bytes.
///
/// A name that is not UTF-8 must neither be lost nor be mixed up with another. Each byte of it that is in no valid sequence
/// is kept as one of 128 private scalars, U+10FE80 to U+10FEFF, and becomes that byte again when the system is asked; a name
/// that really has such a scalar is kept byte by byte, too, so that the way there and back is the same for all names (as
/// Python's `surrogateescape`, for which Swift's strings have no room).
///
/// ```swift
/// let path = SystemPath.text(of: bytes)      // "caf\u{10FEE9}.txt"
/// SystemPath.bytes(of: path)                 // the bytes again
/// SystemPath.readable(path)                  // "caf\\xE9.txt"
/// ```
package enum SystemPath {
    private static let first: UInt32 = 0x10FE80
    private static let last: UInt32 = 0x10FEFF

    /// The text that stands for a path.
    ///
    /// - Complexity: O(*n*); a path that is UTF-8 is checked once.
    package static func text(of bytes: some Collection<UInt8>) -> String {
        let whole = String(validating: bytes, as: UTF8.self)
        if let whole, !isEscaped(whole) { return whole }
        var scalars = String.UnicodeScalarView()
        var rest = Array(bytes)[...]
        while let byte = rest.first {
            let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            let piece = rest.prefix(length)
            if piece.count == length, let text = String(validating: piece, as: UTF8.self), !isEscaped(text) {
                scalars.append(contentsOf: text.unicodeScalars)
                rest = rest.dropFirst(length)
            } else {
                if let scalar = Unicode.Scalar(first + UInt32(byte & 0x7F)) { scalars.append(scalar) }
                rest = rest.dropFirst()
            }
        }
        return String(scalars)
    }

    /// The text that stands for a path of the system, which a zero byte ends.
    package static func text(of path: UnsafePointer<CChar>) -> String {
        var count = 0
        while path[count] != 0 { count += 1 }
        return path.withMemoryRebound(to: UInt8.self, capacity: count) {
            text(of: UnsafeBufferPointer(start: $0, count: count))
        }
    }

    /// The bytes of a path.
    package static func bytes(of path: String) -> [UInt8] {
        guard isEscaped(path) else { return Array(path.utf8) }
        var bytes: [UInt8] = []
        for scalar in path.unicodeScalars {
            if let byte = byte(of: scalar) { bytes.append(byte) } else { bytes.append(contentsOf: String(scalar).utf8) }
        }
        return bytes
    }

    /// The path as the system's functions take it.
    package static func system(_ path: String) -> [CChar] { bytes(of: path).map { CChar(bitPattern: $0) } + [0] }

    /// The path as a person can read and type it: a byte that is no text as `\xE9`.
    package static func readable(_ path: String) -> String {
        guard isEscaped(path) else { return path }
        var text = ""
        for scalar in path.unicodeScalars {
            if let byte = byte(of: scalar) {
                text += "\\x" + String(byte, radix: 16, uppercase: true)
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
        first <= scalar.value && scalar.value <= last ? UInt8(0x80 + (scalar.value - first)) : nil
    }

    /// Whether a text has one of the private scalars: all begin with the bytes F4 8F.
    private static func isEscaped(_ path: String) -> Bool {
        guard path.utf8.contains(0xF4) else { return false }
        return path.unicodeScalars.contains { byte(of: $0) != nil }
    }
}
