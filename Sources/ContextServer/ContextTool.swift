internal import Serialization
internal import TextProcessing

/// Something that an assistant can have done.
struct ContextTool: Sendable {
    /// The name by which it is called.
    var name: String
    /// What it does, for a model to read: every word takes room in its context.
    var purpose: String
    /// What it takes, by name: type, limits and meaning.
    var parameters: [(name: String, schema: JSONValue)]
    /// What its answer has.
    var result: [(name: String, schema: JSONValue)]
    /// Does it.
    var answer: @Sendable (ToolArguments) throws(ToolError) -> JSONValue

    /// The tool as clients are told of it.
    var description: JSONValue {
        [
            "name": .string(name), "description": .string(purpose),
            "inputSchema": [
                "type": "object", "properties": .object(JSONObject(parameters.map { ($0.name, $0.schema) })),
                "additionalProperties": false,
            ],
            "outputSchema": [
                "type": "object", "properties": .object(JSONObject(result.map { ($0.name, $0.schema) })),
            ],
            "annotations": ["readOnlyHint": true, "idempotentHint": true, "openWorldHint": false],
        ]
    }
}

/// Why a tool has no answer, said so that a model can do better.
struct ToolError: Error {
    var message: String
}

/// The arguments of a call, looked at one by one.
struct ToolArguments {
    private let members: JSONObject

    /// Takes the arguments of a call.
    ///
    /// - Throws: ``ToolError`` where they are no object, or a name is unknown: a misspelled budget must not pass unseen.
    init(_ value: JSONValue, of tool: ContextTool) throws(ToolError) {
        guard let members = value.object else { throw ToolError(message: "\"arguments\" is an object") }
        let known = tool.parameters.map(\.name)
        for key in members.keys where !known.contains(key) {
            throw ToolError(
                message: "\(tool.name) has no argument \"\(key)\"; it has \(known.joined(separator: ", "))")
        }
        self.members = members
    }

    /// A text; nil if it was not given.
    func text(_ name: String) throws(ToolError) -> String? {
        guard let value = members[name], !value.isNull else { return nil }
        guard let text = value.string else {
            throw ToolError(message: "\"\(name)\" is a text, not \(value.kindDescription)")
        }
        return text
    }

    /// A whole number within limits; nil if it was not given.
    func number(_ name: String, _ limits: ClosedRange<Int>) throws(ToolError) -> Int? {
        guard let value = members[name], !value.isNull else { return nil }
        guard let number = value.integer ?? value.double.flatMap(Int.init(exactly:)), limits.contains(number) else {
            throw ToolError(
                message: "\"\(name)\" is a whole number from \(limits.lowerBound) to \(limits.upperBound)")
        }
        return number
    }

    /// Some texts; nil if they were not given.
    func texts(_ name: String) throws(ToolError) -> [String]? {
        guard let value = members[name], !value.isNull else { return nil }
        guard let array = value.array else {
            throw ToolError(message: "\"\(name)\" is an array of texts, not \(value.kindDescription)")
        }
        var texts: [String] = []
        for element in array {
            guard let text = element.string else {
                throw ToolError(
                    message: "element \(texts.count) of \"\(name)\" is \(element.kindDescription), not a text")
            }
            texts.append(text)
        }
        return texts
    }

    /// The document that a call is about: `text` itself (`html` if it says so), or one of the library by its name.
    func document(_ library: DocumentLibrary) throws(ToolError) -> Document {
        let (text, name) = (try text("text"), try self.text("document"))
        if let text, name == nil {
            let start = text.prefix(200).drop { $0.isWhitespace }.lowercased()
            let isPage = start.hasPrefix("<!doctype") || start.hasPrefix("<html") || start.hasPrefix("<head")
            return Document(id: "text", content: isPage ? .html(Array(text.utf8)) : .text(text))
        }
        guard let name, text == nil else { throw ToolError(message: "give either \"text\" or \"document\"") }
        guard let document = library.document(name) else {
            throw ToolError(message: "there is no document \"\(name)\"; resources/list names those there are")
        }
        return document
    }
}
