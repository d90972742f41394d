internal import CKernels

/// Finds where JSON values begin and end, in an array or one after another, without reading what they say.
///
/// It keeps its place between two calls, so each byte is looked at once, however large a value is.
struct JSONCutter {
    /// What stands at the beginning of the bytes.
    enum Found {
        /// A value, of so many bytes.
        case value(Int)
        /// A value that does not end here.
        case unfinished
        /// Nothing more.
        case nothing
        /// Something that may not stand there.
        case misplaced(String)
    }

    private enum Place {
        case start, behindBracket, behindComma, behindValue, behindArray
    }

    private var place = Place.start
    /// How deep the value's brackets are open, and whether a string is open; how much of the value has been looked at.
    private var depth = 0
    private var isInString = false
    private var scanned = 0

    /// Passes over what stands between values.
    ///
    /// - Returns: The number of bytes passed over, and what stands behind them.
    mutating func next(_ bytes: UnsafeBufferPointer<UInt8>, isAtEnd: Bool) -> (skipped: Int, found: Found) {
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            switch (byte, place) {
            case (0x20, _), (0x09, _), (0x0A, _), (0x0D, _): break
            case (UInt8(ascii: "["), .start): place = .behindBracket
            case (UInt8(ascii: ","), .behindValue): place = .behindComma
            case (UInt8(ascii: "]"), .behindBracket), (UInt8(ascii: "]"), .behindValue): place = .behindArray
            case (_, .behindArray): return (at, .misplaced("nothing may follow the array"))
            case (_, .behindValue): return (at, .misplaced("a comma or the array's end was expected"))
            case (UInt8(ascii: ","), _), (UInt8(ascii: "]"), _), (UInt8(ascii: "}"), _), (UInt8(ascii: ":"), _):
                return (at, .misplaced("a value was expected"))
            default:
                guard let length = valueLength(UnsafeBufferPointer(rebasing: bytes[at...]), isAtEnd) else {
                    return (at, .unfinished)
                }
                if place != .start { place = .behindValue }
                return (at, .value(length))
            }
            at += 1
        }
        let isClosed = place == .start || place == .behindArray
        return (at, isAtEnd && !isClosed ? .misplaced("the array is not closed") : .nothing)
    }

    /// Passes over the rest of a value whose beginning is thrown away.
    ///
    /// - Returns: Where it ends, or nil if that is not here.
    mutating func skipValue(_ bytes: UnsafeBufferPointer<UInt8>, isAtEnd: Bool) -> Int? {
        let end = valueLength(bytes, isAtEnd)
        if end == nil { scanned = 0 } else if place != .start { place = .behindValue }
        return end
    }

    /// The length of the value at the beginning of the bytes; nil if it does not end there.
    private mutating func valueLength(_ bytes: UnsafeBufferPointer<UInt8>, _ isAtEnd: Bool) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        var at = scanned
        while at < bytes.count {
            if isInString {
                at += ck_json_plain_run(base + at, bytes.count - at)
                guard at < bytes.count else { break }
                if bytes[at] == UInt8(ascii: "\\") {
                    // What is escaped must be here, too.
                    guard at + 1 < bytes.count else { break }
                    at += 2
                    continue
                }
                if bytes[at] == UInt8(ascii: "\"") {
                    isInString = false
                    if depth == 0 { return ended(at + 1) }
                }
                at += 1
                continue
            }
            switch bytes[at] {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // At depth 0 it closes the array that a number stands in.
                if depth == 0 { return ended(at) }
                depth -= 1
                if depth == 0 { return ended(at + 1) }
            case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","): if depth == 0 { return ended(at) }
            default: break
            }
            at += 1
        }
        if isAtEnd, depth == 0, !isInString { return ended(at) }
        scanned = at
        return nil
    }

    private mutating func ended(_ length: Int) -> Int {
        (depth, isInString, scanned) = (0, false, 0)
        return length
    }
}
