import Serialization
import TestSupport
import Testing

/// Safetensors files as written and read back.
@Suite("Safetensors round trip")
struct SafetensorsTests {
    private func sample() throws -> SafetensorsWriter {
        var writer = SafetensorsWriter(metadata: ["format": "test-1", "note": "ünï\"code\""])
        try writer.add([1, -2, 3.5, .infinity] as [Float], named: "floats", shape: [2, 2])
        try writer.add([7] as [UInt8], named: "byte")
        try writer.add([1, 2, 3] as [Int64], named: "long")
        try writer.add([] as [UInt32], named: "empty", shape: [0, 5])
        try writer.add([-1, 1] as [Int8], named: "small")
        try writer.addHalves([0.5, -65504, 1e-7], named: "halves")
        return writer
    }

    @Test("What was written comes back")
    func roundTrip() throws {
        let file = try SafetensorsFile(bytes: sample().bytes())
        #expect(file.metadata == ["format": "test-1", "note": "ünï\"code\""])
        #expect(try file.floats(named: "floats", shape: [2, 2]) == [1, -2, 3.5, .infinity])
        #expect(try file.elements(named: "long", as: Int64.self) == [1, 2, 3])
        #expect(try file.elements(named: "small", as: Int8.self) == [-1, 1])
        #expect(try file.bytes(named: "byte") == [7])
        #expect(try file.floats(named: "halves") == [0.5, -65504, 1.1920929e-07])
        #expect(file.tensor(named: "empty")?.shape == [0, 5])
        #expect(file.tensor(named: "absent") == nil)
    }

    @Test("Bytes do not depend on the order of adding, and tensors are aligned")
    func deterministic() throws {
        var a = SafetensorsWriter(), b = SafetensorsWriter()
        try a.add([1] as [Float], named: "x")
        try a.add([2] as [UInt8], named: "a")
        try b.add([2] as [UInt8], named: "a")
        try b.add([1] as [Float], named: "x")
        #expect(a.bytes() == b.bytes())
        let bytes = a.bytes()
        #expect((bytes.count - 5) % 64 == 0)
    }

    @Test("A file on disk is mapped and equals the bytes")
    func onDisk() throws {
        let path = TemporaryFile.path("round-trip.safetensors")
        defer { TemporaryFile.remove(path) }
        let writer = try sample()
        try writer.write(to: path)
        let file = try SafetensorsFile(path: path)
        #expect(try file.floats(named: "floats") == [1, -2, 3.5, .infinity])
        #expect(try MappedFile(path: path).withBytes { [UInt8]($0) } == writer.bytes())
    }

    @Test("Files that cannot be mapped say so", arguments: ["/nonexistent/model.safetensors", "/", ""])
    func unreadable(path: String) {
        #expect(throws: FileError.self) { _ = try SafetensorsFile(path: path) }
    }

    @Test("Asking for the wrong type, shape or name is an error")
    func wrongRequests() throws {
        let file = try SafetensorsFile(bytes: sample().bytes())
        #expect(throws: SafetensorsError.self) { try file.floats(named: "long") }
        #expect(throws: SafetensorsError.self) { try file.floats(named: "floats", shape: [4]) }
        #expect(throws: SafetensorsError.self) { try file.floats(named: "absent") }
        #expect(throws: SafetensorsError.self) { try file.requiredMetadata("absent") }
    }

    @Test("The writer refuses what no reader would take")
    func writerRefusals() throws {
        var writer = SafetensorsWriter()
        try writer.add([1] as [Float], named: "x")
        #expect(throws: SafetensorsError.self) { try writer.add([1] as [Float], named: "x") }
        #expect(throws: SafetensorsError.self) { try writer.add([1] as [Float], named: "__metadata__") }
        #expect(throws: SafetensorsError.self) { try writer.add([1] as [Float], named: "y", shape: [2]) }
        #expect(throws: SafetensorsError.self) { try writer.add([1] as [Float], named: "y", shape: [-1]) }
        #expect(throws: SafetensorsError.self) { try writer.add([1] as [Float], named: "y", shape: [.max, .max]) }
    }

    @Test("Every half becomes a float and comes back", .timeLimit(.minutes(1)))
    func halves() {
        for bits in UInt16.min...UInt16.max {
            let value = HalfPrecision.float(fromBits: bits)
            if value.isNaN {
                #expect(bits & 0x7C00 == 0x7C00 && bits & 0x3FF != 0)
            } else if HalfPrecision.bits(from: value) != bits {
                Issue.record("half \(bits) became \(value) and \(HalfPrecision.bits(from: value))")
            }
        }
    }

    @Test("Rounding to halves is to nearest, ties to even")
    func halfRounding() {
        #expect(HalfPrecision.bits(from: 2049) == HalfPrecision.bits(from: 2048))
        #expect(HalfPrecision.bits(from: 2051) == HalfPrecision.bits(from: 2052))
        #expect(HalfPrecision.bits(from: 65519) == 0x7BFF)
        #expect(HalfPrecision.bits(from: 65520) == 0x7C00)
        #expect(HalfPrecision.bits(from: 0x1p-25) == 0)
        #expect(HalfPrecision.bits(from: 0x1.8p-24) == 2)
        #expect(HalfPrecision.bits(from: -.greatestFiniteMagnitude) == 0xFC00)
        #expect(HalfPrecision.bits(from: .nan) & 0x7FFF == 0x7E00)
    }
}
