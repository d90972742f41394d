import Serialization
import Testing

@Suite("JSON writing") struct JSONWriterTests {
    @Test("Commas, colons and nesting are set as the grammar wants")
    func structure() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("id", 7)
        writer.key("labels")
        writer.beginArray()
        writer.value("sport")
        writer.beginObject()
        writer.endObject()
        writer.null()
        writer.value(-1.5)
        writer.value(Float(0.1))
        writer.endArray()
        writer.member("ok", true)
        writer.endObject()
        writer.newline()
        writer.value(json: Array("[1]".utf8))
        #expect(writer.text == "{\"id\":7,\"labels\":[\"sport\",{},null,-1.5,0.1],\"ok\":true}\n[1]")
    }

    @Test("Pretty output puts each member on its own line")
    func pretty() {
        var writer = JSONWriter(pretty: true)
        writer.value(["a": 1, "b": [], "c": [true, [:]]])
        #expect(
            writer.text == """
                {
                  "a": 1,
                  "b": [],
                  "c": [
                    true,
                    {}
                  ]
                }
                """)
    }

    @Test("Strings are escaped where needed and nowhere else")
    func escapes() {
        var writer = JSONWriter()
        writer.value("\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}é\u{2028}")
        #expect(writer.text == "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u{7F}é\u{2028}\"")
        let long = String(repeating: "x\ny", count: 5000)
        writer.removeAll()
        writer.value(long)
        #expect((try? JSONValue(parsing: writer.bytes.span)) == .string(long))
    }

    @Test("What JSON cannot say becomes null; extremes survive")
    func numbers() throws {
        var writer = JSONWriter()
        writer.beginArray()
        writer.value(Double.nan)
        writer.value(Double.infinity)
        writer.value(Int.min)
        writer.value(Double.leastNonzeroMagnitude)
        writer.value(1e300)
        writer.endArray()
        let value = try JSONValue(parsing: writer.bytes.span)
        #expect(value == [nil, nil, .integer(.min), .number(.leastNonzeroMagnitude), 1e300])
    }
}
