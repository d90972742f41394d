internal import CKernels

/// A text with its case folded as ``BoilerplateCues/fold(_:after:)`` does, with eight bytes behind it, so that eight can
/// be read at any of its offsets.
struct FoldedText: ~Copyable {
    /// The length of the text.
    let count: Int
    /// The bytes, as long as this value lives.
    let bytes: UnsafePointer<UInt8>

    init(_ text: Span<UInt8>) {
        let count = text.count
        self.count = count
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: count + 8)
        text.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { ck_fold_latin(start, count, bytes) }
        }
        (bytes + count).initialize(repeating: 0, count: 8)
        self.bytes = UnsafePointer(bytes)
    }

    deinit { bytes.deallocate() }

    /// The length of the run of word bytes (see ``BoilerplateCues/isWordByte(_:)``) that begins at an offset.
    @inline(__always)
    func wordLength(at start: Int, end: Int) -> Int {
        var index = start
        while index < end {
            let others = EightBytes(bytes, at: index).others
            if others != 0 { return min(index + others.trailingZeroBitCount / 8, end) - start }
            index += 8
        }
        return end - start
    }
}

/// Eight bytes of a text, compared at once: a result has the highest bit of each byte for which it is so.
struct EightBytes {
    private let value: UInt64

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let high: UInt64 = 0x8080_8080_8080_8080

    /// Reads eight bytes from an offset.
    @inline(__always)
    init(_ bytes: UnsafePointer<UInt8>, at offset: Int) {
        value = UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Bytes from `first` to `last`, both of ASCII.
    @inline(__always)
    private func range(_ first: UInt8, _ last: UInt8, of value: UInt64) -> UInt64 {
        let low = value & ~Self.high
        let fromFirst = low &+ Self.ones &* UInt64(0x80 - first)
        let beyondLast = low &+ Self.ones &* UInt64(0x7F - last)
        return fromFirst & ~beyondLast & ~value & Self.high
    }

    /// Letters a to z.
    @inline(__always)
    var smallLetters: UInt64 { range(0x61, 0x7A, of: value) }

    /// Blanks and control characters.
    @inline(__always)
    var blanks: UInt64 { range(0, 0x20, of: value) }

    /// What is neither a letter or digit of ASCII nor a byte of a character beyond.
    @inline(__always)
    var others: UInt64 {
        let words = range(0x61, 0x7A, of: value | Self.ones &* 0x20) | range(0x30, 0x39, of: value) | value
        return ~words & Self.high
    }
}
