internal import SystemLibrary

// The structures are those of the libraries' stable interfaces (liblzma 5, libbz2 1.0, libzstd 1, liblz4 1), kept as raw memory
// with the offsets of their members on 64-bit systems, so that no header is needed to build.

/// `lzma_stream`: 136 bytes.
final class XZCodec: Codec {
    private typealias Decoder = @convention(c) (UnsafeMutableRawPointer, UInt64, UInt32) -> UInt32
    private typealias Code = @convention(c) (UnsafeMutableRawPointer, UInt32) -> UInt32
    private typealias End = @convention(c) (UnsafeMutableRawPointer) -> Void

    private static let library = DynamicLibrary(CompressionKind.xz.libraryNames)
    /// 512 MiB: what `xz -9` needs is 65.
    private static let maximumMemory: UInt64 = 512 << 20

    private let decoder: Decoder
    private let code: Code
    private let end: End
    private let stream = UnsafeMutableRawPointer.allocate(byteCount: 136, alignment: 16)

    init?() {
        guard let library = Self.library, let decoder: Decoder = library.function("lzma_stream_decoder"),
            let code: Code = library.function("lzma_code"), let end: End = library.function("lzma_end")
        else { return nil }
        (self.decoder, self.code, self.end) = (decoder, code, end)
        memset(stream, 0, 136)
    }

    deinit {
        end(stream)
        stream.deallocate()
    }

    func begin() -> Bool {
        end(stream)
        memset(stream, 0, 136)
        return decoder(stream, Self.maximumMemory, 0) == 0
    }

    func step(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> CodecStep? {
        stream.storeBytes(of: input.baseAddress, toByteOffset: 0, as: UnsafeRawPointer?.self)
        stream.storeBytes(of: input.count, toByteOffset: 8, as: Int.self)
        stream.storeBytes(of: output.baseAddress, toByteOffset: 24, as: UnsafeMutableRawPointer?.self)
        stream.storeBytes(of: output.count, toByteOffset: 32, as: Int.self)
        let status = code(stream, 0)
        let read = input.count - stream.load(fromByteOffset: 8, as: Int.self)
        let written = output.count - stream.load(fromByteOffset: 32, as: Int.self)
        // 0: go on; 1: the end of a stream; 10: no progress was possible.
        guard status == 0 || status == 1 || status == 10 else { return nil }
        return CodecStep(read: read, written: written, hasEnded: status == 1)
    }
}

/// `bz_stream`: 80 bytes.
final class Bzip2Codec: Codec {
    private typealias Begin = @convention(c) (UnsafeMutableRawPointer, CInt, CInt) -> CInt
    private typealias Run = @convention(c) (UnsafeMutableRawPointer) -> CInt

    private static let library = DynamicLibrary(CompressionKind.bzip2.libraryNames)

    private let start: Begin
    private let run: Run
    private let end: Run
    private let stream = UnsafeMutableRawPointer.allocate(byteCount: 80, alignment: 16)

    init?() {
        guard let library = Self.library, let start: Begin = library.function("BZ2_bzDecompressInit"),
            let run: Run = library.function("BZ2_bzDecompress"), let end: Run = library.function("BZ2_bzDecompressEnd")
        else { return nil }
        (self.start, self.run, self.end) = (start, run, end)
        memset(stream, 0, 80)
    }

    deinit {
        _ = end(stream)
        stream.deallocate()
    }

    func begin() -> Bool {
        _ = end(stream)
        memset(stream, 0, 80)
        return start(stream, 0, 0) == 0
    }

    func step(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> CodecStep? {
        let (available, room) = (UInt32(clamping: input.count), UInt32(clamping: output.count))
        stream.storeBytes(of: input.baseAddress, toByteOffset: 0, as: UnsafeRawPointer?.self)
        stream.storeBytes(of: available, toByteOffset: 8, as: UInt32.self)
        stream.storeBytes(of: output.baseAddress, toByteOffset: 24, as: UnsafeMutableRawPointer?.self)
        stream.storeBytes(of: room, toByteOffset: 32, as: UInt32.self)
        let status = run(stream)
        let read = Int(available - stream.load(fromByteOffset: 8, as: UInt32.self))
        let written = Int(room - stream.load(fromByteOffset: 32, as: UInt32.self))
        guard status == 0 || status == 4 else { return nil }
        return CodecStep(read: read, written: written, hasEnded: status == 4)
    }
}

/// `ZSTD_DStream`, with `ZSTD_inBuffer` and `ZSTD_outBuffer` of three words each.
final class ZstandardCodec: Codec {
    private typealias Create = @convention(c) () -> UnsafeMutableRawPointer?
    private typealias Free = @convention(c) (UnsafeMutableRawPointer?) -> Int
    private typealias Run =
        @convention(c) (UnsafeMutableRawPointer?, UnsafeMutableRawPointer, UnsafeMutableRawPointer) -> Int
    private typealias IsError = @convention(c) (Int) -> UInt32

