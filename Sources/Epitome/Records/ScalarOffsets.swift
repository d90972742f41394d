internal import Foundations
internal import TextProcessing

/// Converts UTF-8 byte offsets of one text to Unicode scalar (code point) offsets, in one pass for ascending offsets.
///
/// Epitome counts bytes inside, and code points in its records, since that is what Python, Rust's `char_indices` and
/// most readers of JSON count.
///
/// ```swift
/// var offsets = ScalarOffsets(of: "Ça va.")
/// offsets.scalarOffset(ofByte: 7)  // 6
/// ```
///
/// - Complexity: O(text) over all calls while offsets ascend; an offset that goes back starts from the beginning.
public struct ScalarOffsets {
    private let text: String
    private var byte = 0
    private var scalar = 0

    /// Creates a converter for `text`.
    public init(of text: String) { self.text = text }

    /// The number of scalars before the byte offset `target`; an offset past the end counts as the end.
    public mutating func scalarOffset(ofByte target: Int) -> Int {
        if target < byte { (byte, scalar) = (0, 0) }
        let utf8 = text.utf8.span
        let end = min(target, utf8.count)
        let raw = utf8.bytes
        while byte + 8 <= end {
            scalar += 8 - EightBytes(raw, at: byte).continuations.nonzeroBitCount
            byte += 8
        }
        while byte < end {
            // Every byte but a continuation byte (10xxxxxx) begins a scalar.
            if utf8[byte] & 0xC0 != 0x80 { scalar += 1 }
            byte += 1
        }
        return scalar
    }
}
