internal import CZlib

/// Writes small ZIP archives, so that tests make the documents they read.
public struct ZipFile {
    /// The archive so far, without its directory.
    private var content: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// Creates an empty archive.
    public init() {}

    /// An archive of some members, deflated.
    public static func archive(_ members: [(name: String, content: String)]) -> [UInt8] {
        var file = ZipFile()
        for member in members {
            // Formats whose first member names them store it as it is.
            file.add(member.name, Array(member.content.utf8), isDeflated: member.name != "mimetype")
        }
        return file.bytes
    }

    /// Adds a member.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - bytes: What it holds.
    ///   - isDeflated: Whether it is compressed.
    ///   - statedSize: The length that the directory states, if it is to lie.
    ///   - isEncrypted: Whether it says that it is locked.
    public mutating func add(
        _ name: String, _ bytes: [UInt8], isDeflated: Bool = true, statedSize: Int? = nil, isEncrypted: Bool = false
    ) {
        let packed = isDeflated ? Self.deflated(bytes) : bytes
        let checksum = bytes.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
        let flags = 0x800 | (isEncrypted ? 1 : 0)
        let fields: [(Int, Int)] = [
            (20, 2), (flags, 2), (isDeflated ? 8 : 0, 2), (0, 4), (Int(checksum), 4), (packed.count, 4),
            (statedSize ?? bytes.count, 4), (name.utf8.count, 2), (0, 2),
        ]
        let start = content.count
        Self.put([(0x0403_4B50, 4)] + fields, into: &content)
        content += Array(name.utf8) + packed
        Self.put(
            [(0x0201_4B50, 4), (20, 2)] + fields + [(0, 2), (0, 2), (0, 2), (0, 4), (start, 4)], into: &directory)
        directory += Array(name.utf8)
        count += 1
    }

    /// The whole archive.
    public var bytes: [UInt8] {
        var end: [UInt8] = []
        Self.put(
            [
                (0x0605_4B50, 4), (0, 2), (0, 2), (count, 2), (count, 2), (directory.count, 4), (content.count, 4),
                (0, 2),
            ],
            into: &end)
        return content + directory + end
    }

    private static func put(_ fields: [(value: Int, width: Int)], into bytes: inout [UInt8]) {
        for field in fields {
            for place in 0..<field.width { bytes.append(UInt8(truncatingIfNeeded: field.value >> (8 * place))) }
        }
    }

    private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        return bytes.withUnsafeBufferPointer { input in
            [UInt8](unsafeUninitializedCapacity: bound) { output, count in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(bound)
                deflate(&stream, Z_FINISH)
                count = bound - Int(stream.avail_out)
            }
        }
    }
}
