public import Serialization
public import TextProcessing

/// What became of one record of the input: a document, or the reason why there is none.
public struct CorpusRecord: Sendable {
    /// The record's number among all records of all inputs, from 0.
    public var index: Int
    /// The identifier: from the id field, or the path, or the line number.
    public var id: String
    /// Whether ``id`` is the text of a JSON value other than a string, such as a number.
    public var idIsJSON: Bool
    /// Members of the input that are carried through: their names and their values as JSON.
    public var kept: [Member] = []
    /// Where the record stands.
    public var location: CorpusLocation
    /// The document, or why there is none.
    public var content: Result<Document, CorpusError>

    /// A member that is carried through.
    public struct Member: Hashable, Sendable {
        /// The name of the field or column.
        public var name: String
        /// Its value, as JSON.
        public var json: [UInt8]
    }

    /// Creates a record.
    public init(
        index: Int, id: String, idIsJSON: Bool = false, location: CorpusLocation,
        content: Result<Document, CorpusError>
    ) {
        self.index = index
        self.id = id
        self.idIsJSON = idIsJSON
        self.location = location
        self.content = content
    }

    /// Writes the `"id"` member with the type it had in the input, and the members that are carried through.
    public func writeID(to writer: inout JSONWriter) {
        writer.key("id")
        writeIDValue(to: &writer)
        for member in kept {
            writer.key(member.name)
            writer.value(json: member.json)
        }
    }

    /// Writes the identifier alone with the type it had in the input.
    public func writeIDValue(to writer: inout JSONWriter) { writer.value(id: id, isJSON: idIsJSON) }
}

extension JSONWriter {
    /// Writes an identifier, which may be the text of a JSON value.
    mutating func value(id: String, isJSON: Bool) {
        if isJSON { value(json: id.utf8) } else { value(id) }
    }
}
