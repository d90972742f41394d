internal import CKernels

/// The inside of JSON strings (RFC 8259, section 7): where one ends, and its text with and without escapes.
///
/// What stands for itself is found sixteen bytes at a time by a kernel; escapes are rare and taken one by one.
enum JSONString {
    /// The number of bytes from `start` on that stand for themselves: up to a quote, a backslash or a control character.
    private static func plainRun(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        return ck_json_plain_run(base + start, bytes.count - start)
    }

    /// Finds the quote that ends the string whose content the bytes begin with.
    ///
    /// - Returns: The offset of the quote, or of the first byte that may not stand there (a control character, a bad
    ///   escape), or the number of bytes where the string does not end; and whether there are escapes before that.
    static func end(in bytes: UnsafeBufferPointer<UInt8>) -> (offset: Int, hasEscapes: Bool) {
        var at = plainRun(bytes, from: 0)
        var hasEscapes = false
        while at < bytes.count, bytes[at] == UInt8(ascii: "\\") {
            hasEscapes = true
            guard at + 1 < bytes.count else { return (bytes.count, true) }
            if bytes[at + 1] == UInt8(ascii: "u") {
                guard codeUnit(bytes, at: at + 2) != nil else { return (at, true) }
                at += 6
            } else {
                guard unescaped(bytes[at + 1]) != nil else { return (at, true) }
                at += 2
            }
            at += plainRun(bytes, from: at)
        }
        return (at, hasEscapes)
    }

    /// Writes a string's content, which ``end(in:)`` has found right, without its escapes.
    ///
    /// Gives how many bytes that took, at most those of the content. A surrogate without its partner becomes U+FFFD.
    static func unescape(_ bytes: UnsafeBufferPointer<UInt8>, to out: UnsafeMutablePointer<UInt8>) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        var at = 0
        var end = out
        while true {
            let run = plainRun(bytes, from: at)
            end.update(from: base + at, count: run)
            at += run
            end += run
            guard at < bytes.count else { return end - out }
            guard bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count else {
                end.pointee = bytes[at]
                at += 1
                end += 1
                continue
            }
            let escape = bytes[at + 1]
            at += 2
            if escape == UInt8(ascii: "u") {
                guard let scalar = scalar(bytes, at: &at), let encoded = UTF8.encode(scalar) else { continue }
                for byte in encoded {
                    end.pointee = byte
                    end += 1
                }
            } else {
                end.pointee = unescaped(escape) ?? escape
                end += 1
            }
        }
    }

    /// Appends text with escapes in place of what may not stand in a string.
    static func escape(_ text: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        var at = 0
        while true {
            let run = plainRun(text, from: at)
            out.append(contentsOf: UnsafeBufferPointer(rebasing: text[at..<at + run]))
            at += run
            guard at < text.count else { return }
            out.append(UInt8(ascii: "\\"))
            switch text[at] {
            case 0x08: out.append(UInt8(ascii: "b"))
            case 0x09: out.append(UInt8(ascii: "t"))
            case 0x0A: out.append(UInt8(ascii: "n"))
            case 0x0C: out.append(UInt8(ascii: "f"))
            case 0x0D: out.append(UInt8(ascii: "r"))
            case let control where control < 0x20:
                out.append(contentsOf: [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")])
                out.append(UInt8(ascii: "0") + control >> 4)
                let digit = control & 15
                out.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            case let mark: out.append(mark)
            }
            at += 1
        }
    }

    /// What a letter behind a backslash stands for; `nil` if it may not stand there, or is `u`.
    private static func unescaped(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// The scalar that `\uXXXX` or a pair of surrogates stands for; `at` moves from behind the first `u` to behind its end.
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at: inout Int) -> Unicode.Scalar? {
        guard let unit = codeUnit(bytes, at: at) else { return nil }
        at += 4
        if let scalar = Unicode.Scalar(unit) { return scalar }
        // The second half of a pair, behind its own `\u`.
        guard unit < 0xDC00, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u"),
            let low = codeUnit(bytes, at: at + 2), (0xDC00...0xDFFF).contains(low)
        else { return "\u{FFFD}" }
        at += 6
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    }

    /// The 16 bits that four hexadecimal digits say.
    private static func codeUnit(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt32? {
        guard start + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[start..<start + 4] {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
