/// A safetensors file, checked once when it is opened: a JSON header, then the tensors' bytes.
///
/// ```swift
/// let file = try SafetensorsFile(path: "model.safetensors")
/// let weights = try file.floats(named: "weights", shape: [4, 1000])
/// print(file.metadata["format"] ?? "?")
/// ```
///
/// The bytes come from a mapped file, from an array, or from read-only data of the program itself, and are not
/// copied. Opening costs time in proportion to the header alone; the tensors' contents are not looked at.
///
/// Format: <https://github.com/huggingface/safetensors>. As the reference reader does, this one refuses overlapping
/// tensors, holes, and bytes after the last tensor.
public struct SafetensorsFile: Sendable {
    /// The longest header that is read, in bytes; the reference reader has the same limit.
    public static let headerLimit = 100_000_000

    /// One tensor as the header describes it.
    public struct Tensor: Sendable, Hashable {
        /// The name.
        public let name: String
        /// The type of the elements.
        public let elementType: TensorElementType
        /// The dimensions, outermost first; empty for a single value.
        public let shape: [Int]
        /// Where the bytes lie, counted from the end of the header.
        public let byteRange: Range<Int>

        /// The number of elements.
        public var elementCount: Int { byteRange.count / elementType.size }
    }

    /// The file's free text entries.
    public let metadata: [String: String]
    /// The tensors in the order of their bytes.
    public let tensors: [Tensor]

    private let indexByName: [String: Int]
    private let storage: SafetensorsStorage
    private let dataStart: Int

    /// Files up to this size are read, larger ones mapped: what is read cannot be taken away by a program that shortens the
    /// file while it is in use.
    private static let largestRead = 64 << 20

