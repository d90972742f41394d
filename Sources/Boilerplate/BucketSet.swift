/// Different buckets of ``WordHashes``.
final class BucketSet {
    private let bits: UnsafeMutablePointer<UInt64>
    private let list: UnsafeMutablePointer<Int32>
    @exclusivity(unchecked) private var count = 0

    private static let capacity = 1 << Int(WordHashes.bucketBits)

    init() {
        bits = .allocate(capacity: Self.capacity / 64)
        bits.initialize(repeating: 0, count: Self.capacity / 64)
        // One more than there can be: the place behind the last is always written to.
        list = .allocate(capacity: Self.capacity + 1)
    }

    deinit {
        bits.deallocate()
        list.deallocate()
    }

    /// The buckets in the order in which they came.
    var buckets: UnsafeBufferPointer<Int32> { UnsafeBufferPointer(start: list, count: count) }

    /// Adds a bucket of ``WordHashes``; whether it is new is a coin toss to the processor, so no branch hangs on it.
    @inline(__always)
    func insert(_ bucket: Int) {
        let word = bucket >> 6 & (Self.capacity / 64 - 1)
        let known = bits[word] >> UInt64(bucket & 63) & 1
        bits[word] |= 1 << UInt64(bucket & 63)
        list[count] = Int32(truncatingIfNeeded: bucket)
        count += Int(1 - known)
    }

    func removeAll() {
        for bucket in buckets { bits[Int(bucket) >> 6] = 0 }
        count = 0
    }
}