    private static let library = DynamicLibrary(CompressionKind.zstd.libraryNames)

    private let reset: Free
    private let free: Free
    private let run: Run
    private let isError: IsError
    private let stream: UnsafeMutableRawPointer
    private let buffers = UnsafeMutableRawPointer.allocate(byteCount: 48, alignment: 16)

    init?() {
        guard let library = Self.library, let create: Create = library.function("ZSTD_createDStream"),
            let reset: Free = library.function("ZSTD_initDStream"),
            let free: Free = library.function("ZSTD_freeDStream"),
            let run: Run = library.function("ZSTD_decompressStream"),
            let isError: IsError = library.function("ZSTD_isError"), let stream = create()
        else { return nil }
        (self.reset, self.free, self.run, self.isError, self.stream) = (reset, free, run, isError, stream)
    }

    deinit {
        _ = free(stream)
        buffers.deallocate()
    }

    func begin() -> Bool { isError(reset(stream)) == 0 }

    func step(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> CodecStep? {
        let source = buffers + 24
        buffers.storeBytes(of: output.baseAddress, as: UnsafeMutableRawPointer?.self)
        buffers.storeBytes(of: output.count, toByteOffset: 8, as: Int.self)
        buffers.storeBytes(of: 0, toByteOffset: 16, as: Int.self)
        source.storeBytes(of: input.baseAddress, as: UnsafeRawPointer?.self)
        source.storeBytes(of: input.count, toByteOffset: 8, as: Int.self)
        source.storeBytes(of: 0, toByteOffset: 16, as: Int.self)
        let left = run(stream, buffers, source)
        guard isError(left) == 0 else { return nil }
        return CodecStep(
            read: source.load(fromByteOffset: 16, as: Int.self),
            written: buffers.load(fromByteOffset: 16, as: Int.self),
            hasEnded: left == 0)
    }
}

/// `LZ4F_dctx`.
final class LZ4Codec: Codec {
    private typealias Create = @convention(c) (UnsafeMutablePointer<UnsafeMutableRawPointer?>, UInt32) -> Int
    private typealias Free = @convention(c) (UnsafeMutableRawPointer?) -> Int
    private typealias Reset = @convention(c) (UnsafeMutableRawPointer?) -> Void
    private typealias Run =
        @convention(c) (
            UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafeMutablePointer<Int>, UnsafeRawPointer?,
            UnsafeMutablePointer<Int>, UnsafeRawPointer?
        ) -> Int
    private typealias IsError = @convention(c) (Int) -> UInt32

    private static let library = DynamicLibrary(CompressionKind.lz4.libraryNames)

    private let free: Free
    private let reset: Reset
    private let run: Run
    private let isError: IsError
    private let context: UnsafeMutableRawPointer

    init?() {
        var context: UnsafeMutableRawPointer?
        guard let library = Self.library, let create: Create = library.function("LZ4F_createDecompressionContext"),
            let free: Free = library.function("LZ4F_freeDecompressionContext"),
            let reset: Reset = library.function("LZ4F_resetDecompressionContext"),
            let run: Run = library.function("LZ4F_decompress"), let isError: IsError = library.function("LZ4F_isError"),
            isError(create(&context, 100)) == 0, let context
        else { return nil }
        (self.free, self.reset, self.run, self.isError, self.context) = (free, reset, run, isError, context)
    }

    deinit { _ = free(context) }

    func begin() -> Bool {
        reset(context)
        return true
    }

    func step(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> CodecStep? {
        var (read, written) = (input.count, output.count)
        let left = run(context, output.baseAddress, &written, input.baseAddress, &read, nil)
        guard isError(left) == 0 else { return nil }
        return CodecStep(read: read, written: written, hasEnded: left == 0)
    }
}
