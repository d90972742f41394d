internal import Classification
internal import Epitome
internal import Serialization
internal import Summarization
internal import TextProcessing
internal import Vectorization

extension ContextTool {
    /// All tools, in the order in which they are listed.
    static func all(_ library: DocumentLibrary) -> [ContextTool] {
        [summarize(library), classify(library), keywords(library), extract(library), similar(library)]
    }

    private static let text: (name: String, schema: JSONValue) = (
        "text", ["type": "string", "description": "Plain text or HTML"]
    )
    private static let document: (name: String, schema: JSONValue) = (
        "document", ["type": "string", "description": "Instead of text: name of a listed resource"]
    )

    private static func number(_ limits: ClosedRange<Int>, _ meaning: String) -> JSONValue {
        [
            "type": "integer", "minimum": .integer(limits.lowerBound), "maximum": .integer(limits.upperBound),
            "description": .string(meaning),
        ]
    }

    private static func list(_ members: [String: String]) -> JSONValue {
        let properties = members.sorted { $0.key < $1.key }.map { ($0.key, ["type": .string($0.value)] as JSONValue) }
        return ["type": "array", "items": ["type": "object", "properties": .object(JSONObject(properties))]]
    }

    /// The members that a record writes, as the object that they belong into.
    private static func object(_ write: (inout JSONWriter) -> Void) throws(ToolError) -> JSONValue {
        var writer = JSONWriter()
        writer.beginObject()
        write(&writer)
        writer.endObject()
        do throws(JSONError) { return try JSONValue(parsing: writer.text) } catch {
            throw ToolError(message: "the answer cannot be written: \(error.description)")
        }
    }

    private static func summarize(_ library: DocumentLibrary) -> ContextTool {
        ContextTool(
            name: "summarize",
            purpose: "Shortens a text to its most telling sentences, word for word, without notices and navigation.",
            parameters: [
                text, document, ("words", number(1...100_000, "At most so many words")),
                ("sentences", number(1...10_000, "At most so many sentences (default 3)")),
                ("query", ["type": "string", "description": "What the summary should answer"]),
            ],
            result: [
                ("summary", ["type": "string"]),
                ("sentences", list(["text": "string", "start": "integer", "end": "integer", "score": "number"])),
                ("reason", ["type": "string"]),
            ]
        ) { arguments throws(ToolError) in
            let words = try arguments.number("words", 1...100_000)
            let sentences = try arguments.number("sentences", 1...10_000)
            guard words == nil || sentences == nil else {
                throw ToolError(message: "give words or sentences, not both")
            }
            let options = SummaryOptions(
                length: words.map { .words($0) } ?? .sentences(sentences ?? 3), query: try arguments.text("query"))
            let prepared = DocumentPipeline().prepare(try arguments.document(library))
            let summary = Summarizer(options).summarize(prepared.summarizationInput)
            return try object { SummaryRecord(document: prepared, summary: summary).writeMembers(to: &$0) }
        }
    }

    private static func classify(_ library: DocumentLibrary) -> ContextTool {
        ContextTool(
            name: "classify", purpose: "Says which topic a news text in English has, with probabilities.",
            parameters: [text, document, ("top", number(1...50, "How many topics (default 3)"))],
            result: [
                ("label", ["type": ["string", "null"]]),
                ("labels", list(["label": "string", "probability": "number"])), ("reason", ["type": "string"]),
            ]
        ) { arguments throws(ToolError) in
            let top = try arguments.number("top", 1...50) ?? 3
            let (title, text) = DocumentPipeline().titledText(of: try arguments.document(library))
            let classifier = Classifier.newsTopics
            let prediction = classifier.classify(text, title: title)
            return try object {
                TopicRecord(prediction: prediction, top: top, isMultiLabel: classifier.isMultiLabel).writeMembers(
                    to: &$0)
            }
        }
    }

    private static func keywords(_ library: DocumentLibrary) -> ContextTool {
        ContextTool(
            name: "keywords", purpose: "Finds the words and phrases that say what a text is about.",
            parameters: [text, document, ("top", number(1...200, "How many (default 10)"))],
            result: [("keywords", list(["text": "string", "score": "number"]))]
        ) { arguments throws(ToolError) in
            let top = try arguments.number("top", 1...200) ?? 10
            let prepared = DocumentPipeline().prepare(try arguments.document(library))
            var workspace = SummarizationWorkspace()
            let found = KeywordExtractor().keywords(in: prepared.keywordInput, limit: top, workspace: &workspace)
            return try object { KeywordsRecord(keywords: found).writeMembers(to: &$0) }
        }
    }

    private static func extract(_ library: DocumentLibrary) -> ContextTool {
        ContextTool(
            name: "extract",
            purpose: "Gives a page's article as clean text with title and metadata. Long texts come in parts.",
            parameters: [
                text, document, ("from", number(0...1_000_000_000, "First character (default 0)")),
                ("characters", number(1...1_000_000, "At most so many characters (default 20000)")),
            ],
            result: [
                ("title", ["type": "string"]), ("text", ["type": "string"]), ("next", ["type": "integer"]),
            ]
        ) { arguments throws(ToolError) in
            let from = try arguments.number("from", 0...1_000_000_000) ?? 0
            let count = try arguments.number("characters", 1...1_000_000) ?? 20_000
            let prepared = DocumentPipeline().prepare(try arguments.document(library))
            let whole = try object { ExtractRecord(document: prepared, includesMetadata: true).writeMembers(to: &$0) }
            let scalars = (whole["text"]?.string ?? "").unicodeScalars
            let part = scalars.dropFirst(from).prefix(count)
            var members = (whole.object?.members ?? []).map {
                $0.key == "text" ? ($0.key, .string(String(part))) : ($0.key, $0.value)
            }
            if from + part.count < scalars.count { members.append(("next", .integer(from + part.count))) }
            return .object(JSONObject(members))
        }
    }

    private static func similar(_ library: DocumentLibrary) -> ContextTool {
        ContextTool(
            name: "similar",
            purpose: "Ranks texts, or all listed resources, by how much of a query they take up (BM25).",
            parameters: [
                ("query", ["type": "string"]),
                ("texts", ["type": "array", "items": ["type": "string"], "description": "Default: the resources"]),
                ("top", number(1...200, "How many (default 5)")),
            ],
            result: [("matches", list(["id": "string", "score": "number", "text": "string"]))]
        ) { arguments throws(ToolError) in
            guard let query = try arguments.text("query") else { throw ToolError(message: "\"query\" is missing") }
            let top = try arguments.number("top", 1...200) ?? 5
            let given = try arguments.texts("texts")
            let contents = library.contents()
            let ids = given.map { $0.indices.map { "\($0)" } } ?? contents.ids
            let pipeline = DocumentPipeline()
            let texts = given ?? ids.map { id in contents.documents[id].map { pipeline.text(of: $0) } ?? "" }
            guard !texts.isEmpty else { throw ToolError(message: "there is nothing to search: give \"texts\"") }
            let index = SimilarityIndex(texts: texts, ids: ids, measure: .bm25)
            let matches = index.matches(for: [query], limit: top)[0].map { match in
                let beginning = String(texts[match.document].prefix(200))
                return [
                    "id": .string(ids[match.document]), "score": .number(Double(match.score)),
                    "text": .string(beginning),
                ]
                    as JSONValue
            }
            return ["matches": .array(matches)]
        }
    }
}
