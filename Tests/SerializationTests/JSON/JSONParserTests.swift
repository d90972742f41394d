import Serialization
import TestSupport
import Testing

@Suite("JSON parsing") struct JSONParserTests {
    @Test("Every kind of value is read as what it is")
    func kinds() throws {
        #expect(try JSONValue(parsing: "null") == .null)
        #expect(try JSONValue(parsing: " true ") == true)
        #expect(try JSONValue(parsing: "-12") == .integer(-12))
        #expect(try JSONValue(parsing: "9223372036854775807") == .integer(.max))
        #expect(try JSONValue(parsing: "9223372036854775808") == .number(0x1p63))
        #expect(try JSONValue(parsing: "1.0") == .number(1))
        #expect(try JSONValue(parsing: "-0.5e-3") == .number(-0.0005))
        #expect(try JSONValue(parsing: #""a\n\"\\\/\u00e9\ud83d\ude00""#) == "a\n\"\\/é😀")
        #expect(try JSONValue(parsing: "[]") == [])
        #expect(try JSONValue(parsing: #"{"b":1,"a":[{}]}"#) == ["b": 1, "a": [[:]]])
    }

    @Test("The order of members is kept, and of equal keys the last wins at the place of the first")
    func members() throws {
        let value = try JSONValue(parsing: #"{"z":1,"a":2,"z":3}"#)
        #expect(value.object?.keys == ["z", "a"])
        #expect(value["z"] == 3)
        let many = (0..<40).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let large = try JSONValue(parsing: "{\(many),\"k7\":-7}")
        #expect(large["k7"] == -7)
        #expect(large["k39"] == 39)
        #expect(large.object?.count == 40)
        var object = try #require(large.object)
        object["k3"] = nil
        #expect(object["k3"] == nil && object["k39"] == 39 && object.keys.first == "k0")
    }

    @Test("A surrogate without its partner becomes the replacement character")
    func surrogates() throws {
        #expect(try JSONValue(parsing: #""\ud800""#) == "\u{FFFD}")
        #expect(try JSONValue(parsing: #""\udc00x""#) == "\u{FFFD}x")
        #expect(try JSONValue(parsing: #""\ud800\ud83d\ude00""#) == "\u{FFFD}😀")
        #expect(try JSONValue(parsing: #""\ud800\u0041""#) == "\u{FFFD}A")
    }

    @Test(
        "What the grammar does not allow is refused at its offset",
        arguments: [
            ("", 0), ("  ", 2), ("tru", 3), ("trux", 3), ("[1,]", 3), ("[1 2]", 3), ("{\"a\" 1}", 5),
            ("{\"a\":1,}", 7), ("{a:1}", 1), ("01", 0), ("-", 1), ("1.", 2), ("1e", 2), ("+1", 0), (".5", 0),
            ("\"a", 2), ("\"\\x\"", 1), ("\"\\u12g4\"", 1), ("\"a\tb\"", 2), ("1 2", 2), ("NaN", 0), ("1e999", 0),
            ("[", 1), ("{\"a\":", 5), ("\u{FEFF}1", 0), ("'a'", 0), ("{\"a\":1", 6), ("//c", 0), ("]", 0),
        ])
    func refusals(text: String, offset: Int) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.offset == offset, "\(text): \(error.map(\.description) ?? "no error")")
    }

    @Test("Bytes that are not UTF-8 are refused")
    func invalidUTF8() {
        for bytes in [[0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] as [[UInt8]] {
            let error = #expect(throws: JSONError.self) { try JSONValue(parsing: bytes.span) }
            #expect(error?.code == .invalidUTF8)
        }
    }

    @Test("Nesting is accepted up to the limit, and a million brackets are an error, not a crash")
    func depth() throws {
        let limit = JSONValue.defaultDepthLimit
        let inside = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
        #expect(throws: Never.self) { try JSONValue(parsing: inside) }
        let outside = #expect(throws: JSONError.self) { try JSONValue(parsing: "[" + inside + "]") }
        #expect(outside?.code == .tooDeep(limit: limit))
        for bracket in ["[", "{\"a\":"] {
            let error = #expect(throws: JSONError.self) {
                try JSONValue(parsing: String(repeating: bracket, count: 1_000_000))
            }
            #expect(error?.code == .tooDeep(limit: limit))
        }
    }

    @Test("Random values survive writing and parsing, compact and pretty", arguments: 0..<20 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let value = randomJSON(depth: 4, using: &generator)
            for pretty in [false, true] {
                var writer = JSONWriter(pretty: pretty)
                writer.value(value)
                #expect(try JSONValue(parsing: writer.bytes.span) == value, "seed \(seed)")
            }
        }
    }

    @Test(
        "Mutated JSON never crashes, and what is accepted can be written and read again",
        arguments: 0..<20 as Range<UInt64>)
    func mutations(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let scanner = JSONFieldScanner(fields: ["id", "text"])
        var fields = JSONFields()
        for _ in 0..<200 {
            var bytes = Array(#"{"id":17,"text":"a\u00e9\\b","x":[1,2.5e3,{"y":null,"z":[true,false]}]}"#.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) { bytes.mutate(using: &generator) }
            let parsed = try? JSONValue(parsing: bytes.span)
            let scanned: Void? = try? scanner.scan(bytes.span, into: &fields)
            if let parsed {
                #expect(try JSONValue(parsing: Array(parsed.description.utf8).span) == parsed)
                #expect((scanned != nil) == (parsed.object != nil), "\(parsed)")
                if scanned != nil { #expect(fields.string(1, in: bytes.span) == parsed["text"]?.string) }
            }
        }
    }
}

private func randomJSON(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2: return .integer(Int(truncatingIfNeeded: generator.next()))
    case 3: return .number(Double.random(in: -1e6...1e6, using: &generator))
    case 4, 5:
        let scalars = (0..<Int.random(in: 0..<40, using: &generator)).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0...(Bool.random(using: &generator) ? 0x7F : 0x1_FFFF), using: &generator))
        }
        return .string(String(String.UnicodeScalarView(scalars)))
    case 6:
        return .array(
            (0..<Int.random(in: 0..<6, using: &generator)).map { _ in randomJSON(depth: depth - 1, using: &generator) })
    default:
        return .object(
            JSONObject(
                (0..<Int.random(in: 0..<12, using: &generator)).map { number in
                    ("k\(number)\n", randomJSON(depth: depth - 1, using: &generator))
                }))
    }
}
