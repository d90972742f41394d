import Serialization
import TestSupport
import Testing

/// Files that lie about themselves: each is refused with its own code, and no byte outside is read.
@Suite("Hostile safetensors")
struct HostileSafetensorsTests {
    struct Attack: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let bytes: [UInt8]
        let code: SafetensorsError.Code

        init(_ name: String, _ header: String, data: Int = 0, length: UInt64? = nil, _ code: SafetensorsError.Code) {
            testDescription = name
            self.code = code
            let text = [UInt8](header.utf8)
            bytes =
                withUnsafeBytes(of: (length ?? UInt64(text.count)).littleEndian) { [UInt8]($0) } + text
                + [UInt8](repeating: 1, count: data)
        }
    }

    private static func entry(_ type: String, _ shape: String, _ start: String, _ end: String) -> String {
        "{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":[\(start),\(end)]}"
    }

    static let attacks: [Attack] = [
        Attack("header longer than the file", "{}", length: 3, .headerPastEnd),
        Attack("header of 2^64 - 1 bytes", "{}", length: .max, .headerTooLarge),
        Attack("header of 2^63 bytes", "{}", length: 1 << 63, .headerTooLarge),
        Attack("header over the limit", "{}", length: 100_000_001, .headerTooLarge),
        Attack("empty header", "", .headerStart),
        Attack("blank before the brace", " {}", .headerStart),
        Attack("an array", "[]", .headerStart),
        Attack("cut JSON", "{\"a\":", .headerNotJSON),
        Attack("not UTF-8", "{\"\u{FFFD}", .headerNotJSON),
        Attack("two values", "{}{}", .headerNotJSON),
        Attack("10,000 brackets", "{\"a\":" + String(repeating: "[", count: 10_000), .headerNotJSON),
        Attack("metadata is a list", "{\"__metadata__\":[]}", .invalidMetadata),
        Attack("metadata with a number", "{\"__metadata__\":{\"a\":1}}", .invalidMetadata),
        Attack("entry is a string", "{\"a\":\"b\"}", .invalidEntry),
        Attack("no dtype", "{\"a\":{\"shape\":[],\"data_offsets\":[0,0]}}", .invalidEntry),
        Attack("no shape", "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,0]}}", .invalidEntry),
        Attack("three offsets", "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0,0]}}", .invalidEntry),
        Attack("fractional dimension", "{\"a\":" + entry("U8", "[1.5]", "0", "1") + "}", data: 1, .invalidEntry),
        Attack("negative dimension", "{\"a\":" + entry("U8", "[-1]", "0", "1") + "}", data: 1, .invalidEntry),
        Attack(
            "dimension beyond 64 bits", "{\"a\":" + entry("U8", "[18446744073709551616]", "0", "1") + "}", .invalidEntry
        ),
        Attack("unknown type", "{\"a\":" + entry("F23", "[1]", "0", "4") + "}", data: 4, .unknownElementType),
        Attack(
            "shape overflows", "{\"a\":" + entry("F32", "[4294967296,4294967296]", "0", "0") + "}", .shapeOverflow),
        Attack("descending offsets", "{\"a\":" + entry("U8", "[0]", "4", "0") + "}", data: 4, .offsetsOutOfRange),
        Attack("negative offsets", "{\"a\":" + entry("U8", "[4]", "-4", "0") + "}", data: 4, .offsetsOutOfRange),
        Attack("tensor past the end", "{\"a\":" + entry("U8", "[8]", "0", "8") + "}", data: 4, .offsetsOutOfRange),
        Attack("shape against offsets", "{\"a\":" + entry("F32", "[2]", "0", "4") + "}", data: 4, .sizeMismatch),
        Attack(
            "overlap",
            "{\"a\":" + entry("U8", "[4]", "0", "4") + ",\"b\":" + entry("U8", "[4]", "2", "6") + "}", data: 6,
            .overlappingTensors),
        Attack(
            "the same bytes twice",
            "{\"a\":" + entry("U8", "[4]", "0", "4") + ",\"b\":" + entry("U8", "[4]", "0", "4") + "}", data: 4,
            .overlappingTensors),
        Attack(
            "hole",
            "{\"a\":" + entry("U8", "[2]", "0", "2") + ",\"b\":" + entry("U8", "[2]", "4", "6") + "}", data: 6, .hole),
        Attack("hole in front", "{\"a\":" + entry("U8", "[2]", "2", "4") + "}", data: 4, .hole),
        Attack("rest", "{\"a\":" + entry("U8", "[2]", "0", "2") + "}", data: 4, .trailingBytes),
        Attack("rest without tensors", "{}", data: 4, .trailingBytes),
    ]

    @Test("Each attack is refused with its code", arguments: attacks)
    func refused(attack: Attack) {
        #expect { try SafetensorsFile(bytes: attack.bytes) } throws: { error in
            (error as? SafetensorsError)?.code == attack.code
        }
    }

    @Test("Fewer than eight bytes", arguments: 0..<8)
    func short(count: Int) {
        #expect { try SafetensorsFile(bytes: [UInt8](repeating: 0, count: count)) } throws: { error in
            (error as? SafetensorsError)?.code == .fileTooShort
        }
    }

    @Test("Changed and cut files never crash")
    func mutations() throws {
        var writer = SafetensorsWriter(metadata: ["k": "v"])
        try writer.add([1, 2, 3, 4] as [Float], named: "a", shape: [2, 2])
        try writer.add([1, 2, 3] as [UInt16], named: "b")
        let valid = writer.bytes()
        var generator = SeededGenerator(seed: 4)
        var refused = 0
        for _ in 0..<2_000 {
            var bytes = valid
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            if Bool.random(using: &generator) {
                bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
            }
            do {
                let file = try SafetensorsFile(bytes: bytes)
                for tensor in file.tensors {
                    #expect(try file.bytes(named: tensor.name).count == tensor.byteRange.count)
                }
            } catch { refused += 1 }
        }
        #expect(refused > 1_000)
    }
}
