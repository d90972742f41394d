internal import CZlib

/// Decompresses a gzip stream (RFC 1952), one or many members, piece by piece.
package final class GzipInflater {
    /// What one step did.
    package struct Step {
        /// Bytes taken from the input.
        package var read: Int
        /// Bytes put into the output.
        package var written: Int
    }

    private let stream: UnsafeMutablePointer<z_stream>
    /// Whether the last member has ended and no other has begun.
    package private(set) var isBetweenMembers = true
    /// Whether what follows the last member is no gzip: padding or garbage, passed over as gzip itself does.
    package private(set) var isFinished = false
    /// Whether the data is damaged; what came before was handed over.
    private var isDamaged = false
    /// Bytes read so far.
    package private(set) var totalRead = 0
    /// Bytes written so far.
    package private(set) var totalWritten = 0

    /// Creates one at the beginning of a stream.
    package init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 bits of window, + 16: expect a gzip header.
        inflateInit2_(stream, 15 + 16, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size))
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Whether bytes begin as a gzip file does.
    package static func recognizes(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B, 0x08]) }

    /// Whether a member has just ended.
    var memberHasEnded: Bool { isBetweenMembers && totalRead > 0 }

    /// Inflates as much as fits, to the end of the present member at most.
    func inflateMember(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Step? {
        inflate(input, into: output, stopsAtMemberEnd: true)
    }

    /// Inflates as much as fits.
    ///
    /// - Returns: How much was read and written, or `nil` if the data is damaged.
    package func inflate(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, stopsAtMemberEnd: Bool = false
    ) -> Step? {
        var step = Step(read: 0, written: 0)
        if isDamaged { return nil }
        while step.read < input.count, step.written < output.count, !isFinished {
            if isBetweenMembers {
                // A new member begins with its magic byte; anything else ends the stream.
                guard input[step.read] == 0x1F else {
                    isFinished = true
                    break
                }
                if totalRead > 0 { inflateReset(stream) }
                isBetweenMembers = false
            }
            let available = min(input.count - step.read, Int(UInt32.max / 2))
            let room = min(output.count - step.written, Int(UInt32.max / 2))
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: input.baseAddress?.advanced(by: step.read).assumingMemoryBound(to: UInt8.self))
            stream.pointee.avail_in = UInt32(available)
            stream.pointee.next_out = output.baseAddress?.advanced(by: step.written).assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(room)
            let status = CZlib.inflate(stream, Z_NO_FLUSH)
            let read = available - Int(stream.pointee.avail_in)
            let written = room - Int(stream.pointee.avail_out)
            step.read += read
            step.written += written
            totalRead += read
            totalWritten += written
            switch status {
            case Z_STREAM_END:
                isBetweenMembers = true
                if stopsAtMemberEnd { return step }
            case Z_OK: break
            case Z_BUF_ERROR where read == 0 && written == 0: return step
            default:
                isDamaged = true
                return step.written > 0 ? step : nil
            }
        }
        if isFinished { step.read = input.count }
        return step
    }
}
