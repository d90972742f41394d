internal import CKernels

/// Finds the bytes at which the scanner must look, a few kilobytes at a time.
struct StopFinder {
    private static let words = 64
    /// One bit a byte, for the bytes from `chunk` on.
    private var stops = InlineArray<64, UInt64>(repeating: 0)
    private var chunk = 0
    private var chunkEnd = 0
    private let blanks: ck_blanks

    /// Creates a finder.
    ///
    /// - Parameter findsStarts: Whether blanks are stops where a sentence without a mark before it may start.
    init(findsStarts: Bool) { blanks = findsStarts ? CK_BLANKS_BEFORE_STARTS : CK_BLANKS_AFTER_FACES }

    /// The first stop at or after `index`, or the end of the text.
    mutating func next(_ text: Span<UInt8>, from index: Int) -> Int {
        var index = index
        while index < text.count {
            if index >= chunkEnd || index < chunk { fill(text, at: index) }
            let offset = index - chunk
            let word = stops[offset >> 6] >> UInt64(offset & 63)
            if word != 0 { return index + word.trailingZeroBitCount }
            index = chunk + (offset >> 6 + 1) << 6
        }
        return text.count
    }

    private mutating func fill(_ text: Span<UInt8>, at index: Int) {
        chunk = index & ~63
        chunkEnd = min(text.count, chunk + Self.words * 64)
        let (start, end, blanks) = (chunk, chunkEnd, blanks)
        text.withUnsafeBufferPointer { bytes in
            var span = stops.mutableSpan
            span.withUnsafeMutableBufferPointer { masks in
                ck_sentence_stops(bytes.baseAddress, bytes.count, start, end, blanks, masks.baseAddress)
            }
        }
    }

    /// Whether a sentence without a mark before it may start with the byte.
    ///
    /// Not with a small letter, a blank or a mark that never begins one: the kernel's rule, for callers that come by
    /// another way.
    static func mayStart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ")"),
            UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "%"), UInt8(ascii: "]"):
            false
        default: true
        }
    }
}
