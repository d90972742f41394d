internal import Serialization

/// Answers an assistant's messages in the Model Context Protocol: one JSON text in, at most one out.
///
/// ```swift
/// let server = ContextServer(library: DocumentLibrary(paths: ["reports"]), version: "0.2.0")
/// while let line = readLine() {
///     if let answer = server.answer(to: line) { print(answer) }
/// }
/// ```
///
/// The revisions of 2024-11-05 to 2025-11-25 begin with `initialize`; that of 2026-07-28 keeps no state and asks
/// `server/discover`. Both are answered, a request at a time, so one server serves old clients and new ones. An answer
/// depends on its request alone.
///
/// Source: modelcontextprotocol.io/specification, JSON-RPC 2.0. Batches, which only the revision 2025-03-26 has, are
/// answered, too.
public struct ContextServer: Sendable {
    /// The revisions of the protocol that begin with a handshake, the newest first.
    public static let revisions = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
    /// The revision without a handshake.
    public static let statelessRevision = "2026-07-28"
    /// The longest message that is read, in bytes.
    public static let longestMessage = 32 << 20

    private let library: DocumentLibrary
    private let tools: [ContextTool]
    private let version: String

    /// Creates a server.
    ///
    /// - Parameters:
    ///   - library: The documents that tools may be asked about by name.
    ///   - version: The version that clients are told.
    public init(library: DocumentLibrary, version: String) {
        self.library = library
        self.version = version
        tools = ContextTool.all(library)
    }

    /// The answer to a message; nil where none is due, as to a notification.
    ///
    /// - Complexity: that of the tool that is called.
    public func answer(to line: String) -> String? {
        guard line.utf8.contains(where: { $0 > 0x20 }) else { return nil }
        guard line.utf8.count <= Self.longestMessage else {
            return text(
                RequestError.invalidRequest("a message has at most \(Self.longestMessage) bytes").response(.null))
        }
        let message: JSONValue
        do throws(JSONError) {
            message = try JSONValue(parsing: line)
        } catch {
            return text(RequestError(code: -32700, message: "no JSON: \(error.description)").response(.null))
        }
        guard let batch = message.array else { return answer(to: message).map(text) }
        guard !batch.isEmpty else { return text(RequestError.invalidRequest("a batch is empty").response(.null)) }
        let answers = batch.compactMap(answer(to:))
        return answers.isEmpty ? nil : text(.array(answers))
    }

    private func text(_ value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.value(value)
        return writer.text
    }

    private func answer(to message: JSONValue) -> JSONValue? {
        let id = message["id"] ?? .null
        guard message.object != nil, message["jsonrpc"]?.string == "2.0", id.array == nil, id.object == nil else {
            return RequestError.invalidRequest("a message is an object with \"jsonrpc\": \"2.0\"").response(.null)
        }
        guard let method = message["method"]?.string else {
            // An answer to a question that this server never asks.
            if message["result"] != nil || message["error"] != nil { return nil }
            return RequestError.invalidRequest("a message has a \"method\"").response(id)
        }
        // Notifications are never answered, not even those that are not known.
        guard message["id"] != nil else { return nil }
        do throws(RequestError) {
            let parameters = message["params"] ?? .object(JSONObject())
            guard parameters.object != nil else { throw .invalidParameters("\"params\" is an object") }
            let isStateless = try Self.isStateless(parameters)
            var result = try self.result(of: method, parameters)
            if isStateless || method == "server/discover" { result = Self.complete(result, method) }
            return ["jsonrpc": "2.0", "id": id, "result": .object(result)]
        } catch {
            return error.response(id)
        }
    }

    /// Whether a request states its revision itself.
    private static func isStateless(_ parameters: JSONValue) throws(RequestError) -> Bool {
        guard let revision = parameters["_meta"]?["io.modelcontextprotocol/protocolVersion"] else { return false }
        guard let name = revision.string, name == statelessRevision || revisions.contains(name) else {
            throw RequestError(
                code: -32022, message: "unsupported protocol version",
                data: ["supported": .array([.string(statelessRevision)]), "requested": revision])
        }
        return name == statelessRevision
    }

