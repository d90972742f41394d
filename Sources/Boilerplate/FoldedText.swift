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
}
