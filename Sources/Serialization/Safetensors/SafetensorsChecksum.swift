extension SafetensorsFile {
    /// A 64-bit checksum over metadata and tensors, 16 hexadecimal digits: it finds damage, not forgery.
    ///
    /// The entry `checksum` itself is left out, so that the sum can be kept there.
    ///
    /// - Complexity: O(bytes), at some GB/s.
    package func checksum() throws -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ word: UInt64) {
            hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
        }
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) where key != "checksum" {
            for byte in Array(key.utf8) + [0] + Array(value.utf8) + [0] { add(UInt64(byte)) }
        }
        for tensor in tensors {
            for byte in tensor.name.utf8 { add(UInt64(byte)) }
            try withBytes(named: tensor.name) { bytes in
                add(UInt64(bytes.count))
                var position = 0
                while position + 8 <= bytes.count {
                    add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
                    position += 8
                }
                while position < bytes.count {
                    add(UInt64(bytes[position]))
                    position += 1
                }
            }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
