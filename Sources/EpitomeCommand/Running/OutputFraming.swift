import Corpora
import Serialization
import TextProcessing

/// Puts results together: one a line, as the elements of an array, or as they are.
struct OutputFraming: Sendable {
    let renderer: any DocumentRenderer
    let format: OutputFormat
    /// Whether JSON is one value, not an array.
    let isSingle: Bool
    /// What is to be said on the standard error.
    let notes: RunNotes

    private static let separator = ",\n"

    /// The renderer's transform with what belongs between results.
    func makeTransform() -> BatchRun.Transform {
        let render = renderer.makeTransform()
        let transform: BatchRun.Transform = { [notes] record, writer in
            try render(record, &writer)
            if let guess = (try? record.content.get())?.guessedEncoding { notes.add(record.id, guess.note) }
        }
        switch format {
        case .jsonl:
            return { record, writer in
                try transform(record, &writer)
                writer.newline()
            }
        case .json:
            var pretty = JSONWriter(pretty: true)
            return { record, writer in
                pretty.removeAll()
                try transform(record, &pretty)
                writer.raw(Self.separator)
                writer.value(json: pretty.bytes)
            }
        case .text, .markdown, .html, .csv, .tsv: return transform
        }
    }

    /// The record of a failure, in the forms that have one.
    func write(_ failure: BatchFailure, to writer: inout JSONWriter) {
        if let table = renderer.table, format.hasErrors, format != .jsonl, format != .json {
            return writer.raw(table.line(of: failure))
        }
        guard format == .jsonl || format == .json else { return }
        if format == .json { writer.raw(Self.separator) }
        writer.beginObject()
        failure.writeID(to: &writer)
        writer.member("error", failure.error.description)
        writer.endObject()
        if format == .jsonl { writer.newline() }
    }

    /// The bytes of a block with what comes before the first.
    func framed(_ bytes: [UInt8], isFirst: Bool) -> [UInt8] {
        guard isFirst else { return bytes }
        guard format == .json else {
            let separator = Array(renderer.separator.utf8)
            let rest = bytes.starts(with: separator) ? bytes.dropFirst(separator.count) : bytes[...]
            return Array(renderer.prologue.utf8) + rest
        }
        return (isSingle ? [] : Array("[\n".utf8)) + bytes.dropFirst(Self.separator.utf8.count)
    }

    /// What comes after the last.
    func end(hasOutput: Bool) -> [UInt8] {
        switch format {
        case .json where isSingle: hasOutput ? [0x0A] : []
        case .json: Array((hasOutput ? "\n]\n" : "[]\n").utf8)
        default: Array(((hasOutput ? "" : renderer.prologue) + renderer.epilogue).utf8)
        }
    }
}
