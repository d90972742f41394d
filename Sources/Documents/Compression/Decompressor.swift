/// Decompresses a stream piece by piece.
package protocol Decompressor: AnyObject {
    /// Whether the last member has ended and no other has begun.
    var isBetweenMembers: Bool { get }
    /// Whether what follows the last member is passed over.
    var isFinished: Bool { get }
    /// Bytes taken so far.
    var totalRead: Int { get }
    /// Bytes given so far.
    var totalWritten: Int { get }
    /// Decompresses as much as fits.
    ///
    /// - Returns: How much was read and written, or `nil` if the data is damaged.
    func decompress(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> GzipInflater.Step?
}

extension GzipInflater: Decompressor {
    package func decompress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> Step? { inflate(input, into: output) }
}

/// The kinds of compression that are told by their first bytes.
///
/// zlib is part of the program; the libraries of the others are opened when such a file is met.
package enum CompressionKind: String, CaseIterable, Sendable {
    /// RFC 1952.
    case gzip
    /// XZ Utils' format.
    case xz
    /// Burrows and Wheeler's transform.
    case bzip2
    /// Zstandard (RFC 8878).
    case zstd
    /// LZ4 frames.
    case lz4

    /// The kind that bytes begin as.
    package init?(ofHead head: some Collection<UInt8>) {
        if GzipInflater.recognizes(head) {
            self = .gzip
        } else if head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
            self = .xz
        } else if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            self = .zstd
        } else if head.starts(with: [0x04, 0x22, 0x4D, 0x18]) {
            self = .lz4
        } else if head.starts(with: [0x42, 0x5A, 0x68]), let level = head.dropFirst(3).first,
            (0x31...0x39).contains(level),
            head.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
                || head.dropFirst(4).starts(with: [0x17, 0x72, 0x45, 0x38, 0x50, 0x90])
        {
            self = .bzip2
        } else {
            return nil
        }
    }

    /// What the names of compressed files end with.
    package static let endings = allCases.map(\.ending)

    /// The names of the library that decompresses it, in the order they are tried; none for zlib.
    var libraryNames: [String] {
        #if canImport(Darwin)
            switch self {
            case .gzip: []
            case .xz: ["liblzma.dylib", "/opt/homebrew/lib/liblzma.dylib"]
            case .bzip2: ["libbz2.dylib"]
            case .zstd: ["libzstd.dylib", "/opt/homebrew/lib/libzstd.dylib"]
            case .lz4: ["liblz4.dylib", "/opt/homebrew/lib/liblz4.dylib"]
            }
        #else
            switch self {
            case .gzip: []
            case .xz: ["liblzma.so.5"]
            case .bzip2: ["libbz2.so.1.0", "libbz2.so.1"]
            case .zstd: ["libzstd.so.1"]
            case .lz4: ["liblz4.so.1"]
            }
        #endif
    }

    /// The package of Debian that brings the library.
    package var package: String {
        switch self {
        case .gzip: "zlib1g"
        case .xz: "liblzma5"
        case .bzip2: "libbz2-1.0"
        case .zstd: "libzstd1"
        case .lz4: "liblz4-1"
        }
    }

    /// A decompressor at the beginning of a stream; nil where its library is missing.
    package func makeDecompressor() -> (any Decompressor)? {
        switch self {
        case .gzip: GzipInflater()
        case .xz: LoadedDecompressor(XZCodec())
        case .bzip2: LoadedDecompressor(Bzip2Codec())
        case .zstd: LoadedDecompressor(ZstandardCodec())
        case .lz4: LoadedDecompressor(LZ4Codec())
        }
    }
}

/// What a library does with one piece.
struct CodecStep {
    var read: Int
    var written: Int
    /// Whether a member ended.
    var hasEnded: Bool
}

/// One kind of compression as its library offers it.
protocol Codec: AnyObject {
    /// Begins a member.
    func begin() -> Bool
    /// Decompresses what fits, to the end of the member at most; nil for damaged data.
    func step(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> CodecStep?
}

/// Decompresses the members of a stream one after the other through a library that was opened for it.
final class LoadedDecompressor: Decompressor {
    private(set) var isBetweenMembers = true
    private(set) var isFinished = false
    private(set) var totalRead = 0
    private(set) var totalWritten = 0
    private let codec: any Codec
    private var isDamaged = false

    init?(_ codec: (any Codec)?) {
        guard let codec else { return nil }
        self.codec = codec
    }

    func decompress(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> GzipInflater.Step? {
        var total = GzipInflater.Step(read: 0, written: 0)
        guard !isDamaged else { return nil }
        // Without input, what is still inside comes out.
        while total.read < input.count || input.isEmpty && !isBetweenMembers, total.written < output.count {
            if isBetweenMembers {
                // Padding with zeros is passed over, and ends a stream as anything else does.
                if totalRead > 0, input[total.read] == 0 {
                    total.read += 1
                    totalRead += 1
                    continue
                }
                guard codec.begin() else { return nil }
                isBetweenMembers = false
            }
            let step = codec.step(
                UnsafeRawBufferPointer(rebasing: input[total.read...]),
                UnsafeMutableRawBufferPointer(rebasing: output[total.written...]))
            guard let step else {
                isDamaged = true
                return total.written > 0 ? total : nil
            }
            total.read += step.read
            total.written += step.written
            totalRead += step.read
            totalWritten += step.written
            if step.hasEnded { isBetweenMembers = true } else if step.read + step.written == 0 { break }
        }
        return total
    }
}
