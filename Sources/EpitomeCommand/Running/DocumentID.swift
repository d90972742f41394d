import Corpora
import Serialization

/// The identifier of a document with the type it had in the input, as one string: what an index or an evaluation keeps.
struct DocumentID {
    /// The identifier as JSON: `"a"` or `7`.
    let json: String
    /// The identifier as a person writes it: `a` or `7`.
    let text: String

    init(_ record: CorpusRecord) {
        var writer = JSONWriter()
        record.writeIDValue(to: &writer)
        json = writer.text
        text = record.id
    }

    /// Takes what was kept; whatever is no JSON is a name.
    init(json: String) {
        if let value = try? JSONValue(parsing: json) {
            self.json = json
            text = value.string ?? json
        } else {
            var writer = JSONWriter()
            writer.value(json)
            self.json = writer.text
            text = json
        }
    }
}
