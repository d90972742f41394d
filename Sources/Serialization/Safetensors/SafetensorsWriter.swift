/// Builds a safetensors file; equal contents give equal bytes, in whatever order they were added.
///
/// ```swift
/// var writer = SafetensorsWriter(metadata: ["format": "example-1"])
/// try writer.add([1, 2, 3, 4], named: "weights", shape: [2, 2])
/// let bytes = writer.bytes()
/// ```
///
/// Tensors are ordered by element size, largest first, then by name, and the header is padded to a multiple of 64
/// bytes, so that a mapped file can be used in place. The Python package `safetensors` reads the result.
public struct SafetensorsWriter: Sendable {
    private struct Entry: Sendable {
        var name: String
        var elementType: TensorElementType
        var shape: [Int]
        var bytes: [UInt8]
    }

    /// The file's free text entries.
    public var metadata: [String: String]
    private var entries: [Entry] = []

    /// Creates a writer with no tensor.
    public init(metadata: [String: String] = [:]) { self.metadata = metadata }

    /// Adds a tensor.
    ///
    /// - Parameters:
    ///   - elements: the elements, row after row.
    ///   - name: a name that no other tensor has.
    ///   - shape: the dimensions; `nil` for one dimension.
    /// - Throws: `SafetensorsError` if the name is taken or the shape does not fit.
    public mutating func add<Element: TensorElement>(
        _ elements: [Element], named name: String, shape: [Int]? = nil
    ) throws(SafetensorsError) {
        let bytes = elements.withUnsafeBytes { [UInt8]($0) }
        try add(bytes: bytes, as: Element.tensorElementType, named: name, shape: shape ?? [elements.count])
    }

    /// Adds floats rounded to 16 bits each.
    ///
    /// - Throws: `SafetensorsError` if the name is taken or the shape does not fit.
    public mutating func addHalves(
        _ elements: [Float], named name: String, shape: [Int]? = nil
    ) throws(SafetensorsError) {
        let halves = elements.map(HalfPrecision.bits(from:))
        let bytes = halves.withUnsafeBytes { [UInt8]($0) }
        try add(bytes: bytes, as: .float16, named: name, shape: shape ?? [elements.count])
    }

    /// Adds a tensor from its bytes (little-endian).
    ///
    /// - Throws: `SafetensorsError` if the name is taken or the shape does not fit.
    public mutating func add(
        bytes: [UInt8], as elementType: TensorElementType, named name: String, shape: [Int]
    ) throws(SafetensorsError) {
        guard name != "__metadata__", !entries.contains(where: { $0.name == name }) else {
            throw SafetensorsError(.duplicateName, "the tensor name \"\(name)\" is taken")
        }
        var expected = elementType.size
        for dimension in shape {
            let (product, overflow) = expected.multipliedReportingOverflow(by: dimension)
            guard dimension >= 0, !overflow else {
                throw SafetensorsError(.shapeOverflow, "the shape \(shape) of tensor \"\(name)\" is not possible")
            }
            expected = product
        }
        guard expected == bytes.count else {
            throw SafetensorsError(
                .sizeMismatch, "tensor \"\(name)\" needs \(expected) bytes for \(shape), \(bytes.count) were given")
        }
        entries.append(Entry(name: name, elementType: elementType, shape: shape, bytes: bytes))
    }

    /// The file's bytes.
    ///
    /// - Complexity: O(total size).
    public func bytes() -> [UInt8] {
        let ordered = entries.sorted { a, b in
            a.elementType.size != b.elementType.size ? a.elementType.size > b.elementType.size : a.name < b.name
        }
        var header = headerJSON(of: ordered)
        // The length word counts too: tensors begin at a multiple of 64 bytes in the file.
        while (header.count + 8) % 64 != 0 { header.append(UInt8(ascii: " ")) }
        var output: [UInt8] = []
        output.reserveCapacity(8 + header.count + ordered.reduce(0) { $0 + $1.bytes.count })
        withUnsafeBytes(of: UInt64(header.count).littleEndian) { output.append(contentsOf: $0) }
        output.append(contentsOf: header)
        for entry in ordered { output.append(contentsOf: entry.bytes) }
        return output
    }

    /// Writes the file, so that a reader sees either the old one or the whole new one.
    ///
    /// - Throws: `FileError` if the folder cannot be written to.
    public func write(to path: String) throws(FileError) { try AtomicFile.write(bytes(), to: path) }

    private func headerJSON(of ordered: [Entry]) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        if !metadata.isEmpty {
            json.key("__metadata__")
            json.beginObject()
            for (key, text) in metadata.sorted(by: { $0.key < $1.key }) { json.member(key, text) }
            json.endObject()
        }
        var offset = 0
        for entry in ordered {
            json.key(entry.name)
            json.beginObject()
            json.member("dtype", entry.elementType.rawValue)
            json.key("shape")
            json.beginArray()
            for dimension in entry.shape { json.value(dimension) }
            json.endArray()
            json.key("data_offsets")
            json.beginArray()
            json.value(offset)
            offset += entry.bytes.count
            json.value(offset)
            json.endArray()
            json.endObject()
        }
        json.endObject()
        return json.bytes
    }
}
