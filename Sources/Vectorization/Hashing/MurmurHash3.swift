/// MurmurHash3 of 32 bits by Austin Appleby (2011), seed 0: what scikit-learn's hashed columns are made of.
///
/// ```swift
/// Array("hello".utf8).withUnsafeBytes { MurmurHash3.hash($0.baseAddress!, count: 5) }  // 0x248B_FA47
/// ```
enum MurmurHash3 {
    /// The hash of some bytes.
    ///
    /// - Complexity: O(bytes).
    @inline(__always)
    static func hash(_ bytes: UnsafeRawPointer, count: Int) -> UInt32 {
        var hash: UInt32 = 0
        var offset = 0
        while offset &+ 4 <= count {
            let block = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
            hash ^= mixed(block)
            hash = rotated(hash, 13) &* 5 &+ 0xE654_6B64
            offset &+= 4
        }
        var tail: UInt32 = 0
        var shift: UInt32 = 0
        while offset < count {
            tail |= UInt32(bytes.load(fromByteOffset: offset, as: UInt8.self)) &<< shift
            shift &+= 8
            offset &+= 1
        }
        hash ^= mixed(tail)
        hash ^= UInt32(truncatingIfNeeded: count)
        hash = (hash ^ hash &>> 16) &* 0x85EB_CA6B
        hash = (hash ^ hash &>> 13) &* 0xC2B2_AE35
        return hash ^ hash &>> 16
    }

    @inline(__always)
    private static func mixed(_ block: UInt32) -> UInt32 { rotated(block &* 0xCC9E_2D51, 15) &* 0x1B87_3593 }

    @inline(__always)
    private static func rotated(_ value: UInt32, _ bits: UInt32) -> UInt32 { value &<< bits | value &>> (32 &- bits) }
}
