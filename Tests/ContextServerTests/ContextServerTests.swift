import ContextServer
import Serialization
import TestSupport
import Testing

private let flood = """
    The river Elm rose by two metres in one night after heavy rain in the northern hills. Schools and two bridges in the \
    valley were shut on Monday because of the flood. The mayor said that the flood had come without any warning. \
    Volunteers filled four thousand sandbags at the old mill. Insurers expect claims of nine million crowns.
    """

@Suite("The server of assistants")
struct ContextServerTests {
    private let server = ContextServer(library: DocumentLibrary(), version: "1.2.3")

    /// The answer to a request, parsed.
    private func ask(_ method: String, _ parameters: JSONValue = [:], of server: ContextServer? = nil) throws
        -> JSONValue
    {
        var writer = JSONWriter()
        writer.value(["jsonrpc": "2.0", "id": "a", "method": .string(method), "params": parameters] as JSONValue)
        let answer = try JSONValue(parsing: try #require((server ?? self.server).answer(to: writer.text)))
        #expect(answer["jsonrpc"]?.string == "2.0" && answer["id"]?.string == "a")
        return answer
    }

    private func call(_ tool: String, _ arguments: JSONValue, of server: ContextServer? = nil) throws -> JSONValue {
        let parameters: JSONValue = ["name": .string(tool), "arguments": arguments]
        return try #require(try ask("tools/call", parameters, of: server)["result"])
    }

    @Test("The handshake agrees on the client's revision, or offers the newest", arguments: ContextServer.revisions)
    func handshake(revision: String) throws {
        let result = try ask("initialize", ["protocolVersion": .string(revision), "capabilities": [:]])["result"]
        #expect(result?["protocolVersion"]?.string == revision)
        #expect(result?["serverInfo"]?["version"]?.string == "1.2.3")
        let unknown = try ask("initialize", ["protocolVersion": "2031-01-01"])["result"]
        #expect(unknown?["protocolVersion"]?.string == "2025-11-25")
        #expect(result?["resultType"] == nil)
    }

    @Test("Without a handshake each request states its revision")
    func stateless() throws {
        let meta: JSONValue = ["_meta": ["io.modelcontextprotocol/protocolVersion": "2026-07-28"]]
        let found = try ask("server/discover", meta)["result"]
        #expect(found?["supportedVersions"] == ["2026-07-28"] && found?["resultType"]?.string == "complete")
        #expect(try ask("tools/list", meta)["result"]?["resultType"]?.string == "complete")
        let other: JSONValue = ["_meta": ["io.modelcontextprotocol/protocolVersion": "1999-01-01"]]
        let error = try ask("tools/list", other)["error"]
        #expect(error?["code"]?.integer == -32022 && error?["data"]?["supported"] == ["2026-07-28"])
    }

    @Test("Five tools take less than 1,500 tokens of a model's context")
    func tools() throws {
        let tools = try #require(try ask("tools/list")["result"]?["tools"]?.array)
        #expect(tools.compactMap { $0["name"]?.string } == ["summarize", "classify", "keywords", "extract", "similar"])
        var writer = JSONWriter()
        writer.value(.array(tools))
        // A token of JSON has three bytes or more on average.
        #expect(writer.bytes.count < 4500, "\(writer.bytes.count)")
        for tool in tools {
            #expect(tool["annotations"]?["readOnlyHint"]?.bool == true && tool["outputSchema"] != nil)
        }
    }

    @Test("Each tool answers with what its schema names")
    func answers() throws {
        let arguments: [(String, JSONValue)] = [
            ("summarize", ["text": .string(flood), "sentences": 2]), ("classify", ["text": .string(flood)]),
            ("keywords", ["text": .string(flood), "top": 4]), ("extract", ["text": .string(flood)]),
            ("similar", ["query": "sandbags at the mill", "texts": [.string(flood), "Nothing of the kind."]]),
        ]
        let tools = try #require(try ask("tools/list")["result"]?["tools"]?.array)
        for ((name, arguments), tool) in zip(arguments, tools) {
            let result = try call(name, arguments)
            #expect(result["isError"]?.bool == false, "\(name): \(result)")
            let content = try #require(result["structuredContent"])
            #expect(try JSONValue(parsing: result["content"]?[0]?["text"]?.string ?? "") == content)
            let promised = tool["outputSchema"]?["properties"]?.object?.keys ?? []
            #expect(promised.contains { content[$0] != nil }, "\(name)")
        }
    }

    @Test("A summary keeps its budget and is made of the text's sentences")
    func summary() throws {
        for words in [12, 20, 40] {
            let content = try call("summarize", ["text": .string(flood), "words": .integer(words)])["structuredContent"]
            let summary = try #require(content?["summary"]?.string)
            #expect(!summary.isEmpty && summary.split(separator: " ").count <= max(words, 10))
            for sentence in content?["sentences"]?.array ?? [] {
                #expect(flood.contains(sentence["text"]?.string ?? "?"))
            }
        }
        let two = try call("summarize", ["text": .string(flood), "query": "insurers", "sentences": 1])
        #expect(two["structuredContent"]?["summary"]?.string?.contains("Insurers") == true)
    }

    @Test("A long text is extracted in parts that make the whole")
    func parts() throws {
        var whole = ""
        var next: Int? = 0
        while let from = next {
            let arguments: JSONValue = ["text": .string(flood), "from": .integer(from), "characters": 100]
            let content = try #require(try call("extract", arguments)["structuredContent"])
            whole += content["text"]?.string ?? ""
            next = content["next"]?.integer
        }
        #expect(whole == flood)
    }

    @Test("What is wrong with a call is said to the model")
    func wrongCalls() throws {
        let cases: [(String, JSONValue, String)] = [
            ("summarize", [:], "give either"), ("summarize", ["text": 7], "is a text, not a number"),
            ("summarize", ["text": "A.", "document": "b"], "give either"),
            ("summarize", ["text": "A.", "words": 0], "from 1"),
            ("summarize", ["text": "A.", "words": 5, "sentences": 5], "not both"),
            ("summarize", ["text": "A.", "budget": 5], "no argument \"budget\""),
            ("classify", ["document": "../../etc/passwd"], "there is no document"),
            ("similar", ["query": "a"], "nothing to search"), ("similar", ["texts": ["a"]], "is missing"),
            ("similar", ["query": "a", "texts": ["b", 3]], "element 1"),
        ]
        for (tool, arguments, message) in cases {
            let result = try call(tool, arguments)
            #expect(result["isError"]?.bool == true)
            #expect(result["content"]?[0]?["text"]?.string?.contains(message) == true, "\(result)")
        }
    }

    @Test("Wrong messages get the errors of JSON-RPC, and notifications no answer")
    func wrongMessages() throws {
        func code(_ line: String) throws -> Int? {
            try JSONValue(parsing: try #require(server.answer(to: line)))["error"]?["code"]?.integer
        }
        #expect(try code("{") == -32700)
        #expect(try code("[]") == -32600)
        #expect(try code("7") == -32600)
        #expect(try code(#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#) == -32600)
        #expect(try code(#"{"jsonrpc":"2.0","id":1}"#) == -32600)
        #expect(try code(#"{"jsonrpc":"2.0","id":1,"method":"no/such"}"#) == -32601)
        #expect(try code(#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]}"#) == -32602)
        #expect(try code(#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"rm"}}"#) == -32602)
        #expect(
            try code(#"{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file:///etc/passwd"}}"#)
                == -32602)
        #expect(try code(String(repeating: "[", count: 100_000)) == -32700)
        #expect(server.answer(to: #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#) == nil)
        #expect(server.answer(to: #"{"jsonrpc":"2.0","method":"no/such"}"#) == nil)
        #expect(server.answer(to: " ") == nil)
        let batch =
            #"[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","method":"x"},{"jsonrpc":"2.0","id":2,"method":"ping"}]"#
        #expect(try JSONValue(parsing: try #require(server.answer(to: batch))).array?.count == 2)
    }

    @Test("Documents of a folder are listed, read and found by name, and no others")
    func resources() throws {
        let folder = TemporaryFolder()
        folder.write("flood & rain.txt", flood)
        folder.write(
            "page.html",
            "<html><title>Bread</title><body><p>The bakery on the square sold its bread for less today.</p></body></html>"
        )
        let server = ContextServer(library: DocumentLibrary(paths: [folder.path]), version: "1")
        let listed = try #require(try ask("resources/list", of: server)["result"]?["resources"]?.array)
        #expect(listed.count == 2)
        for resource in listed {
            let uri = try #require(resource["uri"])
            let text = try ask("resources/read", ["uri": uri], of: server)["result"]?["contents"]?[0]?["text"]?.string
            #expect(
                text?.contains(resource["name"]?.string?.hasSuffix("html") == true ? "bakery" : "river Elm") == true)
        }
        let name = try #require(listed[0]["name"])
        #expect(try call("summarize", ["document": name], of: server)["isError"]?.bool == false)
        let found = try call("similar", ["query": "bakery bread", "top": 1], of: server)["structuredContent"]
        #expect(found?["matches"]?[0]?["id"]?.string?.hasSuffix("page.html") == true)
    }

    @Test("No mutated message stops the server")
    func mutated() throws {
        var generator = SeededGenerator(seed: 17)
        let seeds = [
            #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"summarize","arguments":{"text":"A b c. D e f."}}}"#,
            #"{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"epitome:///a%20b"}}"#,
        ]
        for round in 0..<400 {
            var bytes = Array(seeds[round % seeds.count].utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = UInt8.random(in: 0x20...0x7E, using: &generator)
            }
            guard let answer = server.answer(to: String(decoding: bytes, as: UTF8.self)) else { continue }
            #expect(throws: Never.self) { try JSONValue(parsing: answer) }
        }
    }
}

@Suite("The command that serves assistants", .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
struct ContextServerCommandTests {
    @Test("Each line is answered by a line, and the end of the input ends the server")
    func lines() throws {
        let folder = TemporaryFolder()
        folder.write(
            "in",
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18"}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            not json
            {"jsonrpc":"2.0","id":2,"method":"tools/list"}\n
            """)
        let outcome = ShellRun.outcome("'\(try #require(BuiltCommand.path))' mcp < in", in: folder)
        #expect(outcome.status == 0 && outcome.lines.count == 3, "\(outcome.text)\(outcome.errors)")
        #expect(try outcome.lines.map { try JSONValue(parsing: $0)["id"] ?? .null } == [1, .null, 2])
    }
}