    /// What the stateless revision asks of every result: that it is whole, and how long lists may be kept.
    private static func complete(_ result: JSONObject, _ method: String) -> JSONObject {
        var members = result.members.map { ($0.key, $0.value) }
        members.insert(("resultType", "complete"), at: 0)
        if method != "tools/call" {
            members += [("ttlMs", method.hasPrefix("resources/") ? 0 : 3_600_000), ("cacheScope", "private")]
        }
        return JSONObject(members)
    }

    private func result(of method: String, _ parameters: JSONValue) throws(RequestError) -> JSONObject {
        switch method {
        case "initialize": return initialized(parameters)
        case "server/discover": return discovered()
        case "ping": return JSONObject()
        case "tools/list": return JSONObject([("tools", .array(tools.map(\.description)))])
        case "tools/call": return try call(parameters)
        case "resources/list": return try library.list(after: parameters["cursor"])
        case "resources/read": return try library.read(parameters["uri"])
        case "resources/templates/list": return JSONObject([("resourceTemplates", JSONValue.array([]))])
        default: throw RequestError(code: -32601, message: "there is no method \"\(method)\"")
        }
    }

    private func initialized(_ parameters: JSONValue) -> JSONObject {
        let asked = parameters["protocolVersion"]?.string
        let agreed = Self.revisions.first { $0 == asked } ?? Self.revisions[0]
        return JSONObject([("protocolVersion", .string(agreed))] + introduction)
    }

    private func discovered() -> JSONObject {
        JSONObject([("supportedVersions", [.string(Self.statelessRevision)])] + introduction)
    }

    private var introduction: [(String, JSONValue)] {
        [
            ("capabilities", ["tools": [:], "resources": [:]]),
            ("serverInfo", ["name": "epitome", "title": "Epitome", "version": .string(version)]),
            (
                "instructions",
                """
                Summaries are sentences of the text itself, topics come with probabilities; all is computed here, \
                nothing is sent anywhere. Shorten long texts with summarize before you read them.
                """
            ),
        ]
    }

    /// What a tool says; what goes wrong inside it is a result, so that the model can read it and do better.
    private func call(_ parameters: JSONValue) throws(RequestError) -> JSONObject {
        guard let name = parameters["name"]?.string else { throw .invalidParameters("\"name\" names a tool") }
        guard let tool = tools.first(where: { $0.name == name }) else {
            throw .invalidParameters(
                "there is no tool \"\(name)\"; there are \(tools.map(\.name).joined(separator: ", "))")
        }
        let arguments = parameters["arguments"] ?? .object(JSONObject())
        do throws(ToolError) {
            let answer = try tool.answer(ToolArguments(arguments, of: tool))
            return JSONObject([
                ("content", Self.content(text(answer))), ("structuredContent", answer), ("isError", .bool(false)),
            ])
        } catch {
            return JSONObject([("content", Self.content(error.message)), ("isError", .bool(true))])
        }
    }

    private static func content(_ text: String) -> JSONValue {
        let item: JSONValue = ["type": "text", "text": .string(text)]
        return .array([item])
    }
}

/// Why a request has no result: an error of JSON-RPC.
struct RequestError: Error {
    var code: Int
    var message: String
    var data: JSONValue?

    static func invalidRequest(_ message: String) -> RequestError { RequestError(code: -32600, message: message) }
    static func invalidParameters(_ message: String) -> RequestError { RequestError(code: -32602, message: message) }

    func response(_ id: JSONValue) -> JSONValue {
        var members: [(String, JSONValue)] = [("code", .integer(code)), ("message", .string(message))]
        if let data { members.append(("data", data)) }
        return ["jsonrpc": "2.0", "id": id, "error": .object(JSONObject(members))]
    }
}
