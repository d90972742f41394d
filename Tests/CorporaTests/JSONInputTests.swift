import Corpora
import TestSupport
import Testing

@Suite("JSON arrays") struct JSONInputTests {
    let folder = TemporaryFolder()

    @Test("An array of objects, an object over several lines, objects one after another")
    func shapes() {
        let array = folder.write(
            "a.json",
            "[ {\"text\":\"One [1] \\\"{\"},\n {\"id\":\"b\",\"text\":\"Two\",\n\"deep\":[[{\"x\":\"]\"}]]}\n]\n")
        let object = folder.write("b.json", "{\n  \"id\": 3,\n  \"text\": \"Three\"\n}\n")
        let several = folder.write("c.json", "{\"text\":\"Four\"}\n{\"text\":\"Five\"} {\"text\":\"Six\"}")
        #expect(outcomes([array, object, several]) == ["One [1] \"{", "Two", "Three", "Four", "Five", "Six"])
        let records = Array(CorpusReader(paths: [array]))
        #expect(records.map(\.id) == ["1", "b"] && records.map(\.idIsJSON) == [true, false])
        #expect(records.map(\.location.line) == [1, 2] && records.map(\.location.byteOffset) == [2, 27])
        #expect(Array(CorpusReader(paths: [object])).map(\.id) == ["3"])
        #expect(outcomes([folder.write("empty.json", " [ ] ")]).isEmpty)
        #expect(outcomes([folder.write("nothing.json", "\n")]).isEmpty)
    }

    @Test("The content tells it, too: an array of objects, or an object over several lines")
    func told() {
        #expect(outcomes([folder.write("a.data", "[\n{\"text\":\"One\"}]")]) == ["One"])
        #expect(outcomes([folder.write("b.data", "{\n\"text\":\"Two\"}")]) == ["Two"])
        #expect(outcomes([folder.write("c.data", "[1] a note")]) == ["[1] a note"])
        #expect(outcomes([folder.write("d.data", "{not JSON}")]) == ["{not JSON}"])
    }

    @Test(
        "A bad value is an error in its place; where the next value would begin nobody knows, reading ends",
        arguments: [
            (
                "[{\"text\":\"a\"},7,\"s\",[],{\"text\":\"b\"}]",
                ["a", "!invalid-record", "!invalid-record", "!invalid-record", "b"]
            ),
            ("[{\"text\":\"a\"} {\"text\":\"b\"}]", ["a", "!invalid-record"]),
            ("[{\"text\":\"a\"},]", ["a", "!invalid-record"]),
            ("[{\"text\":\"a\"}", ["a", "!invalid-record"]),
            ("[{\"text\":\"a\"},{\"text\":\"b", ["a", "!invalid-record"]),
            ("[{\"text\":\"a\"}] x", ["a", "!invalid-record"]),
            ("[{\"text\":\"a\",}]", ["!invalid-record"]),
            ("{\"text\":\"a\"},{\"text\":\"b\"}", ["a", "!invalid-record"]),
            ("]", ["!invalid-record"]),
            ("[{\"text\":\"a]\"}]]", ["a]", "!invalid-record"]),
            ("[12", ["!invalid-record", "!invalid-record"]),
        ])
    func errors(_ text: String, _ expected: [String]) {
        let path = folder.write("bad.json", text)
        #expect(outcomes([path]) == expected)
        for chunk in [true, false] { #expect(outcomes([path]) { $0.isUnbuffered = chunk } == expected) }
    }

    @Test("Errors say where, by line and byte")
    func positions() throws {
        let path = folder.write("p.json", "[\n{\"text\":\"a\"},\n7,\n{\"text\":\"b\"}\n{}]")
        let records = Array(CorpusReader(paths: [path]))
        #expect(records.map(\.location.line) == [2, 3, 4, 5])
        guard case .failure(let error) = try #require(records.last).content else { return #expect(Bool(false)) }
        #expect(error.description.hasPrefix("\(path) line 5: a comma or the array's end was expected"))
        #expect(error.location?.byteOffset == 32)
    }

    @Test("Large arrays come in blocks, whatever their layout, and a value beyond the limit is passed over")
    func large() {
        let values = (0..<3000).map {
            "{\"id\":\($0),\"text\":\"\(String(repeating: "word [\\\\\\\" ", count: $0 % 97))end\"}"
        }
        let long = "{\"text\":\"\(String(repeating: "long ] ", count: 100_000))\"}"
        for separator in [",", ",\n", " ,\n\n  "] {
            let all = values[..<1500] + [long] + values[1500...]
            let path = folder.write("large.json", "[" + all.joined(separator: separator) + "]")
            var options = CorpusOptions()
            options.maximumDocumentBytes = 300_000
            let records = Array(CorpusReader(paths: [path], options: options))
            #expect(records.count == 3001)
            guard case .failure(let error) = records[1500].content else { return #expect(Bool(false)) }
            #expect(error.code == .tooLarge)
            #expect(records[1499].id == "1499" && records[1501].id == "1500" && records[3000].id == "2999")
            let lines = separator.filter { $0 == "\n" }.count
            #expect(records[3000].location.line == 1 + 3000 * lines)
        }
    }

    @Test("Cut anywhere, what is whole is read and one error says the rest is missing")
    func truncated() {
        let text = Array("[{\"text\":\"a\"}, {\"text\":\"b\\\\\"},{\"text\":\"c\"}]".utf8)
        for length in 1..<text.count {
            let found = outcomes([folder.write("t.json", Array(text[..<length]))])
            #expect(found.last == "!invalid-record" && !found.dropLast().contains("!invalid-record"))
            #expect(found.dropLast().elementsEqual(["a", "b\\", "c"].prefix(found.count - 1)))
        }
        #expect(outcomes([folder.write("t.json", text)]) == ["a", "b\\", "c"])
    }
}
