/// The header of a safetensors file, parsed and checked against the bytes that follow it.
///
/// Layout: 8 bytes little-endian length N, N bytes JSON (padded with spaces), then the tensors back to back.
struct SafetensorsHeader {
    var metadata: [String: String] = [:]
    var tensors: [SafetensorsFile.Tensor] = []
    var indexByName: [String: Int] = [:]
    let dataStart: Int

    init(parsing bytes: UnsafeRawBufferPointer) throws(SafetensorsError) {
        guard bytes.count >= 8 else {
            throw SafetensorsError(
                .fileTooShort, "it has \(bytes.count) bytes, and the length of its header alone takes 8")
        }
        let declared = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
        guard declared <= UInt64(SafetensorsFile.headerLimit) else {
            throw SafetensorsError(
                .headerTooLarge, "its header claims \(declared) bytes, the limit is \(SafetensorsFile.headerLimit)")
        }
        guard declared <= UInt64(bytes.count - 8) else {
            throw SafetensorsError(
                .headerPastEnd, "its header claims \(declared) bytes, but only \(bytes.count - 8) follow")
        }
        dataStart = 8 + Int(declared)
        let header = UnsafeRawBufferPointer(rebasing: bytes[8..<dataStart])
        guard header.first == UInt8(ascii: "{") else {
            throw SafetensorsError(.headerStart, "its header does not begin with \"{\"")
        }
        let root: JSONValue
        do throws(JSONError) {
            root = try JSONValue(parsing: header.bindMemory(to: UInt8.self).span)
        } catch {
            throw SafetensorsError(.headerNotJSON, "its header is not JSON: \(error.description)")
        }
        for member in root.object?.members ?? [] {
            if member.key == "__metadata__" {
                metadata = try Self.metadata(from: member.value)
            } else {
                tensors.append(try Self.tensor(named: member.key, from: member.value))
            }
        }
        tensors.sort { a, b in
            (a.byteRange.lowerBound, a.byteRange.upperBound, a.name)
                < (b.byteRange.lowerBound, b.byteRange.upperBound, b.name)
        }
        try checkCover(of: bytes.count - dataStart)
        for (index, tensor) in tensors.enumerated() { indexByName[tensor.name] = index }
    }

    private static func metadata(from value: JSONValue) throws(SafetensorsError) -> [String: String] {
        guard let object = value.object else {
            throw SafetensorsError(.invalidMetadata, "its __metadata__ is \(value.kindDescription), not an object")
        }
        var entries: [String: String] = [:]
        for member in object.members {
            guard let text = member.value.string else {
                throw SafetensorsError(
                    .invalidMetadata,
                    "its metadata entry \"\(member.key)\" is \(member.value.kindDescription), not a string")
            }
            entries[member.key] = text
        }
        return entries
    }

    private static func tensor(
        named name: String, from value: JSONValue
    ) throws(SafetensorsError) -> SafetensorsFile.Tensor {
        guard let typeName = value["dtype"]?.string else {
            throw SafetensorsError(.invalidEntry, "tensor \"\(name)\" has no \"dtype\" string")
        }
        guard let elementType = TensorElementType(rawValue: typeName) else {
            throw SafetensorsError(
                .unknownElementType, "tensor \"\(name)\" has the unknown element type \"\(typeName)\"")
        }
        guard let dimensions = value["shape"]?.array else {
            throw SafetensorsError(.invalidEntry, "tensor \"\(name)\" has no \"shape\" array")
        }
        var shape: [Int] = []
        var byteCount = elementType.size
        for dimension in dimensions {
            guard case .integer(let size) = dimension, size >= 0 else {
                throw SafetensorsError(
                    .invalidEntry, "tensor \"\(name)\" has the dimension \(dimension), not a count")
            }
            shape.append(size)
            let (product, overflow) = byteCount.multipliedReportingOverflow(by: size)
            guard !overflow else {
                throw SafetensorsError(.shapeOverflow, "the shape of tensor \"\(name)\" overflows 64 bits")
            }
            byteCount = product
        }
        guard let offsets = value["data_offsets"]?.array, offsets.count == 2, case .integer(let start) = offsets[0],
            case .integer(let end) = offsets[1]
        else {
            throw SafetensorsError(.invalidEntry, "tensor \"\(name)\" has no \"data_offsets\" pair of counts")
        }
        guard start >= 0, end >= start else {
            throw SafetensorsError(
                .offsetsOutOfRange, "tensor \"\(name)\" has the offsets \(start) to \(end), which do not ascend")
        }
        guard end - start == byteCount else {
            throw SafetensorsError(
                .sizeMismatch,
                "tensor \"\(name)\" needs \(byteCount) bytes for \(shape) × \(elementType.rawValue), its offsets give \(end - start)"
            )
        }
        return SafetensorsFile.Tensor(name: name, elementType: elementType, shape: shape, byteRange: start..<end)
    }

    /// Checks that the tensors cover the data exactly: no overlap, no hole, no rest.
    private func checkCover(of dataCount: Int) throws(SafetensorsError) {
        var covered = 0
        for tensor in tensors {
            guard tensor.byteRange.upperBound <= dataCount else {
                throw SafetensorsError(
                    .offsetsOutOfRange,
                    "tensor \"\(tensor.name)\" ends at byte \(tensor.byteRange.upperBound) of \(dataCount)")
            }
            guard tensor.byteRange.lowerBound >= covered else {
                throw SafetensorsError(
                    .overlappingTensors,
                    "tensor \"\(tensor.name)\" begins at byte \(tensor.byteRange.lowerBound), before the one in front ends"
                )
            }
            guard tensor.byteRange.lowerBound == covered else {
                throw SafetensorsError(
                    .hole,
                    "bytes \(covered) to \(tensor.byteRange.lowerBound) before tensor \"\(tensor.name)\" belong to none"
                )
            }
            covered = tensor.byteRange.upperBound
        }
        guard covered == dataCount else {
            throw SafetensorsError(.trailingBytes, "\(dataCount - covered) bytes follow its last tensor")
        }
    }
}
