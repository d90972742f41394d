import Corpora
import Epitome
import Serialization
import TextProcessing

/// A text and the pieces that it was cut into.
protocol PiecesRecord {
    var text: String { get }
    /// Where the pieces lie, in bytes of UTF-8.
    var ranges: [Range<Int>] { get }
    /// Writes the record's members, but for the `id`, into an object that the caller has begun.
    func writeMembers(to writer: inout JSONWriter)
}

/// Writes the pieces of documents: one a line, or as a record.
struct PiecesRenderer<Record: PiecesRecord>: DocumentRenderer {
    let context: RunContext
    /// Cuts a document.
    let cut: @Sendable (Document) -> Record

    func makeTransform() -> BatchRun.Transform {
        { [context, cut] record, writer in
            let pieces = cut(try record.content.get())
            guard context.format != .text else {
                let utf8 = pieces.text.utf8.span
                let path = context.showsPath ? VisibleText.field(record.id) + "\t" : ""
                for range in pieces.ranges {
                    writer.raw(path)
                    writer.rawLine(utf8.extracting(range))
                }
                return
            }
            writer.beginObject()
            record.writeID(to: &writer)
            pieces.writeMembers(to: &writer)
            writer.endObject()
        }
    }
}
