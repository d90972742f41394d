import Serialization
import Testing

@Suite("JSON field scanner") struct JSONFieldScannerTests {
    private let scanner = JSONFieldScanner(fields: ["id", "text", "missing"])

    @Test("Wanted fields are found, whatever stands around them")
    func finds() throws {
        let line = Array(#" {"x":{"text":"no"}, "text" : "a\tb \u00fc", "id":[1, "]"], "n":-1e3} "#.utf8)
        var fields = JSONFields()
        try scanner.scan(line.span, into: &fields)
        #expect(fields.string(1, in: line.span) == "a\tb ü")
        #expect(fields[0].kind == .array)
        #expect(try fields.value(0, in: line.span) == [1, "]"])
        #expect(fields[2].kind == .absent)
        #expect(fields.string(2, in: line.span) == nil)
    }

    @Test("Keys are compared unescaped, and of equal keys the last wins")
    func keys() throws {
        let line = Array(#"{"text":"first","t\u0065xt":"last"}"#.utf8)
        var fields = JSONFields()
        try scanner.scan(line.span, into: &fields)
        #expect(fields.string(1, in: line.span) == "last")
    }

    @Test("Invalid UTF-8 in a wanted string is repaired")
    func repair() throws {
        let line = Array(#"{"text":"a"#.utf8) + [0xFF] + Array(#"b"}"#.utf8)
        var fields = JSONFields()
        try scanner.scan(line.span, into: &fields)
        #expect(fields.string(1, in: line.span) == "a\u{FFFD}b")
    }

    @Test(
        "A line that is no object, or torn, is an error",
        arguments: [
            "", "[]", "7", "{", "{\"text\":\"abc", "{\"text\":\"abc\"", "{\"text\":\"abc\"}}", "{\"x\":[}",
            "{\"x\":tru}",
            "{\"x\":1 \"y\":2}", "{\"x\":\"\u{1}\"}",
        ])
    func torn(text: String) {
        var fields = JSONFields()
        #expect(throws: JSONError.self) { try scanner.scan(Array(text.utf8).span, into: &fields) }
    }

    @Test("Every length of plain run before a quote is measured right")
    func runs() throws {
        for length in 0..<70 {
            for ending in ["\"}", "\\n\"}"] {
                let line = Array(("{\"text\":\"" + String(repeating: "é", count: length) + ending).utf8)
                var fields = JSONFields()
                try scanner.scan(line.span, into: &fields)
                let expected = String(repeating: "é", count: length) + (ending.count > 2 ? "\n" : "")
                #expect(fields.string(1, in: line.span) == expected)
            }
        }
    }
}
