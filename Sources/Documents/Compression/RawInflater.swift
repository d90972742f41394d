internal import CZlib

/// Decompresses one piece of deflated data (RFC 1951) that is there as a whole, as members of ZIP archives are.
enum RawInflater {
    /// Decompresses the data.
    ///
    /// - Parameters:
    ///   - bytes: The deflated data.
    ///   - expected: How long the content is said to be: what is reserved, up to a factor of 64 of the data.
    ///   - limit: The greatest length.
    /// - Returns: The content, or nil if the data is damaged, ends early, or holds more than `limit` bytes.
    /// - Complexity: O(*n*) in the bytes of the content.
    static func content(of bytes: UnsafeRawBufferPointer, expected: Int, limit: Int) -> [UInt8]? {
        var stream = z_stream()
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var capacity = max(1 << 10, min(expected, 64 * bytes.count, limit)) + 1
        var content: [UInt8] = []
        var read = 0
        while true {
            let before = content
            var status = Z_OK
            let filled = [UInt8](unsafeUninitializedCapacity: capacity) { room, initialized in
                UnsafeMutableRawBufferPointer(room).copyBytes(from: before)
                initialized = before.count
                while status == Z_OK, initialized < capacity {
                    stream.next_in = UnsafeMutablePointer(
                        mutating: bytes.baseAddress?.advanced(by: read).assumingMemoryBound(to: UInt8.self))
                    stream.avail_in = UInt32(clamping: bytes.count - read)
                    stream.next_out = room.baseAddress?.advanced(by: initialized)
                    stream.avail_out = UInt32(clamping: capacity - initialized)
                    let (input, output) = (Int(stream.avail_in), Int(stream.avail_out))
                    status = inflate(&stream, Z_NO_FLUSH)
                    read += input - Int(stream.avail_in)
                    initialized += output - Int(stream.avail_out)
                }
            }
            content = filled
            if status == Z_STREAM_END { return content.count <= limit ? content : nil }
            if status != Z_OK || content.count > limit { return nil }
            capacity = min(capacity * 2, limit + 1)
        }
    }

    /// The CRC-32 of some bytes, as ZIP states it.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
    }
}