    /// Whether a file begins as a safetensors file does: a length that fits the file, and a brace.
    public static func recognizes(path: String) -> Bool {
        guard let file = try? MappedFile(path: path), file.count >= 10 else { return false }
        return file.withBytes { bytes in
            bytes[8] == UInt8(ascii: "{")
                && UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)) <= UInt64(bytes.count - 8)
        }
    }

    /// Opens a file and checks its header.
    ///
    /// - Throws: `FileError` if the file cannot be read, `SafetensorsError` if it is not valid.
    public init(path: String) throws {
        let mapped = try MappedFile(path: path)
        do throws(SafetensorsError) {
            if mapped.count <= Self.largestRead, let bytes = MappedFile.contents(path: path, count: mapped.count) {
                try self.init(storage: SafetensorsStorage(bytes: bytes))
                return
            }
            try self.init(storage: SafetensorsStorage(mapped: mapped))
        } catch {
            throw SafetensorsError(error.code, error.detail, path: path)
        }
    }

    /// Checks the header of bytes in memory.
    ///
    /// - Throws: `SafetensorsError`.
    public init(bytes: [UInt8]) throws(SafetensorsError) {
        try self.init(storage: SafetensorsStorage(bytes: bytes))
    }

    /// Checks the header of bytes that stay where they are for the program's whole life, such as an embedded model.
    ///
    /// - Throws: `SafetensorsError`.
    public init(unsafeStaticBytes bytes: UnsafeRawBufferPointer) throws(SafetensorsError) {
        try self.init(storage: SafetensorsStorage(unsafeStaticBytes: bytes))
    }

    private init(storage: SafetensorsStorage) throws(SafetensorsError) {
        let header = try SafetensorsHeader(parsing: storage.bytes)
        self.storage = storage
        metadata = header.metadata
        tensors = header.tensors
        indexByName = header.indexByName
        dataStart = header.dataStart
    }

    /// The tensor of a name, or `nil`.
    public func tensor(named name: String) -> Tensor? { indexByName[name].map { tensors[$0] } }

    /// Gives a tensor's bytes to a closure; the pointer must not leave it.
    ///
    /// - Throws: `SafetensorsError` if there is no such tensor.
    public func withBytes<Result>(
        named name: String, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        let range = try described(name).byteRange
        return try withExtendedLifetime(storage) {
            try body(
                UnsafeRawBufferPointer(
                    rebasing: storage.bytes[dataStart + range.lowerBound..<dataStart + range.upperBound]))
        }
    }

    /// A copy of a tensor's bytes.
    ///
    /// - Throws: `SafetensorsError` if there is no such tensor.
    public func bytes(named name: String) throws -> [UInt8] { try withBytes(named: name) { [UInt8]($0) } }

    /// Gives a tensor's elements to a closure, in place where they are aligned, else from a copy.
    ///
    /// The Swift type must be the one that the file stores; a shape, if given, the one that the tensor has.
    ///
    /// - Throws: `SafetensorsError` if the tensor is missing or has another type or shape.
    public func withElements<Element: TensorElement, Result>(
        named name: String, as type: Element.Type = Element.self, shape: [Int]? = nil,
        _ body: (UnsafeBufferPointer<Element>) throws -> Result
    ) throws -> Result {
        let tensor = try described(name)
        try check(tensor, has: Element.tensorElementType, shape)
        return try withBytes(named: name) { bytes in
            if Int(bitPattern: bytes.baseAddress) % MemoryLayout<Element>.alignment == 0 {
                return try body(bytes.bindMemory(to: Element.self))
            }
            let copy = [Element](unsafeUninitializedCapacity: tensor.elementCount) { buffer, count in
                UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
                count = tensor.elementCount
            }
            return try copy.withUnsafeBufferPointer(body)
        }
    }

    /// A copy of a tensor's elements in the type they are stored as.
    ///
    /// - Throws: `SafetensorsError` if the tensor is missing or has another type or shape.
    public func elements<Element: TensorElement>(
        named name: String, as type: Element.Type = Element.self, shape: [Int]? = nil
    ) throws -> [Element] {
        try withElements(named: name, as: type, shape: shape) { [Element]($0) }
    }

    /// Gives the elements of an `F32` tensor to a closure.
    ///
    /// - Throws: `SafetensorsError` if the tensor is missing or has another type or shape.
    public func withFloats<Result>(
        named name: String, shape: [Int]? = nil, _ body: (UnsafeBufferPointer<Float>) throws -> Result
    ) throws -> Result {
        try withElements(named: name, as: Float.self, shape: shape, body)
    }

    /// A tensor's elements as `Float`: from `F32`, `F16` or `BF16`.
    ///
    /// - Throws: `SafetensorsError` if the tensor is missing, has another shape or another kind of element.
    public func floats(named name: String, shape: [Int]? = nil) throws -> [Float] {
        let tensor = try described(name)
        switch tensor.elementType {
        case .float16:
            return try withElements(named: name, as: UInt16.self, storedAs: .float16, shape: shape) { halves in
                halves.map(HalfPrecision.float(fromBits:))
            }
        case .bfloat16:
            return try withElements(named: name, as: UInt16.self, storedAs: .bfloat16, shape: shape) { halves in
                halves.map { Float(bitPattern: UInt32($0) << 16) }
            }
        default:
            return try elements(named: name, as: Float.self, shape: shape)
        }
    }

    /// A required entry of the metadata.
    ///
    /// - Throws: `SafetensorsError` if it is missing.
    public func requiredMetadata(_ key: String) throws(SafetensorsError) -> String {
        guard let value = metadata[key] else {
            throw SafetensorsError(.unsupportedMetadata, "its metadata lacks the key \"\(key)\"")
        }
        return value
    }

    /// The elements of 16-bit formats that have no Swift type on every platform, as their bits.
    private func withElements<Result>(
        named name: String, as type: UInt16.Type, storedAs stored: TensorElementType, shape: [Int]?,
        _ body: (UnsafeBufferPointer<UInt16>) throws -> Result
    ) throws -> Result {
        let tensor = try described(name)
        try check(tensor, has: stored, shape)
        let bits = try withBytes(named: name) { bytes in
            [UInt16](unsafeUninitializedCapacity: tensor.elementCount) { buffer, count in
                UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
                count = tensor.elementCount
            }
        }
        return try bits.withUnsafeBufferPointer(body)
    }

    private func described(_ name: String) throws(SafetensorsError) -> Tensor {
        guard let tensor = tensor(named: name) else {
            throw SafetensorsError(.missingTensor, "it has no tensor \"\(name)\"")
        }
        return tensor
    }

    private func check(
        _ tensor: Tensor, has elementType: TensorElementType, _ shape: [Int]?
    ) throws(SafetensorsError) {
        guard tensor.elementType == elementType else {
            throw SafetensorsError(
                .wrongElementType,
                "tensor \"\(tensor.name)\" has elements \(tensor.elementType.rawValue), \(elementType.rawValue) was expected"
            )
        }
        guard shape == nil || shape == tensor.shape else {
            throw SafetensorsError(
                .wrongShape, "tensor \"\(tensor.name)\" has shape \(tensor.shape), \(shape ?? []) was expected")
        }
    }
}

/// What keeps the bytes of a safetensors file alive.
private final class SafetensorsStorage: Sendable {
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
    private let mapped: MappedFile?
    private let isOwned: Bool

    init(mapped: consuming MappedFile) {
        bytes = mapped.unsafeBytes
        self.mapped = consume mapped
        isOwned = false
    }

    init(bytes array: [UInt8]) {
        // 64-byte alignment, so that elements of every type can be used in place.
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: array.count, alignment: 64)
        copy.copyBytes(from: array)
        bytes = UnsafeRawBufferPointer(copy)
        mapped = nil
        isOwned = true
    }

    init(unsafeStaticBytes: UnsafeRawBufferPointer) {
        bytes = unsafeStaticBytes
        mapped = nil
        isOwned = false
    }

    deinit {
        if isOwned { bytes.deallocate() }
    }
}
